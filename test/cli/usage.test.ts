import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseTime } from "../../src/cli/history.ts";
import { cli, cliHere, connection, scratch, writeConfig, type CliResult, type ToldError } from "../support/cli.ts";

const folder = scratch("cli-usage");
const COMMANDS = [
  "demo",
  "init",
  "doctor",
  "snapshot",
  "runs",
  "controls",
  "control",
  "explain",
  "evidence",
  "reassess",
  "export",
  "diff",
  "verify",
];
const NOWHERE = "http://127.0.0.1:9";

function yaml(text: string): string {
  const path = join(folder, "given.yaml");
  writeFileSync(path, text);
  return path;
}

/** Bad usage and configuration: exit 2, and code, place and remedy both as lines and as JSON. */
async function refused(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ToldError["error"]> {
  const told = await cliHere([...args, "--json", ...(args[0] === "snapshot" ? ["--quiet"] : [])], { cwd: folder, env });
  expect([args, told.code, told.stderr]).toEqual([args, 2, ""]);
  return told.json<ToldError>().error;
}

describe("help", () => {
  it("lists every command and the exit codes, and loads nothing else", async () => {
    const done = await cli(["--help"]);
    expect([done.code, done.stderr]).toEqual([0, ""]);
    for (const command of COMMANDS) expect(done.stdout).toMatch(new RegExp(`^  ${command} `, "m"));
    expect(done.stdout).toContain(
      "0 done, 1 failed, 2 bad usage or configuration, 3 a --fail-on condition holds, 4 done but incomplete",
    );
  });

  it.each(COMMANDS)("%s says how it is used", async (command) => {
    const done = await cliHere([command, "--help"]);
    expect([done.code, done.stderr]).toEqual([0, ""]);
    expect(done.stdout).toContain(`Usage: exhibit ${command}`);
    expect(done.stdout).toContain("--json");
  });

  it("without a command is shown with exit code 2", async () => {
    const done = await cliHere([]);
    expect(done.code).toBe(2);
    expect(done.stdout + done.stderr).toContain("Usage: exhibit");
  });
});

describe("bad usage", () => {
  it("is told by a real process on stderr, with a remedy, and nothing on stdout", async () => {
    const done = await cli(["snapshto"], { cwd: folder });
    expect(done).toMatchObject({ code: 2, stdout: "" });
    expect(done.stderr).toMatch(/^exhibit: USAGE_INVALID: unknown command 'snapshto'/);
    expect(done.stderr).toMatch(/^ {2}remedy \S/m);
  });

  it.each<readonly [string, readonly string[], string]>([
    ["an unknown flag", ["runs", "--al"], "unknown option '--al'"],
    ["a missing argument", ["control"], "missing required argument 'id'"],
    ["an argument too many", ["runs", "extra"], "too many arguments"],
    ["a number that is none", ["runs", "--limit", "many"], '"many" is not a whole number'],
    ["an unknown theme", ["controls", "--theme", "cosmic"], "Allowed choices"],
    ["an instant that is none", ["reassess", "--as-of", "soon"], '"soon" is no instant'],
    ["an unknown condition", ["snapshot", "--fail-on", "supported,rain"], '"rain" is no condition'],
    ["an unknown control", ["snapshot", "--control", "9.9"], 'there is no control "9.9"'],
    ["an unknown connection", ["snapshot", "--connection", "gcp"], 'there is no connection "gcp"'],
    ["an identity without an archive", ["snapshot", "--identity", "key.txt"], "needs --replay"],
    [
      "an identity file that is not there",
      ["snapshot", "--replay", "a.warc.gz", "--identity", "key.txt"],
      "cannot be read",
    ],
    ["a key file that is not there", ["verify", "bundle", "--vkey", "absent"], "cannot be read"],
  ])("%s", async (_, args, message) => {
    const error = await refused(args);
    expect(error).toMatchObject({ code: "USAGE_INVALID", message: expect.stringContaining(message) });
  });

  it("several connections cannot be replayed from one archive", async () => {
    const config = writeConfig(folder, {
      dataDir: "unused",
      connections: [connection({ id: "one", endpoint: NOWHERE }), connection({ id: "two", endpoint: NOWHERE })],
    });
    const error = await refused(["snapshot", "--config", config, "--replay", "a.warc.gz"]);
    expect(error).toMatchObject({
      code: "USAGE_INVALID",
      place: "--replay",
      remedy: "add --connection with one of: one, two",
    });
  });
});

describe("bad configuration", () => {
  it.each<readonly [string, string, string, string]>([
    ["YAML that cannot be read", "organisation: [\n  a\nb: c\n", ":3:", "not valid YAML"],
    ["a key given twice", "dataDir: a\ndataDir: b\n", ":2:1", "not valid YAML"],
    ["an unknown key", "organisation: A\ndatadir: b\n", ":1:1", 'unknown key "datadir"'],
    ["a value of the wrong type", "archive:\n  enabled: maybe\n", ":2:12", "archive.enabled"],
    [
      "an unknown key of a connection",
      "connections:\n  - id: aws\n    collector: aws-iam\n    colour: red\n",
      ":2:5",
      'unknown key "colour"',
    ],
  ])("%s is told with line and column", async (_, text, place, message) => {
    const path = yaml(text);
    const error = await refused(["snapshot", "--config", path]);
    expect(error.code).toBe("CONFIG_INVALID");
    expect(error.place).toContain(`${path}${place}`);
    expect(error.message).toContain(message);
    expect(error.remedy).toBeTruthy();
  });

  it.each<readonly [string, string, string]>([
    ["an unknown collector", "connections: [{ id: a, collector: nope }]", 'there is no collector "nope"'],
    ["a collector's setting", "connections: [{ id: a, collector: aws-iam, config: { regions: all } }]", "regions"],
    ["a check that does not exist", "parameters: { aws-iam-nothing: { days: 1 } }", "there is no check with this id"],
    [
      "a parameter that does not exist",
      "parameters: { aws-iam-access-key-rotated: { maxAge: 1 } }",
      "it takes maxDays",
    ],
    ["a parameter out of its range", "parameters: { aws-iam-access-key-rotated: { maxDays: -1 } }", "maxDays"],
    ["an unknown control", 'applicability: { "9.9": { applicable: true } }', "there is no control with this id"],
    ["an exclusion without a reason", 'applicability: { "7.4": { applicable: false } }', "needs `justification`"],
    ["a recipient that is none", "archive: { recipients: [age1nothing] }", "recipient"],
  ])("%s", async (_, text, message) => {
    const error = await refused(["snapshot", "--config", yaml(`dataDir: refused\n${text}\n`)]);
    expect(error.code).toBe("CONFIG_INVALID");
    expect(error.message).toContain(message);
  });

  it("a file that does not exist, and a secret that is not set", async () => {
    expect(await refused(["runs", "--config", "absent.yaml"])).toMatchObject({
      code: "CONFIG_NOT_FOUND",
      place: join(folder, "absent.yaml"),
    });
    const path = yaml("databaseUrl: ${env:NO_SUCH_VARIABLE}\n");
    expect(await refused(["runs", "--config", path])).toMatchObject({ code: "CONFIG_SECRET_MISSING" });
  });
});

describe("init", () => {
  it("writes a configuration that loads, once, and replaces it only when forced", async () => {
    const home = join(folder, "init");
    mkdirSync(home);
    const run = (...args: readonly string[]): Promise<CliResult> => cliHere(args, { cwd: home });
    const printed = await run("init", "--print");
    const done = await cli(["init"], { cwd: home });
    expect(done.code).toBe(0);
    const written = readFileSync(join(home, "exhibit.yaml"), "utf8");
    expect(printed.stdout).toBe(written);
    writeFileSync(join(home, "exhibit.yaml"), "organisation: Mine\n");
    const again = await run("init");
    expect(again.code).toBe(1);
    expect(again.stderr).toContain("OUTPUT_EXISTS");
    expect(readFileSync(join(home, "exhibit.yaml"), "utf8")).toBe("organisation: Mine\n");
    expect((await run("init", "--force", "--json")).json<{ path: string }>().path).toBe(join(home, "exhibit.yaml"));
    expect(readFileSync(join(home, "exhibit.yaml"), "utf8")).toBe(written);
    expect(readdirSync(home)).toEqual(["exhibit.yaml"]);
    const policy = await run("doctor", "--policy");
    expect(JSON.parse(policy.stdout)).toMatchObject({ Version: "2012-10-17" });
  });

  it("without a folder to write in says so", async () => {
    const done = await cliHere(["init", "--config", "no/such/folder/exhibit.yaml"], { cwd: folder });
    expect(done.code).toBe(1);
    expect(done.stderr).toContain("DATA_DIR_UNWRITABLE");
  });
});

describe("times", () => {
  it.each(["2026-02-31", "2026-02-29T10:00:00Z", "2026-13-01", "2026-01-31 lunch", "0d"])(
    "%s is refused: nothing is removed by a date that does not exist",
    async (text) => {
      const error = { code: "USAGE_INVALID", place: "--older-than", remedy: expect.stringContaining("90d") as string };
      expect(await refused(["retention", "--older-than", text])).toMatchObject(error);
    },
  );

  it("takes dates and instants that exist", () => {
    const now = new Date("2026-06-01T00:00:00Z");
    expect(parseTime("2024-02-29", now, "-")).toBe("2024-02-29T00:00:00.000Z");
    expect(parseTime("2026-01-31T23:30:00-02:00", now, "-")).toBe("2026-02-01T01:30:00.000Z");
    expect(parseTime("2w", now, "-")).toBe("2026-05-18T00:00:00.000Z");
  });
});

describe("outputs", () => {
  it.each(["folder.zip", "file"])("of the other sort are found out too: %s", async (name) => {
    const config = writeConfig(
      folder,
      { dataDir: "never", connections: [connection({ endpoint: NOWHERE })] },
      "out.yaml",
    );
    if (name === "file") writeFileSync(join(folder, name), "");
    else mkdirSync(join(folder, name));
    const done = await cliHere(["snapshot", "--config", config, "--out", name], { cwd: folder });
    expect([done.code, existsSync(join(folder, "never"))]).toEqual([name === "file" ? 1 : 2, false]);
  });

  it("that exist are found out before anything is collected", async () => {
    const config = writeConfig(
      folder,
      { dataDir: "never", connections: [connection({ endpoint: NOWHERE })] },
      "out.yaml",
    );
    writeFileSync(join(folder, "taken.zip"), "mine");
    const done = await cliHere(["snapshot", "--config", config, "--out", "taken.zip"], { cwd: folder });
    expect(done.code).toBe(1);
    expect(done.stderr).toContain("OUTPUT_EXISTS");
    expect(existsSync(join(folder, "never"))).toBe(false);
  });

  it("what is no bundle is refused as such", async () => {
    const done = await cliHere(["verify", "taken.zip", "--json"], { cwd: folder });
    expect(done.code).toBe(1);
    expect(done.json<ToldError>().error.code).toBe("BUNDLE_INVALID");
  });
});
