import { fail, pass, undetermined, type CheckExample, type Judgement } from "#sdk";
import type { RepositorySecurity } from "../evidence.ts";
import { refused, security } from "./samples.ts";
import { stated } from "./stated.ts";

type Feature =
  | "dependabot_alerts"
  | "dependabot_security_updates"
  | "private_vulnerability_reporting"
  | "secret_scanning"
  | "secret_scanning_push_protection";

/**
 * Whether a feature is on where the plan has it.
 * @param what the feature, for `observed`: `push protection is`
 */
export function judgeFeature(record: RepositorySecurity, feature: Feature, what: string): Judgement {
  if (record.not_available?.includes(feature) === true)
    return undetermined("not-licensed", `${feature} is not available for this repository`);
  return stated(record, `${feature}_enabled`) ? pass(`${what} on`) : fail(`${what} off`);
}

/** @param rest what a repository must be to have the feature at all */
export function featureExamples(
  feature: Feature,
  rest: Partial<RepositorySecurity> = {},
): readonly CheckExample<RepositorySecurity>[] {
  const enabled = `${feature}_enabled` as const;
  return [
    { name: "on", record: security({ ...rest, [enabled]: true }), outcome: "pass" },
    { name: "off", record: security({ ...rest, [enabled]: false }), outcome: "fail" },
    {
      name: "not available on the plan",
      record: security({ ...rest, not_available: [feature] }),
      outcome: "undetermined",
      reason: "not-licensed",
    },
    {
      name: "refused",
      record: security({ ...rest, ...refused("repos/get", enabled) }),
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "null",
      record: security({ ...rest, [enabled]: null }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "GH-13: archived", record: security({ ...rest, archived: true }), outcome: "not-applicable" },
  ];
}
