import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { rdsSnapshotKind } from "../evidence.ts";
import { list, listIn, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-rds-snapshot-is-not-public",
  version: 1,
  title: "RDS snapshots are not public",
  rationale: "A public snapshot can be restored by anybody with an AWS account.",
  severity: "critical",
  over: rdsSnapshotKind,
  params: z.object({}),
  remediation: "Remove the grant to all, and treat the data as lost.",
  expected: () => "the snapshot is not shared with all accounts",
  test(record) {
    const attributes = list(record, "supplementaryConfiguration.DBSnapshotAttributes");
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
        "AWS::RDS::DBSnapshot",
        {},
        { supplementaryConfiguration: { DBSnapshotAttributes: [{ attributeName: "restore", attributeValues: [] }] } },
      ),
      outcome: "pass",
    },
    {
      name: "shared with an account",
      record: item(
        "AWS::RDS::DBSnapshot",
        {},
        {
          supplementaryConfiguration: {
            DBSnapshotAttributes: [{ attributeName: "restore", attributeValues: ["444455556666"] }],
          },
        },
      ),
      outcome: "pass",
    },
    {
      name: "public",
      record: item(
        "AWS::RDS::DBSnapshot",
        {},
        {
          supplementaryConfiguration: {
            DBSnapshotAttributes: [{ attributeName: "restore", attributeValues: ["all"] }],
          },
        },
      ),
      outcome: "fail",
    },
    {
      name: "not stated",
      record: item("AWS::RDS::DBSnapshot", {}, { supplementaryConfiguration: {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "another attribute",
      record: item(
        "AWS::RDS::DBSnapshot",
        {},
        { supplementaryConfiguration: { DBSnapshotAttributes: [{ attributeName: "other" }] } },
      ),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
