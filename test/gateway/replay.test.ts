import { createHash } from "node:crypto";
import { readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { IAMClient, ListUsersCommand, paginateListUsers } from "@aws-sdk/client-iam";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../src/core/canonical.ts";
import { fixedClock } from "../../src/core/clock.ts";
import { summarizeExchanges, type Session, type SessionOptions } from "../../src/gateway/index.ts";
import type { Door } from "../../src/sdk/collector.ts";
import { awsRequestHandler } from "../../collectors/_aws/request-handler.ts";
import { openTestSession, operation, OPERATIONS, serve, temporaryDirectory } from "./support.ts";

const AWS = [
  operation(
    "sts:GetCallerIdentity",
    { protocol: "aws-query", service: "sts", action: "GetCallerIdentity" },
    { kinds: [] },
  ),
  operation(
    "sts:AssumeRole",
    { protocol: "aws-query", service: "sts", action: "AssumeRole" },
    { kinds: [], sensitive: true },
  ),
  operation("iam:ListUsers", { protocol: "aws-query", service: "iam", action: "ListUsers" }),
];
const collector = { id: "test", operations: [...AWS, ...OPERATIONS], hosts: ["*.amazonaws.com"] };
const ACCOUNTS = ["111122223333", "444455556666"];
const SECRET = "canary-assumed-secret-0123456789";
const noNetwork: typeof globalThis.fetch = () => Promise.reject(new Error("a replay touched the network"));

function xml(action: string, result: string): string {
  return `<${action}Response xmlns="https://example.com/"><${action}Result>${result}</${action}Result></${action}Response>`;
}

/** STS and IAM of two accounts, with throttling, a short page and a failed role. */
function platform() {
  const throttled = new Set<string>();
  return serve((response, { body, headers }) => {
    const form = new URLSearchParams(body);
    const action = form.get("Action") ?? "";
    const account = ACCOUNTS.find((id) => headers["x-amz-security-token"] === `session-of-${id}`) ?? "999999999999";
    response.setHeader("content-type", "text/xml");
    if (action === "AssumeRole") {
      const id = /::(\d+):/.exec(form.get("RoleArn") ?? "")?.[1] ?? "";
      if (!ACCOUNTS.includes(id))
        return void response
          .writeHead(403)
          .end("<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>");
      const credentials = `<AccessKeyId>ASIAIOSFODNN7EXAMPLE</AccessKeyId><SecretAccessKey>${SECRET}</SecretAccessKey><SessionToken>session-of-${id}</SessionToken><Expiration>2027-01-01T00:00:00Z</Expiration>`;
      return void response.end(xml(action, `<Credentials>${credentials}</Credentials>`));
    }
    if (action === "GetCallerIdentity")
      return void response.end(
        xml(action, `<Account>${account}</Account><Arn>arn:aws:sts::${account}:assumed-role/Audit/exhibit</Arn>`),
      );
    const key = `${account}${form.get("Marker") ?? ""}`;
    if (!throttled.has(key)) {
      throttled.add(key);
      return void response
        .writeHead(400)
        .end("<ErrorResponse><Error><Code>Throttling</Code><Message>Rate exceeded</Message></Error></ErrorResponse>");
    }
    const last = form.has("Marker");
    const user = `<member><UserName>Zoë ${account} ${last ? "2" : "1"}</UserName><Path>/</Path><UserId>U</UserId><Arn>arn:aws:iam::${account}:user/z</Arn><CreateDate>2026-01-02T03:04:05Z</CreateDate></member>`;
    response.end(
      xml(
        action,
        `<Users>${user}</Users><IsTruncated>${last ? "false" : "true"}</IsTruncated>${last ? "" : "<Marker>next page</Marker>"}`,
      ),
    );
  });
}

/** What a collector does: signs in to every account, and lists with the SDK's own paginator. */
async function collectUsers(root: Door, endpoint: string): Promise<string> {
  const settings = (door: Door) => ({
    endpoint,
    region: "us-east-1",
    maxAttempts: 1,
    requestHandler: awsRequestHandler(door.fetch),
    credentials: { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "example" },
  });
  const collectOne = async (account: string): Promise<unknown> => {
    const door = root.labelled(`aws/${account}`);
    const assumed = await new STSClient(settings(door))
      .send(new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${account}:role/Audit`, RoleSessionName: "exhibit" }))
      .catch((error: unknown) => (error as Error).name);
    if (typeof assumed === "string") return { account, failed: assumed };
    const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = assumed.Credentials ?? {};
    const own = {
      ...settings(door),
      credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
    };
    const identity = await new STSClient(own).send(new GetCallerIdentityCommand({}));
    const users: unknown[] = [];
    for await (const page of paginateListUsers({ client: new IAMClient(own), pageSize: 1000 }, {})) {
      users.push(...(page.Users ?? []).map((user) => ({ ...user, CreateDate: user.CreateDate?.toISOString() })));
    }
    return { account, principal: identity.Arn, users };
  };
  const records = await Promise.all([...ACCOUNTS, "123456789012"].map(collectOne));
  return records.map((record) => `${canonicalJson(record)}\n`).join("");
}

async function record(archive: NonNullable<SessionOptions["archive"]>) {
  const { url } = await platform();
  const session = await openTestSession(url, { archive, collector });
  const evidence = await collectUsers(session.door, url);
  const told = whatItTold(session);
  const { archive: stored } = await session.close();
  return { evidence, told, path: stored?.path ?? "" };
}

function whatItTold(session: Session) {
  return {
    summary: summarizeExchanges(session.exchanges()),
    users: ACCOUNTS.map(
      (account) => summarizeExchanges(session.exchanges({ label: `aws/${account}`, kind: "test.thing" })).digest,
    ),
    calls: session.calls(),
    skew: session.clockSkewSeconds(),
  };
}

describe("replay", () => {
  test("a collection from an archive is byte for byte the collection from the network", async () => {
    const { evidence, told, path } = await record({ directory: await temporaryDirectory(), recipients: [] });
    expect(evidence.split("\n")).toHaveLength(4);
    expect(evidence).toContain('"failed":"AccessDenied"');
    expect(told.calls).toEqual({ "iam:ListUsers": 8, "sts:AssumeRole": 3, "sts:GetCallerIdentity": 2 });
    // Another machine, another time, another port of the sandbox, and no network at all.
    const elsewhere = "http://127.0.0.1:5999";
    const session = await openTestSession(
      elsewhere,
      { replay: { path }, collector },
      { network: noNetwork, clock: fixedClock("2031-05-06T07:08:09.000Z") },
    );
    expect(await collectUsers(session.door, elsewhere)).toBe(evidence);
    expect(whatItTold(session)).toEqual(told);
    expect(await session.close()).toEqual({ unusedCalls: 0 });
  });

  test("the credentials that were assumed are in neither archive nor replay", async () => {
    const { path } = await record({ directory: await temporaryDirectory(), recipients: [] });
    const plain = gunzipSync(await readFile(path));
    expect(plain.includes(SECRET)).toBe(false);
    expect(plain.includes("session-of-")).toBe(false);
    expect(plain.includes("AKIAIOSFODNN7EXAMPLE")).toBe(false);
    const session = await openTestSession(
      "http://127.0.0.1:5999",
      { replay: { path }, collector },
      { network: noNetwork },
    );
    const answer = await session.door.labelled(`aws/${ACCOUNTS[0] ?? ""}`).fetch("http://127.0.0.1:5999/", {
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        authorization: "AWS4-HMAC-SHA256 Credential=A/20261122/us-east-1/sts/aws4_request, x",
      },
      body: "Action=AssumeRole&RoleArn=arn:aws:iam::111122223333:role/Audit&RoleSessionName=%3Cs%3E",
    });
    const text = await answer.text();
    expect(text).toContain("<Arn>arn:aws:sts::111122223333:assumed-role/Audit/&lt;s&gt;</Arn>");
    expect(text).toContain("<Expiration>2099-");
  });

  test("roles that were assumed under one label are told apart, whatever the order", async () => {
    const { url } = await platform();
    const live = await openTestSession(url, {
      collector,
      archive: { directory: await temporaryDirectory(), recipients: [] },
    });
    const assume = async (session: Session, account: string) =>
      (
        await session.door.fetch(url, {
          method: "POST",
          headers: { "content-type": "application/x-www-form-urlencoded" },
          body: `Action=AssumeRole&RoleSessionName=s&ExternalId=canary-external-id&RoleArn=arn:aws:iam::${account}:role/Audit`,
        })
      ).status;
    expect([await assume(live, "111122223333"), await assume(live, "123456789012")]).toEqual([200, 403]);
    const { archive } = await live.close();
    expect(gunzipSync(await readFile(archive?.path ?? "")).includes("canary-external-id")).toBe(false);
    const session = await openTestSession(
      url,
      { collector, replay: { path: archive?.path ?? "" } },
      { network: noNetwork },
    );
    expect([await assume(session, "123456789012"), await assume(session, "111122223333")]).toEqual([403, 200]);
  });

  test("an encrypted archive replays with an identity of a recipient, and with no other", async () => {
    const identity = await generateX25519Identity();
    const { evidence, path } = await record({
      directory: await temporaryDirectory(),
      recipients: [await identityToRecipient(identity)],
    });
    const endpoint = "http://127.0.0.1:5999";
    const session = await openTestSession(endpoint, { replay: { path, identity }, collector }, { network: noNetwork });
    expect(await collectUsers(session.door, endpoint)).toBe(evidence);
    const other = await generateX25519Identity();
    for (const replay of [{ path }, { path, identity: other }, { path, identity: "canary-not-an-identity" }]) {
      const opened = openTestSession(endpoint, { replay, collector });
      await expect(opened).rejects.toMatchObject({ code: "GATEWAY_ARCHIVE_INVALID", place: path });
      await expect(opened).rejects.not.toMatchObject({ message: expect.stringMatching(/canary|AGE-SECRET/) as string });
    }
  });

  test("a request that was not recorded is a miss that names the operation, and so is one more than was recorded", async () => {
    const { path } = await record({ directory: await temporaryDirectory(), recipients: [] });
    const endpoint = "http://127.0.0.1:5999";
    const session = await openTestSession(endpoint, { replay: { path }, collector }, { network: noNetwork });
    await expect(session.door.fetch(`${endpoint}/thing`)).rejects.toMatchObject({
      code: "GATEWAY_REPLAY_MISS",
      message: expect.stringContaining("test:GetThing") as string,
    });
    await collectUsers(session.door, endpoint);
    const client = new IAMClient({
      endpoint,
      region: "us-east-1",
      maxAttempts: 1,
      credentials: { accessKeyId: "a", secretAccessKey: "b" },
      requestHandler: awsRequestHandler(session.door.labelled("aws/111122223333").fetch),
    });
    await expect(client.send(new ListUsersCommand({ MaxItems: 1000 }))).rejects.toMatchObject({
      code: "GATEWAY_REPLAY_MISS",
    });
    expect(session.exchanges({ operations: ["test:GetThing"] })).toBeDefined();
    expect(session.calls()).not.toHaveProperty("test:GetThing");
  });

  test("violations are violations in a replay too", async () => {
    const { path } = await record({ directory: await temporaryDirectory(), recipients: [] });
    const session = await openTestSession(
      "http://127.0.0.1:5999",
      { replay: { path }, collector },
      { network: noNetwork },
    );
    await expect(session.door.fetch("http://127.0.0.1:5999/thing", { method: "PUT" })).rejects.toMatchObject({
      code: "GATEWAY_OPERATION_NOT_DECLARED",
    });
    await expect(session.door.fetch("https://other.example.com/thing")).rejects.toMatchObject({
      code: "GATEWAY_HOST_NOT_DECLARED",
    });
    expect(session.violations()).toHaveLength(2);
  });

  test("faults come back as the errors they were, without waiting", async () => {
    const directory = await temporaryDirectory();
    const { url } = await serve((response, { url: path }) => (path === "/any/stall" ? undefined : response.destroy()));
    const live = await openTestSession(
      url,
      { archive: { directory, recipients: [] } },
      { limits: { attemptTimeoutMs: 30, transientAttempts: 2 } },
    );
    const errors = async (session: Session, endpoint: string) =>
      Promise.all(
        ["/thing", "/any/stall"].map((path) =>
          session.door.fetch(`${endpoint}${path}`).then(
            () => "answered",
            (error: { code: string; message: string }) => `${error.code} ${error.message}`,
          ),
        ),
      );
    const recorded = await errors(live, url);
    expect(recorded.map((text) => text.split(" ")[0])).toEqual(["PLATFORM_UNREACHABLE", "PLATFORM_TIMEOUT"]);
    const { archive } = await live.close();
    const session = await openTestSession(url, { replay: { path: archive?.path ?? "" } }, { network: noNetwork });
    expect(await errors(session, url)).toEqual(recorded);
    expect(summarizeExchanges(session.exchanges())).toEqual(summarizeExchanges(live.exchanges()));
  });

  test("compressed answers, repeated headers and redirects come back as they were", async () => {
    const { url } = await serve((response, { url: path }) => {
      if (path === "/thing") return void response.writeHead(302, { location: "/any/packed" }).end();
      response.writeHead(
        200,
        [
          ["content-encoding", "gzip"],
          ["set-cookie", "a=1"],
          ["set-cookie", "b=2"],
          ["x-note", "ä"],
          ["link", "<x>; rel=next"],
        ].flat(),
      );
      response.end(gzipSync("packed"));
    });
    const live = await openTestSession(url, { archive: { directory: await temporaryDirectory(), recipients: [] } });
    const kept = async (answer: Response) => [
      answer.status,
      await answer.text(),
      answer.headers.get("x-note"),
      answer.headers.get("link"),
      answer.url,
    ];
    const first = await kept(await live.door.fetch(`${url}/thing`));
    expect(first[1]).toBe("packed");
    const { archive } = await live.close();
    const session = await openTestSession(url, { replay: { path: archive?.path ?? "" } }, { network: noNetwork });
    expect(await kept(await session.door.fetch(`${url}/thing`))).toEqual(first);
  });

  test("bodies compare by meaning, whatever the order of members; recordings of one request come back in order", async () => {
    const { url } = await serve((response, _seen, number) => response.end(String(number)));
    const live = await openTestSession(url, { archive: { directory: await temporaryDirectory(), recipients: [] } });
    const ask = async (session: Session, body: string) =>
      (
        await session.door.fetch(`${url}/search?b=2&a=1&key=one`, {
          method: "POST",
          body,
          headers: { "content-type": "application/json" },
        })
      ).text();
    for (const body of ['{"a":1,"b":2}', '{"a":1,"b":2}', '{"a":2}']) await ask(live, body);
    const { archive } = await live.close();
    const session = await openTestSession(url, { replay: { path: archive?.path ?? "" } }, { network: noNetwork });
    expect([
      await ask(session, '{"a":2}'),
      await ask(session, '{"b":2,"a":1}'),
      await ask(session, '{ "a": 1, "b": 2 }'),
    ]).toEqual(["3", "1", "2"]);
  });

  test("a stand-in of the caller answers for other sensitive operations; without one it is a miss", async () => {
    const secretive = operation(
      "test:Secret",
      { protocol: "rest", method: "GET", path: "/secret" },
      { sensitive: true },
    );
    const own = { id: "test", operations: [secretive, ...OPERATIONS], hosts: [] };
    const { url } = await serve((response) => response.writeHead(201).end("canary"));
    const live = await openTestSession(url, {
      collector: own,
      archive: { directory: await temporaryDirectory(), recipients: [] },
    });
    await live.door.fetch(`${url}/secret`);
    await live.door.fetch(`${url}/secret`);
    await live.door.fetch(`${url}/token`, { method: "POST", body: "x" });
    const { archive } = await live.close();
    const replay = { path: archive?.path ?? "" };
    const session = await openTestSession(url, {
      collector: own,
      replay,
      sensitiveReplay: {
        "test:Secret": (_request, { status }) => ({
          headers: new Headers(),
          body: new TextEncoder().encode(`made for ${String(status)}`),
        }),
      },
    });
    const answer = await session.door.fetch(`${url}/secret`);
    expect([answer.status, await answer.text()]).toEqual([201, "made for 201"]);
    expect(await (await session.door.fetch(`${url}/token`, { method: "POST", body: "y" })).json()).toHaveProperty(
      "access_token",
    );
    const without = await openTestSession(url, { collector: own, replay });
    await expect(without.door.fetch(`${url}/secret`)).rejects.toMatchObject({ code: "GATEWAY_REPLAY_MISS" });
  });
});

describe("archives that cannot be read", () => {
  async function archived(): Promise<string> {
    const { url } = await serve((response) =>
      response.writeHead(200, { "x-kept": "one" }).end("the answer that was given"),
    );
    const session = await openTestSession(url, { archive: { directory: await temporaryDirectory(), recipients: [] } });
    await session.door.fetch(`${url}/thing`);
    return (await session.close()).archive?.path ?? "";
  }
  const rewrite = async (path: string, change: (text: string) => string) => {
    const before = gunzipSync(await readFile(path)).toString("latin1");
    const after = change(before);
    if (after === before) throw new Error("nothing was changed");
    await writeFile(path, gzipSync(Buffer.from(after, "latin1")));
  };
  const opening = (path: string) => openTestSession("http://127.0.0.1:5999", { replay: { path } });

  test.each<[string, (path: string) => Promise<void>]>([
    ["an empty file", async (path) => writeFile(path, "")],
    ["a file cut within a record", async (path) => truncate(path, (await readFile(path)).byteLength - 20)],
    ["a changed body", (path) => rewrite(path, (text) => text.replace("that was given", "that was taken"))],
    ["a changed header", (path) => rewrite(path, (text) => text.replace("x-kept: one", "x-kept: two"))],
    [
      "a changed body under a block digest that fits",
      (path) =>
        rewrite(path, (text) => {
          const changed = text.replace("that was given", "that was taken");
          const block = changed.slice(changed.indexOf("HTTP/1.1 200"), changed.lastIndexOf("\r\n\r\n"));
          const digest = createHash("sha256").update(block, "latin1").digest("hex");
          const at = changed.lastIndexOf("WARC-Block-Digest: sha256:") + "WARC-Block-Digest: sha256:".length;
          return changed.slice(0, at) + digest + changed.slice(at + 64);
        }),
    ],
    ["something else", async (path) => writeFile(path, "not an archive")],
  ])("%s", async (_name, damage) => {
    const path = await archived();
    await damage(path);
    await expect(opening(path)).rejects.toMatchObject({ code: "GATEWAY_ARCHIVE_INVALID", place: path });
  });

  test("no file at all", async () => {
    const path = join(await temporaryDirectory(), "none.warc.gz");
    await expect(opening(path)).rejects.toMatchObject({ code: "GATEWAY_ARCHIVE_INVALID", place: path });
  });
});
