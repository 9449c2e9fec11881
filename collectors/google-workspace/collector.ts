import { isExhibitError, type ExhibitError } from "#core";
import type { CollectContext, Emission } from "#sdk";
import type { GoogleWorkspaceConfig } from "./config.ts";
import type { Resolver } from "./dns.ts";
import { gap } from "./emit.ts";
import { googleWorkspaceKinds } from "./evidence.ts";
import { openSession, type TenantSession } from "./session.ts";
import { signIn } from "./sign-in.ts";
import { activities } from "./steps/activities.ts";
import { chromeDevices, mobileDevices } from "./steps/devices.ts";
import { groupMembers, groups, type Groups } from "./steps/groups.ts";
import { mailDns } from "./steps/mail-dns.ts";
import { deletedUsers, type People, roleAssignments, roles, tokens, users } from "./steps/people.ts";
import { settings, singleSignOn } from "./steps/settings.ts";
import { customer, domains, type Domains, orgUnits, type OrgUnits } from "./steps/tenant.ts";
import { usage } from "./steps/usage.ts";

type Context = CollectContext<GoogleWorkspaceConfig>;

/**
 * Collects one tenant.
 * @param resolver DNS of the caller's own; by default DNS over HTTPS through the door
 */
export async function* collect(ctx: Context, resolver?: Resolver): AsyncGenerator<Emission, void, void> {
  const { customer: id, principal, tokens: source } = await signIn(ctx);
  const session = openSession({ ctx, customer: id, tokens: source, resolver });
  const { scope } = session;
  ctx.progress("collecting the tenant", { customer: id });
  yield { type: "scope", scope, principal };
  const ended = new Set<string>();
  try {
    for await (const emission of everything(session)) {
      if (emission.type === "population") ended.add(emission.kind.id);
      yield emission;
    }
  } catch (error) {
    if (!isSignInError(error)) throw error;
    const remedy = error.remedy === undefined ? "" : ` ${error.remedy}`;
    const detail = `${error.message}; nothing more could be asked.${remedy}`;
    for (const kind of googleWorkspaceKinds)
      if (!ended.has(kind.id)) yield gap(scope, kind, error.place ?? "sign-in", { reason: "denied", detail });
    throw error;
  }
}

/** Small lists first; settings need the org units, members the domains and groups. */
async function* everything(session: TenantSession): AsyncGenerator<Emission> {
  yield* customer(session);
  const tenantDomains: Domains = { found: [], problems: [] };
  yield* domains(session, tenantDomains);
  const units: OrgUnits = { found: [], problem: undefined };
  yield* orgUnits(session, units);
  const people: People = { activeByUnit: new Map(), holders: [], whole: false };
  yield* users(session, people);
  yield* deletedUsers(session);
  yield* roles(session);
  yield* roleAssignments(session);
  const tenantGroups: Groups = { found: [], problem: undefined };
  yield* groups(session, tenantGroups);
  yield* settings(session, { orgUnits: units, groups: tenantGroups, people });
  yield* singleSignOn(session);
  yield* usage(session);
  yield* activities(session);
  yield* mobileDevices(session);
  yield* chromeDevices(session);
  yield* mailDns(session, tenantDomains);
  yield* groupMembers(session, tenantGroups, tenantDomains);
  yield* tokens(session, people);
}

function isSignInError(error: unknown): error is ExhibitError {
  return (
    isExhibitError(error) &&
    (error.code.startsWith("AUTH_") || error.code === "CLOCK_SKEW" || error.code.startsWith("CONFIG_"))
  );
}
