import { defineCheck, fail, known, pass, undetermined } from "#sdk";
import * as z from "zod";
import { wholeDays } from "../../_aws/policy/index.ts";
import { aggregatorKind } from "../evidence.ts";

import { aggregator } from "./support/service-samples.ts";
export default defineCheck({
  id: "aws-config-aggregator-sources-are-current",
  version: 1,
  title: "What the aggregator gathered is current",
  rationale: "An aggregator goes on showing the last state of a source that stopped answering.",
  severity: "medium",
  over: aggregatorKind,
  params: z.object({
    maxAgeDays: z.number().int().min(1).default(2).describe("days. origin: our default; AWS aggregates within hours"),
  }),
  remediation: "Read the error of each source: authorisation in the account, or a recorder that was switched off.",
  expected: ({ maxAgeDays }) => `the last update of every source succeeded, at most ${maxAgeDays} days ago`,
  test(record, ctx) {
    const sources = known(record.Sources, "the sources of the aggregator");
    if (sources.length === 0) return undetermined("no-population", "the aggregator lists no source");
    const bad: string[] = [];
    for (const { SourceId, AwsRegion, LastUpdateStatus, LastUpdateTime } of sources) {
      const where = `${SourceId ?? "?"} ${AwsRegion ?? ""}`.trim();
      const status = known(LastUpdateStatus, `LastUpdateStatus of ${where}`).toUpperCase();
      if (status !== "SUCCEEDED") bad.push(`${where} ${status}`);
      else if (wholeDays(known(LastUpdateTime, `LastUpdateTime of ${where}`), ctx.asOf) > ctx.params.maxAgeDays)
        bad.push(`${where} of ${LastUpdateTime?.slice(0, 10)}`);
    }
    return bad.length === 0
      ? pass(`${sources.length} sources, all current`)
      : fail(`${bad.length} of ${sources.length} sources are not: ${bad.slice(0, 8).join(", ")}`);
  },
  examples: [
    { name: "current", record: aggregator(), outcome: "pass" },
    {
      name: "outdated",
      record: aggregator({
        Sources: [
          {
            SourceId: "444455556666",
            AwsRegion: "us-east-1",
            LastUpdateStatus: "OUTDATED",
            LastUpdateTime: "2026-11-22T09:00:00.000Z",
          },
        ],
      }),
      outcome: "fail",
    },
    {
      name: "succeeded long ago",
      record: aggregator({
        Sources: [
          {
            SourceId: "444455556666",
            AwsRegion: "us-east-1",
            LastUpdateStatus: "SUCCEEDED",
            LastUpdateTime: "2026-11-01T09:00:00.000Z",
          },
        ],
      }),
      outcome: "fail",
    },
    {
      name: "sources not read",
      record: aggregator({ Sources: undefined }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "no source", record: aggregator({ Sources: [] }), outcome: "undetermined", reason: "no-population" },
  ],
});
