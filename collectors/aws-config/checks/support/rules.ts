import { defineCheck, fail, notApplicable, pass, Undetermined, undetermined, type Check, type ReadView } from "#sdk";
import * as z from "zod";
import { recorderKind, ruleComplianceKind, type RuleCompliance } from "../../evidence.ts";
import { MANAGED_RULES, type Condition } from "./managed-rules.ts";
import { recordsType, regionRecording } from "./recording.ts";
import { conclusion } from "./service-samples.ts";

interface Params {
  readonly customRules: readonly string[];
  readonly ignoredRules: readonly string[];
}

/** What tag parameters of a rule must name before the rule speaks about owners or about labels. */
const CONDITIONS: Readonly<Record<Condition, RegExp>> = {
  "owner-tag": /owner|team|contact|responsible/i,
  "label-tag": /class|sensitiv|confidential|label/i,
};

/** Whether a rule speaks about a guidance point: by the table of managed rules, or because the operator says so. */
function speaks(record: RuleCompliance, point: string, params: Params): boolean {
  const name = record.ConfigRuleName;
  if (params.ignoredRules.some((pattern) => named(pattern, name))) return false;
  if (params.customRules.some((pattern) => named(pattern, name))) return true;
  const entry = managed(record);
  const condition = entry?.points[point];
  if (condition === undefined) return false;
  return condition === null || CONDITIONS[condition].test(record.InputParameters ?? "");
}

function managed(record: RuleCompliance): (typeof MANAGED_RULES)[string] | undefined {
  const { Owner, SourceIdentifier } = record.Source ?? {};
  if (Owner !== "AWS" || SourceIdentifier === undefined || !Object.hasOwn(MANAGED_RULES, SourceIdentifier))
    return undefined;
  return MANAGED_RULES[SourceIdentifier];
}

/** A name, or its beginning before `*`. */
function named(pattern: string, name: string): boolean {
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
}

/** Rules that are one rule: the same function with the same parameters over the same resources of a region. */
function identity(record: RuleCompliance): string {
  const { awsRegion, accountId, Source, InputParameters = "", Scope = {} } = record;
  return JSON.stringify([
    accountId,
    awsRegion,
    Source?.SourceIdentifier,
    InputParameters,
    Scope,
    record.ComplianceType,
  ]);
}

const firsts = new WeakMap<object, ReadonlyMap<string, string>>();

/** Of rules that are one rule, the name that counts: the first in the order of names. */
function firstOf(view: ReadView<RuleCompliance>, record: RuleCompliance): string {
  let names = firsts.get(view);
  if (names === undefined) {
    const found = new Map<string, string>();
    for (const each of view.seen()) {
      const id = identity(each);
      const known = found.get(id);
      if (known === undefined || each.ConfigRuleName < known) found.set(id, each.ConfigRuleName);
    }
    names = found;
    firsts.set(view, names);
  }
  const first = names.get(identity(record));
  if (first === undefined)
    throw new Undetermined("no-population", "whether the same rule is deployed under other names was not seen");
  return first;
}

function conclusionOf(record: RuleCompliance): ReturnType<typeof pass> | ReturnType<typeof undetermined> {
  const type = record.ComplianceType.toUpperCase();
  const { CappedCount, CapExceeded } = record.ComplianceContributorCount ?? {};
  const deviating = record.Counts?.NON_COMPLIANT;
  const parameters = record.InputParameters === undefined ? "" : `; parameters ${record.InputParameters.slice(0, 300)}`;
  if (type === "NON_COMPLIANT") {
    const count = deviating ?? CappedCount;
    const lower = deviating === undefined && CapExceeded === true ? " or more" : "";
    return fail(`${count === undefined ? "some" : `${count}${lower}`} resources deviate${parameters}`);
  }
  if (type === "NOT_APPLICABLE") return notApplicable("the rule found nothing that it is about");
  if (type === "INSUFFICIENT_DATA")
    return undetermined("no-population", "the rule has no result: never evaluated, or it reports nothing");
  if (type !== "COMPLIANT") return undetermined("schema-mismatch", `the conclusion is ${record.ComplianceType}`);
  if (deviating !== undefined && deviating > 0)
    return undetermined("stale-source", `no deviation is concluded, but ${deviating} resources deviate`);
  if (CapExceeded === true && record.Counts?.COMPLIANT === undefined)
    return undetermined("truncated", `the count stopped at ${CappedCount}`);
  return pass(`no resource deviates${parameters}`);
}

