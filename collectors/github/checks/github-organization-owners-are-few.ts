import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { memberKind, organizationKind, type Member } from "../evidence.ts";
import { member, organization } from "../policy/index.ts";

const owner = (login: string): Member => member(login, { role: "admin" });

export default defineCheck({
  id: "github-organization-owners-are-few",
  version: 1,
  title: "Owners of the organization are few",
  rationale:
    "An owner can do everything, down to deleting the organization; each one more is one more account to lose.",
  severity: "high",
  over: organizationKind,
  reads: [memberKind],
  params: z.object({
    maxOwners: z
      .number()
      .int()
      .positive()
      .default(5)
      .describe("members. origin: our default; legitify asks for fewer than three"),
  }),
  remediation:
    "Give members who do not administer the organization the role member, or a role with the rights that they need.",
  expected: ({ maxOwners }) => `at most ${maxOwners} members are owners`,
  test(_record, ctx) {
    const members = ctx.read(memberKind);
    const owners: string[] = [];
    let unknown = 0;
    for (const { login, role } of members.seen()) {
      if (role === "admin") owners.push(login);
      else if (role === null || role === undefined) unknown += 1;
    }
    const observed = `${owners.length} ${owners.length === 1 ? "owner" : "owners"}: ${owners.slice(0, 10).join(", ")}`;
    if (owners.length > ctx.params.maxOwners) return fail(observed);
    members.all();
    if (unknown > 0)
      return undetermined("schema-mismatch", `${observed}; the role of ${unknown} members is not stated`);
    return pass(observed);
  },
  examples: [
    {
      name: "two",
      record: organization(),
      reads: { "github.member": [owner("ana"), owner("ben"), member("cai")] },
      outcome: "pass",
    },
    {
      name: "three where two are allowed",
      record: organization(),
      reads: { "github.member": [owner("ana"), owner("ben"), owner("cai")] },
      params: { maxOwners: 2 },
      outcome: "fail",
    },
    {
      name: "too many among those seen",
      record: organization(),
      reads: { "github.member": [owner("ana"), owner("ben")] },
      unavailable: { "github.member": "truncated" },
      params: { maxOwners: 1 },
      outcome: "fail",
    },
    {
      name: "few among those seen",
      record: organization(),
      reads: { "github.member": [owner("ana")] },
      unavailable: { "github.member": "truncated" },
      outcome: "undetermined",
      reason: "truncated",
    },
    {
      name: "a role that is not stated",
      record: organization(),
      reads: { "github.member": [owner("ana"), member("ben", { role: null })] },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "members not readable",
      record: organization(),
      unavailable: { "github.member": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
