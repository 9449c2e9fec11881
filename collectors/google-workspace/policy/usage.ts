import { known, notApplicable, undetermined, type CheckExample, type Judgement, type ReadView } from "#sdk";
import type { User, UserUsage } from "../evidence.ts";
import { closed } from "./people.ts";
import { SUSPENDED, usage, user } from "./samples.ts";

/**
 * What the usage report says of somebody who can sign in, and of which day; or why nothing is said of them.
 * @throws Undetermined when the report was not seen, or leaves this out
 */
export function reported(
  person: User,
  report: ReadView<UserUsage>,
  name: string,
): { readonly stated: string | number | boolean; readonly date: string } | { readonly judgement: Judgement } {
  const why = closed(person);
  if (why !== undefined) return { judgement: notApplicable(why) };
  const row = report.get(person.id);
  if (row === undefined) return { judgement: undetermined("stale-source", "not in the usage report: newer than it") };
  return { stated: known(row.parameters[name], name), date: row.date };
}

/** People of whom the usage report tells nothing, whatever is asked. */
export const NOT_REPORTED_EXAMPLES: readonly CheckExample<User>[] = [
  { name: "newer than the report", record: user("ana"), outcome: "undetermined", reason: "stale-source" },
  {
    name: "not reported",
    record: user("ana"),
    reads: { "google-workspace.user-usage": [usage("ana", {})] },
    outcome: "undetermined",
    reason: "schema-mismatch",
  },
  { name: "suspended", record: user("ana", { ...SUSPENDED }), outcome: "not-applicable" },
  {
    name: "usage not seen",
    record: user("ana"),
    unavailable: { "google-workspace.user-usage": "denied" },
    outcome: "undetermined",
    reason: "denied",
  },
];
