import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
// @ts-expect-error -- plain JavaScript, read by depcruise itself
import config, { ALLOWED, rules } from "../tools/dependency-rules.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** One forbidden import for each rule: [file, what it imports]. */
const FORBIDDEN: Readonly<Record<string, readonly [file: string, imports: string]>> = {
  ...Object.fromEntries(
    Object.keys(ALLOWED as object).map((folder) => [
      `src-${folder}`,
      [`src/${folder}/bad.ts`, folder === "api" ? "../store/target.ts" : "../api/target.ts"] as const,
    ]),
  ),
  "core-node-modules": ["src/core/bad-node.ts", "node:fs"],
  collectors: ["collectors/one/bad.ts", "../../src/store/target.ts"],
  "checks-across-platforms": ["collectors/one/checks/bad-across.ts", "../../two/policy/target.ts"],
  "collectors-shared": ["collectors/_shared/bad.ts", "../one/target.ts"],
  "checks-are-pure": ["collectors/one/checks/bad.ts", "../collector.ts"],
  "main-is-the-end": ["src/cli/bad-main.ts", "../main.ts"],
  "verifier-shares-no-writer": ["src/ledger/verify/bad.ts", "../writer.ts"],
  "no-cycles": ["src/core/cycle-a.ts", "./cycle-b.ts"],
  "no-unresolved": ["src/core/bad-unresolved.ts", "./nowhere.ts"],
  "vendor-bullmq": ["src/cli/bad-bullmq.ts", "bullmq"],
  "vendor-ioredis-": ["src/cli/bad-ioredis.ts", "ioredis"],
  "vendor-pg-": ["src/cli/bad-pg.ts", "pg"],
  "vendor--electric-sql-": ["src/cli/bad-pglite.ts", "@electric-sql/pglite"],
  "vendor-pino-": ["src/cli/bad-pino.ts", "pino"],
  "vendor-prom-client-": ["src/cli/bad-prom-client.ts", "prom-client"],
  "vendor--opentelemetry-": ["src/cli/bad-opentelemetry.ts", "@opentelemetry/api"],
  "vendor-fastify-": ["src/cli/bad-fastify.ts", "fastify"],
  "vendor-nock-": ["src/cli/bad-nock.ts", "nock"],
};

/** A check may read what another platform's evidence looks like; the collector around it may not. */
const ACROSS = "collectors/one/checks/good-across.ts";
const NOT_ACROSS = "collectors/one/bad-across.ts";

const TARGETS = [
  "src/api/target.ts",
  "src/store/target.ts",
  "collectors/one/target.ts",
  "collectors/one/collector.ts",
  "collectors/two/evidence.ts",
  "collectors/two/policy/target.ts",
  "src/main.ts",
  "src/ledger/writer.ts",
];

let folder: string;
let broken: ReadonlyMap<string, ReadonlySet<string>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "exhibit-architecture-"));
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  };
  for (const target of TARGETS) await write(target, "export const target = 1;\n");
  const across: readonly (readonly [string, string])[] = [
    [ACROSS, "../../two/evidence.ts"],
    [NOT_ACROSS, "../two/evidence.ts"],
  ];
  for (const [file, imports] of [...Object.values(FORBIDDEN), ...across])
    await write(file, `import * as it from "${imports}";\nexport const used = it;\n`);
  await write("src/core/cycle-b.ts", 'import * as it from "./cycle-a.ts";\nexport const used = it;\n');
  for (const name of ["bullmq", "fastify"]) {
    await write(
      `node_modules/${name}/package.json`,
      JSON.stringify({ name, version: "1.0.0", type: "module", exports: "./index.js" }),
    );
    await write(`node_modules/${name}/index.js`, "export const it = 1;\n");
  }
  for (const name of ["pg", "ioredis", "nock", "@electric-sql", "pino", "prom-client", "@opentelemetry"])
    await symlink(join(ROOT, "node_modules", name), join(folder, "node_modules", name));
  await write("package.json", JSON.stringify({ type: "module" }));
  const result = await cruise(["src", "collectors"], {
    ...config.options,
    ruleSet: { forbidden: rules },
    validate: true,
    baseDir: folder,
    preserveSymlinks: true,
  });
  broken = violations(result.output as ICruiseResult);
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

function violations(result: ICruiseResult): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { rule, from } of result.summary.violations)
    found.set(rule.name, (found.get(rule.name) ?? new Set()).add(from));
  return found;
}

describe("import boundaries", () => {
  it("has a forbidden import for every rule", () => {
    expect((rules as { name: string }[]).map(({ name }) => name).toSorted()).toEqual(Object.keys(FORBIDDEN).toSorted());
  });

  it.each(Object.entries(FORBIDDEN))("%s refuses its forbidden import", (rule, [file]) => {
    expect([...(broken.get(rule) ?? [])]).toContain(file);
  });

  it("lets checks, and nothing else of a collector, import the evidence of another", () => {
    expect([...broken].filter(([, files]) => files.has(ACROSS))).toEqual([]);
    expect([...(broken.get("collectors") ?? [])]).toContain(NOT_ACROSS);
  });
});
