import { defineCheck, fail, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { actionsOrganizationKind } from "../evidence.ts";
import { actions, refused, stated } from "../policy/index.ts";

export default defineCheck({
  id: "github-organization-limits-self-hosted-runners",
  version: 1,
  title: "Self-hosted runners are limited to chosen repositories",
  rationale: "A runner of one's own keeps what a build leaves behind, and stands in one's own network.",
  severity: "medium",
  over: actionsOrganizationKind,
  params: z.object({}),
  remediation: "Limit self-hosted runners to chosen repositories, none of them public.",
  expected: () => "repositories that may have runners of their own are none or chosen ones",
  test(record) {
    if (record.enabled_repositories === "none") return notApplicable("Actions are off for all repositories");
    const which = stated(record, "self_hosted_runners");
    const observed = `self-hosted runners: ${which} repositories`;
    if (["none", "selected"].includes(which)) return pass(observed);
    return which === "all" ? fail(observed) : undetermined("schema-mismatch", observed);
  },
  examples: [
    { name: "none", record: actions({ self_hosted_runners: "none" }), outcome: "pass" },
    { name: "chosen", record: actions({ self_hosted_runners: "selected" }), outcome: "pass" },
    { name: "all", record: actions({ self_hosted_runners: "all" }), outcome: "fail" },
    {
      name: "a new word",
      record: actions({ self_hosted_runners: "some" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "Actions are off", record: actions({ enabled_repositories: "none" }), outcome: "not-applicable" },
    { name: "not stated", record: actions(), outcome: "undetermined", reason: "schema-mismatch" },
    {
      name: "refused",
      record: actions({ ...refused("actions", "self_hosted_runners") }),
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
