import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdir, open, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { Decrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { SessionOptions } from "../../src/gateway/index.ts";
import { lane } from "../support/lanes.ts";
import { openTestSession, serve, temporaryDirectory } from "./support.ts";
import { readWarc, sha256Field } from "./warc-reader.ts";

afterEach(() => vi.restoreAllMocks());

const CANARIES = {
  bearer: "canary-bearer-0123456789",
  cookie: "canary-cookie-0123456789",
  setCookie: "canary-setcookie-0123456789",
  sessionToken: "canary-session-token-0123456789",
  apiKey: "canary-api-key-0123456789",
  signature: "canary0signature0123456789",
  given: "canary/given+secret=0123456789",
  requestBody: "canary-request-body-0123456789",
  responseBody: "canary-response-body-0123456789",
  linkToken: "canary-link-token-0123456789",
} as const;

/** A session's worth of everything that has to stay out of an archive, and something that has to be in it. */
async function collect(archive: SessionOptions["archive"]) {
  const { url } = await serve((response, { url: path }, number) => {
    response.setHeader("set-cookie", `s=${CANARIES.setCookie}`);
    if (path === "/token") return void response.end(JSON.stringify({ access_token: CANARIES.responseBody }));
    if (path === "/any/flaky" && number % 2 === 1) return void response.writeHead(503).end("not yet");
    if (path === "/any/echo") return void response.end(`you sent ${CANARIES.given}`);
    if (path === "/any/packed")
      return void response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("was packed"));
    response.setHeader("link", `<https://api.example.com/thing?page=2&access_token=${CANARIES.linkToken}>; rel="next"`);
    response.end("kept answer é");
  });
  const session = await openTestSession(url, { archive, secrets: [CANARIES.given], connection: "aws production" });
  const door = session.door.labelled("aws/111122223333/naïve label");
  await door.fetch(`${url}/thing?X-Amz-Signature=${CANARIES.signature}&page=1`, {
    headers: {
      authorization: `Bearer ${CANARIES.bearer}`,
      cookie: CANARIES.cookie,
      "x-amz-security-token": CANARIES.sessionToken,
      "x-api-key": CANARIES.apiKey,
      "x-custom": `holds ${CANARIES.given} within`,
      "x-kept": "kept header",
    },
  });
  await door.fetch(`${url}/token`, { method: "POST", body: `client_secret=${CANARIES.requestBody}` });
  await door.fetch(`${url}/search`, { method: "POST", body: JSON.stringify({ secret: CANARIES.given }) });
  await door.fetch(`${url}/search`, { method: "POST", body: '{"kept":"request"}' });
  await door.fetch(`${url}/any/echo`);
  await door.fetch(`${url}/any/packed`);
  await door.fetch(`${url}/any/flaky`);
  await door.fetch(`${url}/thing`, { method: "DELETE" }).catch(() => undefined);
  const exchanges = [...session.exchanges()];
  const { archive: stored } = await session.close();
  if (stored === undefined) throw new Error("no archive was written");
  return { stored, exchanges, bytes: await readFile(stored.path) };
}

function expectNoCanary(bytes: Uint8Array): void {
  const text = Buffer.from(bytes).toString("latin1");
  for (const [name, canary] of Object.entries(CANARIES)) {
    expect(text.includes(canary), name).toBe(false);
    expect(text.includes(encodeURIComponent(canary)), name).toBe(false);
    expect(text.includes(createHash("sha256").update(canary).digest("hex")), name).toBe(false);
  }
}

