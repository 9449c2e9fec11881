import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { complete } from "../../_aws/policy/index.ts";
import { conformancePackKind, recorderKind, ruleKind } from "../evidence.ts";

import { regionRecording } from "./support/recording.ts";
export default defineCheck({
  id: "aws-config-rules-exist",
  version: 1,
  title: "Systems are compared with rules in every recorded region",
  rationale: "Recording alone compares nothing: rules and conformance packs do.",
  severity: "medium",
  over: recorderKind,
  reads: [ruleKind, conformancePackKind],
  params: z.object({
    minRules: z
      .number()
      .int()
      .min(1)
      .default(1)
      .describe("rules. origin: our default; how many are enough follows from the organisation's own rules"),
  }),
  remediation: "Deploy a conformance pack of hardening rules to every account and region.",
  expected: ({ minRules }) => `at least ${minRules} rules, or one conformance pack, are deployed in the region`,
  test(record, ctx) {
    if (record.recorder === null) return notApplicable("no recorder: judged by aws-config-recorder-is-recording");
    const rules = ctx.read(ruleKind);
    const packs = ctx.read(conformancePackKind);
    const here = ({ awsRegion }: { awsRegion: string }): boolean => awsRegion === record.awsRegion;
    const ruleCount = [...rules.seen()].filter(here).length;
    const packCount = [...packs.seen()].filter(here).length;
    const observed = `${ruleCount} rules and ${packCount} conformance packs in ${record.awsRegion}`;
    if (ruleCount >= ctx.params.minRules || packCount > 0) return pass(observed);
    complete(rules);
    complete(packs);
    return fail(observed);
  },
  examples: [
    {
      name: "a rule",
      record: regionRecording(),
      outcome: "pass",
      reads: {
        "aws-config.rule": [{ accountId: "111122223333", awsRegion: "eu-west-1", ConfigRuleName: "encrypted-volumes" }],
      },
    },
    {
      name: "a pack",
      record: regionRecording(),
      outcome: "pass",
      reads: {
        "aws-config.conformance-pack": [
          { accountId: "111122223333", awsRegion: "eu-west-1", ConformancePackName: "hardening" },
        ],
      },
    },
    { name: "none", record: regionRecording(), outcome: "fail" },
    {
      name: "only elsewhere",
      record: regionRecording(),
      outcome: "fail",
      reads: {
        "aws-config.rule": [{ accountId: "111122223333", awsRegion: "us-east-1", ConfigRuleName: "encrypted-volumes" }],
      },
    },
    {
      name: "rules not readable",
      record: regionRecording(),
      outcome: "undetermined",
      unavailable: { "aws-config.rule": "denied" },
      reason: "denied",
    },
    { name: "no recorder", record: regionRecording({ recorder: null }), outcome: "not-applicable" },
  ],
});
