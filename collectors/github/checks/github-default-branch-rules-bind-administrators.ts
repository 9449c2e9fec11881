import { defineCheck, fail, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { branchProtectionKind } from "../evidence.ts";
import {
  NOT_SEEN,
  NO_BRANCH_EXAMPLES,
  REQUIREMENTS,
  branch,
  branchAside,
  required,
  unseenProtection,
} from "../policy/index.ts";

export default defineCheck({
  id: "github-default-branch-rules-bind-administrators",
  version: 1,
  title: "Rules of the default branch bind administrators",
  rationale: "An exception for administrators is what an attacker with an administrator's account uses.",
  severity: "high",
  over: branchProtectionKind,
  params: z.object({}),
  remediation:
    "Apply classic protection to administrators (do not allow bypassing), and empty the bypass lists of rulesets or limit them to pull requests.",
  expected: () => "every review, check and history rule in force on the default branch also binds administrators",
  test(record) {
    const aside = branchAside(record);
    if (aside !== undefined) return aside;
    const names = ["pull_request", "approving_review", "status_checks", "no_force_pushes", "no_deletion"] as const;
    const rules = names.map((name) => ({ name, ...record.effective[name] }));
    const held = rules.filter(({ required }) => required === true);
    const free = held.filter(({ applies_to_admins: binds }) => binds === false);
    const text = (list: typeof held): string =>
      list.map(({ name, by }) => `${REQUIREMENTS[name]} (${by.join(", ")})`).join("; ");
    if (free.length > 0) return fail(`administrators may pass over: ${text(free)}`);
    if (rules.some(({ required }) => required === null)) throw unseenProtection(record, "rules");
    const hidden = held.filter(({ applies_to_admins: binds }) => binds === null);
    if (hidden.length > 0)
      return undetermined(
        "denied",
        `who may bypass is shown only to tokens that may change the ruleset: ${text(hidden)}`,
      );
    return held.length === 0
      ? notApplicable("no such rule is in force: see github-default-branch-is-protected")
      : pass(`also for administrators: ${text(held)}`);
  },
  examples: [
    { name: "nobody may bypass", record: branch({ pull_request: required("ruleset:17", true) }), outcome: "pass" },
    {
      name: "classic protection with enforce_admins",
      record: branch(
        { approving_review: required("classic", true) },
        { classic: { state: "protected", enforce_admins: true } },
      ),
      outcome: "pass",
    },
    {
      name: "classic protection without enforce_admins",
      record: branch(
        { approving_review: required("classic", false) },
        { classic: { state: "protected", enforce_admins: false } },
      ),
      outcome: "fail",
    },
    {
      name: "one rule binds, another does not",
      record: branch({ pull_request: required("ruleset:17", true), status_checks: required("ruleset:18", false) }),
      outcome: "fail",
    },
    {
      name: "GH-02: bypass_actors absent",
      record: branch({ pull_request: required("ruleset:17", null) }),
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "GH-02: one ruleset hidden, another with an exception",
      record: branch({ pull_request: required("ruleset:17", null), status_checks: required("ruleset:18", false) }),
      outcome: "fail",
    },
    {
      name: "a rule that could not be read",
      record: branch({ pull_request: required(), status_checks: NOT_SEEN }),
      outcome: "undetermined",
      reason: "denied",
    },
    { name: "no rule", record: branch(), outcome: "not-applicable" },
    ...NO_BRANCH_EXAMPLES,
  ],
});
