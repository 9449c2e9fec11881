import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openSigningKey } from "../../src/ledger/keys.ts";
import { openLedger } from "../../src/ledger/writer.ts";
import { holdsConsistency } from "../../src/ledger/verify/merkle.ts";
import { FolderLedgerStore } from "./support/folder-store.ts";
import { scratch } from "./support/scratch.ts";

interface Publisher {
  /** Sizes and roots that it printed after publishing them. */
  readonly published: { size: number; root: Buffer }[];
  readonly ended: Promise<string | number | null>;
  kill(): void;
}

function publisher(
  folder: string,
  name: string,
  count: number,
  onPublished: (own: Publisher) => void = () => undefined,
): Publisher {
  const child = spawn(
    process.execPath,
    ["--conditions=exhibit-source", join(import.meta.dirname, "support/publisher.ts"), folder, name, String(count)],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let rest = "";
  const own: Publisher = {
    published: [],
    ended: new Promise((resolve) => child.on("close", (code, signal) => resolve(signal ?? code))),
    kill: () => child.kill("SIGKILL"),
  };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const [size = "", root = ""] = line.split(" ");
      own.published.push({ size: Number(size), root: Buffer.from(root, "hex") });
      onPublished(own);
    }
  });
  return own;
}

describe("kill -9", () => {
  it(
    "of one of two publishing processes loses nothing that was published and stops nobody",
    { timeout: 90_000 },
    async () => {
      const folder = scratch();
      const survivor = publisher(folder, "survivor", 14);
      const victims: Publisher[] = [];
      for (const delay of [0, 3, 9]) {
        // Not at a step of our choosing: some milliseconds after its third publication, wherever it then is.
        const victim = publisher(
          folder,
          `victim ${delay}`,
          100_000,
          (own) => void (own.published.length === 3 && setTimeout(() => own.kill(), delay)),
        );
        victims.push(victim);
        expect(await victim.ended).toBe("SIGKILL");
      }
      expect(await survivor.ended).toBe(0);
      const store = new FolderLedgerStore(join(folder, "store"));
      const ledger = await openLedger({
        store,
        directory: join(folder, "ledger"),
        signer: await openSigningKey({ dataDir: folder }),
      });
      const last = await ledger.publish();
      expect(last.size).toBe(await store.size());
      expect(await ledger.fsck()).toMatchObject({ ok: true, size: last.size });
      expect(readFileSync(join(folder, "ledger/checkpoint"), "utf8")).toBe(last.note);
      const promised = [survivor, ...victims].flatMap(({ published }) => published);
      expect(promised.length).toBeGreaterThanOrEqual(14 + 9);
      for (const { size, root } of promised) {
        expect(
          holdsConsistency(
            size,
            last.size,
            await ledger.consistencyProof(size),
            root,
            Buffer.from(last.rootHash, "hex"),
          ),
        ).toBe(true);
      }
    },
  );
});
