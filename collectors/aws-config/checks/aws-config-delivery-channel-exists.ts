import { defineCheck, fail, known, pass, undetermined } from "#sdk";
import * as z from "zod";
import { deliveryChannelKind } from "../evidence.ts";

import { delivery } from "./support/service-samples.ts";
export default defineCheck({
  id: "aws-config-delivery-channel-exists",
  version: 1,
  title: "Recorded history leaves the service",
  rationale: "Without a channel there is no copy of the history outside the account's own service, and no snapshot.",
  severity: "medium",
  over: deliveryChannelKind,
  params: z.object({}),
  remediation: "Set a delivery channel to a bucket, best in the log archive account.",
  expected: () => "the region has a delivery channel to a bucket and its last history delivery did not fail",
  test(record) {
    if (record.channel === null) return fail("no delivery channel");
    const bucket = known(record.channel.s3BucketName, "s3BucketName");
    const info = record.channel.status?.configHistoryDeliveryInfo;
    const status = known(info?.lastStatus, "configHistoryDeliveryInfo.lastStatus").toLowerCase();
    if (status === "failure")
      return fail(`history to ${bucket} failed${info?.lastErrorCode === undefined ? "" : `: ${info.lastErrorCode}`}`);
    if (status === "success") return pass(`history goes to ${bucket}`);
    return undetermined(
      "no-population",
      `history to ${bucket}: lastStatus is ${info?.lastStatus}, nothing was delivered yet`,
    );
  },
  examples: [
    { name: "delivers", record: delivery(), outcome: "pass" },
    {
      name: "fails, in upper case",
      record: delivery({
        status: { configHistoryDeliveryInfo: { lastStatus: "FAILURE", lastErrorCode: "NoSuchBucket" } },
      }),
      outcome: "fail",
    },
    { name: "none", record: delivery(null), outcome: "fail" },
    {
      name: "never delivered",
      record: delivery({ status: { configHistoryDeliveryInfo: { lastStatus: "NOT_APPLICABLE" } } }),
      outcome: "undetermined",
      reason: "no-population",
    },
    {
      name: "status not read",
      record: delivery({ status: undefined }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
