import { defineCheck, fail, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { vpnConnectionKind } from "../evidence.ts";
import { list, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-ec2-vpn-tunnels-are-up",
  version: 1,
  title: "Both tunnels of a VPN are up",
  rationale: "AWS takes tunnels down for maintenance one after the other: with one only, the connection goes with it.",
  severity: "medium",
  over: vpnConnectionKind,
  params: z.object({}),
  remediation: "Configure the second tunnel on the own side.",
  expected: () => "at least two tunnels are up",
  test(record) {
    if ((textIn(record, "configuration.state") ?? "").toLowerCase() === "deleted") return notApplicable("deleted");
    const tunnels = list(record, "configuration.vgwTelemetry").map((tunnel) => textIn(tunnel, "status")?.toUpperCase());
    if (tunnels.length === 0 || tunnels.includes(undefined))
      return undetermined("schema-mismatch", "the state of a tunnel was not stated");
    const up = tunnels.filter((status) => status === "UP").length;
    return up >= 2 ? pass(`${up} tunnels are up`) : fail(`${up} of ${tunnels.length} tunnels are up`);
  },
  examples: [
    {
      name: "two",
      record: item("AWS::EC2::VPNConnection", { vgwTelemetry: [{ status: "UP" }, { status: "UP" }] }),
      outcome: "pass",
    },
    {
      name: "one",
      record: item("AWS::EC2::VPNConnection", { vgwTelemetry: [{ status: "UP" }, { status: "DOWN" }] }),
      outcome: "fail",
    },
    {
      name: "deleted",
      record: item("AWS::EC2::VPNConnection", { state: { value: "deleted" }, vgwTelemetry: [] }),
      outcome: "not-applicable",
    },
    { name: "not stated", record: item("AWS::EC2::VPNConnection"), outcome: "undetermined", reason: "schema-mismatch" },
    {
      name: "one not stated",
      record: item("AWS::EC2::VPNConnection", { vgwTelemetry: [{ status: "UP" }, {}] }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
