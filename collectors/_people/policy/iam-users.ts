import { notApplicable, undetermined, Undetermined, type Judgement, type ReadView } from "#sdk";
import { activeKeys, flag, hasPassword, type ReportRow } from "../../_aws/policy/credential.ts";
import { addressesOfIamUser, type NamedUser, type Naming } from "./accounts.ts";

export interface IamUserParameters extends Naming {
  readonly emailTags: readonly string[];
  readonly serviceAccounts: readonly string[];
}

/** @throws Undetermined when the report does not know the user */
export function reportRowOf(user: { readonly Arn: string }, report: ReadView<ReportRow>): ReportRow {
  const row = report.get(user.Arn);
  if (row === undefined)
    throw new Undetermined("stale-source", "not in the credential report: created after it was made, or deleted");
  return row;
}

/** The ways in which somebody can use an IAM user today: `console password`, `access key 1`, `signing certificate`. */
export function waysIn(row: ReportRow): readonly string[] {
  return [
    ...(hasPassword(row) ? ["console password"] : []),
    ...activeKeys(row).map(({ slot }) => `access key ${slot}`),
    ...(flag(row, "cert_1_active") || flag(row, "cert_2_active") ? ["signing certificate"] : []),
  ];
}

/**
 * The addresses under which to look for an IAM user's person, or what is said of a user whose person nobody can name: a
 * user with a console password is somebody's; one without password and address is taken for a program's.
 */
export function personOfIamUser(
  user: NamedUser,
  row: ReportRow,
  params: IamUserParameters,
): { readonly addresses: readonly string[] } | { readonly judgement: Judgement } {
  if (params.serviceAccounts.includes(user.UserName))
    return { judgement: notApplicable("nobody's own by the parameter serviceAccounts") };
  const addresses = addressesOfIamUser(user, params);
  if (addresses.length > 0) return { addresses };
  if (!hasPassword(row))
    return { judgement: notApplicable("no console password and no e-mail address: taken for a program's") };
  return {
    judgement: undetermined(
      "no-population",
      `no e-mail address says whose ${user.UserName} is: neither the name, nor a tag ${params.emailTags.join(", ")}, nor the parameter people`,
    ),
  };
}
