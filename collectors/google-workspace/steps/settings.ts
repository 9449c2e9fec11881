import type { Emission } from "#sdk";
import { mismatch } from "../ask.ts";
import { ending, gap, population, record } from "../emit.ts";
import type { Problem } from "../errors.ts";
import { effectiveSettingsKind, type Policy, policyKind, ssoAssignmentKind, ssoProfileKind } from "../evidence.ts";
import { listed, listOfRecords, page, plain } from "../lists.ts";
import type { TenantSession } from "../session.ts";
import { resolveSettings } from "../settings.ts";
import type { Groups } from "./groups.ts";
import type { People } from "./people.ts";
import { ORG_UNITS, type OrgUnits } from "./tenant.ts";

const POLICIES = "cloudidentity:policies.list";
const PROFILES = "cloudidentity:inboundSamlSsoProfiles.list";
const ASSIGNMENTS = "cloudidentity:inboundSsoAssignments.list";

/** Policies as listed, and what every unit, group and administrator really has. */
export async function* settings(
  session: TenantSession,
  { orgUnits, groups, people }: { readonly orgUnits: OrgUnits; readonly groups: Groups; readonly people: People },
): AsyncGenerator<Emission> {
  const { identity, scope, signal } = session;
  const policies: Policy[] = [];
  let problem: Problem | undefined;
  const source = listed(session, {
    operation: POLICIES,
    pageKind: undefined,
    // No filter: one list of everything takes the fewest calls.
    fetch: (token) => identity.policies.list({ pageSize: 100, ...page(token) }, { signal }),
    items: (found) => found.policies,
  });
  for (;;) {
    const step = await source.next();
    if (step.done === true) {
      problem = step.value;
      break;
    }
    const policy = plain(step.value);
    yield record(scope, policyKind, policy);
    const read = policyKind.schema.safeParse(policy);
    if (read.success) policies.push(read.data);
    else problem ??= mismatch("a policy lacks its name, query or setting");
  }
  // Google's own policies stand in every tenant: a list of none is not an empty tenant's, and `{}` is a legal page here.
  if (problem === undefined && policies.length === 0) problem = mismatch("the answer holds no policy at all");
  yield* ending(scope, policyKind, POLICIES, problem);
  const unresolved = problem === undefined ? (orgUnits.problem === undefined ? undefined : ORG_UNITS) : POLICIES;
  const why = problem ?? orgUnits.problem;
  if (unresolved !== undefined && why !== undefined) {
    // A policy that is not in the list may be the one that wins.
    yield gap(scope, effectiveSettingsKind, unresolved, {
      reason: why.reason,
      detail: `what is in force cannot be resolved: ${why.detail}`,
    });
    yield population(scope, effectiveSettingsKind, { complete: false });
    return;
  }
  if (!orgUnits.found.some(({ orgUnitPath }) => orgUnitPath === "/")) {
    yield* ending(scope, effectiveSettingsKind, ORG_UNITS, mismatch("the root is not among the org units"));
    return;
  }
  const { records } = resolveSettings({
    policies,
    orgUnits: orgUnits.found,
    groupEmails: new Map(groups.found.map(({ id, email }) => [id, email])),
    activeUsers: people.whole ? people.activeByUnit : undefined,
  });
  for (const resolved of records) yield record(scope, effectiveSettingsKind, resolved);
  yield population(scope, effectiveSettingsKind);
}

export async function* singleSignOn(session: TenantSession): AsyncGenerator<Emission> {
  const { customer, identity, signal } = session;
  const filter = `customer=="customers/${customer}"`;
  yield* listOfRecords(session, ssoProfileKind, {
    operation: PROFILES,
    pageKind: undefined,
    fetch: (token) => identity.inboundSamlSsoProfiles.list({ filter, pageSize: 100, ...page(token) }, { signal }),
    items: ({ inboundSamlSsoProfiles }) => inboundSamlSsoProfiles,
  });
  yield* listOfRecords(session, ssoAssignmentKind, {
    operation: ASSIGNMENTS,
    pageKind: undefined,
    fetch: (token) => identity.inboundSsoAssignments.list({ filter, pageSize: 100, ...page(token) }, { signal }),
    items: ({ inboundSsoAssignments }) => inboundSsoAssignments,
  });
}
