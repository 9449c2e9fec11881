import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { discloseRecord } from "../../src/pipeline/bundle/disclose.ts";
import { writeBundle } from "../../src/pipeline/bundle/write.ts";
import { lane } from "../support/lanes.ts";
import { bundleScene, type Scene } from "./support/bundle.ts";
import { filesUnder, mutations } from "./support/mutations.ts";
import { scratch, testSigner } from "./support/scratch.ts";

const found = lane("python3", ["python3"]);
/** The interpreter itself: `python3` may be a shell script of a version manager, which needs a PATH of its own. */
const python = found && execFileSync(found, ["-c", "import sys; print(sys.executable)"], { encoding: "utf8" }).trim();
const openssl = lane("openssl", ["openssl"]);
const SCRIPT = join(import.meta.dirname, "../../src/pipeline/bundle/verify.py");

function run(
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): { status: number | null; output: string } {
  const done = spawnSync(python ?? "python3", args, {
    encoding: "utf8",
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
    ...options,
  });
  return { status: done.status, output: done.stdout + done.stderr };
}

async function written(name = "bundle"): Promise<{ folder: string; out: string; scene: Scene }> {
  const folder = scratch();
  const scene = await bundleScene(join(folder, "ledger"));
  const out = join(folder, name);
  await writeBundle({ ...scene.input, out });
  return { folder, out, scene };
}

/** Runs many altered copies through one Python process; a line for each: the file that it blames, or `holds`. */
const DRIVER = `
import importlib.util, json, os, sys
spec = importlib.util.spec_from_file_location("verify", sys.argv[1])
verify = importlib.util.module_from_spec(spec)
spec.loader.exec_module(verify)
root = sys.argv[2]
for case in json.load(sys.stdin):
    path = os.path.join(root, case["file"])
    with open(path, "rb") as file:
        original = file.read()
    with open(path, "wb") as file:
        file.write(bytes.fromhex(case["bytes"]))
    try:
        verify.verify(verify.open_source(root))
        print("holds")
    except verify.DoesNotHold as error:
        print(error.name)
    with open(path, "wb") as file:
        file.write(original)
`;

describe.skipIf(python === undefined || openssl === undefined)("verify.py", () => {
  it("holds for a whole bundle: from inside it, by name, and as .zip", async () => {
    const { folder, out, scene } = await written();
    const inside = run(["verify.py"], { cwd: out });
    expect(inside.output).toMatch(/EVERYTHING HOLDS[\s\S]*key came with the bundle/);
    expect(inside.status).toBe(0);
    expect(inside.output).toContain("2 captures with 5 records");
    const key = join(folder, "key.txt");
    writeFileSync(key, `${testSigner().vkey}\n`);
    const zip = join(folder, "bundle.zip");
    await writeBundle({ ...scene.input, out: zip });
    for (const bundle of [out, zip]) {
      const trusted = run([SCRIPT, bundle, "--vkey", key]);
      expect(trusted.output).toMatch(/EVERYTHING HOLDS\n$/);
      expect(trusted.status).toBe(0);
    }
  });

  it("blames the file at fault for a flipped bit, in every class of files", async () => {
    const { out } = await written();
    const cases = filesUnder(out).flatMap((file) =>
      mutations(readFileSync(join(out, file)), 8, 0).map(({ bytes }) => ({ file, bytes: bytes.toString("hex") })),
    );
    const input = JSON.stringify(cases);
    const lines = execFileSync(python ?? "", ["-c", DRIVER, SCRIPT, out], {
      input,
      encoding: "utf8",
      maxBuffer: 1 << 24,
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
    })
      .trim()
      .split("\n");
    expect(lines).toEqual(cases.map(({ file }) => file));
    expect(lines.length).toBeGreaterThan(150);
    expect(run([SCRIPT, out]).status).toBe(0);
  });

  it("says what does not hold and ends with 1", async () => {
    const { folder, out, scene } = await written();
    const record = `evidence/${scene.input.evidence[0]?.id}/records.ndjson`;
    const copy = join(folder, "copy");
    cpSync(out, copy, { recursive: true });
    writeFileSync(join(copy, record), readFileSync(join(copy, record), "utf8").replace('"MFA":true', '"MFA":null'));
    const altered = run([SCRIPT, copy]);
    expect(altered.output).toContain(`DOES NOT HOLD  ${record}: has another SHA-256 than the manifest says`);
    expect(altered.status).toBe(1);
    writeFileSync(join(out, "results/more.ndjson"), "");
    expect(run([SCRIPT, out]).output).toContain("results/more.ndjson: has no place in this bundle");
    rmSync(join(out, "results/more.ndjson"));
    rmSync(join(out, "report.html"));
    expect(run([SCRIPT, out]).output).toContain("report.html: is missing");
    writeFileSync(join(out, "manifest.json"), `{"a":${"[".repeat(200_000)}${"]".repeat(200_000)}}`);
    expect(run([SCRIPT, out]).output).toMatch(/^key[^]*\nDOES NOT HOLD  manifest\.json: [^\n]*\n$/);
    const key = join(folder, "other.txt");
    writeFileSync(key, testSigner("exhibit.example.com/log", 9).vkey);
    const untrusted = run([SCRIPT, copy, "--vkey", key]);
    expect(untrusted.output).toContain("ledger/vkey: is not the trusted key");
    expect(untrusted.status).toBe(1);
  });

  it("ends with 2 when it cannot check, and never says that all holds", async () => {
    const { folder, out } = await written();
    const bare = join(folder, "bare");
    mkdirSync(bare);
    const blind = run([SCRIPT, out], { env: { PATH: bare } });
    expect(blind.output).toContain("openssl program is needed");
    expect(blind.output).not.toContain("EVERYTHING HOLDS");
    expect(blind.status).toBe(2);
    expect(run([SCRIPT, join(folder, "none")]).status).toBe(2);
    writeFileSync(join(folder, "x.zip"), "no archive");
    expect(run([SCRIPT, join(folder, "x.zip")]).status).toBe(2);
  });

  it("checks a single disclosed record", async () => {
    const { folder, scene } = await written();
    const [users] = scene.input.evidence;
    if (users === undefined) throw new Error("no evidence");
    const disclosed = await discloseRecord({
      ...users,
      index: 3,
      ledgerProof: await scene.ledger.proof(users.ledgerIndex),
      vkey: scene.ledger.vkey,
    });
    const file = join(folder, "record.json");
    writeFileSync(file, JSON.stringify(disclosed, undefined, 2));
    const found = run([SCRIPT, file]);
    expect(found.output).toMatch(/record +number 4 of 5, as sealed\nEVERYTHING HOLDS/);
    expect(found.status).toBe(0);
    writeFileSync(file, JSON.stringify({ ...disclosed, record: disclosed.record.replace("false", "true") }));
    expect(run([SCRIPT, file])).toMatchObject({
      status: 1,
      output: expect.stringContaining("not under the receipt's recordsRoot"),
    });
    writeFileSync(file, JSON.stringify({ ...disclosed, receipt: disclosed.receipt.replace('"count":5', '"count":6') }));
    expect(run([SCRIPT, file])).toMatchObject({
      status: 1,
      output: expect.stringContaining("(ledgerProof): does not lead"),
    });
  });
});
