import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { startFront } from "../../src/service/front/front.ts";
import type { Readiness } from "../../src/service/readiness.ts";

const PART = { ok: true };
const READY: Readiness = {
  ready: true,
  state: "serving",
  parts: { database: PART, migrations: PART, queue: PART, configuration: PART },
};
const ASK = `
  const ask = async (path) => (await fetch(process.argv[1] + "/" + path)).status;
  const seen = [];
  for (let n = 0; n < 100; n += 1) seen.push(await ask("healthz"));
  console.log(JSON.stringify([...seen, await ask("readyz"), await ask("metrics")]));
`;

// How quick it is while real runs are sealed and judged: `npm run bench -- --only service`.
it("answers while the thread that works does not turn at all", async () => {
  const front = await startFront({
    host: "127.0.0.1",
    port: 0,
    readiness: async () => READY,
    metrics: async () => "works 1\n",
    onBroken: (error) => {
      throw error;
    },
  });
  try {
    // Heard once, before this thread stands still.
    for (const path of ["readyz", "metrics"]) expect((await fetch(`${front.url}/${path}`)).status).toBe(200);
    const asked = spawnSync(process.execPath, ["--input-type=module", "-e", ASK, front.url], { encoding: "utf8" });
    expect(asked.stderr).toBe("");
    expect(JSON.parse(asked.stdout)).toEqual(Array.from({ length: 102 }, () => 200));
  } finally {
    await front.close();
  }
});
