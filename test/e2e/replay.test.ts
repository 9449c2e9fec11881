import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generateIdentity, identityToRecipient } from "age-encryption";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sha256, type Assessment, type Evidence } from "../../src/core/index.ts";
import { startSandbox, type Sandbox } from "../../src/sandbox/index.ts";
import { cli, cliHere, connection, sandboxEnv, scratch, writeConfig, type ToldError } from "../support/cli.ts";

const folder = scratch("replay");
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

/** Receipts of a bundle by what they are of: kind and scope. */
function receipts(bundle: string): ReadonlyMap<string, Evidence> {
  const root = join(bundle, "evidence");
  const all = readdirSync(root).map(
    (id) => JSON.parse(readFileSync(join(root, id, "receipt.json"), "utf8")) as Evidence,
  );
  return new Map(all.map((evidence) => [JSON.stringify([evidence.kind, evidence.scope]), evidence]));
}

function archiveOf(dataDir: string, bundle: string): string {
  const [digest] = new Set([...receipts(bundle).values()].map(({ exchanges }) => exchanges.archive?.digest));
  if (digest === undefined) throw new Error("the run kept no archive");
  return join(dataDir, "objects", "sha256", digest.slice(0, 2), digest.slice(2));
}

it(
  "a collection replayed later, elsewhere and without credentials gives the same records",
  { timeout: 180_000 },
  async () => {
    const externalId = sandbox.accounts[0]?.externalId ?? "";
    const organization = { roleName: "ExhibitReadOnly", externalId: "${env:EXTERNAL_ID}" };
    const settings = (endpoint: string): Record<string, unknown> => ({
      dataDir: "data",
      connections: [connection({ endpoint, organization, config: { region: "eu-central-1" } })],
    });
    const config = writeConfig(folder, settings(sandbox.url));
    const live = join(folder, "live");
    const env = { ...sandboxEnv(sandbox), EXTERNAL_ID: externalId };
    const done = await cli(["snapshot", "--config", config, "--out", live, "--quiet"], { env });
    expect(done.code, done.stderr).toBe(4);
    const archive = archiveOf(join(folder, "data"), live);
    expect(sha256(readFileSync(archive)).slice(2)).toBe(archive.split("/").at(-1));

    sandbox.clearCalls();
    // Nobody listens there: whatever reached for the network would fail.
    const offline = writeConfig(folder, settings("http://127.0.0.1:9"), "offline.yaml");
    const replayed = join(folder, "replayed");
    const again = await cli(["snapshot", "--config", offline, "--replay", archive, "--out", replayed, "--json"], {
      env: { EXTERNAL_ID: externalId },
    });
    expect(again.code, again.stderr).toBe(4);
    expect(sandbox.calls()).toEqual({});
    const recorded = receipts(live);
    const made = receipts(replayed);
    expect([...made.keys()].toSorted()).toEqual([...recorded.keys()].toSorted());
    for (const [key, evidence] of recorded) {
      const other = made.get(key);
      const bytes = (bundle: string, id = ""): Buffer => readFileSync(join(bundle, "evidence", id, "records.ndjson"));
      expect(other?.records, key).toEqual(evidence.records);
      expect(bytes(replayed, other?.id).equals(bytes(live, evidence.id)), key).toBe(true);
      expect([other?.population, other?.gaps, other?.sourceAt], key).toEqual([
        evidence.population,
        evidence.gaps,
        evidence.sourceAt,
      ]);
      expect(other?.exchanges.calls, key).toEqual(evidence.exchanges.calls);
    }
    const { assessment } = again.json<{ assessment: Assessment }>();
    const before = JSON.parse(readFileSync(join(live, "assessment.json"), "utf8")) as Assessment;
    expect(assessment.controls.map(({ id, verdict }) => [id, verdict])).toEqual(
      before.controls.map(({ id, verdict }) => [id, verdict]),
    );
    expect((await cliHere(["verify", replayed])).code).toBe(0);
  },
);

it("an encrypted archive holds nothing readable and replays with its identity only", { timeout: 180_000 }, async () => {
  const identity = await generateIdentity();
  const identityFile = join(folder, "auditor.key");
  writeFileSync(identityFile, `# created for a test\n${identity}\n`, { mode: 0o600 });
  const config = writeConfig(
    folder,
    {
      dataDir: "encrypted",
      archive: { recipients: [await identityToRecipient(identity)] },
      connections: [connection({ endpoint: sandbox.url, config: { region: "eu-central-1" } })],
    },
    "encrypted.yaml",
  );
  const live = join(folder, "encrypted-live");
  const env = sandboxEnv(sandbox);
  const done = await cliHere(["snapshot", "--config", config, "--out", live, "--quiet"], { env });
  expect(done.code, done.stderr).toBe(0);
  const archive = archiveOf(join(folder, "encrypted"), live);
  expect(readFileSync(archive, "latin1").slice(0, 21)).toBe("age-encryption.org/v1");
  expect([...receipts(live).values()].map(({ exchanges }) => exchanges.archive?.encryption)).not.toContain("none");

  const replay = (...more: readonly string[]): ReturnType<typeof cliHere> =>
    cliHere(["snapshot", "--config", config, "--replay", archive, "--json", ...more]);
  const locked = await replay();
  expect([locked.code, locked.json<ToldError>().error.code]).toEqual([1, "GATEWAY_ARCHIVE_INVALID"]);
  const other = join(folder, "other.key");
  writeFileSync(other, await generateIdentity());
  const wrong = await replay("--identity", other);
  expect([wrong.code, wrong.json<ToldError>().error.code]).toEqual([1, "GATEWAY_ARCHIVE_INVALID"]);
  expect(wrong.stdout + wrong.stderr).not.toContain("AGE-SECRET-KEY");
  const opened = await replay("--identity", identityFile);
  expect(opened.code, opened.stderr).toBe(0);
  const before = JSON.parse(readFileSync(join(live, "assessment.json"), "utf8")) as Assessment;
  const { assessment } = opened.json<{ assessment: Assessment }>();
  expect(assessment.summary).toEqual(before.summary);
});
