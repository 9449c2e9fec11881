import { fail, known, notApplicable, pass, undetermined, type CheckExample, type Judgement } from "#sdk";
import type { User } from "../evidence.ts";
import { closed, signsInElsewhere, type SignInViews } from "./people.ts";
import { ROOT, SALES, SUSPENDED, member, omit, singleSignOn, user } from "./samples.ts";

type Field = "isEnrolledIn2Sv" | "isEnforcedIn2Sv";

interface Words {
  readonly yes: string;
  readonly no: string;
}

/** What Google says of the second step of somebody who signs in there; of others it says nothing that counts. */
export function judgeSecondStep(record: User, field: Field, views: SignInViews, { yes, no }: Words): Judgement {
  const why = closed(record);
  if (why !== undefined) return notApplicable(why);
  if (record.isAdmin !== true && signsInElsewhere(record, views))
    return undetermined(
      "no-population",
      "signs in at a third-party identity provider, whose second step Google does not see",
    );
  return known(record[field], field) ? pass(yes) : fail(`${record.primaryEmail}: ${no}`);
}

export function secondStepExamples(field: Field): readonly CheckExample<User>[] {
  const without = user("ana", { [field]: false });
  const units = { "google-workspace.org-unit": [ROOT, SALES] };
  const forAll = { ...units, "google-workspace.sso-assignment": [singleSignOn({ unit: "03root" })] };
  const forPartners = { ...units, "google-workspace.sso-assignment": [singleSignOn({ group: "group-partners" })] };
  return [
    { name: "yes", record: user("ana"), outcome: "pass" },
    { name: "no", record: without, outcome: "fail" },
    { name: "suspended", record: { ...without, ...SUSPENDED }, outcome: "not-applicable" },
    { name: "archived", record: { ...without, archived: true }, outcome: "not-applicable" },
    {
      name: "signs in at another identity provider",
      record: without,
      reads: forAll,
      outcome: "undetermined",
      reason: "no-population",
    },
    {
      name: "in a unit for which single sign-on is off",
      record: without,
      reads: {
        ...units,
        "google-workspace.sso-assignment": [
          singleSignOn({ unit: "03root" }),
          singleSignOn({ unit: "03sales" }, "SSO_OFF"),
        ],
      },
      outcome: "fail",
    },
    {
      name: "super administrator, who can always sign in at Google",
      record: { ...without, isAdmin: true },
      reads: forAll,
      outcome: "fail",
    },
    {
      name: "in a group with single sign-on",
      record: user("ana"),
      reads: { ...forPartners, "google-workspace.group-member": [member("partners", "ana")] },
      outcome: "undetermined",
      reason: "no-population",
    },
    {
      name: "not in the group with single sign-on",
      record: without,
      reads: { ...forPartners, "google-workspace.group-member": [member("partners", "ben")] },
      outcome: "fail",
    },
    {
      name: "single sign-on for a group with groups in it",
      record: user("ana"),
      reads: { ...forPartners, "google-workspace.group-member": [member("partners", "nested", { type: "GROUP" })] },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "a mode of single sign-on that is not resolved",
      record: user("ana"),
      reads: {
        ...units,
        "google-workspace.sso-assignment": [singleSignOn({ unit: "03root" }, "DOMAIN_WIDE_SAML_IF_ENABLED")],
      },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "single sign-on not seen",
      record: user("ana"),
      unavailable: { "google-workspace.sso-assignment": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    { name: "not stated", record: omit(user("ana"), field), outcome: "undetermined", reason: "schema-mismatch" },
  ];
}
