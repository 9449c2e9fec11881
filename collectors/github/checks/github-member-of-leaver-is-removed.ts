import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import {
  deletedPerson,
  leaver,
  overdue,
  params,
  person,
  personOfMember,
  standingOf,
} from "../../_people/policy/index.ts";
import { deletedUserKind, userKind } from "../../google-workspace/evidence.ts";
import { memberKind } from "../evidence.ts";
import { member } from "../policy/index.ts";

export default defineCheck({
  id: "github-member-of-leaver-is-removed",
  version: 1,
  title: "People who left are no members of the GitHub organization",
  rationale:
    "A GitHub account is the person's own and goes with them: whoever stays a member after leaving keeps reading the code.",
  severity: "critical",
  over: memberKind,
  reads: [userKind, deletedUserKind],
  needs: [userKind],
  params: z.object({ maxDays: params.maxDays, people: params.people, serviceAccounts: params.serviceAccounts }),
  remediation: "Remove the member from the organization, and revoke what tokens and keys they have there.",
  expected: ({ maxDays }) =>
    `no member is somebody who is suspended, archived or deleted in the directory${maxDays === 0 ? "" : ` for more than ${maxDays} days`}`,
  test(record, ctx) {
    const owner = personOfMember(record, ctx.params);
    if ("judgement" in owner) return owner.judgement;
    const standing = standingOf(owner.addresses, { users: ctx.read(userKind), deleted: ctx.read(deletedUserKind) });
    if (standing.state === "open") return pass(standing.text);
    if (standing.state === "absent") return notApplicable(`${standing.text}: judged as an unknown account`);
    const role = record.role === "admin" ? "an owner" : "a member";
    return overdue(standing.since, ctx.params.maxDays, ctx.evidenceAt)
      ? fail(`${standing.text}; still ${role} here`)
      : pass(`${standing.text}; may stay ${role} for ${ctx.params.maxDays} days`);
  },
  examples: [
    {
      name: "somebody who works here",
      record: member("ana-l", { saml_name_id: "ana@example.com" }),
      reads: { "google-workspace.user": [person("ana")] },
      outcome: "pass",
    },
    {
      name: "suspended in the directory",
      record: member("ana-l", { verified_domain_emails: ["ana@example.com"], role: "admin" }),
      reads: { "google-workspace.user": [leaver("ana")] },
      outcome: "fail",
    },
    {
      name: "archived in the directory",
      record: member("ana-l", { saml_name_id: "ana@example.com" }),
      reads: { "google-workspace.user": [person("ana", { archived: true })] },
      outcome: "fail",
    },
    {
      name: "deleted in the directory",
      record: member("ana-l", { saml_name_id: "ana@example.com" }),
      reads: { "google-workspace.deleted-user": [deletedPerson("ana")] },
      outcome: "fail",
    },
    {
      name: "suspended within the days that are allowed",
      record: member("ana-l", { saml_name_id: "ana@example.com" }),
      reads: { "google-workspace.user": [leaver("ana")] },
      params: { maxDays: 30 },
      outcome: "pass",
    },
    {
      name: "nobody in the directory",
      record: member("mallory", { saml_name_id: "mallory@example.com" }),
      reads: { "google-workspace.user": [person("ana")] },
      outcome: "not-applicable",
    },
    {
      name: "whose it is nobody can say",
      record: member("ana-l"),
      reads: { "google-workspace.user": [leaver("ana")] },
      outcome: "undetermined",
      reason: "no-population",
    },
    {
      name: "the directory denied",
      record: member("ana-l", { saml_name_id: "ana@example.com" }),
      unavailable: { "google-workspace.user": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
