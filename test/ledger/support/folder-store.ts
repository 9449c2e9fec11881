import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ExhibitError, systemErrorCode, type LedgerStore, type StoredCheckpoint } from "#core";

/** The order of a ledger in a folder that several processes share; `link` decides who gets a name, as a database would. */
export class FolderLedgerStore implements LedgerStore {
  readonly #leaves: string;
  readonly #checkpoints: string;

  constructor(folder: string) {
    this.#leaves = join(folder, "leaves");
    this.#checkpoints = join(folder, "checkpoints");
    for (const path of [this.#leaves, this.#checkpoints]) mkdirSync(path, { recursive: true });
  }

  add(leaf: string): void {
    for (let index = count(this.#leaves); !claim(this.#leaves, index, leaf); index += 1);
  }

  async size(): Promise<number> {
    return count(this.#leaves);
  }

  async read(from: number, to: number): Promise<readonly Uint8Array[]> {
    return Array.from({ length: to - from }, (_, place) => readFileSync(join(this.#leaves, String(from + place))));
  }

  async latestCheckpoint(): Promise<StoredCheckpoint | undefined> {
    const saved = count(this.#checkpoints);
    return saved === 0
      ? undefined
      : (JSON.parse(readFileSync(join(this.#checkpoints, String(saved - 1)), "utf8")) as StoredCheckpoint);
  }

  async saveCheckpoint(checkpoint: StoredCheckpoint, previousSize: number): Promise<void> {
    const saved = count(this.#checkpoints);
    const latest = await this.latestCheckpoint();
    const isNext = (latest?.size ?? 0) === previousSize && claim(this.#checkpoints, saved, JSON.stringify(checkpoint));
    if (!isNext) throw new ExhibitError("LEDGER_FORK", "another writer has published");
  }
}

function count(folder: string): number {
  return readdirSync(folder).filter((name) => /^\d+$/.test(name)).length;
}

function claim(folder: string, index: number, text: string): boolean {
  const staged = join(folder, `staged-${randomBytes(6).toString("hex")}`);
  writeFileSync(staged, text);
  try {
    linkSync(staged, join(folder, String(index)));
    return true;
  } catch (error) {
    if (systemErrorCode(error) === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(staged, { force: true });
  }
}
