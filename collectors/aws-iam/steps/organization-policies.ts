import {
  DescribePolicyCommand,
  ListPoliciesCommand,
  type ListPoliciesResponse,
  ListTargetsForPolicyCommand,
  type ListTargetsForPolicyResponse,
  type PolicySummary,
  type PolicyType,
  type Root,
} from "@aws-sdk/client-organizations";
import type { Emission } from "#sdk";
import { ask } from "../../_aws/ask.ts";
import type { Problem } from "../../_aws/errors.ts";
import { byToken, collectAll, pages } from "../../_aws/pages.ts";
import { plain } from "../../_aws/plain.ts";
import { decodePolicyDocument, UndecodableDocument } from "../../_aws/policy-documents.ts";
import { complete, gap, incomplete, record } from "../../_aws/emit.ts";
import { organizationPolicyKind } from "../evidence.ts";
import type { AccountSession } from "../session.ts";

const LIST = "organizations:ListPolicies";
const DESCRIBE = "organizations:DescribePolicy";
const TARGETS = "organizations:ListTargetsForPolicy";

/**
 * Policies of the types that a root has enabled: a type that is not enabled has no effect, and listing it is an error.
 * @param roots or why they could not all be listed, so that the enabled types are not known
 */
export async function* organizationPolicies(
  session: AccountSession,
  roots: readonly Root[] | Problem,
): AsyncGenerator<Emission> {
  const { scope } = session;
  if (!isList(roots)) {
    const detail = `not asked: without the roots it is not known which policy types are enabled (${roots.detail})`;
    yield gap(scope, organizationPolicyKind, LIST, { reason: roots.reason, detail });
    return;
  }
  if (roots.some(({ PolicyTypes }) => PolicyTypes === undefined)) {
    yield gap(scope, organizationPolicyKind, LIST, {
      reason: "schema-mismatch",
      detail: "a root does not state its policy types",
    });
    return;
  }
  const enabled = roots.flatMap(({ PolicyTypes }) =>
    (PolicyTypes ?? []).filter(({ Status }) => Status === "ENABLED").map(({ Type }) => Type),
  );
  const types = [...new Set(enabled)].filter((type) => type !== undefined);
  let whole = true;
  for (const type of types) {
    const { items: summaries, problem } = await collectAll(
      policyPages(session, type),
      ({ Policies }) => Policies ?? [],
    );
    if (problem !== undefined) {
      whole = false;
      yield gap(scope, organizationPolicyKind, LIST, { ...problem, detail: `${type}: ${problem.detail}` });
    }
    for (const summary of summaries) {
      const emission = await onePolicy(session, summary);
      if (emission.type === "gap") whole = false;
      yield emission;
    }
  }
  yield whole ? complete(scope, organizationPolicyKind) : incomplete(scope, organizationPolicyKind);
}

function isList(roots: readonly Root[] | Problem): roots is readonly Root[] {
  return Array.isArray(roots);
}

function policyPages({ organizations, signal }: AccountSession, Filter: PolicyType) {
  return pages<ListPoliciesResponse>({
    operation: LIST,
    requires: ["Policies"],
    signal,
    fetch: (NextToken) =>
      organizations.send(
        new ListPoliciesCommand({ Filter, MaxResults: 20, ...(NextToken === undefined ? {} : { NextToken }) }),
        { abortSignal: signal },
      ),
    continuation: ({ NextToken }) => byToken(NextToken),
  });
}

async function onePolicy(session: AccountSession, summary: PolicySummary): Promise<Emission> {
  const { scope, organizations, signal } = session;
  const { Id } = summary;
  const failed = (operation: string, problem: Omit<Problem, "name">): Emission =>
    gap(scope, organizationPolicyKind, operation, problem, Id);
  if (Id === undefined) return failed(LIST, { reason: "schema-mismatch", detail: "a policy is listed without an id" });
  const described = await ask(
    () => organizations.send(new DescribePolicyCommand({ PolicyId: Id }), { abortSignal: signal }),
    {
      operation: DESCRIBE,
      requires: ["Policy"],
      signal,
    },
  );
  if (!described.ok) return failed(DESCRIBE, described.problem);
  const source = pages<ListTargetsForPolicyResponse>({
    operation: TARGETS,
    requires: ["Targets"],
    signal,
    fetch: (NextToken) =>
      organizations.send(
        new ListTargetsForPolicyCommand({
          PolicyId: Id,
          MaxResults: 20,
          ...(NextToken === undefined ? {} : { NextToken }),
        }),
        { abortSignal: signal },
      ),
    continuation: ({ NextToken }) => byToken(NextToken),
  });
  const { items: targets, problem } = await collectAll(source, ({ Targets }) => Targets ?? []);
  if (problem !== undefined) return failed(TARGETS, problem);
  try {
    const Content = decodePolicyDocument(described.value.Policy?.Content);
    return record(scope, organizationPolicyKind, { ...plain(summary), Content, Targets: targets.map(plain) });
  } catch (error) {
    if (!(error instanceof UndecodableDocument)) throw error;
    return failed(DESCRIBE, { reason: "schema-mismatch", detail: error.message });
  }
}
