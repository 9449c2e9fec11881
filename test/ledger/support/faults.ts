import type { LedgerStore } from "#core";
import type { LedgerFiles } from "../../../src/ledger/files.ts";

/** Stands for a machine that stops: everything after it fails as well, until the "process" starts again. */
export class Crash extends Error {}

/**
 * Stops everything at the `at`-th step (from 0). `before`: the step is not done; `after`: it is done, but nobody hears of it;
 * `torn`: a staged file keeps half of its bytes.
 */
export class FaultPlan {
  steps = 0;
  readonly at: number;
  readonly manner: "before" | "after" | "torn";

  constructor(at: number, manner: "before" | "after" | "torn") {
    this.at = at;
    this.manner = manner;
  }

  async step<T>(work: () => Promise<T>, torn?: () => Promise<unknown>): Promise<T> {
    const step = this.steps;
    this.steps += 1;
    if (step > this.at) throw new Crash(`the process is gone since step ${this.at}`);
    if (step < this.at) return work();
    if (this.manner === "after") await work();
    if (this.manner === "torn") await torn?.();
    throw new Crash(`crash ${this.manner} step ${step}`);
  }
}

export function faultyStore(store: LedgerStore, plan: FaultPlan): LedgerStore {
  return {
    size: () => plan.step(() => store.size()),
    read: (from, to) => plan.step(() => store.read(from, to)),
    latestCheckpoint: () => plan.step(() => store.latestCheckpoint()),
    saveCheckpoint: (checkpoint, previousSize) => plan.step(() => store.saveCheckpoint(checkpoint, previousSize)),
  };
}

export function faultyFiles(files: LedgerFiles, plan: FaultPlan): LedgerFiles {
  return {
    read: (path) => plan.step(() => files.read(path)),
    stage: (path, bytes) =>
      plan.step(
        () => files.stage(path, bytes),
        () => files.stage(path, bytes.subarray(0, bytes.length / 2)),
      ),
    // A file system without our fsync may bring back a shortened file under the final name.
    place: (staged, path) =>
      plan.step(
        () => files.place(staged, path),
        async () => {
          const bytes = (await files.read(staged)) ?? Buffer.alloc(0);
          await files.place(await files.stage(path, bytes.subarray(0, bytes.length / 2)), path);
        },
      ),
    settle: (folder) => plan.step(() => files.settle(folder)),
    list: (folder) => plan.step(() => files.list(folder)),
    remove: (path) => plan.step(() => files.remove(path)),
  };
}
