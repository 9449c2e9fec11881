import { defineConfig } from "vitest/config";

export default defineConfig({
  ssr: { resolve: { conditions: ["exhibit-source", "node", "default"] } },
  resolve: { conditions: ["exhibit-source", "node", "default"] },
  test: {
    include: ["src/**/*.test.ts", "collectors/**/*.test.ts", "test/**/*.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
