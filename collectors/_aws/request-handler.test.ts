import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { AccessAnalyzerClient, ListAnalyzersCommand } from "@aws-sdk/client-accessanalyzer";
import { GetUserCommand, IAMClient, ListUsersCommand } from "@aws-sdk/client-iam";
import { afterEach, describe, expect, test } from "vitest";
import { ExhibitError } from "#core";
import { awsRequestHandler } from "./request-handler.ts";

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function serve(
  answer: (response: ServerResponse, seen: Seen) => void,
): Promise<{ endpoint: string; seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const one = {
        method: request.method ?? "",
        url: request.url ?? "",
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      };
      seen.push(one);
      answer(response, one);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );
  return { endpoint: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, seen };
}

function settings(endpoint: string, fetch: typeof globalThis.fetch = globalThis.fetch) {
  return {
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "example" },
    maxAttempts: 1,
    requestHandler: awsRequestHandler(fetch),
  };
}

const LIST_USERS =
  '<ListUsersResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ListUsersResult><IsTruncated>false</IsTruncated><Users>' +
  "<member><UserName>Zoë</UserName><Path>/</Path><UserId>U1</UserId><Arn>arn:aws:iam::111122223333:user/Zoe</Arn><CreateDate>2026-01-02T03:04:05Z</CreateDate></member>" +
  "</Users></ListUsersResult></ListUsersResponse>";

describe("awsRequestHandler", () => {
  test("carries a signed form and reads the XML answer", async () => {
    const { endpoint, seen } = await serve((response) =>
      response.writeHead(200, { "content-type": "text/xml" }).end(LIST_USERS),
    );
    const answer = await new IAMClient(settings(endpoint)).send(
      new ListUsersCommand({ PathPrefix: "/ops team/", MaxItems: 1000 }),
    );
    expect(answer.Users?.map(({ UserName }) => UserName)).toEqual(["Zoë"]);
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({ method: "POST", url: "/", headers: { host: new URL(endpoint).host } });
    expect(Object.fromEntries(new URLSearchParams(seen[0]?.body))).toMatchObject({
      Action: "ListUsers",
      PathPrefix: "/ops team/",
      MaxItems: "1000",
    });
    expect(seen[0]?.headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE\/\d{8}\/us-east-1\/iam\/aws4_request/,
    );
    expect(Number(seen[0]?.headers["content-length"])).toBe(Buffer.byteLength(seen[0]?.body ?? ""));
  });

  test("carries query parameters of a REST operation", async () => {
    const { endpoint, seen } = await serve((response) =>
      response.writeHead(200, { "content-type": "application/json" }).end('{"analyzers":[]}'),
    );
    const answer = await new AccessAnalyzerClient(settings(`${endpoint}/aws`)).send(
      new ListAnalyzersCommand({ type: "ACCOUNT", nextToken: "a/b+c d" }),
    );
    expect(answer.analyzers).toEqual([]);
    expect(seen[0]?.method).toBe("GET");
    const url = new URL(seen[0]?.url ?? "", endpoint);
    expect(url.pathname).toBe("/aws/analyzer");
    expect(Object.fromEntries(url.searchParams)).toEqual({ type: "ACCOUNT", nextToken: "a/b+c d" });
    expect(url.search).toContain("nextToken=a%2Fb%2Bc%20d");
  });

  test("lets the SDK raise its own error for an error answer", async () => {
    const { endpoint } = await serve((response) =>
      response
        .writeHead(404)
        .end(
          "<ErrorResponse><Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>no such user</Message></Error></ErrorResponse>",
        ),
    );
    await expect(
      new IAMClient(settings(endpoint)).send(new GetUserCommand({ UserName: "nobody" })),
    ).rejects.toMatchObject({
      name: "NoSuchEntityException",
      $metadata: { httpStatusCode: 404 },
    });
  });

  test("throws errors of the door on as they are, and asks once", async () => {
    const error = new ExhibitError("GATEWAY_OPERATION_NOT_DECLARED", "collector test asked for iam:ListUsers");
    let asked = 0;
    const door: typeof globalThis.fetch = async () => {
      asked += 1;
      throw error;
    };
    const sent = new IAMClient(settings("http://127.0.0.1:1", door)).send(new ListUsersCommand({}));
    await expect(sent).rejects.toBe(error);
    expect(asked).toBe(1);
  });

  test("ends an aborted request", async () => {
    const controller = new AbortController();
    const { endpoint, seen } = await serve(() => controller.abort());
    const sent = new IAMClient(settings(endpoint)).send(new ListUsersCommand({}), { abortSignal: controller.signal });
    await expect(sent).rejects.toMatchObject({ name: "AbortError" });
    expect(seen).toHaveLength(1);
  });

  test("leaves redirects to the SDK and the gateway", async () => {
    const { endpoint, seen } = await serve((response) =>
      response.writeHead(302, { location: "http://127.0.0.1:1/" }).end(),
    );
    await expect(new AccessAnalyzerClient(settings(endpoint)).send(new ListAnalyzersCommand({}))).rejects.toMatchObject(
      {
        $metadata: { httpStatusCode: 302 },
      },
    );
    expect(seen).toHaveLength(1);
  });

  test.each([
    ["repeated values", { q: ["b", "a"], p: "1" }, "https://h.example.com/x?p=1&q=b&q=a"],
    ["a name without a value", { flag: null }, "https://h.example.com/x?flag"],
    ["characters that a signer encodes", { "a b": "*'()!" }, "https://h.example.com/x?a%20b=%2A%27%28%29%21"],
  ])("writes %s into the URL", async (_name, query, expected) => {
    let url = "";
    const handler = awsRequestHandler(async (input) => {
      url = String(input as string);
      return new Response();
    });
    await handler.handle({
      protocol: "https:",
      hostname: "h.example.com",
      method: "GET",
      path: "/x",
      headers: {},
      query,
    });
    expect(url).toBe(expected);
  });

  test("refuses a streamed body", async () => {
    const handler = awsRequestHandler(async () => new Response());
    const request = {
      protocol: "https:",
      hostname: "h.example.com",
      method: "POST",
      path: "/",
      headers: {},
      body: new ReadableStream(),
    };
    await expect(handler.handle(request)).rejects.toThrow(TypeError);
  });
});
