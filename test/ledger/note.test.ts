import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatCheckpoint, parseCheckpoint, signCheckpoint } from "../../src/ledger/checkpoint.ts";
import { checkNote, encodeSkey, encodeVkey, parseNote, parseSkey, parseVkey, signNote } from "../../src/ledger/note.ts";
import { formatPolicy, parsePolicy } from "../../src/ledger/policy.ts";
import { formatTlogProof, parseTlogProof } from "../../src/ledger/tlog-proof.ts";
import { readCheckpoint, readKey, readProof } from "../../src/ledger/verify/note.ts";

const SKEY = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const LINE =
  "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

/** formats.md 1.4: the log's seed is 32 times 0x07, a witness has cosigned. */
const LOG_VKEY = "exhibit.example/log1+e6efd0a4+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs";
const LOG_LINE =
  "\u2014 exhibit.example/log1 5u/QpHbhIPv/wurZ81hxDwCNcxFgS0CIfYvk2aakM1VwLvuijzpAbPww6qZ3/UQl1KyHMyfROcqAvaztnVc+4+x66QU=\n";
const WITNESS_LINE =
  "\u2014 auditor.example/w1 2TWvXAAAAABqsTuAHEmi6UG96iYVefnikYkJzDzpdhdfjrN6s9ScYennUWoEyeGQ97SIDnOKNQkCm8OyaV7UXGBpR3yH+Y3HnhX4Dg==\n";
const ROOT7 = "6cbV7VEnsBt5QB48I9xhI2QC+/96slqu34GAhl2pSs0=";
const BODY = `exhibit.example/log1\n7\n${ROOT7}\n`;

describe("signed notes", () => {
  it("makes the note of golang.org/x/mod byte for byte", async () => {
    const signer = parseSkey(SKEY);
    expect(signer.vkey).toBe(VKEY);
    expect(await signNote(TEXT, signer)).toBe(`${TEXT}\n${LINE}`);
    expect(checkNote(parseNote(`${TEXT}\n${LINE}`), parseVkey(VKEY))).toBe("valid");
  });

  it("ignores signatures of unknown keys, and condemns a note on which a known key fails", () => {
    const verifier = parseVkey(LOG_VKEY);
    expect(checkNote(parseNote(`${BODY}\n${LOG_LINE}${WITNESS_LINE}`), verifier)).toBe("valid");
    expect(checkNote(parseNote(`${BODY}\n${WITNESS_LINE}`), verifier)).toBe("unknown");
    const other = BODY.replace("\n7\n", "\n8\n");
    expect(checkNote(parseNote(`${other}\n${LOG_LINE}`), verifier)).toBe("invalid");
  });

  it.each([
    ["no empty line", TEXT + LINE],
    ["no signature", `${TEXT}\n`],
    ["no final newline", `${TEXT}\n${LINE.slice(0, -1)}`],
    ["a hyphen for the dash", `${TEXT}\n${LINE.replace("\u2014", "-")}`],
    ["stray bits in the base64", `${TEXT}\n${LINE.replace("nAM=", "nAN=")}`],
    ["a third field", `${TEXT}\n${LINE.slice(0, -1)} x\n`],
    ["a tab in the text", `a\tb\n\n${LINE}`],
    ["a carriage return", `${TEXT}\n${LINE.slice(0, -1)}\r\n`],
  ])("refuses a note with %s", (_, note) => {
    expect(() => parseNote(note)).toThrow(RangeError);
  });

  it.each([
    SKEY.replace("c74f20a3", "c74f20a4"),
    SKEY.slice(0, -1),
    SKEY.replace("AYEK", "AoEK"),
    `${SKEY}\n`,
    "",
    VKEY,
  ])("refuses a damaged signing key without repeating it (%#)", (skey) => {
    expect(() => parseSkey(skey)).toThrow(
      expect.objectContaining({ code: "LEDGER_KEY_INVALID", message: expect.not.stringContaining("AYEK") }),
    );
  });

  it("knows every single character of a verification key", () => {
    for (let at = 0; at < VKEY.length; at += 1) {
      const damaged = VKEY.slice(0, at) + String.fromCharCode(VKEY.charCodeAt(at) ^ 1) + VKEY.slice(at + 1);
      expect(() => parseVkey(damaged), damaged).toThrow();
      expect(readKey(damaged), damaged).toBeUndefined();
    }
  });

  it("encodes keys that it reads again, for any seed and name", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.stringMatching(/^[a-z./0-9]{1,20}$/),
        (seed, name) => {
          const signer = parseSkey(encodeSkey(name, seed));
          expect(signer.name).toBe(name);
          expect(parseVkey(signer.vkey).name).toBe(name);
          expect(readKey(signer.vkey)?.name).toBe(name);
        },
      ),
      { numRuns: 25 },
    );
    expect(() => parseVkey(encodeVkey("a b", Buffer.alloc(32)))).toThrow();
  });
});

