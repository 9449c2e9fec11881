import { expect, test } from "vitest";
import { instant } from "../../../src/core/index.ts";
import { ended, every, HOUR, until, type Suite } from "../bed.ts";

export function overview({ all, bed }: Suite): void {
  test("of some runs, those whose slot has not ended are open", async () => {
    const at = instant(new Date());
    for (const runId of ["run-due", "run-running", "run-done", "run-cancelled", "run-unasked"]) {
      const slot = { runId, connection: runId, platform: "aws", dueAt: at, notBefore: at, priority: 0 } as const;
      await bed().slots.add({ ...slot, trigger: "demand" });
    }
    for (const runId of ["run-running", "run-done"]) await bed().slots.begin(runId, "worker", at);
    await bed().slots.end("run-done", { state: "complete", at });
    await bed().slots.requestCancel("run-cancelled", at);
    const asked = ["run-due", "run-running", "run-done", "run-cancelled", "run-unknown"];
    expect([...(await bed().slots.openAmong(asked))].toSorted()).toEqual(["run-due", "run-running"]);
    expect(await bed().slots.openAmong([])).toEqual(new Set());
  });

  test("what is going on can be seen", async () => {
    const queue = await bed().queue({ version: "1.2.3" });
    await queue.setSchedules([every("later", HOUR)]);
    const go = Promise.withResolvers<void>();
    const worker = await queue.work(async () => {
      await go.promise;
      return { status: "complete" };
    });
    const run = await queue.enqueue("later");
    await queue.enqueue("later");
    await until(
      () => queue.workers(),
      ([one]) => one?.running.includes(run) === true,
    );
    expect(await queue.workers()).toMatchObject([{ id: worker.id, pid: process.pid, version: "1.2.3", alive: true }]);
    expect(worker.running()).toEqual([run]);
    expect(await queue.counts()).toMatchObject({
      platforms: { aws: { due: 1, running: 1 } },
      active: 1,
      paused: false,
    });
    await expect(queue.slot("nothing")).rejects.toMatchObject({ code: "RUN_NOT_FOUND" });
    await expect(queue.enqueue("unknown")).rejects.toMatchObject({ code: "USAGE_INVALID" });
    go.resolve();
    await until(all, (slots) => slots.every(ended));
  });
}
