import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { repositoryKind } from "../evidence.ts";
import { refused, repository, setAside, stated } from "../policy/index.ts";

export default defineCheck({
  id: "github-repository-has-codeowners",
  version: 1,
  title: "Repositories say who owns which part",
  rationale: "Without owners a change is reviewed by whoever has time, and a fault belongs to nobody.",
  severity: "low",
  over: repositoryKind,
  params: z.object({}),
  remediation: "Write a CODEOWNERS file that names teams.",
  expected: () => "a CODEOWNERS file exists",
  test(record) {
    const aside = setAside(record);
    if (aside !== undefined) return aside;
    if (record.is_empty === true) return notApplicable("empty repository");
    const { state } = stated(record, "codeowners");
    return state === "present" ? pass("a CODEOWNERS file exists") : fail("no CODEOWNERS file");
  },
  examples: [
    { name: "present", record: repository({ codeowners: { state: "present", errors: [] } }), outcome: "pass" },
    { name: "absent", record: repository({ codeowners: { state: "absent", errors: [] } }), outcome: "fail" },
    { name: "GH-13: archived", record: repository({ archived: true }), outcome: "not-applicable" },
    { name: "empty", record: repository({ is_empty: true }), outcome: "not-applicable" },
    {
      name: "refused",
      record: repository({ ...refused("repos/codeowners-errors", "codeowners") }),
      outcome: "undetermined",
      reason: "denied",
    },
    { name: "not stated", record: repository(), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
