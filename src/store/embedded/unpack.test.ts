import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { unpack } from "./unpack.ts";

const folder = mkdtempSync(join(tmpdir(), "exhibit-unpack-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One entry as PGlite writes it: a header whose unused fields are NUL, and whole blocks. */
function entry(name: string, type: string, content = ""): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write(Buffer.byteLength(content).toString(8).padStart(11, "0"), 124);
  header.write(type, 156);
  header.write("ustar", 257);
  const body = Buffer.alloc(Math.ceil(Buffer.byteLength(content) / 512) * 512);
  body.write(content);
  return Buffer.concat([header, body]);
}

describe("unpack", () => {
  it("writes folders, empty ones too, and files, private to their owner", () => {
    const to = join(folder, "made");
    const long = "x".repeat(1500);
    unpack(
      Buffer.concat([
        entry("/PG_VERSION", "0", "17\n"),
        entry("/base", "5"),
        entry("/base/1/112", "0", long),
        entry("/pg_notify", "5"),
        entry("/empty", "0"),
        Buffer.alloc(1024),
      ]),
      to,
    );
    expect(readdirSync(to).toSorted()).toEqual(["PG_VERSION", "base", "empty", "pg_notify"]);
    expect(readFileSync(join(to, "base/1/112"), "utf8")).toBe(long);
    expect([statSync(to).mode & 0o777, statSync(join(to, "pg_notify")).mode & 0o777]).toEqual([0o700, 0o700]);
    expect(statSync(join(to, "PG_VERSION")).mode & 0o777).toBe(0o600);
  });

  it.skipIf(spawnSync("tar", ["--version"]).status !== 0)("reads what tar wrote", () => {
    const from = join(folder, "from");
    mkdirSync(join(from, "a".repeat(90), "b".repeat(60)), { recursive: true });
    writeFileSync(join(from, "a".repeat(90), "b".repeat(60), "file"), "held");
    const { stdout } = spawnSync("tar", ["--format=ustar", "-C", from, "-cf", "-", "."]);
    unpack(stdout, join(folder, "to"));
    expect(readFileSync(join(folder, "to", "a".repeat(90), "b".repeat(60), "file"), "utf8")).toBe("held");
  });

  it.each<readonly [string, Buffer, RegExp]>([
    ["nothing", Buffer.alloc(1024), /empty/],
    ["something else", Buffer.from("no cluster at all".padEnd(512, " ")), /no tar header/],
    ["an archive that ends early", entry("a", "0", "12345").subarray(0, 515), /ends within a/],
    ["a file outside", entry("../a", "0", "1"), /outside/],
  ])("refuses %s", (_, tar, message) => {
    expect(() => unpack(tar, join(folder, "refused"))).toThrow(message);
    expect(readdirSync(folder)).not.toContain("a");
  });
});
