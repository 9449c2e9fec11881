import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ExhibitError } from "../core/index.ts";
import { loadSettings, type LoadedSettings } from "./load.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "exhibit-settings-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function load(yaml: string, env: Readonly<Record<string, string>> = {}): Promise<LoadedSettings> {
  await writeFile(join(folder, "exhibit.yaml"), yaml);
  return loadSettings({ cwd: folder, env });
}

async function refusal(yaml: string, env?: Readonly<Record<string, string>>): Promise<ExhibitError> {
  return (await load(yaml, env).then(
    () => expect.unreachable("the configuration was taken"),
    (error: unknown) => error,
  )) as ExhibitError;
}

describe("configuration", () => {
  it("is not needed: defaults hold without a file", async () => {
    const { settings, path, dataDir } = await loadSettings({ cwd: join(folder, "nowhere"), env: {} });
    expect(path).toBeUndefined();
    expect(settings.connections).toEqual([]);
    expect(dataDir).toBe(join(folder, "nowhere", "exhibit-data"));
  });

  it("must exist when it is named", async () => {
    await expect(loadSettings({ cwd: folder, env: {}, config: "absent.yaml" })).rejects.toMatchObject({
      code: "CONFIG_NOT_FOUND",
      place: join(folder, "absent.yaml"),
    });
  });

  it("takes the data directory relative to the file, and --data-dir before it", async () => {
    expect((await load("dataDir: ./here\n")).dataDir).toBe(join(folder, "here"));
    expect((await loadSettings({ cwd: folder, env: {}, dataDir: "there" })).dataDir).toBe(join(folder, "there"));
  });

  it("takes the database from DATABASE_URL unless the file names one", async () => {
    const env = { DATABASE_URL: "postgres://db.example.com/a" };
    expect((await load("organisation: A\n", env)).settings.databaseUrl).toBe("postgres://db.example.com/a");
    expect((await load("databaseUrl: postgres://db.example.com/b\n", env)).settings.databaseUrl).toBe(
      "postgres://db.example.com/b",
    );
  });

  it("resolves secret references and remembers what must surface nowhere", async () => {
    await writeFile(join(folder, "secret.txt"), "from-file\n");
    const loaded = await load(
      'connections:\n  - { id: a, collector: aws-iam, config: { externalId: "${env:EXTERNAL}", other: "${file:secret.txt}" } }\n',
      { EXTERNAL: "from-env" },
    );
    expect(loaded.settings.connections[0]?.config).toEqual({ externalId: "from-env", other: "from-file" });
    expect(loaded.secrets).toEqual(["from-env", "from-file"]);
  });

  it("refuses a reference to nothing, naming where it stands", async () => {
    const error = await refusal(
      'connections:\n  - { id: a, collector: aws-iam, config: { externalId: "${env:ABSENT}" } }\n',
    );
    expect(error).toMatchObject({ code: "CONFIG_SECRET_MISSING" });
    expect(error.place).toContain("connections[0].config.externalId");
    expect(await refusal('organisation: "${file:absent.txt}"\n')).toMatchObject({ code: "CONFIG_SECRET_MISSING" });
  });

  it.each([
    ["broken YAML", "connections: [\n  - id: a\n", ":2:", "not valid YAML"],
    ["an unknown key", "organisation: A\nconections: []\n", ":1:1", 'unknown key "conections"'],
    ["a bad id", "connections:\n  - { id: Bad Id, collector: aws-iam }\n", ":2:11", "lower-case letters"],
    ["a missing collector", "connections:\n  - { id: a }\n", ":2:5", "a string is missing"],
    ["a recipient that is none", "archive:\n  recipients: [ssh-ed25519 AAAA]\n", ":2:16", "age recipient"],
    [
      "an exclusion without approval",
      'applicability:\n  "7.4": { applicable: false, justification: We have no premises at all }\n',
      ":2:10",
      "approver",
    ],
    [
      "two connections of one name",
      "connections:\n  - { id: a, collector: aws-iam }\n  - { id: a, collector: aws-iam }\n",
      "exhibit.yaml",
      'two connections have the id "a"',
    ],
  ])("refuses %s with its place", async (_, yaml, place, message) => {
    const error = await refusal(yaml);
    expect(error.code).toBe("CONFIG_INVALID");
    expect(`${error.place} ${error.message}`).toContain(place);
    expect(error.message).toContain(message);
  });

  it("reports all problems of a file together", async () => {
    const { message } = await refusal("colour: red\narchive: { enabled: maybe }\n");
    expect(message).toContain("2 problems");
    expect(message).toContain('unknown key "colour"');
    expect(message).toContain("archive.enabled");
  });
});
