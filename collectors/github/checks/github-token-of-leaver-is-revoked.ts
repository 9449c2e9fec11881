import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { leaver, overdue, params, person, personOfMember, standingOf } from "../../_people/policy/index.ts";
import { deletedUserKind, userKind } from "../../google-workspace/evidence.ts";
import { memberKind, personalAccessTokenKind } from "../evidence.ts";
import { member, opensNothing, token } from "../policy/index.ts";

export default defineCheck({
  id: "github-token-of-leaver-is-revoked",
  version: 1,
  title: "Personal access tokens of people who left are revoked",
  rationale: "A token lies in scripts and on other machines: it works on when nobody signs in any more.",
  severity: "critical",
  over: personalAccessTokenKind,
  reads: [memberKind, userKind, deletedUserKind],
  needs: [userKind],
  params: z.object({ maxDays: params.maxDays, people: params.people, serviceAccounts: params.serviceAccounts }),
  remediation: "Revoke the token, then remove the member.",
  expected: ({ maxDays }) =>
    `no granted token belongs to somebody who is suspended, archived or deleted in the directory${maxDays === 0 ? "" : ` for more than ${maxDays} days`}`,
  test(record, ctx) {
    const aside = opensNothing(record);
    if (aside !== undefined) return aside;
    const holder = ctx.read(memberKind).get(record.owner);
    if (holder === undefined)
      return notApplicable(`${record.owner} is no member: judged by github-token-belongs-to-member`);
    const owner = personOfMember(holder, ctx.params);
    if ("judgement" in owner) return owner.judgement;
    const standing = standingOf(owner.addresses, { users: ctx.read(userKind), deleted: ctx.read(deletedUserKind) });
    if (standing.state === "open") return pass(standing.text);
    if (standing.state === "absent") return notApplicable(`${standing.text}: judged as an unknown account`);
    return overdue(standing.since, ctx.params.maxDays, ctx.evidenceAt)
      ? fail(`${standing.text}; the token of ${record.owner} works on`)
      : pass(`${standing.text}; the token may stay for ${ctx.params.maxDays} days`);
  },
  examples: [
    {
      name: "of somebody who works here",
      record: token(),
      reads: {
        "github.member": [member("ana", { saml_name_id: "ana@example.com" })],
        "google-workspace.user": [person("ana")],
      },
      outcome: "pass",
    },
    {
      name: "of somebody who left",
      record: token(),
      reads: {
        "github.member": [member("ana", { saml_name_id: "ana@example.com" })],
        "google-workspace.user": [leaver("ana")],
      },
      outcome: "fail",
    },
    {
      name: "of somebody who left a few days ago",
      record: token(),
      reads: {
        "github.member": [member("ana", { saml_name_id: "ana@example.com" })],
        "google-workspace.user": [leaver("ana")],
      },
      params: { maxDays: 30 },
      outcome: "pass",
    },
    {
      name: "whose it is nobody can say",
      record: token(),
      reads: { "github.member": [member("ana")], "google-workspace.user": [leaver("ana")] },
      outcome: "undetermined",
      reason: "no-population",
    },
    {
      name: "nobody in the directory",
      record: token(),
      reads: { "github.member": [member("ana", { saml_name_id: "ana@example.com" })] },
      outcome: "not-applicable",
    },
    { name: "of nobody who is a member", record: token(), outcome: "not-applicable" },
    {
      name: "members not seen",
      record: token(),
      unavailable: { "github.member": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    { name: "only requested", record: token({ state: "requested" }), outcome: "not-applicable" },
    { name: "expired", record: token({ token_expired: true }), outcome: "not-applicable" },
  ],
});
