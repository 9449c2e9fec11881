import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { vpnConnectionKind } from "../evidence.ts";
import { list, listIn, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-ec2-vpn-uses-current-key-exchange",
  version: 1,
  title: "VPN tunnels use current key exchange",
  rationale: "The first version of the key exchange has known weaknesses and old algorithms.",
  severity: "low",
  over: vpnConnectionKind,
  params: z.object({}),
  remediation: "Allow ikev2 only in the options of both tunnels.",
  expected: () => "every tunnel allows ikev2 only",
  test(record) {
    const tunnels = list(record, "configuration.options.tunnelOptions");
    if (tunnels.length === 0) return undetermined("schema-mismatch", "no tunnel is stated");
    const versions = tunnels.map((tunnel) =>
      listIn(tunnel, "ikeVersions").map((each) => (typeof each === "string" ? each : textIn(each, "value"))),
    );
    if (versions.some((list) => list.length === 0 || list.includes(undefined)))
      return undetermined("schema-mismatch", "versions of the key exchange are not stated: AWS allows both then");
    const all = [...new Set(versions.flat())];
    return all.includes("ikev1") ? fail(`allows ${all.join(", ")}`) : pass(`allows ${all.join(", ")}`);
  },
  examples: [
    {
      name: "ikev2",
      record: item("AWS::EC2::VPNConnection", {
        options: { tunnelOptions: [{ ikeVersions: [{ value: "ikev2" }] }, { ikeVersions: [{ value: "ikev2" }] }] },
      }),
      outcome: "pass",
    },
    {
      name: "both",
      record: item("AWS::EC2::VPNConnection", {
        options: { tunnelOptions: [{ ikeVersions: [{ value: "ikev1" }, { value: "ikev2" }] }] },
      }),
      outcome: "fail",
    },
    {
      name: "not stated for a tunnel",
      record: item("AWS::EC2::VPNConnection", { options: { tunnelOptions: [{}] } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "not stated", record: item("AWS::EC2::VPNConnection"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
