import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { repositoryKind } from "../evidence.ts";
import { repository, setAside, stated } from "../policy/index.ts";

export default defineCheck({
  id: "github-repository-has-security-policy",
  version: 1,
  title: "Public repositories say how to report weaknesses",
  rationale: "Finders who do not know whom to tell tell everybody.",
  severity: "low",
  over: repositoryKind,
  params: z.object({}),
  remediation: "Write a SECURITY.md in the organization's .github repository; every repository inherits it.",
  expected: () =>
    "a public repository has a SECURITY.md: at its root, under .github/ or docs/, or inherited from the organization",
  test(record) {
    const aside = setAside(record);
    if (aside !== undefined) return aside;
    if (stated(record, "visibility") !== "public") return notApplicable(`${record.visibility} repository`);
    const policy = stated(record, "security_policy");
    return policy === "absent" ? fail("no SECURITY.md, own or inherited") : pass(`SECURITY.md is ${policy}`);
  },
  examples: [
    {
      name: "GH-14: in the repository, wherever it may stand",
      record: repository({ visibility: "public", security_policy: "present" }),
      outcome: "pass",
    },
    {
      name: "GH-14: inherited from the organization",
      record: repository({ visibility: "public", security_policy: "inherited" }),
      outcome: "pass",
    },
    { name: "none", record: repository({ visibility: "public", security_policy: "absent" }), outcome: "fail" },
    { name: "private", record: repository({ security_policy: "absent" }), outcome: "not-applicable" },
    {
      name: "GH-13: archived",
      record: repository({ visibility: "public", archived: true, security_policy: "absent" }),
      outcome: "not-applicable",
    },
    {
      name: "not stated",
      record: repository({ visibility: "public" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "visibility not stated",
      record: repository({ visibility: null, security_policy: "absent" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
