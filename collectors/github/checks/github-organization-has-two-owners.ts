import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { memberKind, organizationKind, type Member } from "../evidence.ts";
import { member, organization } from "../policy/index.ts";

const owner = (login: string): Member => member(login, { role: "admin" });

export default defineCheck({
  id: "github-organization-has-two-owners",
  version: 1,
  title: "The organization has more than one owner",
  rationale: "When the only owner leaves or loses the second factor, nobody can administer the organization.",
  unmapped:
    "A second owner keeps the organization from being locked out; the guidance asks for few privileged people, not for at least two.",
  severity: "medium",
  over: organizationKind,
  reads: [memberKind],
  params: z.object({}),
  remediation: "Make a second person an owner.",
  expected: () => "at least two members are owners",
  test(_record, ctx) {
    const members = ctx.read(memberKind);
    let owners = 0;
    let unknown = 0;
    for (const { role } of members.seen()) {
      if (role === "admin") owners += 1;
      else if (role === null || role === undefined) unknown += 1;
    }
    if (owners >= 2) return pass(`${owners} owners`);
    members.all();
    return unknown > 0
      ? undetermined("schema-mismatch", `${owners} owners; the role of ${unknown} members is not stated`)
      : fail(`${owners} ${owners === 1 ? "owner" : "owners"}`);
  },
  examples: [
    { name: "two", record: organization(), reads: { "github.member": [owner("ana"), owner("ben")] }, outcome: "pass" },
    { name: "one", record: organization(), reads: { "github.member": [owner("ana"), member("ben")] }, outcome: "fail" },
    {
      name: "one among those seen",
      record: organization(),
      reads: { "github.member": [owner("ana")] },
      unavailable: { "github.member": "truncated" },
      outcome: "undetermined",
      reason: "truncated",
    },
    {
      name: "roles not stated",
      record: organization(),
      reads: { "github.member": [member("ana", { role: null })] },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
