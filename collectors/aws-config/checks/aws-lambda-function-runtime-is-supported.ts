import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { lambdaFunctionKind } from "../evidence.ts";
import { text, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-lambda-function-runtime-is-supported",
  version: 1,
  title: "Functions run on supported runtimes",
  rationale: "A runtime out of support gets no fixes.",
  severity: "high",
  over: lambdaFunctionKind,
  params: z.object({
    deprecated: z
      .record(z.string(), z.iso.date())
      .default({
        nodejs: "2016-10-31",
        "nodejs4.3": "2020-03-05",
        "nodejs6.10": "2019-08-12",
        "nodejs8.10": "2020-03-06",
        "nodejs10.x": "2021-07-30",
        "nodejs12.x": "2023-03-31",
        "nodejs14.x": "2023-12-04",
        "nodejs16.x": "2024-06-12",
        "nodejs18.x": "2025-09-01",
        "nodejs20.x": "2026-04-30",
        "python2.7": "2021-07-15",
        "python3.6": "2022-07-18",
        "python3.7": "2023-12-04",
        "python3.8": "2024-10-14",
        "python3.9": "2025-12-15",
        "ruby2.5": "2021-07-30",
        "ruby2.7": "2023-12-07",
        "ruby3.2": "2026-03-31",
        java8: "2024-01-08",
        "go1.x": "2024-01-08",
        provided: "2024-01-08",
        "dotnetcore1.0": "2019-06-27",
        "dotnetcore2.0": "2019-05-30",
        "dotnetcore2.1": "2022-01-05",
        "dotnetcore3.1": "2023-04-03",
        dotnet6: "2024-12-20",
        dotnet7: "2024-05-14",
        "dotnet5.0": "2022-05-10",
      })
      .describe(
        "runtimes and the day of their deprecation. origin: the table of runtimes in the AWS Lambda guide; keep it current",
      ),
  }),
  remediation: "Move the function to a current runtime.",
  expected: () => "the runtime is not among those that AWS deprecated before the judgement",
  test(record, ctx) {
    if ((textIn(record, "configuration.packageType") ?? "Zip").toLowerCase() === "image")
      return notApplicable("a container image: its registry is asked");
    const runtime = text(record, "configuration.runtime");
    const day = ctx.params.deprecated[runtime];
    if (day === undefined) return pass(runtime);
    return day <= ctx.asOf.slice(0, 10)
      ? fail(`${runtime}, deprecated ${day}`)
      : pass(`${runtime}, supported until ${day}`);
  },
  examples: [
    { name: "current", record: item("AWS::Lambda::Function", { runtime: "nodejs24.x" }), outcome: "pass" },
    { name: "deprecated", record: item("AWS::Lambda::Function", { runtime: "python3.7" }), outcome: "fail" },
    {
      name: "not yet",
      record: item("AWS::Lambda::Function", { runtime: "nodejs20.x" }),
      outcome: "pass",
      asOf: "2026-01-01T00:00:00.000Z",
    },
    { name: "image", record: item("AWS::Lambda::Function", { packageType: "Image" }), outcome: "not-applicable" },
    { name: "not stated", record: item("AWS::Lambda::Function"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
