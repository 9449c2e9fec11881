import { defineConfig } from "vitest/config";

// As Node resolves: no `module` condition, because the AWS SDK's builds for bundlers break under it.
const conditions = ["exhibit-source", "node", "default"];
const summary = process.env["EXHIBIT_TEST_SUMMARY"];

export default defineConfig({
  ssr: { resolve: { conditions } },
  resolve: { conditions },
  test: {
    include: ["src/**/*.test.ts", "collectors/**/*.test.ts", "test/**/*.test.ts"],
    exclude: ["test/trials/**", "node_modules/**"],
    reporters: summary === undefined ? ["default"] : ["default", ["json", { outputFile: summary }]],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
