import { notApplicable, type CheckExample, type Judgement } from "#sdk";
import type { ActionsRepository } from "../evidence.ts";
import { actionsOf, refused } from "./samples.ts";
import { setAside, stated } from "./stated.ts";

/** A repository that runs no workflows. */
export function runsNoWorkflows(record: ActionsRepository): Judgement | undefined {
  const aside = setAside(record);
  if (aside !== undefined) return aside;
  return stated(record, "enabled") ? undefined : notApplicable("Actions are off");
}

/** @param member what the check reads of a repository that runs workflows */
export function noWorkflowsExamples(
  member: string & keyof ActionsRepository,
): readonly CheckExample<ActionsRepository>[] {
  return [
    { name: "Actions are off", record: actionsOf({ enabled: false }), outcome: "not-applicable" },
    { name: "GH-13: archived", record: actionsOf({ archived: true }), outcome: "not-applicable" },
    { name: "not stated", record: actionsOf(), outcome: "undetermined", reason: "schema-mismatch" },
    {
      name: "whether on not stated",
      record: actionsOf({ enabled: null }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "refused",
      record: actionsOf({ ...refused("actions", member) }),
      outcome: "undetermined",
      reason: "denied",
    },
  ];
}
