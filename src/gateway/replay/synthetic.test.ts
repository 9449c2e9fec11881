import { expect, test } from "vitest";
import type { Operation, OperationMatch } from "../../sdk/collector.ts";
import type { OutboundRequest } from "../types.ts";
import { defaultSensitiveReplay } from "./synthetic.ts";

const operation = (match: OperationMatch): Operation => ({ id: "t", match, permission: null, kinds: [], why: "test" });
const request = (body: string): OutboundRequest => ({
  method: "POST",
  url: new URL("https://sts.amazonaws.com/"),
  headers: new Headers(),
  body: new TextEncoder().encode(body),
});
const text = (
  match: OperationMatch,
  body: string,
  recorded: { status: number; errorCode?: string },
): string | undefined => {
  const made = defaultSensitiveReplay(operation(match))?.(request(body), recorded);
  return made === undefined ? undefined : Buffer.from(made.body).toString();
};
const assume = { protocol: "aws-query", service: "sts", action: "AssumeRole" } as const;
const rest = (path: string, method = "POST") => ({ protocol: "rest", method, path }) as const;

test("an assumed role keeps its partition, account and name, without its path", () => {
  const body = new URLSearchParams({
    RoleArn: "arn:aws-cn:iam::111122223333:role/audit/deep/Reader",
    RoleSessionName: "run 1",
  }).toString();
  const answer = text(assume, body, { status: 200 });
  expect(answer).toContain("<Arn>arn:aws-cn:sts::111122223333:assumed-role/Reader/run 1</Arn>");
  expect(answer).toContain("<AccessKeyId>ASIAIOSFODNN7EXAMPLE</AccessKeyId>");
});

test.each([
  [assume, { status: 403, errorCode: "AccessDenied" }, "<Code>AccessDenied</Code>"],
  [assume, { status: 500 }, "<Code>ServiceFailure</Code>"],
  [rest("/app/installations/{id}/access_tokens"), { status: 201 }, '"token":"replayed-not-a-credential"'],
  [rest("/token"), { status: 200 }, '"access_token":"replayed-not-a-credential"'],
  [rest("/oauth2/token"), { status: 400, errorCode: "invalid_grant" }, '"error":"invalid_grant"'],
])("%o stands in for %o", (match, recorded, expected) => {
  expect(text(match, "", recorded)).toContain(expected);
});

test.each([
  [rest("/token", "GET")],
  [rest("/tokens")],
  [rest("/users/{id}")],
  [{ ...assume, action: "GetSessionToken" } as const],
])("nothing stands in for %o", (match) => {
  expect(text(match, "", { status: 200 })).toBeUndefined();
});
