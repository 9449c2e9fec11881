import { spawnSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeAll, describe, expect, it } from "vitest";
import type * as z from "zod";
import { AssessmentShape, CheckResultShape, EvidenceShape, ManifestShape } from "../../src/core/public-shapes.ts";
import { startSandbox } from "../../src/sandbox/index.ts";
import { cli, cliHere, connection, sandboxEnv, scratch, writeConfig } from "../support/cli.ts";
import { lane } from "../support/lanes.ts";

const python = lane("python3", ["python3"]);
const openssl = lane("openssl", ["openssl"]);
const SCHEMAS = join(import.meta.dirname, "../../docs/schemas");
const folder = scratch("cli-bundle");
const bundle = join(folder, "made-here");
/** What an auditor was given by another way than the bundle. */
const vkey = join(folder, "the-key-that-you-were-given.txt");

beforeAll(async () => {
  const sandbox = await startSandbox();
  const organization = { roleName: "ExhibitReadOnly", externalId: sandbox.accounts[0]?.externalId ?? "" };
  const config = writeConfig(folder, {
    dataDir: "data",
    connections: [connection({ endpoint: sandbox.url, organization })],
  });
  const done = await cli(["snapshot", "--config", config, "--out", bundle, "--quiet"], { env: sandboxEnv(sandbox) });
  await sandbox.close();
  expect(done.code, done.stderr).toBe(4);
  expect(done.stderr).toBe("");
  cpSync(join(folder, "data", "keys", "ledger.vkey"), vkey);
}, 180_000);

function jsonFiles(): readonly string[] {
  return readdirSync(bundle, { recursive: true, encoding: "utf8" }).filter((path) => /\.(?:nd)?json$/.test(path));
}

/** Which published shape a file of the bundle has; exchange lists, gaps and records are described in prose. */
function shapeOf(path: string): readonly [name: string, shape: z.ZodType] | undefined {
  if (path === "assessment.json") return ["assessment", AssessmentShape];
  if (path === "manifest.json") return ["manifest", ManifestShape];
  if (path.endsWith("/receipt.json")) return ["receipt", EvidenceShape];
  return path.startsWith("results/") ? ["check-result", CheckResultShape] : undefined;
}

describe("every JSON file of a bundle", () => {
  it("holds the published shape, in zod and in JSON Schema, without an undocumented member", () => {
    const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true, validateFormats: false });
    const seen = new Map<string, number>();
    for (const path of jsonFiles()) {
      const text = readFileSync(join(bundle, path), "utf8");
      const documents = path.endsWith(".ndjson") ? text.split("\n").filter((line) => line !== "") : [text];
      const values = documents.map((document): unknown => JSON.parse(document));
      const published = shapeOf(path);
      if (published === undefined) continue;
      const [name, shape] = published;
      const schema = ajv.getSchema(name) ?? ajv.addSchema(schemaOf(name), name).getSchema(name);
      if (schema === undefined) throw new Error(`no schema ${name}`);
      for (const value of values) {
        const parsed = shape.safeParse(value);
        expect(parsed.success ? [] : parsed.error.issues, path).toEqual([]);
        expect(schema(value) === true ? [] : schema.errors, path).toEqual([]);
        seen.set(name, (seen.get(name) ?? 0) + 1);
      }
    }
    expect([...seen.keys()].toSorted()).toEqual(["assessment", "check-result", "manifest", "receipt"]);
    expect(seen.get("receipt")).toBeGreaterThan(50);
    expect(seen.get("check-result")).toBeGreaterThan(500);
  });

  it("refuses what is not documented", () => {
    const ajv = new Ajv2020({ strict: true, strictRequired: false, validateFormats: false });
    const [receipt = ""] = jsonFiles().filter((path) => path.endsWith("/receipt.json"));
    const value = { ...(JSON.parse(readFileSync(join(bundle, receipt), "utf8")) as object), undocumented: 1 };
    expect(EvidenceShape.safeParse(value).success).toBe(false);
    expect(ajv.validate(schemaOf("receipt"), value)).toBe(false);
  });
});

function schemaOf(name: string): object {
  return JSON.parse(readFileSync(join(SCHEMAS, `${name}.schema.json`), "utf8")) as object;
}

describe("a bundle on another machine", () => {
  it("verifies with the public key alone, and not with another key", { timeout: 180_000 }, async () => {
    const elsewhere = join(folder, "elsewhere");
    cpSync(bundle, elsewhere, { recursive: true });
    const done = await cli(["verify", elsewhere, "--vkey", vkey]);
    expect([done.code, done.stderr]).toEqual([0, ""]);
    expect(done.stdout).toMatch(/^holds {2}\d{3,} items checked/);
    expect(done.stdout).not.toContain("the key came from the bundle itself");
    const other = join(folder, "other-key.txt");
    writeFileSync(
      other,
      readFileSync(vkey, "utf8").replace(/\+A(.)/, (_, letter: string) => `+A${letter === "Q" ? "R" : "Q"}`),
    );
    const refused = await cliHere(["verify", elsewhere, "--vkey", other, "--json"]);
    expect(refused.code).toBe(1);
    const [first] = refused.json<{ ok: boolean; problems: { file: string }[] }>().problems;
    expect(first?.file).toBe("ledger/vkey");
  });

  it(
    "does not verify once a byte has changed, and the verifiers blame the same file",
    { timeout: 180_000 },
    async () => {
      const altered = join(folder, "altered");
      cpSync(bundle, altered, { recursive: true });
      const targets = [
        "report.html",
        "assessment.json",
        jsonFiles().find((path) => path.startsWith("results/")) ?? "",
        jsonFiles().find((path) => path.endsWith("/exchanges.ndjson") && readFileSync(join(bundle, path)).length > 0) ??
          "",
      ];
      for (const target of targets) {
        const original = readFileSync(join(bundle, target));
        const changed = Buffer.from(original);
        const middle = Math.floor(changed.length / 2);
        changed[middle] = (changed[middle] ?? 0) ^ 1;
        writeFileSync(join(altered, target), changed);
        const done = await cliHere(["verify", altered, "--vkey", vkey]);
        expect([target, done.code]).toEqual([target, 1]);
        expect(done.stdout).toContain(`does not hold  ${target}`);
        if (python !== undefined && openssl !== undefined) {
          const script = spawnSync(python, [join(bundle, "verify.py"), altered], { encoding: "utf8" });
          expect([target, script.status]).toEqual([target, 1]);
          expect(script.stdout + script.stderr).toContain(target);
        }
        writeFileSync(join(altered, target), original);
      }
    },
  );

  it.skipIf(python === undefined || openssl === undefined)("holds for its own verify.py", () => {
    const script = spawnSync(python ?? "", [join(bundle, "verify.py"), "--vkey", vkey, bundle], { encoding: "utf8" });
    expect([script.status, script.stdout + script.stderr]).toEqual([0, expect.stringContaining("EVERYTHING HOLDS")]);
  });
});
