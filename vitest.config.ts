import { defineConfig } from "vitest/config";

// As Node resolves: no `module` condition, because the AWS SDK's builds for bundlers break under it.
const conditions = ["exhibit-source", "node", "default"];
/** Suites of whole processes and repeated runs, minutes of them: `EXHIBIT_TEST_LANES=all` (set in `.ci/run`) runs them too. */
const LONG = [
  "test/cli/faults.test.ts",
  "test/cli/settings.test.ts",
  "test/e2e/canary.test.ts",
  "test/e2e/kill.test.ts",
  "test/e2e/moto.test.ts",
  "test/e2e/replay.test.ts",
  "test/queue/postgres.test.ts",
  "test/queue/redis.test.ts",
  "test/queue/stress.test.ts",
  "test/sandbox/github-denial.test.ts",
  "test/sandbox/google-denial.test.ts",
  "test/service/canary.test.ts",
  "test/service/ending.test.ts",
  "test/service/postgres.test.ts",
  "test/service/responsive.test.ts",
];
const all = process.env["EXHIBIT_TEST_LANES"] === "all";
if (!all) process.stderr.write(`long suites left to EXHIBIT_TEST_LANES=all: ${LONG.join(", ")}\n`);

const summary = process.env["EXHIBIT_TEST_SUMMARY"];

export default defineConfig({
  ssr: { resolve: { conditions } },
  resolve: { conditions },
  test: {
    include: ["src/**/*.test.ts", "collectors/**/*.test.ts", "test/**/*.test.ts"],
    exclude: ["test/trials/**", "node_modules/**", ...(all ? [] : LONG)],
    reporters: summary === undefined ? ["default"] : ["default", ["json", { outputFile: summary }]],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
