import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { judgeWayOutOfDrive, wayOutOfDriveExamples } from "../policy/index.ts";

export default defineCheck({
  id: "google-drive-outside-files-are-not-received",
  version: 1,
  title: "Files owned outside are not taken into own folders",
  rationale:
    "A file that an outsider owns and colleagues fill leaves with the outsider, and may bring what nobody examined.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Do not let users receive files from outside the organization, where the work does not need it.",
  expected: () => "users cannot receive files from outside the organization",
  unmapped:
    "The guidance limits sharing outward; receiving files is judged by how they are examined (8.7-2), which this setting does not do.",
  test(record) {
    return judgeWayOutOfDrive(record, "allowReceivingExternalFiles");
  },
  examples: wayOutOfDriveExamples("allowReceivingExternalFiles"),
});
