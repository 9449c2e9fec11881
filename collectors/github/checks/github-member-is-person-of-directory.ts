import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { deletedPerson, leaver, params, person, personOfMember, standingOf } from "../../_people/policy/index.ts";
import { deletedUserKind, userKind } from "../../google-workspace/evidence.ts";
import { memberKind } from "../evidence.ts";
import { member } from "../policy/index.ts";

export default defineCheck({
  id: "github-member-is-person-of-directory",
  version: 1,
  title: "Members of the GitHub organization are people of the directory",
  rationale:
    "Members bring their own accounts: one that nobody in the directory stands behind stays when its owner leaves.",
  severity: "high",
  over: memberKind,
  reads: [userKind, deletedUserKind],
  needs: [userKind],
  params: z.object({ people: params.people, serviceAccounts: params.serviceAccounts }),
  remediation: "Find out whose account it is and name it in people or serviceAccounts, or remove it.",
  expected: () => "each member whose verified e-mail address is visible is somebody whom the directory has",
  test(record, ctx) {
    const owner = personOfMember(record, ctx.params);
    if ("judgement" in owner) return owner.judgement;
    const standing = standingOf(owner.addresses, { users: ctx.read(userKind), deleted: ctx.read(deletedUserKind) });
    if (standing.state === "absent") return fail(standing.text);
    return standing.state === "open" ? pass(standing.text) : notApplicable(`${standing.text}: judged as a leaver's`);
  },
  examples: [
    {
      name: "identity of single sign-on",
      record: member("ana-l", { saml_name_id: "Ana@Example.com" }),
      reads: { "google-workspace.user": [person("ana")] },
      outcome: "pass",
    },
    {
      name: "address under a verified domain",
      record: member("ana-l", { verified_domain_emails: ["ana.lopez@example.org"] }),
      reads: { "google-workspace.user": [person("ana", { aliases: ["ana.lopez@example.org"] })] },
      outcome: "pass",
    },
    {
      name: "person whom the parameter names",
      record: member("ana-l"),
      reads: { "google-workspace.user": [person("ana")] },
      params: { people: { "Ana-L": "ana@example.com" } },
      outcome: "pass",
    },
    {
      name: "nobody in the directory",
      record: member("mallory", { verified_domain_emails: ["mallory@example.com"] }),
      reads: { "google-workspace.user": [person("ana")] },
      outcome: "fail",
    },
    {
      name: "the public profile proves nobody",
      record: member("ana-l", { email: "ana@example.com" }),
      reads: { "google-workspace.user": [person("ana")] },
      outcome: "undetermined",
      reason: "no-population",
    },
    {
      name: "single sign-on names the person by a number",
      record: member("ana-l", { saml_name_id: "7c1f09" }),
      reads: { "google-workspace.user": [person("ana")] },
      outcome: "undetermined",
      reason: "no-population",
    },
    {
      name: "machine account by parameter",
      record: member("freight-bot"),
      params: { serviceAccounts: ["Freight-Bot"] },
      outcome: "not-applicable",
    },
    {
      name: "somebody who left",
      record: member("ana-l", { saml_name_id: "ana@example.com" }),
      reads: { "google-workspace.user": [leaver("ana")] },
      outcome: "not-applicable",
    },
    {
      name: "somebody who was deleted",
      record: member("ana-l", { saml_name_id: "ana@example.com" }),
      reads: { "google-workspace.deleted-user": [deletedPerson("ana")] },
      outcome: "not-applicable",
    },
    {
      name: "the directory not seen whole",
      record: member("ana-l", { saml_name_id: "ana@example.com" }),
      reads: { "google-workspace.user": [person("ben")] },
      unavailable: { "google-workspace.user": "rate-limited" },
      outcome: "undetermined",
      reason: "rate-limited",
    },
  ],
});
