import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { judgeWayOutOfDrive, wayOutOfDriveExamples } from "../policy/index.ts";

export default defineCheck({
  id: "google-drive-invitations-need-google-account",
  version: 1,
  title: "Files are not shared with people without a Google account",
  rationale: "A visitor who opens a file by code is whoever reads the mail: nothing ties the access to a person.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Do not allow sharing with people who have no Google account.",
  expected: () => "people without a Google account cannot be invited to files",
  test(record) {
    return judgeWayOutOfDrive(record, "allowNonGoogleInvites");
  },
  examples: wayOutOfDriveExamples("allowNonGoogleInvites"),
});
