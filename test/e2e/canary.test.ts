import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, zstdDecompressSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { EXPORT_FORMATS } from "../../src/export/index.ts";
import {
  goodOrganisation,
  meridianFreight,
  startSandbox,
  type Organisation,
  type Sandbox,
} from "../../src/sandbox/index.ts";
import type { Role } from "../../src/sandbox/organisation/model.ts";
import { cli, cliHere, connection, sandboxEnv, scratch, writeConfig } from "../support/cli.ts";

/** With what URLs, forms, JSON and XML spell differently. */
const EXTERNAL_ID = "canary:external/id=7f3a@meridian";
const folder = scratch("canary");
const said: string[] = [];
let sandbox: Sandbox;
let expired: Sandbox;

/** Roles that any external id enters: what we send is then told by no trust policy, and must not be told by us. */
function withoutConditions(organisation: Organisation): Organisation {
  const open = (role: Role): Role => ({
    ...role,
    trust: {
      ...role.trust,
      Statement: [role.trust.Statement].flat().map(({ Condition: _condition, ...statement }) => statement),
    },
  });
  const accounts = organisation.accounts.map((account) => ({
    ...account,
    roles: {
      count: account.roles.count,
      at: (index: number) => open(account.roles.at(index)),
      find: (name: string) => {
        const role = account.roles.find(name);
        return role === undefined ? undefined : open(role);
      },
    },
  }));
  return { ...organisation, accounts };
}

beforeAll(async () => {
  const preset = { asOf: new Date(), seed: 1 };
  sandbox = await startSandbox({ organisation: withoutConditions(meridianFreight(preset)) });
  expired = await startSandbox({ organisation: goodOrganisation(preset) });
  expired.setFault({ operation: "*", fault: { kind: "expired-token" } });
});
afterAll(async () => {
  await sandbox.close();
  await expired.close();
});

/** What stands in a file, as it is and as whoever opens it would read it. */
function readings(path: string): readonly Buffer[] {
  const bytes = readFileSync(path);
  const magic = bytes.subarray(0, 4).toString("hex");
  if (magic === "28b52ffd") return [bytes, zstdDecompressSync(bytes)];
  if (magic.startsWith("1f8b")) return [bytes, gunzipSync(bytes)];
  return [bytes];
}

function* everything(): Generator<readonly [string, Buffer]> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    for (const bytes of readings(path)) yield [path.slice(folder.length), bytes];
  }
  for (const text of said) yield ["what the commands printed", Buffer.from(text)];
}

it(
  "secrets surface nowhere: not printed, not stored, not archived, not in bundle or exports",
  { timeout: 240_000 },
  async () => {
    const keys = sandboxEnv(sandbox);
    const env = {
      ...keys,
      CANARY_EXTERNAL_ID: EXTERNAL_ID,
      CANARY_UNUSED: "canary-unused-variable-5c1d",
      DATABASE_URL: "",
      EXHIBIT_DEBUG: "",
    };
    const organization = { roleName: "ExhibitReadOnly", externalId: "${env:CANARY_EXTERNAL_ID}" };
    const config = writeConfig(folder, {
      dataDir: "data",
      connections: [connection({ endpoint: sandbox.url, organization })],
    });
    const tell = ({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }): void =>
      void said.push(stdout, stderr);
    const done = await cli(["snapshot", "--config", config, "--out", join(folder, "bundle"), "--json"], { env });
    tell(done);
    expect(done.code, done.stderr).toBe(4);
    expect(sandbox.calls("444455556666")["sts:GetCallerIdentity"], "the role was entered").toBe(1);
    tell(await cliHere(["doctor", "--config", config], { env }));
    tell(await cliHere(["explain", "8.2", "--config", config, "--limit", "50"], { env }));
    for (const { id } of EXPORT_FORMATS) {
      const out = join(folder, `export.${id}`);
      const exported = await cliHere(["export", "--config", config, "--format", id, "--out", out], { env });
      tell(exported);
      expect(exported.code, exported.stderr).toBe(0);
    }

    // Credentials that are refused, with a session token that the answer's error could quote.
    const session = {
      AWS_ACCESS_KEY_ID: "ASIAIOSFODNN7EXAMPLE",
      AWS_SECRET_ACCESS_KEY: "canary+secret/access=key0123456789abcdefgh",
      AWS_SESSION_TOKEN: "canary/session+token=91b2",
    };
    const refused = writeConfig(
      folder,
      { dataDir: "data", connections: [connection({ endpoint: expired.url })] },
      "refused.yaml",
    );
    const failed = await cliHere(["snapshot", "--config", refused], {
      env: { ...session, AWS_REGION: "eu-central-1" },
    });
    tell(failed);
    expect(failed.code).toBe(1);
    const wrong = writeConfig(
      folder,
      {
        dataDir: "data",
        connections: [connection({ endpoint: sandbox.url, organization: { ...organization, roleName: "NoSuchRole" } })],
      },
      "wrong.yaml",
    );
    tell(await cliHere(["snapshot", "--config", wrong], { env }));

    const secrets = [
      keys["AWS_SECRET_ACCESS_KEY"] ?? "",
      EXTERNAL_ID,
      env.CANARY_UNUSED,
      session.AWS_SECRET_ACCESS_KEY,
      session.AWS_SESSION_TOKEN,
      // The sandbox hands these out for assumed roles.
      "sandbox-session-",
      "EXAMPLE</SecretAccessKey>",
    ];
    const spelled = secrets.flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
      Buffer.from(secret).toString("base64"),
    ]);
    const found: string[] = [];
    let looked = 0;
    for (const [place, bytes] of everything()) {
      looked += 1;
      for (const secret of spelled) if (bytes.includes(secret)) found.push(`${secret} in ${place}`);
    }
    expect(looked).toBeGreaterThan(500);
    expect(found).toEqual([]);
    // What is looked through does hold what it should: the archived answers, the records, the database.
    const places = new Set<string>();
    for (const [place, bytes] of everything())
      if (bytes.includes("reporting-export")) places.add(place.split("/")[1] ?? place);
    expect([...places]).toEqual(expect.arrayContaining(["bundle", "data", "what the commands printed"]));
  },
);
