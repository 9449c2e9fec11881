import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { rdsClusterSnapshotKind } from "../evidence.ts";
import { listIn, member, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-rds-cluster-snapshot-is-not-public",
  version: 1,
  title: "RDS cluster snapshots are not public",
  rationale: "A public snapshot can be restored by anybody with an AWS account.",
  severity: "critical",
  over: rdsClusterSnapshotKind,
  params: z.object({}),
  remediation: "Remove the grant to all, and treat the data as lost.",
  expected: () => "the snapshot is not shared with all accounts",
  test(record) {
    const found = member(record, "supplementaryConfiguration.DBClusterSnapshotAttributes");
    if (found === undefined) return undetermined("schema-mismatch", "who may restore the snapshot was not stated");
    const attributes = Array.isArray(found)
      ? (found as readonly unknown[])
      : listIn(found, "DBClusterSnapshotAttributes");
    const restore = attributes.find((each) => textIn(each, "attributeName") === "restore");
    if (restore === undefined) return undetermined("schema-mismatch", "who may restore the snapshot was not stated");
    const accounts = listIn(restore, "attributeValues").map(String);
    return accounts.includes("all")
      ? fail("everybody may restore it")
      : pass(accounts.length === 0 ? "not shared" : `shared with ${accounts.join(", ")}`);
  },
  examples: [
    {
      name: "not shared",
      record: item(
        "AWS::RDS::DBClusterSnapshot",
        {},
        {
          supplementaryConfiguration: {
            DBClusterSnapshotAttributes: [{ attributeName: "restore", attributeValues: [] }],
          },
        },
      ),
      outcome: "pass",
    },
    {
      name: "public",
      record: item(
        "AWS::RDS::DBClusterSnapshot",
        {},
        {
          supplementaryConfiguration: {
            DBClusterSnapshotAttributes: [{ attributeName: "restore", attributeValues: ["all"] }],
          },
        },
      ),
      outcome: "fail",
    },
    {
      name: "not stated",
      record: item("AWS::RDS::DBClusterSnapshot", {}, { supplementaryConfiguration: {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
