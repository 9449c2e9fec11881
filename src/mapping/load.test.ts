import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { digestOf, sha256 } from "../core/digest.ts";
import { isExhibitError, type ExhibitError } from "../core/errors.ts";
import { fileProblems } from "./consistency.ts";
import { loadMapping } from "./load.ts";
import { mappingError } from "./problems.ts";
import { parseMappingFile } from "./source.ts";
import { checksNamed, copyOfMapping, DIRECTORY } from "./testing/mapping-files.ts";

let checks: readonly { readonly id: string; readonly unmapped?: string }[] = [];
beforeAll(async () => {
  checks = await checksNamed();
});

async function refusal(directory: string, known = checks): Promise<ExhibitError> {
  try {
    await loadMapping({ directory, checks: known });
  } catch (error) {
    if (isExhibitError(error)) return error;
    throw error;
  }
  throw new Error("the mapping was accepted");
}

describe("loadMapping", () => {
  it("loads the 93 controls in the order of the standard, with a digest of what they say", async () => {
    const mapping = await loadMapping({ directory: DIRECTORY, checks });
    expect(mapping.controls.map(({ id }) => id).filter((_, index) => [0, 1, 9, 36, 37, 92].includes(index))).toEqual([
      "5.1",
      "5.2",
      "5.10",
      "5.37",
      "6.1",
      "8.34",
    ]);
    expect(mapping.controls).toHaveLength(93);
    expect(mapping.digest).toBe(digestOf(mapping.controls));
    expect(mapping.version).toMatch(/^iso-27002-2022\/\d+\.\d+\.\d+$/);
  });

  it("gives the same digest for another layout and another for other words", async () => {
    const { digest } = await loadMapping({ directory: DIRECTORY, checks });
    const copy = await copyOfMapping();
    try {
      await copy.edit("5.1.yaml", (text) => `# another comment\n${text.replaceAll("points:\n", "points:\n\n")}`);
      expect((await loadMapping({ directory: copy.directory, checks })).digest).toBe(digest);
      await copy.edit("5.1.yaml", (text) => text.replace("weight: 2", "weight: 1"));
      expect((await loadMapping({ directory: copy.directory, checks })).digest).not.toBe(digest);
    } finally {
      await copy.remove();
    }
  });
});

