import { notApplicable, type CheckExample, type Judgement, type ReadView } from "#sdk";
import { administration, administrationText } from "../../_aws/policy/administration.ts";
import type { ReportRow } from "../../_aws/policy/credential.ts";
import { userIdentity, type PolicyViews, type UserRecord } from "../../_aws/policy/identity.ts";
import {
  ADMINISTRATOR_ACCESS,
  ADMINISTRATOR_POLICY,
  attached,
  credential,
  password,
  policyArn,
  user,
} from "../../_aws/policy/samples.ts";
import type { SampleUser } from "../../_aws/policy/sample-shapes.ts";
import type { NamedUser } from "./accounts.ts";
import { standingOf, type Directory, type DirectoryUser } from "./directory.ts";
import { personOfIamUser, reportRowOf, type IamUserParameters } from "./iam-users.ts";

/**
 * The person in the directory who administers AWS with this IAM user, and what makes the user an administrator; or what is
 * said of a user who is none, or whose person nobody can name or the directory has closed.
 * @throws Undetermined when policies, the boundary or the directory were not seen
 */
export function administratorOfAws(
  iamUser: UserRecord & NamedUser,
  aws: PolicyViews & { readonly report: ReadView<ReportRow> },
  directory: Directory,
  params: IamUserParameters,
): { readonly person: DirectoryUser; readonly text: string } | { readonly judgement: Judgement } {
  const who = userIdentity(iamUser, aws);
  const text = administrationText(administration(who));
  if (text === undefined) {
    if (who.unknown[0] !== undefined) throw who.unknown[0];
    return { judgement: notApplicable("no administrator of AWS") };
  }
  if (who.boundaryUnknown !== undefined) throw who.boundaryUnknown;
  const owner = personOfIamUser(iamUser, reportRowOf(iamUser, aws.report), params);
  if ("judgement" in owner) return owner;
  const standing = standingOf(owner.addresses, directory);
  return standing.state === "open"
    ? { person: standing.user, text }
    : { judgement: notApplicable(`${standing.text}: judged as an unknown or a leaver's account`) };
}

export const ANA = "ana@example.com";

/** An administrator of AWS, and what AWS shows of her. */
export const ADMINISTRATOR: SampleUser = user(ANA, { AttachedManagedPolicies: [attached(ADMINISTRATOR_ACCESS)] });
export const ADMINISTRATOR_IN_AWS = {
  "aws-iam.policy": [ADMINISTRATOR_POLICY],
  "aws-iam.credential": [credential(ANA, password(9, 1))],
};

export const ADMINISTRATOR_UNSEEN_EXAMPLE: CheckExample<SampleUser> = {
  name: "policies not seen",
  record: user(ANA, { AttachedManagedPolicies: [attached(policyArn("app"))] }),
  unavailable: { "aws-iam.policy": "denied" },
  outcome: "undetermined",
  reason: "denied",
};