describe("checkpoints and proofs", () => {
  it("signs and reads the checkpoint of the worked example", async () => {
    const signer = parseSkey(encodeSkey("exhibit.example/log1", Buffer.alloc(32, 7)));
    expect(signer.vkey).toBe(LOG_VKEY);
    const note = await signCheckpoint({ size: 7, root: Buffer.from(ROOT7, "base64") }, signer);
    expect(note).toBe(`${BODY}\n${LOG_LINE}`);
    expect(parseCheckpoint(note).checkpoint).toEqual({
      origin: "exhibit.example/log1",
      size: 7,
      root: Buffer.from(ROOT7, "base64"),
    });
    const key = readKey(LOG_VKEY);
    expect(key && readCheckpoint(note, key)).toEqual({ size: 7, root: Buffer.from(ROOT7, "base64") });
  });

  it.each(["07", "-7", "7.0", "1e1", "", "9007199254740992"])("refuses the size %j", (size) => {
    expect(() => parseCheckpoint(`${BODY.replace("\n7\n", `\n${size}\n`)}\n${LOG_LINE}`)).toThrow(RangeError);
  });

  it("refuses an extension line and a short root", () => {
    expect(() => parseCheckpoint(`${BODY}more\n\n${LOG_LINE}`)).toThrow(RangeError);
    expect(() =>
      parseCheckpoint(`${formatCheckpoint({ origin: "a", size: 1, root: Buffer.alloc(31) })}\n${LOG_LINE}`),
    ).toThrow(RangeError);
  });

  const proof = [
    "c2sp.org/tlog-proof@v1",
    "extra aGk=",
    "index 3",
    "3t8ellaME6WCe7y4TZIK2yHZibXaT2Hea9Bg5SeS2pE=",
    "jXl7tY1h9ngEf9+So5ARexbYcYuVcwOpIxo2z24MX3U=",
    "5IixK2We8g2SjTfhRkvvtuv1yrandXJANT/RDZ7TLJo=",
    "",
    `${BODY}\n${LOG_LINE}${WITNESS_LINE}`,
  ].join("\n");

  it("reads the proof of the worked example and writes it again byte for byte", () => {
    const parsed = parseTlogProof(proof);
    expect(parsed.index).toBe(3);
    expect(parsed.extra?.toString()).toBe("hi");
    expect(parsed.checkpoint).toBe(`${BODY}\n${LOG_LINE}${WITNESS_LINE}`);
    expect(formatTlogProof(parsed)).toBe(proof);
    const plain = formatTlogProof({ ...parsed, extra: Buffer.alloc(0) }).replace("extra \n", "");
    expect(readProof(plain)).toEqual({ index: 3, path: parsed.hashes, checkpoint: parsed.checkpoint });
    expect(readProof(proof), "unauthenticated data has no place in a bundle").toBeUndefined();
  });

  it.each([
    ["another header", proof.replace("@v1", "@v2")],
    ["no index", proof.replace("index 3\n", "")],
    ["a padded index", proof.replace("index 3", "index 03")],
    ["an index beyond safe integers", proof.replace("index 3", "index 9007199254740993")],
    ["a long hash", proof.replace("LJo=\n", "LJoAAAA=\n")],
    ["stray bits in a hash", proof.replace("2pE=", "2pF=")],
    ["no empty line", proof.split("\n\n").join("\n")],
    ["a line after the index", proof.replace("index 3\n", "index 3\nindex 3\n")],
  ])("refuses a proof with %s", (_, text) => {
    expect(() => parseTlogProof(text)).toThrow(RangeError);
    expect(readProof(text.replace("extra aGk=\n", ""))).toBeUndefined();
  });
});

describe("the policy file", () => {
  it("is a log line and a quorum", () => {
    const text = `log ${LOG_VKEY}\nquorum none\n`;
    expect(formatPolicy({ logs: [{ vkey: LOG_VKEY }] })).toBe(text);
    expect(parsePolicy(text)).toEqual({ logs: [{ vkey: LOG_VKEY }] });
    expect(parsePolicy(`# trusted\n\nlog\t${LOG_VKEY}  https://log.example.com # ours\nquorum none`)).toEqual({
      logs: [{ vkey: LOG_VKEY, url: "https://log.example.com" }],
    });
  });

  it.each([
    "",
    "quorum none\n",
    `log ${LOG_VKEY}\n`,
    `log ${LOG_VKEY}\nquorum two\n`,
    `log ${LOG_VKEY}\nlog ${LOG_VKEY}\nquorum none\n`,
    `log ${LOG_VKEY}\nwitness w ${VKEY}\nquorum none\n`,
    "log x\nquorum none\n",
  ])("refuses %j", (text) => {
    expect(() => parsePolicy(text)).toThrow();
  });
});