const CASES: readonly (readonly [
  name: string,
  file: string,
  change: (text: string) => string,
  at: RegExp,
  says: string,
])[] = [
  [
    "an unknown key",
    "8.5.yaml",
    (text) => text.replace("theme:", "colour: red\ntheme:"),
    /8\.5\.yaml:5:1$/,
    'unknown key "colour"',
  ],
  [
    "an unknown key of a check",
    "8.5.yaml",
    (text) => text.replace(/( +)role: decisive\n/, "$1role: decisive\n$1weight: 3\n"),
    /8\.5\.yaml:\d+:9$/,
    'points.0.checks.0 has an unknown key "weight"',
  ],
  [
    "an unknown check",
    "8.5.yaml",
    (text) => text.replace("aws-iam-console-user-has-mfa", "aws-iam-console-users-have-mfa"),
    /8\.5\.yaml:24:9$/,
    "check aws-iam-console-users-have-mfa, which does not exist. Did you mean aws-iam-console-user-has-mfa?",
  ],
  [
    "an empty rationale",
    "8.5.yaml",
    (text) => text.replace(/rationale: Counts[^\n]*\n[^\n]*\n/, 'rationale: " "\n'),
    /8\.5\.yaml:26:9$/,
    "points.0.checks.0.rationale: must not be empty",
  ],
  [
    "a missing rationale",
    "8.5.yaml",
    (text) => text.replace(/ +rationale: Counts[^\n]*\n[^\n]*\n/, ""),
    /8\.5\.yaml:\d+:9$/,
    "points.0.checks.0.rationale is missing",
  ],
  [
    "checks without unseen",
    "8.24.yaml",
    (text) => text.replace(/(id: 8\.24-5\n[\s\S]*?\n) {4}unseen:[^\n]*\n(?: {6}[^\n]*\n)*/, "$1"),
    /8\.24\.yaml:\d+:5$/,
    '8.24-5 has checks but no "unseen"',
  ],
  [
    "checks without person",
    "8.24.yaml",
    (text) => text.replace(/(id: 8\.24-5\n[\s\S]*?\n) {4}person:[^\n]*\n(?: {6}[^\n]*\n)*/, "$1"),
    /8\.24\.yaml:\d+:5$/,
    '8.24-5 has no "person"',
  ],
  [
    "a manual point without person",
    "5.1.yaml",
    (text) => text.replace(/ +person: The signed policy[^\n]*\n([ ]{6}[^\n]*\n)?/, ""),
    /5\.1\.yaml:\d+:5$/,
    '5.1-1 has no "person"',
  ],
  [
    "checks on a manual point",
    "8.24.yaml",
    (text) => text.replace(/(id: 8\.24-5[\s\S]*?mode: )auto/, "$1manual"),
    /8\.24\.yaml:\d+:5$/,
    "8.24-5 is manual but has checks",
  ],
  [
    "a point that is there twice",
    "5.1.yaml",
    (text) => text.replace("id: 5.1-2", "id: 5.1-1"),
    /5\.1\.yaml:\d+:5$/,
    "5.1-1 is there twice",
  ],
  [
    "a point of another control",
    "5.1.yaml",
    (text) => text.replace("id: 5.1-2", "id: 5.2-2"),
    /5\.1\.yaml:\d+:5$/,
    "5.2-2 does not belong to control 5.1",
  ],
  [
    "a check named twice",
    "8.5.yaml",
    (text) => text.replace("id: aws-iam-root-has-mfa", "id: aws-iam-console-user-has-mfa"),
    /8\.5\.yaml:\d+:9$/,
    "names check aws-iam-console-user-has-mfa twice",
  ],
  [
    "a role that is none",
    "8.5.yaml",
    (text) => text.replace("role: decisive", "role: important"),
    /8\.5\.yaml:\d+:\d+$/,
    "points.0.checks.0.role",
  ],
  [
    "an id that became a number",
    "5.10.yaml",
    (text) => text.replace('id: "5.10"', "id: 5.10"),
    /5\.10\.yaml:3:1$/,
    "id:",
  ],
  [
    "an id that is not the file's",
    "5.1.yaml",
    (text) => text.replace('id: "5.1"', 'id: "5.2"'),
    /5\.1\.yaml:3:1$/,
    'the id is "5.2" but the file is 5.1.yaml',
  ],
  [
    "another theme",
    "5.1.yaml",
    (text) => text.replace("theme: organizational", "theme: people"),
    /5\.1\.yaml:5:1$/,
    "control 5.1 is not people",
  ],
  [
    "new, but with predecessors",
    "5.1.yaml",
    (text) => text.replace("isNew: false", "isNew: true"),
    /5\.1\.yaml:6:1$/,
    "isNew contradicts predecessors2013",
  ],
  [
    "a related control that does not exist",
    "5.1.yaml",
    (text) => text.replace('related: ["5.2"', 'related: ["5.38"'),
    /5\.1\.yaml:\d+:11$/,
    "related control 5.38",
  ],
  [
    "an unknown attribute value",
    "5.1.yaml",
    (text) => text.replace("capabilities: [governance]", "capabilities: [governence]"),
    /5\.1\.yaml:\d+:18$/,
    "attributes.capabilities.0",
  ],
  [
    "broken YAML",
    "5.1.yaml",
    (text) => text.replace("title: ", "title: [ "),
    /5\.1\.yaml:\d+:\d+$/,
    "Correct the YAML",
  ],
  [
    "a key that is there twice",
    "5.1.yaml",
    (text) => text.replace("theme:", "theme: organizational\ntheme:"),
    /5\.1\.yaml:\d+:\d+$/,
    "Correct the YAML",
  ],
];

describe("a file with a problem", () => {
  it.each(CASES)("%s", async (_name, file, change, at, says) => {
    const before = await readFile(join(DIRECTORY, file), "utf8");
    const after = change(before);
    expect(after, "the edit changed nothing").not.toBe(before);
    const parsed = parseMappingFile(file, after);
    const problems = "entry" in parsed ? fileProblems(parsed, new Set(checks.map(({ id }) => id))) : parsed;
    const error = mappingError(problems);
    expect(error.code).toBe("MAPPING_INVALID");
    expect(error.message).toContain(says);
    const places = problems.map(({ line, column }) => `${file}:${line}:${column}`);
    expect(
      places.some((place) => at.test(place)),
      error.message,
    ).toBe(true);
    expect(error.remedy).toMatch(/\S/);
  });

  it("is accepted when nothing is wrong with it", async () => {
    const parsed = parseMappingFile("8.5.yaml", await readFile(join(DIRECTORY, "8.5.yaml"), "utf8"));
    expect("entry" in parsed && fileProblems(parsed, new Set(checks.map(({ id }) => id)))).toEqual([]);
  });
});

