import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { repositoryKind } from "../evidence.ts";
import { repository, setAside, stated } from "../policy/index.ts";

export default defineCheck({
  id: "github-repository-forbids-private-forks",
  version: 1,
  title: "Private repositories cannot be forked",
  rationale: "A fork is a copy in somebody's own account, which stays when rights are taken away here.",
  severity: "low",
  over: repositoryKind,
  params: z.object({}),
  remediation: "Forbid forking in the repository's settings, or for the whole organization.",
  expected: () => "allow_forking of a private or internal repository is false",
  test(record) {
    const aside = setAside(record);
    if (aside !== undefined) return aside;
    if (stated(record, "visibility") === "public") return notApplicable("public: anybody may fork it");
    return stated(record, "allow_forking") ? fail("allow_forking is true") : pass("allow_forking is false");
  },
  examples: [
    { name: "forbidden", record: repository({ allow_forking: false }), outcome: "pass" },
    { name: "allowed", record: repository({ allow_forking: true }), outcome: "fail" },
    { name: "public", record: repository({ visibility: "public", allow_forking: true }), outcome: "not-applicable" },
    { name: "GH-13: archived", record: repository({ archived: true }), outcome: "not-applicable" },
    { name: "not stated", record: repository(), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
