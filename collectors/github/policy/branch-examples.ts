import type { CheckExample } from "#sdk";
import type { BranchProtection } from "../evidence.ts";
import type { RequirementName } from "./branch.ts";
import { archivedBranch, branch, branchUnseen, emptyBranch, required } from "./samples.ts";

type Examples = readonly CheckExample<BranchProtection>[];

/** The examples of a check that one requirement holds on the default branch. */
export function requirementExamples(name: RequirementName): Examples {
  return [
    { name: "by a ruleset", record: branch({ [name]: required("ruleset:17") }), outcome: "pass" },
    {
      name: "by classic protection",
      record: branch({ [name]: required("classic") }, { classic: { state: "protected" } }),
      outcome: "pass",
    },
    { name: "not in force", record: branch(), outcome: "fail" },
    {
      name: "GH-06: classic protection not readable",
      record: branchUnseen(name),
      outcome: "undetermined",
      reason: "denied",
    },
    ...NO_BRANCH_EXAMPLES,
  ];
}

/** Branches that nothing can be asked of. */
export const NO_BRANCH_EXAMPLES: Examples = [
  { name: "GH-13: archived", record: archivedBranch(), outcome: "not-applicable" },
  { name: "empty repository", record: emptyBranch(), outcome: "not-applicable" },
];

/**
 * Classic protection states some requirements as yes or no: then silence is not a no.
 * @param no the member that says no
 */
export function classicProtectionExamples(no: Partial<BranchProtection["classic"]>): Examples {
  return [
    {
      name: "classic protection that does not state it",
      record: branch({}, { classic: { state: "protected" } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "classic protection that lets it be",
      record: branch({}, { classic: { state: "protected", ...no } }),
      outcome: "fail",
    },
  ];
}