describe("archive", () => {
  test("holds every exchange as WARC 1.1 that an independent reader accepts", async () => {
    const { stored, exchanges, bytes } = await collect({ directory: await temporaryDirectory(), recipients: [] });
    expect(stored).toMatchObject({
      encryption: "none",
      bytes: bytes.byteLength,
      digest: createHash("sha256").update(bytes).digest("hex"),
    });
    expect(stored.path).toMatch(/\/aws_production-1\.warc\.gz$/);
    const [info, ...records] = readWarc(bytes);
    expect(info?.fields.get("warc-type")).toBe("warcinfo");
    expect(info?.block.toString()).toContain("collector: test\r\n");
    expect(records.map(({ fields }) => fields.get("warc-type"))).toEqual(
      exchanges.flatMap(() => ["request", "response"]),
    );
    const ids = new Set<string | undefined>();
    for (const { fields, block, payload } of records) {
      ids.add(fields.get("warc-record-id"));
      expect(fields.get("warc-record-id")).toMatch(/^<urn:uuid:[0-9a-f-]{36}>$/);
      expect(fields.get("warc-warcinfo-id")).toBe(info?.fields.get("warc-record-id"));
      expect(fields.get("warc-block-digest")).toBe(sha256Field(block));
      if (fields.get("warc-truncated") === undefined)
        expect(fields.get("warc-payload-digest")).toBe(sha256Field(payload));
      else expect([fields.get("warc-payload-digest"), payload.byteLength]).toEqual([undefined, 0]);
    }
    expect(ids.size).toBe(records.length);
    for (const [index, exchange] of exchanges.entries()) {
      const [request, response] = records.slice(index * 2, index * 2 + 2);
      expect(response?.fields.get("warc-concurrent-to")).toBe(request?.fields.get("warc-record-id"));
      expect(response?.fields.get("warc-target-uri")).toBe(exchange.url);
      expect(response?.fields.get("warc-date")).toBe(exchange.startedAt);
      expect(response?.fields.get("exhibit-operation")).toBe(exchange.operation);
      expect(response?.fields.get("exhibit-exchange")).toBe(String(exchange.n));
      expect(decodeURI(response?.fields.get("exhibit-label") ?? "")).toBe(exchange.label);
      expect(response?.fields.get("warc-payload-digest")).toBe(
        exchange.responseDigest === undefined ? undefined : `sha256:${exchange.responseDigest}`,
      );
      expect(response?.block.toString()).toMatch(new RegExp(`^HTTP/1\\.1 ${String(exchange.status)} `));
    }
    const texts = records.map(({ block }) => block.toString());
    expect(texts.some((text) => text.includes("kept answer é"))).toBe(true);
    expect(texts.some((text) => text.includes('{"kept":"request"}'))).toBe(true);
    expect(texts.some((text) => text.includes("x-kept: kept header"))).toBe(true);
    expect(
      texts.some((text) => text.includes("was packed") && text.includes("x-archive-orig-content-encoding: gzip")),
    ).toBe(true);
  });

  test("holds no secret: canaries in headers, URLs and bodies do not reach the file or the exchange list", async () => {
    const { bytes, exchanges } = await collect({ directory: await temporaryDirectory(), recipients: [] });
    const plain = gunzipSync(bytes);
    expect(plain.includes("[withheld]")).toBe(true);
    expectNoCanary(bytes);
    expectNoCanary(plain);
    expectNoCanary(Buffer.from(JSON.stringify(exchanges)));
  });

  test("an attempt without an answer is a request and a metadata record that says why", async () => {
    const session = await openTestSession("http://127.0.0.1:9", {
      archive: { directory: await temporaryDirectory(), recipients: [] },
    });
    await session.door.fetch("http://127.0.0.1:9/thing").catch(() => undefined);
    const { archive } = await session.close();
    const records = readWarc(await readFile(archive?.path ?? ""));
    expect(records.map(({ fields }) => fields.get("warc-type"))).toEqual([
      "warcinfo",
      ...Array.from({ length: 4 }, () => ["request", "metadata"]).flat(),
    ]);
    expect(records[2]?.block.toString()).toMatch(/^no-answer: [A-Za-z_-]+\r\n$/);
  });

  test("off means that nothing is written", async () => {
    const { url } = await serve((response) => response.end());
    const session = await openTestSession(url);
    await session.door.fetch(`${url}/thing`);
    expect(await session.close()).toEqual({});
  });
});

describe("archive files", () => {
  const archiveIn = (directory: string) => ({ archive: { directory, recipients: [] }, connection: "one" });

  test("are numbered, never replaced, and readable by their owner only", async () => {
    const directory = join(await temporaryDirectory(), "deep", "er");
    await mkdir(directory, { recursive: true });
    await writeFile(join(directory, "one-1.warc.gz"), "from before");
    const sessions = await Promise.all([1, 2].map(() => openTestSession("http://127.0.0.1:9", archiveIn(directory))));
    expect((await readdir(directory)).toSorted()).toEqual([
      "one-1.warc.gz",
      "one-2.warc.gz.partial",
      "one-3.warc.gz.partial",
    ]);
    for (const session of sessions) await session.close();
    expect((await readdir(directory)).toSorted()).toEqual(["one-1.warc.gz", "one-2.warc.gz", "one-3.warc.gz"]);
    expect(await readFile(join(directory, "one-1.warc.gz"), "utf8")).toBe("from before");
    expect((await stat(join(directory, "one-2.warc.gz"))).mode & 0o777).toBe(0o600);
  });

  test("a connection's name cannot lead out of the directory", async () => {
    const directory = await temporaryDirectory();
    const session = await openTestSession("http://127.0.0.1:9", {
      archive: { directory, recipients: [] },
      connection: "../../x",
    });
    await session.close();
    expect(await readdir(directory)).toEqual(["__.._x-1.warc.gz"]);
  });

  test("a full disk fails the request, every later one, and the close", async () => {
    const directory = await temporaryDirectory();
    const { url } = await serve((response) => response.end(randomBytes(400_000)));
    const session = await openTestSession(url, archiveIn(directory));
    const handle = await open(join(directory, "probe"), "w");
    vi.spyOn(Object.getPrototypeOf(handle) as typeof handle, "appendFile").mockRejectedValue(
      Object.assign(new Error("no space"), { code: "ENOSPC" }),
    );
    await handle.close();
    await expect(session.door.fetch(`${url}/thing`)).rejects.toMatchObject({ code: "DISK_FULL" });
    await expect(session.door.fetch(`${url}/any/small`)).rejects.toMatchObject({ code: "DISK_FULL" });
    await expect(session.close()).rejects.toMatchObject({ code: "DISK_FULL" });
    expect(await readdir(directory)).toEqual(["probe"]);
  });

  test("a directory that cannot be made is the operator's to mend", async () => {
    const directory = await temporaryDirectory();
    await writeFile(join(directory, "file"), "");
    await expect(
      openTestSession("http://127.0.0.1:9", archiveIn(join(directory, "file", "below"))),
    ).rejects.toMatchObject({ code: "DATA_DIR_UNWRITABLE" });
  });
});

