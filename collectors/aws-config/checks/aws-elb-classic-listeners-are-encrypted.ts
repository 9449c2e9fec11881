import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { classicLoadBalancerKind } from "../evidence.ts";
import { list, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-elb-classic-listeners-are-encrypted",
  version: 1,
  title: "Classic load balancers do not serve clear text",
  rationale: "A classic balancer cannot redirect: each listener in clear serves in clear.",
  severity: "high",
  over: classicLoadBalancerKind,
  params: z.object({}),
  remediation: "Replace it by an application load balancer that redirects, or remove the listener.",
  expected: () => "every listener towards clients is HTTPS or SSL",
  test(record) {
    const listeners = list(record, "configuration.listenerDescriptions").map((each) =>
      textIn(each, "listener.protocol")?.toUpperCase(),
    );
    if (listeners.includes(undefined))
      return undetermined("schema-mismatch", "the protocol of a listener was not stated");
    const clear = listeners.filter((protocol) => protocol === "HTTP" || protocol === "TCP");
    return clear.length === 0 ? pass(listeners.join(", ")) : fail(`${clear.join(", ")} of ${listeners.join(", ")}`);
  },
  examples: [
    {
      name: "HTTPS",
      record: item("AWS::ElasticLoadBalancing::LoadBalancer", {
        listenerDescriptions: [{ listener: { protocol: "HTTPS" } }],
      }),
      outcome: "pass",
    },
    {
      name: "HTTP",
      record: item("AWS::ElasticLoadBalancing::LoadBalancer", {
        listenerDescriptions: [{ listener: { protocol: "HTTPS" } }, { listener: { protocol: "HTTP" } }],
      }),
      outcome: "fail",
    },
    {
      name: "not stated",
      record: item("AWS::ElasticLoadBalancing::LoadBalancer"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "one not stated",
      record: item("AWS::ElasticLoadBalancing::LoadBalancer", { listenerDescriptions: [{ listener: {} }] }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
