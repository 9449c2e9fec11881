import { fail, notApplicable, pass, undetermined, type CheckExample, type Judgement, type ReadView } from "#sdk";
import * as z from "zod";
import { dated, wholeDays } from "../../_aws/policy/times.ts";
import type { Repository } from "../evidence.ts";
import { daysAgo, repository } from "./samples.ts";
import { setAside } from "./stated.ts";

/** The parameter that says how long an alert may stay open; the same for own code and for dependencies. */
export const daysToFix = z
  .object({
    critical: z.number().int().positive().default(15),
    high: z.number().int().positive().default(30),
    medium: z.number().int().positive().default(90),
  })
  .prefault({})
  .describe(
    "days to fix by severity; lower ones are not judged. origin: CISA BOD 19-02 for critical and high; medium is our default",
  );

interface Alert {
  readonly full_name: string;
  readonly state: string;
  readonly created_at: string;
}

/** What GitHub calls an alert that is no longer open, or why nothing can be said; undefined while it is open. */
export function alertClosed({ state }: Alert): Judgement | undefined {
  if (state === "open") return undefined;
  return ["dismissed", "fixed", "auto_dismissed"].includes(state)
    ? notApplicable(state)
    : undetermined("schema-mismatch", `state ${state} is not known here`);
}

/**
 * Whether an open alert is younger than its severity allows.
 * @param what the rule or the component, for `observed`
 */
export function judgeAlertAge(
  alert: Alert & { readonly severity: string },
  what: string,
  repositories: ReadView<Repository>,
  maxDays: z.infer<typeof daysToFix>,
  at: string,
): Judgement {
  const { severity } = alert;
  if (severity !== "critical" && severity !== "high" && severity !== "medium")
    return severity === "low"
      ? notApplicable("low severity")
      : undetermined("schema-mismatch", `severity ${severity} is not known here`);
  const home = repositories.get(alert.full_name);
  const aside = home === undefined ? undefined : setAside(home);
  if (aside !== undefined) return aside;
  const limit = maxDays[severity];
  const observed = `${what}, ${severity}, open since ${dated(alert.created_at, at)}, limit ${limit}`;
  return wholeDays(alert.created_at, at) > limit ? fail(observed) : pass(observed);
}

type Rest = Partial<Omit<Alert, "full_name">>;

/** @param alert an alert of the kind, of this severity, three days old unless told otherwise */
export function alertAgeExamples<R>(alert: (severity: string, rest: Rest) => R): readonly CheckExample<R>[] {
  const aged = (severity: string, days: number) => alert(severity, { created_at: daysAgo(days) });
  return [
    { name: "critical, three days old", record: alert("critical", {}), outcome: "pass" },
    { name: "critical, on its last day", record: aged("critical", 15), outcome: "pass" },
    { name: "critical, 16 days old", record: aged("critical", 16), outcome: "fail" },
    { name: "high, 20 days old", record: aged("high", 20), outcome: "pass" },
    { name: "high, two months old", record: aged("high", 60), outcome: "fail" },
    { name: "medium, two months old", record: aged("medium", 60), outcome: "pass" },
    { name: "low, a year old", record: aged("low", 365), outcome: "not-applicable" },
    {
      name: "dismissed",
      record: alert("critical", { state: "dismissed", created_at: daysAgo(60) }),
      outcome: "not-applicable",
    },
    {
      name: "GH-13: archived repository",
      record: aged("critical", 60),
      reads: { "github.repository": [repository({ archived: true })] },
      outcome: "not-applicable",
    },
    {
      name: "repositories not readable",
      record: aged("critical", 60),
      unavailable: { "github.repository": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "an unknown severity",
      record: alert("severe", {}),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "an unknown state",
      record: alert("high", { state: "paused" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "own limits",
      record: aged("critical", 5),
      params: { maxDays: { critical: 3 } },
      outcome: "fail",
    },
  ];
}
