import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { listenerKind } from "../evidence.ts";
import { text } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-elb-listener-speaks-current-tls",
  version: 1,
  title: "Listeners speak current TLS",
  rationale: "Old versions of TLS have weaknesses that no certificate makes good.",
  severity: "high",
  over: listenerKind,
  params: z.object({
    policies: z
      .array(z.string())
      .default([
        "ELBSecurityPolicy-TLS13-1-3-",
        "ELBSecurityPolicy-TLS13-1-2-",
        "ELBSecurityPolicy-TLS-1-2-",
        "ELBSecurityPolicy-FS-1-2-",
      ])
      .describe(
        "beginnings of policy names. origin: the AWS table of security policies: those without TLS 1.0 and 1.1",
      ),
  }),
  remediation: "Choose a security policy that offers TLS 1.2 and 1.3 only.",
  expected: ({ policies }) => `the security policy offers TLS 1.2 or newer only: ${policies.join(", ")}`,
  test(record, ctx) {
    const protocol = text(record, "configuration.Protocol").toUpperCase();
    if (protocol !== "HTTPS" && protocol !== "TLS") return notApplicable(`${protocol}: no TLS here`);
    const policy = text(record, "configuration.SslPolicy");
    return ctx.params.policies.some((beginning) => `${policy}-`.startsWith(beginning)) ? pass(policy) : fail(policy);
  },
  examples: [
    {
      name: "TLS 1.3 and 1.2",
      record: item("AWS::ElasticLoadBalancingV2::Listener", {
        Protocol: "HTTPS",
        SslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      }),
      outcome: "pass",
    },
    {
      name: "TLS 1.3 only",
      record: item("AWS::ElasticLoadBalancingV2::Listener", {
        Protocol: "TLS",
        SslPolicy: "ELBSecurityPolicy-TLS13-1-3-2021-06",
      }),
      outcome: "pass",
    },
    {
      name: "the oldest",
      record: item("AWS::ElasticLoadBalancingV2::Listener", {
        Protocol: "HTTPS",
        SslPolicy: "ELBSecurityPolicy-2016-08",
      }),
      outcome: "fail",
    },
    {
      name: "TLS 1.3 beside 1.0",
      record: item("AWS::ElasticLoadBalancingV2::Listener", {
        Protocol: "HTTPS",
        SslPolicy: "ELBSecurityPolicy-TLS13-1-0-2021-06",
      }),
      outcome: "fail",
    },
    {
      name: "plain",
      record: item("AWS::ElasticLoadBalancingV2::Listener", { Protocol: "HTTP" }),
      outcome: "not-applicable",
    },
    {
      name: "policy not stated",
      record: item("AWS::ElasticLoadBalancingV2::Listener", { Protocol: "HTTPS" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "protocol not stated",
      record: item("AWS::ElasticLoadBalancingV2::Listener"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