describe("a mapping with problems", () => {
  let copy: Awaited<ReturnType<typeof copyOfMapping>>;
  beforeEach(async () => {
    copy = await copyOfMapping();
    return copy.remove;
  });

  it("a missing control and a surplus file", async () => {
    await rm(join(copy.directory, "8.28.yaml"));
    const error = await refusal(copy.directory);
    expect(error.message).toContain("control 8.28 is missing");
    await writeFile(join(copy.directory, "8.35.yaml"), "id: ''\n");
    expect((await refusal(copy.directory)).message).toContain("8.35.yaml");
  });

  it("a check that no point uses, unless it says why; and one that says so but is used", async () => {
    const idle = { id: "aws-iam-user-likes-tea" };
    expect((await refusal(DIRECTORY, [...checks, idle])).message).toContain(
      "no point uses check aws-iam-user-likes-tea",
    );
    await expect(
      loadMapping({ directory: DIRECTORY, checks: [...checks, { ...idle, unmapped: "tea is no guidance" }] }),
    ).resolves.toBeDefined();
    const denied = checks.map((check) => (check.id === "aws-iam-root-has-mfa" ? { ...check, unmapped: "why" } : check));
    expect((await refusal(DIRECTORY, denied)).message).toContain("check aws-iam-root-has-mfa says that it is unmapped");
  });

  it("reports all problems of all files together, in order, and counts those beyond twenty", async () => {
    await copy.edit("5.2.yaml", (text) => text.replace("theme:", "colour: red\nsize: 3\ntheme:"));
    await copy.edit("5.10.yaml", (text) => text.replace("isNew: false", "isNew: true"));
    const { message, place } = await refusal(copy.directory);
    expect(message).toMatch(
      /^the mapping has 3 problems:\n.*5\.2\.yaml:5:1: .*\n.*5\.2\.yaml:6:1: .*\n.*5\.10\.yaml:6:1: /,
    );
    expect(place).toMatch(/5\.2\.yaml:5:1$/);
    const many = Array.from({ length: 25 }, (_, index) => ({ id: `aws-iam-idle-${index}` }));
    const crowded = await refusal(DIRECTORY, [...checks, ...many]);
    expect(crowded.message).toContain("the mapping has 25 problems:");
    expect(crowded.message.split("\n")).toHaveLength(22);
    expect(crowded.message).toContain("… and 5 more");
  });

  it("no version, or no folder at all", async () => {
    await writeFile(join(copy.directory, "VERSION"), "\n");
    expect(await refusal(copy.directory)).toMatchObject({
      code: "MAPPING_INVALID",
      message: "the mapping states no version",
    });
    expect(await refusal(join(copy.directory, "nowhere"))).toMatchObject({
      code: "MAPPING_INVALID",
      message: expect.stringContaining("cannot be read"),
    });
  });
});

afterAll(() => {
  expect(checks.length).toBeGreaterThan(70);
});

describe("what was read before", () => {
  let copy: Awaited<ReturnType<typeof copyOfMapping>>;
  let folder: string;
  let cacheFolder: string;
  const kept = (): string => join(cacheFolder, "mapping-readings.json");
  beforeEach(async () => {
    copy = await copyOfMapping();
    folder = copy.directory;
    cacheFolder = join(folder, "cache");
  });
  afterEach(() => copy.remove());

  it("gives the same mapping, and a file that changed is read anew", async () => {
    const fresh = await loadMapping({ directory: DIRECTORY, checks });
    expect(await loadMapping({ directory: folder, checks, cacheFolder })).toEqual(fresh);
    // The second line is what the next command reads instead of YAML.
    const [digest, json = ""] = (await readFile(kept(), "utf8")).split("\n");
    expect(digest).toBe(sha256(json));
    expect(Object.keys(JSON.parse(json) as object)).toHaveLength(93);
    expect(await loadMapping({ directory: folder, checks, cacheFolder })).toEqual(fresh);
    await copy.edit("8.5.yaml", (text) => text.replace(/^owner: .*$/m, "owner: somebody else"));
    const changed = await loadMapping({ directory: folder, checks, cacheFolder });
    expect(changed.controls.find(({ id }) => id === "8.5")?.owner).toBe("somebody else");
    expect(changed.digest).not.toBe(fresh.digest);
  });

  it("still points at the line of a problem that the checks make", async () => {
    await loadMapping({ directory: folder, checks, cacheFolder });
    const [gone] = checks;
    const known = checks.filter(({ id }) => id !== gone?.id);
    const refused = async (cache?: string): Promise<unknown> =>
      loadMapping({ directory: folder, checks: known, ...(cache === undefined ? {} : { cacheFolder: cache }) }).catch(
        (error: unknown) => error,
      );
    const parsed = await refused();
    expect(isExhibitError(parsed) && parsed.message).toContain(gone?.id);
    expect(await refused(cacheFolder)).toEqual(parsed);
  });

  it.each([
    ["altered", (text: string) => text.replace("preventive", "detective!")],
    ["cut", (text: string) => text.slice(0, 5_000)],
    ["no JSON", () => `${sha256("[")}\n[`],
    ["empty", () => `${sha256("{}")}\n{}`],
    ["of another shape", () => `${sha256("null")}\nnull`],
  ])("is not taken when it is %s", async (_, spoil) => {
    const fresh = await loadMapping({ directory: folder, checks, cacheFolder });
    await writeFile(kept(), spoil(await readFile(kept(), "utf8")));
    expect(await loadMapping({ directory: folder, checks, cacheFolder })).toEqual(fresh);
  });
});