describe("encrypted archive", () => {
  test("only an identity of a recipient opens it, and plain bytes never reach the disk", async () => {
    const directory = await temporaryDirectory();
    const identities = [await generateX25519Identity(), await generateX25519Identity()];
    const recipients = await Promise.all(identities.map((identity) => identityToRecipient(identity)));
    const { stored, bytes, exchanges } = await collect({ directory, recipients });
    expect(stored).toMatchObject({
      encryption: "age",
      bytes: bytes.byteLength,
      digest: createHash("sha256").update(bytes).digest("hex"),
    });
    expect(stored.path).toMatch(/aws_production-1\.warc\.gz\.age$/);
    expect(await readdir(directory)).toEqual(["aws_production-1.warc.gz.age"]);
    expect(bytes.subarray(0, 21).toString()).toBe("age-encryption.org/v1");
    expect(bytes.includes(Buffer.from([0x1f, 0x8b, 0x08, 0x00]))).toBe(false);
    for (const identity of identities) {
      const decrypter = new Decrypter();
      decrypter.addIdentity(identity);
      const plain = await decrypter.decrypt(bytes);
      expect(readWarc(plain)).toHaveLength(1 + exchanges.length * 2);
      expectNoCanary(gunzipSync(plain));
    }
  });

  test("large answers are encrypted in chunks and come out whole", async () => {
    const identity = await generateX25519Identity();
    const archive = { directory: await temporaryDirectory(), recipients: [await identityToRecipient(identity)] };
    const bodies = [700_000, 65_536, 1_500_000].map((size) => randomBytes(size));
    const { url } = await serve((response, _seen, number) => response.end(bodies[number - 1]));
    const session = await openTestSession(url, { archive });
    for (const [index] of bodies.entries()) await session.door.fetch(`${url}/any/${String(index)}`);
    const { archive: stored } = await session.close();
    const bytes = await readFile(stored?.path ?? "");
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(stored?.digest);
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const records = readWarc(await decrypter.decrypt(bytes));
    const payloads = records
      .filter(({ fields }) => fields.get("warc-type") === "response")
      .map(({ payload }) => payload);
    expect(payloads.map((payload, index) => payload.equals(bodies[index] ?? Buffer.alloc(0)))).toEqual([
      true,
      true,
      true,
    ]);
  });

  test("a full disk is told through the encryption too", async () => {
    const directory = await temporaryDirectory();
    const recipients = [await identityToRecipient(await generateX25519Identity())];
    const { url } = await serve((response) => response.end(randomBytes(400_000)));
    const session = await openTestSession(url, { archive: { directory, recipients } });
    const handle = await open(join(directory, "probe"), "w");
    vi.spyOn(Object.getPrototypeOf(handle) as typeof handle, "appendFile").mockRejectedValue(
      Object.assign(new Error("no space"), { code: "ENOSPC" }),
    );
    await handle.close();
    const asked = async () => {
      // Encryption runs beside the writing, so it may take one more request until the failure is seen.
      for (let index = 0; index < 4; index += 1) await session.door.fetch(`${url}/any/${String(index)}`);
    };
    await expect(asked()).rejects.toMatchObject({ code: "DISK_FULL" });
    await expect(session.close()).rejects.toMatchObject({ code: "DISK_FULL" });
    expect(await readdir(directory)).toEqual(["probe"]);
  });

  test("something that is no recipient is refused before anything is collected, and not quoted", async () => {
    const identity = await generateX25519Identity();
    const opened = openTestSession("http://127.0.0.1:9", {
      archive: { directory: await temporaryDirectory(), recipients: [identity] },
    });
    await expect(opened).rejects.toMatchObject({ code: "CONFIG_INVALID" });
    await expect(opened).rejects.not.toMatchObject({ message: expect.stringContaining(identity) as string });
  });

  const age = lane("age", ["age"]);
  test.skipIf(age === undefined)("opens with age and zcat alone", async () => {
    const directory = await temporaryDirectory();
    const identity = await generateX25519Identity();
    const { stored, exchanges } = await collect({ directory, recipients: [await identityToRecipient(identity)] });
    await writeFile(join(directory, "key.txt"), `${identity}\n`, { mode: 0o600 });
    const zipped = execFileSync(age ?? "", ["-d", "-i", join(directory, "key.txt"), stored.path]);
    const text = execFileSync("zcat", { input: zipped }).toString("utf8");
    expect(text.match(/^WARC\/1\.1\r$/gm)).toHaveLength(1 + exchanges.length * 2);
    expect(text).toContain("kept answer é");
  });
});
