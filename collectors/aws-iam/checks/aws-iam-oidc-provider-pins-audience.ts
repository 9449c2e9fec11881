import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { hasWildcard } from "../../_aws/policy/index.ts";
import { oidcProviderKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-oidc-provider-pins-audience",
  version: 1,
  title: "OIDC providers name their audience",
  rationale: "Without an audience, a token that was meant for another service is good here.",
  severity: "medium",
  over: oidcProviderKind,
  params: z.object({}),
  remediation: "Set the client ids (for GitHub and EKS: sts.amazonaws.com) of the provider.",
  expected: () => "ClientIDList holds at least one client id and no wildcard",
  test(record) {
    const ids = record.ClientIDList;
    if (ids.length === 0) return fail("no client id");
    return ids.some((id) => hasWildcard(id))
      ? fail(`client ids ${ids.join(", ")}`)
      : pass(`client ids ${ids.join(", ")}`);
  },
  examples: [
    {
      name: "sts.amazonaws.com",
      record: {
        Arn: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
        Url: "token.actions.githubusercontent.com",
        ClientIDList: ["sts.amazonaws.com"],
      },
      outcome: "pass",
    },
    {
      name: "none",
      record: {
        Arn: "arn:aws:iam::111122223333:oidc-provider/idp.example.com",
        Url: "idp.example.com",
        ClientIDList: [],
      },
      outcome: "fail",
    },
    {
      name: "wildcard",
      record: {
        Arn: "arn:aws:iam::111122223333:oidc-provider/idp.example.com",
        Url: "idp.example.com",
        ClientIDList: ["*"],
      },
      outcome: "fail",
    },
  ],
});
