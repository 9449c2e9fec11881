import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { isAddress, leaver, person, standingOf } from "../../_people/policy/index.ts";
import { deletedUserKind, userKind } from "../../google-workspace/evidence.ts";
import { invitationKind, type Invitation } from "../evidence.ts";

const invitation = (email: string | null, rest: Partial<Invitation> = {}): Invitation => ({
  id: 1,
  email,
  state: "pending",
  role: "direct_member",
  ...rest,
});

export default defineCheck({
  id: "github-invitation-is-for-person-of-directory",
  version: 1,
  title: "Invitations to the GitHub organization go to people of the directory",
  rationale:
    "Whoever reads the mailbox accepts the invitation: one to a stranger's or a leaver's address lets them in.",
  severity: "medium",
  over: invitationKind,
  reads: [userKind, deletedUserKind],
  needs: [userKind],
  params: z.object({
    knownAddresses: z
      .array(z.string())
      .default([])
      .describe("addresses of people from outside who are expected. origin: our default, none"),
  }),
  remediation:
    "Cancel the invitation, or name the person from outside in the parameter, with sponsor and end date in your own list.",
  expected: ({ knownAddresses }) =>
    `each pending invitation by e-mail goes to an open account of the directory or to one of ${knownAddresses.length} that the parameter names`,
  about: ({ state, email }) => state === "pending" && isAddress(email),
  test(record, ctx) {
    const address = record.email;
    if (!isAddress(address)) return notApplicable("invited by login: no address is shown");
    if (ctx.params.knownAddresses.some((known) => known.toLowerCase() === address.toLowerCase()))
      return pass(`${address}: from outside, by the parameter knownAddresses`);
    const standing = standingOf([address], { users: ctx.read(userKind), deleted: ctx.read(deletedUserKind) });
    return standing.state === "open" ? pass(standing.text) : fail(standing.text);
  },
  examples: [
    {
      name: "to somebody who works here",
      record: invitation("Ana@example.com"),
      reads: { "google-workspace.user": [person("ana")] },
      outcome: "pass",
    },
    {
      name: "to somebody from outside who is expected",
      record: invitation("vera@partner.example.net"),
      params: { knownAddresses: ["vera@partner.example.net"] },
      outcome: "pass",
    },
    { name: "to a stranger", record: invitation("someone@example.net"), outcome: "fail" },
    {
      name: "to somebody who left",
      record: invitation("ana@example.com"),
      reads: { "google-workspace.user": [leaver("ana")] },
      outcome: "fail",
    },
    { name: "by login", record: invitation(null, { login: "ana-l" }), outcome: "not-applicable" },
    { name: "failed", record: invitation("a@example.net", { state: "failed" }), outcome: "not-applicable" },
    {
      name: "the directory not seen whole",
      record: invitation("ana@example.com"),
      unavailable: { "google-workspace.user": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
