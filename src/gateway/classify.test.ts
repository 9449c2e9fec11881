import { describe, expect, test } from "vitest";
import { ExhibitError } from "../core/errors.ts";
import type { Operation, OperationMatch } from "../sdk/collector.ts";
import { classify } from "./classify.ts";
import type { OutboundRequest } from "./types.ts";

function operation(id: string, match: OperationMatch): Operation {
  return { id, match, permission: null, kinds: [], why: "test" };
}

const OPERATIONS = [
  operation("sts:GetCallerIdentity", { protocol: "aws-query", service: "sts", action: "GetCallerIdentity" }),
  operation("sts:AssumeRoleWithWebIdentity", {
    protocol: "aws-query",
    service: "sts",
    action: "AssumeRoleWithWebIdentity",
  }),
  operation("iam:ListUsers", { protocol: "aws-query", service: "iam", action: "ListUsers" }),
  operation("organizations:ListAccounts", {
    protocol: "aws-json",
    service: "organizations",
    target: "AWSOrganizationsV20161128.ListAccounts",
  }),
  operation("access-analyzer:ListAnalyzers", {
    protocol: "rest",
    method: "GET",
    path: "/analyzer",
    service: "access-analyzer",
  }),
  operation("access-analyzer:GetAnalyzer", {
    protocol: "rest",
    method: "GET",
    path: "/analyzer/{name}",
    service: "access-analyzer",
  }),
  operation("github:repos/get", { protocol: "rest", method: "GET", path: "/repos/{owner}/{repo}" }),
  operation("github:repos/named", { protocol: "rest", method: "GET", path: "/repos/{owner}/special" }),
  operation("github:repos/contents", {
    protocol: "rest",
    method: "GET",
    path: "/repos/{owner}/{repo}/contents/{path+}",
  }),
  operation("github:graphql.batch", { protocol: "graphql", path: "/graphql" }),
  operation("github:graphql.Members", { protocol: "graphql", path: "/graphql" }),
];

interface Asked {
  readonly method?: string;
  readonly url?: string;
  readonly service?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

function request({
  method = "POST",
  url = "https://x.example.com/",
  service,
  headers = {},
  body = "",
}: Asked): OutboundRequest {
  const signed =
    service === undefined
      ? {}
      : {
          authorization: `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20261122/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=00`,
        };
  return {
    method,
    url: new URL(url),
    headers: new Headers({ ...signed, ...headers }),
    body: new TextEncoder().encode(body),
  };
}

function classified(asked: Asked): string {
  const one = request(asked);
  return classify(one, one.url.pathname, OPERATIONS, "test").operation.id;
}

function refusal(asked: Asked): ExhibitError {
  try {
    classified(asked);
  } catch (error) {
    if (error instanceof ExhibitError) return error;
    throw error;
  }
  throw new Error("the request was not refused");
}

const FORM = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };
const graphql = (query: string, operationName?: string): Asked => ({
  url: "https://api.example.com/graphql",
  body: JSON.stringify({ query, ...(operationName === undefined ? {} : { operationName }) }),
});

