import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { judgeWayOutOfDrive, wayOutOfDriveExamples } from "../policy/index.ts";

export default defineCheck({
  id: "google-drive-files-cannot-be-published",
  version: 1,
  title: "Files cannot be opened to everybody on the web",
  rationale: "A published file is found by search engines and by whoever guesses or forwards its link.",
  severity: "high",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Do not let users publish files on the web or make them visible to anybody with the link.",
  expected: () => "files cannot be published or shared with anybody who has the link",
  test(record) {
    return judgeWayOutOfDrive(record, "allowPublishingFiles");
  },
  examples: wayOutOfDriveExamples("allowPublishingFiles"),
});
