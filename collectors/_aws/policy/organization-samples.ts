import type { SampleDocument } from "./sample-shapes.ts";
import { ACCOUNT, OTHER_ACCOUNT, allow, document } from "./samples.ts";

/** What a member account is told of its organization. */
export const MEMBER_ACCOUNT = {
  AccountId: ACCOUNT,
  InOrganization: true,
  Id: "o-example1234",
  FeatureSet: "ALL",
  ManagementAccountId: OTHER_ACCOUNT,
};

export const NO_ORGANIZATION = { AccountId: ACCOUNT, InOrganization: false };

type TargetType = "ROOT" | "ORGANIZATIONAL_UNIT" | "ACCOUNT";

export function attachedTo(Type: TargetType, TargetId: string) {
  return [{ TargetId, Type }];
}

const ROOT = attachedTo("ROOT", "r-example");

/** A policy of the organization's own, attached to its root unless told otherwise. */
export function organizationPolicy(
  Type: string,
  Content: Readonly<Record<string, unknown>>,
  Targets: ReturnType<typeof attachedTo> = ROOT,
) {
  return { Id: "p-example1", Name: "guard", Type, AwsManaged: false, Content, Targets };
}

export function controlPolicy(content: SampleDocument, targets?: ReturnType<typeof attachedTo>) {
  return organizationPolicy("SERVICE_CONTROL_POLICY", content, targets);
}

/** What AWS attaches to every root by itself; it limits nothing. */
export const FULL_ACCESS = {
  Id: "p-FullAWSAccess",
  Name: "FullAWSAccess",
  Type: "SERVICE_CONTROL_POLICY",
  AwsManaged: true,
  Content: document(allow("*")),
  Targets: ROOT,
};
