import { defineCheck, fail, known, pass, undetermined } from "#sdk";
import * as z from "zod";
import { aggregatorKind } from "../evidence.ts";

import { aggregator } from "./support/service-samples.ts";
export default defineCheck({
  id: "aws-config-aggregator-covers-all-regions",
  version: 1,
  title: "An aggregator gathers all regions of the organisation",
  rationale: "Whoever must look at each account and region by itself will look at some.",
  severity: "low",
  over: aggregatorKind,
  params: z.object({}),
  remediation: "Make an aggregator over the organisation, with all regions.",
  expected: () => "the aggregator's source is the organisation, or accounts, with all regions",
  test(record) {
    const organization = record.OrganizationAggregationSource;
    const sources = organization === undefined ? (record.AccountAggregationSources ?? []) : [organization];
    if (sources.length === 0) return undetermined("schema-mismatch", "the aggregator states no source");
    const partial = sources.filter(({ AllAwsRegions }) => known(AllAwsRegions, "AllAwsRegions") !== true);
    const what = organization === undefined ? `${sources.length} groups of accounts` : "the organisation";
    return partial.length === 0
      ? pass(`${what}, all regions`)
      : fail(`${what}, but only ${partial.flatMap(({ AwsRegions }) => AwsRegions ?? []).join(", ")}`);
  },
  examples: [
    { name: "the organisation", record: aggregator(), outcome: "pass" },
    {
      name: "accounts",
      record: aggregator({
        OrganizationAggregationSource: undefined,
        AccountAggregationSources: [{ AccountIds: ["111122223333"], AllAwsRegions: true }],
      }),
      outcome: "pass",
    },
    {
      name: "some regions",
      record: aggregator({ OrganizationAggregationSource: { AllAwsRegions: false, AwsRegions: ["eu-west-1"] } }),
      outcome: "fail",
    },
    {
      name: "no source",
      record: aggregator({ OrganizationAggregationSource: undefined }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "regions not stated",
      record: aggregator({ OrganizationAggregationSource: {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
