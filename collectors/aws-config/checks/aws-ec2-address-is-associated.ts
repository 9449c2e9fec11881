import { defineCheck, fail, known, pass, undetermined } from "#sdk";
import * as z from "zod";
import { elasticIpKind } from "../evidence.ts";
import { textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-ec2-address-is-associated",
  version: 1,
  title: "No address is left over",
  rationale: "An address without a machine is a stale asset, often with names still pointing to it.",
  severity: "low",
  over: elasticIpKind,
  params: z.object({}),
  remediation: "Release the address after removing the names that point to it.",
  expected: () => "the address is associated",
  test(record) {
    const configuration = known(record.configuration, "configuration");
    const associated = ["associationId", "instanceId", "networkInterfaceId"]
      .map((name) => textIn(configuration, name))
      .find((value) => value !== undefined && value !== "");
    if (associated !== undefined) return pass(`associated with ${associated}`);
    return "associationId" in configuration && configuration["associationId"] === ""
      ? fail("not associated")
      : undetermined("schema-mismatch", "AWS Config did not state associationId");
  },
  examples: [
    { name: "associated", record: item("AWS::EC2::EIP", { associationId: "eipassoc-1" }), outcome: "pass" },
    { name: "left over", record: item("AWS::EC2::EIP", { associationId: "" }), outcome: "fail" },
    {
      name: "null: not stated",
      record: item("AWS::EC2::EIP", { associationId: null }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "not stated", record: item("AWS::EC2::EIP"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
