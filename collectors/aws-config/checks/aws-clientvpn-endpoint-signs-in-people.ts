import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { clientVpnKind } from "../evidence.ts";
import { list, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-clientvpn-endpoint-signs-in-people",
  version: 1,
  title: "Client VPN signs people in",
  rationale: "A certificate alone proves a device or a copied file, not a person with a second factor.",
  severity: "high",
  over: clientVpnKind,
  params: z.object({}),
  remediation: "Use federated sign-in, or a directory with a second factor, for the endpoint.",
  expected: () => "the endpoint uses federated sign-in or a directory",
  test(record) {
    const types = list(record, "configuration.AuthenticationOptions").map((option) =>
      textIn(option, "Type")?.toLowerCase(),
    );
    if (types.length === 0 || types.includes(undefined))
      return undetermined("schema-mismatch", "how the endpoint signs in was not stated");
    const people = types.some(
      (type) => type === "federated-authentication" || type === "directory-service-authentication",
    );
    return people ? pass(types.join(", ")) : fail(types.join(", "));
  },
  examples: [
    {
      name: "federated",
      record: item("AWS::EC2::ClientVpnEndpoint", { AuthenticationOptions: [{ Type: "federated-authentication" }] }),
      outcome: "pass",
    },
    {
      name: "certificate and directory",
      record: item("AWS::EC2::ClientVpnEndpoint", {
        AuthenticationOptions: [{ Type: "certificate-authentication" }, { Type: "directory-service-authentication" }],
      }),
      outcome: "pass",
    },
    {
      name: "certificates only",
      record: item("AWS::EC2::ClientVpnEndpoint", { AuthenticationOptions: [{ Type: "certificate-authentication" }] }),
      outcome: "fail",
    },
    {
      name: "not stated",
      record: item("AWS::EC2::ClientVpnEndpoint"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "none",
      record: item("AWS::EC2::ClientVpnEndpoint", { AuthenticationOptions: [] }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