describe("classify", () => {
  test.each<[string, Asked, string]>([
    [
      "an AWS query action",
      { service: "iam", headers: FORM, body: "Action=ListUsers&Version=2010-05-08" },
      "iam:ListUsers",
    ],
    [
      "an AWS query action by GET",
      { method: "GET", url: "https://iam.amazonaws.com/?Action=ListUsers", service: "iam" },
      "iam:ListUsers",
    ],
    [
      "an unsigned AWS query action",
      { url: "https://sts.eu-west-1.amazonaws.com/", headers: FORM, body: "Action=AssumeRoleWithWebIdentity" },
      "sts:AssumeRoleWithWebIdentity",
    ],
    [
      "an unsigned AWS query action at an endpoint",
      { url: "http://127.0.0.1:5000/", headers: FORM, body: "Action=AssumeRoleWithWebIdentity" },
      "sts:AssumeRoleWithWebIdentity",
    ],
    [
      "an AWS JSON target",
      { service: "organizations", headers: { "x-amz-target": "AWSOrganizationsV20161128.ListAccounts" }, body: "{}" },
      "organizations:ListAccounts",
    ],
    [
      "a REST path",
      { method: "GET", url: "https://x.example.com/analyzer?type=ACCOUNT", service: "access-analyzer" },
      "access-analyzer:ListAnalyzers",
    ],
    [
      "a REST parameter",
      { method: "GET", url: "https://x.example.com/analyzer/one", service: "access-analyzer" },
      "access-analyzer:GetAnalyzer",
    ],
    [
      "the most literal template",
      { method: "GET", url: "https://x.example.com/repos/o/special" },
      "github:repos/named",
    ],
    [
      "an encoded slash as part of a segment",
      { method: "GET", url: "https://x.example.com/repos/o/a%2Fb" },
      "github:repos/get",
    ],
    [
      "the rest of a path",
      { method: "GET", url: "https://x.example.com/repos/o/r/contents/a/b.md" },
      "github:repos/contents",
    ],
    ["a GraphQL query", graphql("{ viewer { login } }"), "github:graphql.batch"],
    ["a GraphQL query by its name", graphql("query Members { a }"), "github:graphql.Members"],
  ])("%s", (_name, asked, expected) => {
    expect(classified(asked)).toBe(expected);
  });

  test("tells the signing scope", () => {
    const one = request({ service: "iam", headers: FORM, body: "Action=ListUsers" });
    expect(classify(one, "/", OPERATIONS, "test").signedFor).toBe("us-east-1/iam");
    const v4a = request({
      headers: { ...FORM, authorization: "AWS4-ECDSA-P256-SHA256 Credential=A/20261122/iam/aws4_request, x" },
      body: "Action=ListUsers",
    });
    expect(classify(v4a, "/", OPERATIONS, "test").signedFor).toBe("*/iam");
  });

  test.each<[string, Asked, string]>([
    ["an undeclared action", { service: "iam", headers: FORM, body: "Action=DeleteUser" }, "iam:DeleteUser"],
    [
      "a declared action of another service",
      { service: "sts", headers: FORM, body: "Action=ListUsers" },
      "sts:ListUsers",
    ],
    [
      "an unsigned action at another service's host",
      { url: "https://ec2.amazonaws.com/", headers: FORM, body: "Action=ListUsers" },
      "ec2:ListUsers",
    ],
    [
      "two actions in one form",
      { service: "iam", headers: FORM, body: "Action=ListUsers&Action=DeleteUser" },
      "ListUsers and DeleteUser",
    ],
    [
      "an action in the URL beside one in the form",
      { service: "iam", url: "https://iam.amazonaws.com/?Action=DeleteUser", headers: FORM, body: "Action=ListUsers" },
      "DeleteUser and ListUsers",
    ],
    [
      "an action beside a target",
      { service: "iam", headers: { ...FORM, "x-amz-target": "A.B" }, body: "Action=ListUsers" },
      "ListUsers and A.B",
    ],
    [
      "an undeclared target",
      { service: "organizations", headers: { "x-amz-target": "AWSOrganizationsV20161128.LeaveOrganization" } },
      "organizations:LeaveOrganization",
    ],
    ["an undeclared method", { method: "DELETE", url: "https://x.example.com/repos/o/r" }, "DELETE /repos/o/r"],
    ["an undeclared path", { method: "GET", url: "https://x.example.com/repos/o/r/keys" }, "GET /repos/o/r/keys"],
    [
      "a path that climbs",
      { method: "GET", url: "https://x.example.com/repos/o/r/contents/../hooks" },
      "GET /repos/o/r/hooks",
    ],
    ["an empty parameter", { method: "GET", url: "https://x.example.com/repos//r" }, "GET /repos//r"],
    ["an empty rest", { method: "GET", url: "https://x.example.com/repos/o/r/contents/" }, "GET /repos/o/r/contents/"],
    [
      "a REST path signed for another service",
      { method: "GET", url: "https://x.example.com/analyzer", service: "iam" },
      "iam GET /analyzer",
    ],
    [
      "a header that overrides the method",
      { method: "GET", url: "https://x.example.com/repos/o/r", headers: { "X-HTTP-Method-Override": "DELETE" } },
      "x-http-method-override",
    ],
    ["a GraphQL mutation", graphql("mutation DeleteIt { a }"), "GraphQL mutation DeleteIt"],
    ["a GraphQL subscription", graphql("subscription { a }"), "GraphQL subscription"],
    [
      "a mutation beside the query that is asked for",
      graphql("query Q { a } mutation M { b }", "Q"),
      "GraphQL mutation M",
    ],
    ["a GraphQL document that cannot be read", graphql("query { a"), "POST /graphql (GraphQL)"],
    ["a GraphQL query by GET", { method: "GET", url: "https://api.example.com/graphql?query={a}" }, "GET /graphql"],
  ])("refuses %s and names it", (_name, asked, named) => {
    const error = refusal(asked);
    expect(error).toMatchObject({ code: "GATEWAY_OPERATION_NOT_DECLARED", retryable: false });
    expect(error.message).toContain(named);
  });

  test("refuses an unsigned action that two declared operations could be", () => {
    const twice = [
      ...OPERATIONS,
      operation("other:ListUsers", { protocol: "aws-query", service: "other", action: "ListUsers" }),
    ];
    const asked = request({ url: "http://127.0.0.1:5000/", headers: FORM, body: "Action=ListUsers" });
    expect(() => classify(asked, "/", twice, "test")).toThrow("aws:ListUsers");
  });
});