/**
 * What the organisation's own Config rules conclude, as evidence of one guidance point. A rule counts once: not beside a
 * check of ours that judges the same thing from recorded items, and not again under a second name.
 */
export function rulesCheck(about: { readonly point: string; readonly subject: string }): Check<RuleCompliance, Params> {
  const { point, subject } = about;
  const sample = sampleOf(point);
  const rule = (more: Partial<RuleCompliance> = {}): RuleCompliance => conclusion({ ...sample, ...more });
  const regions = [regionRecording({}, { recordingGroup: { allSupported: false, resourceTypes: ["AWS::X::Y"] } })];
  const among = (record: RuleCompliance, ...others: readonly RuleCompliance[]) => ({
    record,
    reads: { "aws-config.recorder": regions, "aws-config.rule-compliance": [record, ...others] },
  });
  const twin = MANAGED_RULES[sample.Source?.SourceIdentifier ?? ""]?.judgedBy;
  return defineCheck<RuleCompliance, Params>({
    id: `aws-config-rules-for-${point.replace(".", "-")}-hold`,
    version: 1,
    title: `Config rules about ${subject} find no deviation (${point})`,
    rationale: `The organisation's own Config rules about ${subject} compare its resources all the time; a deviation that one of them reports is one here too.`,
    severity: "medium",
    over: ruleComplianceKind,
    reads: [recorderKind, ruleComplianceKind],
    params: z.object({
      customRules: z
        .array(z.string().min(1))
        .default([])
        .describe(
          "names of further rules that speak about this point; `*` at the end stands for any. origin: none, the organisation's own rules",
        ),
      ignoredRules: z
        .array(z.string().min(1))
        .default([])
        .describe("names of rules that are not to count; `*` at the end stands for any. origin: none"),
    }),
    remediation: "Correct the resources that the rule names, or record an exception that ends.",
    expected: ({ customRules }) =>
      `every active rule that docs/managed-rules.md maps to ${point}${customRules.length === 0 ? "" : `, and ${customRules.join(", ")},`} concludes that no resource deviates`,
    about: (record, params) => speaks(record, point, params),
    test(record, ctx) {
      const modes = (record.EvaluationModes ?? []).map(({ Mode }) => Mode?.toUpperCase());
      if (modes.length > 0 && !modes.includes("DETECTIVE"))
        return notApplicable("looks at resources before they exist only");
      if ((record.ConfigRuleState ?? "ACTIVE").startsWith("DELETING"))
        return notApplicable("the rule is being deleted");
      const recorder = ctx.read(recorderKind).get(record.awsRegion);
      if (recorder === undefined)
        return undetermined("no-population", `whether ${record.awsRegion} records was not seen`);
      const entry = managed(record);
      // Items may be there all the same, and then the check judges them: counting the rule too would count it twice.
      if (
        entry?.judgedBy !== undefined &&
        entry.judgedBy.types.length > 0 &&
        recorder.recorder?.status?.recording === true &&
        recorder.recorder.recordingGroup === undefined
      )
        return undetermined(
          "no-population",
          `what the recorder of ${record.awsRegion} records was not seen, so neither whether ${entry.judgedBy.check} judges the same`,
        );
      if (entry?.judgedBy !== undefined && entry.judgedBy.types.every((type) => recordsType(recorder, type)))
        return notApplicable(`counted once: ${entry.judgedBy.check} judges the same`);
      if (entry?.judgedBy?.elsewhere === true)
        return notApplicable(`counted once: ${entry.judgedBy.check} of the AWS IAM collector judges the same`);
      const first = firstOf(ctx.read(ruleComplianceKind), record);
      if (first !== record.ConfigRuleName) return notApplicable(`counted once: as ${first}`);
      if (recorder.recorder?.status?.recording !== true)
        return undetermined(
          "disabled",
          `the recorder of ${record.awsRegion} is not known to run: the result may be of the past`,
        );
      const { LastSuccessfulEvaluationTime: success, LastFailedEvaluationTime: failure } =
        record.EvaluationStatus ?? {};
      const judged = conclusionOf(record);
      if (judged.outcome === "pass" && failure !== undefined && (success === undefined || failure > success))
        return undetermined("stale-source", `the last evaluation failed ${failure}`);
      return judged;
    },
    examples: [
      { name: "no deviation", ...among(rule()), outcome: "pass" },
      { name: "deviations", ...among(rule({ ComplianceType: "NON_COMPLIANT" })), outcome: "fail" },
      {
        name: "more deviations than AWS counts",
        ...among(
          rule({ ComplianceType: "NON_COMPLIANT", ComplianceContributorCount: { CappedCount: 25, CapExceeded: true } }),
        ),
        outcome: "fail",
      },
      {
        name: "a capped count is no pass",
        ...among(rule({ ComplianceContributorCount: { CappedCount: 25, CapExceeded: true } })),
        outcome: "undetermined",
        reason: "truncated",
      },
      {
        name: "INSUFFICIENT_DATA",
        ...among(rule({ ComplianceType: "INSUFFICIENT_DATA" })),
        outcome: "undetermined",
        reason: "no-population",
      },
      { name: "NOT_APPLICABLE", ...among(rule({ ComplianceType: "NOT_APPLICABLE" })), outcome: "not-applicable" },
      {
        name: "the last evaluation failed",
        ...among(rule({ EvaluationStatus: { LastFailedEvaluationTime: "2026-11-22T07:00:00.000Z" } })),
        outcome: "undetermined",
        reason: "stale-source",
      },
      {
        name: "before deployment only",
        ...among(rule({ EvaluationModes: [{ Mode: "PROACTIVE" }] })),
        outcome: "not-applicable",
      },
      {
        name: "the recorder is off",
        record: rule(),
        reads: {
          "aws-config.recorder": [regionRecording({ recorder: null })],
          "aws-config.rule-compliance": [rule()],
        },
        outcome: "undetermined",
        reason: "disabled",
      },
      {
        name: "recorders not seen",
        ...among(rule()),
        reads: { "aws-config.rule-compliance": [rule()] },
        unavailable: { "aws-config.recorder": "denied" },
        outcome: "undetermined",
        reason: "denied",
      },
      {
        name: "the same rule under a second name counts once",
        ...among(rule({ ConfigRuleName: "z-again" }), rule()),
        outcome: "not-applicable",
      },
      {
        name: "a custom rule by its name",
        ...among(
          rule({ ConfigRuleName: "own-1", Source: { Owner: "CUSTOM_POLICY" }, ComplianceType: "NON_COMPLIANT" }),
        ),
        params: { customRules: ["own-*"] },
        outcome: "fail",
      },
      {
        name: "a custom rule that nobody mapped",
        ...among(rule({ ConfigRuleName: "own-1", Source: { Owner: "CUSTOM_POLICY" } })),
        outcome: "not-applicable",
      },
      {
        name: "a rule that is not to count",
        ...among(rule()),
        params: { ignoredRules: ["example-rule"] },
        outcome: "not-applicable",
      },
      ...(twin === undefined || twin.types.length === 0
        ? []
        : [
            {
              name: `counted once where ${twin.check} sees the items`,
              ...among(rule()),
              reads: { "aws-config.recorder": [regionRecording()], "aws-config.rule-compliance": [rule()] },
              outcome: "not-applicable" as const,
            },
            {
              name: `what the recorder records was not seen, so neither whether ${twin.check} sees the items`,
              record: rule({ ComplianceType: "NON_COMPLIANT" }),
              reads: {
                "aws-config.recorder": [groupUnseen()],
                "aws-config.rule-compliance": [rule({ ComplianceType: "NON_COMPLIANT" })],
              },
              outcome: "undetermined" as const,
              reason: "no-population" as const,
            },
          ]),
    ],
  });
}

/** A region whose recorder runs, as it looks when only its status may be read. */
function groupUnseen(): ReturnType<typeof regionRecording> {
  const region = regionRecording();
  if (region.recorder === null) throw new Error("the sample has no recorder");
  const { recordingGroup: _unseen, ...recorder } = region.recorder;
  return { ...region, recorder };
}

/** A managed rule that speaks about the point, with the parameters that it needs to do so. */
function sampleOf(point: string): Partial<RuleCompliance> {
  const found = Object.entries(MANAGED_RULES).find(
    ([, { points, judgedBy }]) => point in points && judgedBy?.elsewhere !== true,
  );
  const tags = found?.[1].points[point] ?? null;
  return {
    ...(found === undefined ? {} : { Source: { Owner: "AWS", SourceIdentifier: found[0] } }),
    ...(tags === null
      ? {}
      : { InputParameters: JSON.stringify({ tag1Key: tags === "owner-tag" ? "Owner" : "DataClassification" }) }),
  };
}
