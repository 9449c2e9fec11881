import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { repositoryKind } from "../evidence.ts";
import { repository, setAside, stated } from "../policy/index.ts";

export default defineCheck({
  id: "github-repository-codeowners-are-valid",
  version: 1,
  title: "Code owners can be resolved",
  rationale: "An owner that GitHub cannot find, or who cannot write, never reviews.",
  severity: "low",
  over: repositoryKind,
  params: z.object({}),
  remediation: "Correct the entries that GitHub names; replace people who left by teams.",
  expected: () => "the CODEOWNERS file has no errors",
  test(record) {
    const aside = setAside(record);
    if (aside !== undefined) return aside;
    const { state, errors } = stated(record, "codeowners");
    if (state === "absent") return notApplicable("no CODEOWNERS file: see github-repository-has-codeowners");
    return errors.length === 0
      ? pass("CODEOWNERS without errors")
      : fail(
          `${errors.length} ${errors.length === 1 ? "error" : "errors"}: ${[...new Set(errors.map(({ kind }) => kind))].join(", ")}`,
        );
  },
  examples: [
    { name: "no errors", record: repository({ codeowners: { state: "present", errors: [] } }), outcome: "pass" },
    {
      name: "unknown owner",
      record: repository({ codeowners: { state: "present", errors: [{ kind: "Unknown owner" }] } }),
      outcome: "fail",
    },
    { name: "no file", record: repository({ codeowners: { state: "absent", errors: [] } }), outcome: "not-applicable" },
    { name: "GH-13: archived", record: repository({ archived: true }), outcome: "not-applicable" },
    { name: "not stated", record: repository(), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
