import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { summarizeExchanges } from "../../src/gateway/index.ts";
import { openTestSession, temporaryDirectory } from "./support.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

function heapMegabytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

test.each([
  // As objects, records would be 15 MB; bodies would be 80 MB and 6 MB.
  { total: 20_000, archived: false, megabytes: 8 },
  { total: 1500, archived: true, megabytes: 6 },
])(
  "$total exchanges leave their digests in memory, and nothing of their bodies (archive: $archived)",
  async ({ total, archived, megabytes }) => {
    let asked = 0;
    const network: typeof globalThis.fetch = async () => {
      asked += 1;
      return new Response(`${String(asked)} `.padEnd(4096, "x"), {
        headers: { date: "Sun, 22 Nov 2026 12:00:00 GMT" },
      });
    };
    const archive = archived ? { directory: await temporaryDirectory(), recipients: [] } : undefined;
    const session = await openTestSession("http://127.0.0.1:9", { archive }, { network, limits: { concurrency: 20 } });
    const worker = async (label: string, count: number): Promise<void> => {
      const own = session.door.labelled(label);
      for (let index = 0; index < count; index += 1) {
        const answer = await own.fetch(`http://127.0.0.1:9/any/${label}/${String(index)}`);
        if (!(await answer.text()).endsWith("x")) throw new Error("the body was lost");
      }
    };
    const warmUp = 500;
    await worker("warm-up", warmUp);
    const before = heapMegabytes();
    await Promise.all(Array.from({ length: 10 }, (_, lane) => worker(`lane-${String(lane)}`, (total - warmUp) / 10)));
    expect(heapMegabytes() - before).toBeLessThan(megabytes);
    expect(asked).toBe(total);
    expect(session.calls()).toEqual({ "test:GetAny": total });
    expect(summarizeExchanges(session.exchanges({ label: "lane-3" })).count).toBe((total - warmUp) / 10);
  },
  60_000,
);
