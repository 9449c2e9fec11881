import { defineCheck, fail, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { listenerKind } from "../evidence.ts";
import { list, text, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-elb-listener-does-not-serve-clear-text",
  version: 1,
  title: "Listeners do not serve clear text",
  rationale: "What is served over HTTP can be read and changed on the way.",
  severity: "high",
  over: listenerKind,
  params: z.object({}),
  remediation: "Redirect HTTP to HTTPS.",
  expected: () => "an HTTP listener does nothing but redirect to HTTPS",
  test(record) {
    const protocol = text(record, "configuration.Protocol").toUpperCase();
    if (protocol !== "HTTP")
      return protocol === "HTTPS" || protocol === "TLS" ? pass(protocol) : notApplicable(`${protocol}: not HTTP`);
    const actions = list(record, "configuration.DefaultActions");
    if (actions.length === 0) return undetermined("schema-mismatch", "the listener states no action");
    const redirects = actions.every(
      (action) =>
        textIn(action, "Type")?.toLowerCase() === "redirect" &&
        textIn(action, "RedirectConfig.Protocol")?.toUpperCase() === "HTTPS",
    );
    return redirects
      ? pass("redirects to HTTPS")
      : fail(`HTTP: ${actions.map((action) => textIn(action, "Type") ?? "?").join(", ")}`);
  },
  examples: [
    { name: "HTTPS", record: item("AWS::ElasticLoadBalancingV2::Listener", { Protocol: "HTTPS" }), outcome: "pass" },
    {
      name: "redirects",
      record: item("AWS::ElasticLoadBalancingV2::Listener", {
        Protocol: "HTTP",
        DefaultActions: [{ Type: "redirect", RedirectConfig: { Protocol: "HTTPS", StatusCode: "HTTP_301" } }],
      }),
      outcome: "pass",
    },
    {
      name: "forwards",
      record: item("AWS::ElasticLoadBalancingV2::Listener", {
        Protocol: "HTTP",
        DefaultActions: [
          { Type: "forward", TargetGroupArn: "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/1" },
        ],
      }),
      outcome: "fail",
    },
    {
      name: "redirects to HTTP",
      record: item("AWS::ElasticLoadBalancingV2::Listener", {
        Protocol: "HTTP",
        DefaultActions: [{ Type: "redirect", RedirectConfig: { Protocol: "HTTP" } }],
      }),
      outcome: "fail",
    },
    {
      name: "TCP",
      record: item("AWS::ElasticLoadBalancingV2::Listener", { Protocol: "TCP" }),
      outcome: "not-applicable",
    },
    {
      name: "actions not stated",
      record: item("AWS::ElasticLoadBalancingV2::Listener", { Protocol: "HTTP" }),
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
