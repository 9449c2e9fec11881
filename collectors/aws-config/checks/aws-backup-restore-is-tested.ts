import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { complete } from "../../_aws/policy/index.ts";
import { backupPlanKind, recorderKind, restoreTestingPlanKind } from "../evidence.ts";
import { nameOf } from "./support/members.ts";
import { item } from "./support/samples.ts";

import { regionRecording } from "./support/recording.ts";
export default defineCheck({
  id: "aws-backup-restore-is-tested",
  version: 1,
  title: "Restores are tested by plan",
  rationale: "A backup that was never restored is a hope.",
  severity: "medium",
  over: recorderKind,
  reads: [restoreTestingPlanKind, backupPlanKind],
  params: z.object({}),
  remediation: "Make a restore testing plan in AWS Backup.",
  expected: () => "a restore testing plan is recorded in the account",
  test(record, ctx) {
    if (record.recorder === null) return notApplicable("no recorder: judged by aws-config-recorder-is-recording");
    const plans = ctx.read(backupPlanKind);
    const tests = ctx.read(restoreTestingPlanKind);
    const here = ({ awsRegion }: { awsRegion: string }): boolean => awsRegion === record.awsRegion;
    const found = [...tests.seen()].filter(here);
    if (found.length > 0) return pass(found.map(nameOf).join(", "));
    const backedUp = [...plans.seen()].some(here);
    if (!backedUp) complete(plans);
    if (!backedUp) return notApplicable("no backup plan in the region");
    complete(tests);
    return fail("backup plans, but no restore testing plan");
  },
  examples: [
    {
      name: "tested",
      record: regionRecording(),
      outcome: "pass",
      reads: {
        "aws-config.backup-restore-testing-plan": [item("AWS::Backup::RestoreTestingPlan")],
        "aws-config.backup-plan": [item("AWS::Backup::BackupPlan")],
      },
    },
    {
      name: "not tested",
      record: regionRecording(),
      outcome: "fail",
      reads: { "aws-config.backup-plan": [item("AWS::Backup::BackupPlan")] },
    },
    { name: "nothing is backed up here", record: regionRecording(), outcome: "not-applicable" },
    { name: "no recorder", record: regionRecording({ recorder: null }), outcome: "not-applicable" },
    {
      name: "not recorded",
      record: regionRecording(),
      outcome: "undetermined",
      reads: { "aws-config.backup-plan": [item("AWS::Backup::BackupPlan")] },
      unavailable: { "aws-config.backup-restore-testing-plan": "disabled" },
      reason: "disabled",
    },
  ],
});
