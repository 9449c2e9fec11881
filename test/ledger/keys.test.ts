import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openSaltKey, openSigningKey } from "../../src/ledger/keys.ts";
import { parseVkey } from "../../src/ledger/note.ts";
import { scratch, testSigner } from "./support/scratch.ts";

function mode(path: string): string {
  return (statSync(path).mode & 0o777).toString(8);
}

describe("the signing key", () => {
  it("is made on first use, for this user alone, with its public half beside it", async () => {
    const dataDir = join(scratch(), "data");
    const signer = await openSigningKey({ dataDir });
    const keys = join(dataDir, "keys");
    expect(signer.name).toMatch(/^exhibit\.local\/[0-9a-f]{8}$/);
    expect([mode(keys), mode(join(keys, "ledger.key"))]).toEqual(["700", "600"]);
    expect(readdirSync(keys).toSorted()).toEqual(["ledger.key", "ledger.vkey"]);
    expect(readFileSync(join(keys, "ledger.vkey"), "utf8")).toBe(`${signer.vkey}\n`);
    const again = await openSigningKey({ dataDir, origin: signer.name });
    expect(again.vkey).toBe(signer.vkey);
    const text = Buffer.from("text\n");
    expect(parseVkey(signer.vkey).verify(text, await again.sign(text))).toBe(true);
  });

  it("is one, however many processes start at once", async () => {
    const dataDir = scratch();
    const signers = await Promise.all(Array.from({ length: 12 }, () => openSigningKey({ dataDir })));
    expect(new Set(signers.map(({ vkey }) => vkey)).size).toBe(1);
    expect(readdirSync(join(dataDir, "keys")).toSorted()).toEqual(["ledger.key", "ledger.vkey"]);
  });

  it("has the configured name, and keeps it", async () => {
    const dataDir = scratch();
    expect((await openSigningKey({ dataDir, origin: "evidence.example.com/log" })).name).toBe(
      "evidence.example.com/log",
    );
    await expect(openSigningKey({ dataDir, origin: "other.example.com/log" })).rejects.toMatchObject({
      code: "LEDGER_KEY_INVALID",
      message: expect.stringContaining("evidence.example.com/log"),
      remedy: expect.stringContaining("new ledger"),
    });
    await expect(openSigningKey({ dataDir: scratch(), origin: "a b" })).rejects.toMatchObject({
      code: "LEDGER_KEY_INVALID",
    });
  });

  it.skipIf(process.platform === "win32").each([0o640, 0o604, 0o660])(
    "is refused with mode %o, which others can read",
    async (bits) => {
      const dataDir = scratch();
      await openSigningKey({ dataDir });
      const path = join(dataDir, "keys/ledger.key");
      chmodSync(path, bits);
      await expect(openSigningKey({ dataDir })).rejects.toMatchObject({
        code: "LEDGER_KEY_INVALID",
        place: path,
        remedy: expect.stringContaining(`chmod 600 ${path}`),
      });
    },
  );

  it.skipIf(process.platform === "win32")("closes a folder that others can enter", async () => {
    const dataDir = scratch();
    mkdirSync(join(dataDir, "keys"), { mode: 0o755 });
    await openSigningKey({ dataDir });
    expect(mode(join(dataDir, "keys"))).toBe("700");
  });

  it.each([
    ["short", (path: string) => truncateSync(path, 30)],
    ["empty", (path: string) => truncateSync(path, 0)],
    ["another format", (path: string) => writeFileSync(path, "-----BEGIN PRIVATE KEY-----\n")],
  ])("is refused when the file is %s, and the file's text is not repeated", async (_, damage) => {
    const dataDir = scratch();
    await openSigningKey({ dataDir });
    const path = join(dataDir, "keys/ledger.key");
    const secret = readFileSync(path, "utf8").slice(-20, -1);
    damage(path);
    const error: unknown = await openSigningKey({ dataDir }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "LEDGER_KEY_INVALID", place: path });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(secret);
  });

  it("is not replaced when it is lost or exchanged: that would be another ledger", async () => {
    const dataDir = scratch();
    await openSigningKey({ dataDir });
    const path = join(dataDir, "keys/ledger.key");
    rmSync(path);
    await expect(openSigningKey({ dataDir })).rejects.toMatchObject({
      code: "LEDGER_KEY_INVALID",
      message: expect.stringContaining("missing"),
    });
    expect(readdirSync(join(dataDir, "keys"))).toEqual(["ledger.vkey"]);
    const other = scratch();
    await openSigningKey({ dataDir: other });
    writeFileSync(path, readFileSync(join(other, "keys/ledger.key")), { mode: 0o600 });
    await expect(openSigningKey({ dataDir })).rejects.toMatchObject({
      code: "LEDGER_KEY_INVALID",
      message: expect.stringContaining("ledger.vkey"),
    });
    expect(testSigner().vkey).not.toBe(readFileSync(join(dataDir, "keys/ledger.vkey"), "utf8"));
  });
});

describe("the salt key", () => {
  it("is 32 bytes, made once", async () => {
    const dataDir = scratch();
    const keys = await Promise.all([openSaltKey(dataDir), openSaltKey(dataDir)]);
    expect(keys[0]).toHaveLength(32);
    expect(keys[0]).toEqual(keys[1]);
    expect(mode(join(dataDir, "keys/salt.key"))).toBe("600");
    expect(readFileSync(join(dataDir, "keys/salt.key"), "utf8")).toBe(`${keys[0]?.toString("hex")}\n`);
    writeFileSync(join(dataDir, "keys/salt.key"), "00");
    await expect(openSaltKey(dataDir)).rejects.toMatchObject({ code: "LEDGER_KEY_INVALID" });
  });
});
