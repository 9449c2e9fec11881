import { BaseSequencer, type TestSpecification } from "vitest/node";
import { defineConfig } from "vitest/config";

// As Node resolves: no `module` condition, because the AWS SDK's builds for bundlers break under it.
const conditions = ["exhibit-source", "node", "default"];

/** Suites of whole processes: minutes of them, so that no worker is left alone with one at the end. */
const LONGEST = [
  "test/e2e/denial.test.ts",
  "test/cli/connections.test.ts",
  "test/cli/faults.test.ts",
  "test/sandbox/platforms.test.ts",
  "test/cli/journey.test.ts",
  "test/e2e/kill.test.ts",
  "test/denial/github.test.ts",
  "test/denial/aws-config.test.ts",
  "test/cli/settings.test.ts",
  "test/e2e/replay.test.ts",
  "test/web/browser.test.ts",
  "test/e2e/canary.test.ts",
  "test/e2e/moto.test.ts",
  "test/denial/google-workspace.test.ts",
  "test/store/durability.test.ts",
  "test/store/open-embedded.test.ts",
  "test/store/disk-full.test.ts",
  "test/contract/aws-iam.contract.test.ts",
  "test/queue/stress.test.ts",
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const index = LONGEST.findIndex((name) => moduleId.endsWith(`/${name}`));
      return index === -1 ? LONGEST.length : index;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

/** They run whole processes, replace modules, patch what all files share, or measure memory. */
const ALONE = [
  "test/cli/**/*.test.ts",
  "test/denial/**/*.test.ts",
  "test/e2e/**/*.test.ts",
  "test/store/**/*.test.ts",
  "test/web/**/*.test.ts",
  "collectors/github/test/recorded.test.ts",
  "collectors/aws-iam/test/errors.test.ts",
  "test/gateway/archive.test.ts",
  "test/gateway/scale.test.ts",
  "test/misjudgement/aws-iam.test.ts",
  "test/misjudgement/github.test.ts",
  "test/pipeline/recover.test.ts",
  "test/sandbox/platforms.test.ts",
  "test/queue/**/*.test.ts",
  "test/service/**/*.test.ts",
  "test/export/**/*.test.ts",
];

/** Whole processes and servers, minutes of them: for `EXHIBIT_TEST_LANES=all`, set in `.ci/run`. */
const EXTRA = [
  "test/cli/assess.test.ts",
  "test/cli/bundle.test.ts",
  "test/cli/cancel.test.ts",
  "test/cli/connections.test.ts",
  "test/cli/export.test.ts",
  "test/cli/migrate.test.ts",
  "test/cli/retention.test.ts",
  "test/cli/settings.test.ts",
  "test/contract/aws-config.contract.test.ts",
  "test/denial/aws-config.test.ts",
  "test/denial/github.test.ts",
  "test/denial/google-workspace.test.ts",
  "test/e2e/canary.test.ts",
  "test/e2e/kill.test.ts",
  "test/e2e/moto.test.ts",
  "test/e2e/replay.test.ts",
  "test/export/schemas.test.ts",
  "test/ledger/go-verify.test.ts",
  "test/pipeline/apart.test.ts",
  "test/pipeline/retention.test.ts",
  "test/queue/embedded.test.ts",
  "test/queue/postgres.test.ts",
  "test/queue/redis.test.ts",
  "test/queue/stress.test.ts",
  "test/sandbox/platforms.test.ts",
  "test/service/canary.test.ts",
  "test/service/ending.test.ts",
  "test/service/postgres.test.ts",
  "test/service/redis.test.ts",
  "test/service/serve.test.ts",
  "test/store/server.test.ts",
];
const all = process.env["EXHIBIT_TEST_LANES"] === "all";
if (!all) process.stderr.write(`left to EXHIBIT_TEST_LANES=all: ${EXTRA.join(", ")}\n`);

const summary = process.env["EXHIBIT_TEST_SUMMARY"];

export default defineConfig({
  ssr: { resolve: { conditions } },
  resolve: { conditions },
  test: {
    reporters: summary === undefined ? ["default"] : ["default", ["json", { outputFile: summary }]],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    exclude: ["test/trials/**", "node_modules/**", ...(all ? [] : EXTRA)],
    projects: [
      { extends: true, test: { name: "alone", include: ALONE } },
      {
        extends: true,
        test: {
          name: "shared",
          include: ["src/**/*.test.ts", "collectors/**/*.test.ts", "test/**/*.test.ts"],
          exclude: ALONE,
          // One process for many files: hundreds of checks and the vendors' SDKs are loaded once, not by each.
          isolate: false,
        },
      },
    ],
  },
});
