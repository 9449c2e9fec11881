import { describe, expect, test } from "vitest";
import { newRunId, sampleRun } from "../samples.ts";
import type { Opened } from "./opened.ts";

export function runs({ store }: Opened): void {
  describe("runs", () => {
    test("a run comes back as it was, by id and by prefix", async () => {
      const run = sampleRun(newRunId(), {
        controls: ["8.5"],
        error: { code: "CANCELLED", message: "odd: \0 \ud800 \u{1F512}" },
      });
      await store().createRun(run);
      expect(await store().getRun(run.id)).toEqual(run);
      expect(await store().getRun(run.id.slice(0, 30).toUpperCase())).toEqual(run);
    });

    test("creating again keeps what was patched since", async () => {
      const run = sampleRun(newRunId());
      await store().createRun(run);
      await store().updateRun(run.id, { step: "seal" });
      await store().createRun(run);
      expect(await store().getRun(run.id)).toEqual({ ...run, step: "seal" });
    });

    test("latest is the newest that ended complete or incomplete; open runs are the running ones", async () => {
      const [done, failed, running] = [newRunId(), newRunId(), newRunId()];
      const at = (second: number): string => `2027-01-01T00:00:0${second}.000Z`;
      await store().createRun(sampleRun(done, { startedAt: at(1) }));
      await store().createRun(sampleRun(failed, { startedAt: at(2), status: "failed" }));
      await store().createRun(sampleRun(running, { startedAt: at(3) }));
      await store().updateRun(done, { status: "incomplete", endedAt: at(4), asOf: at(4), step: "done" });
      expect((await store().getRun("latest")).id).toBe(done);
      await store().createRun(sampleRun(newRunId(), { startedAt: at(0), status: "complete", part: true }));
      expect((await store().getRun("latest")).id).toBe(done);
      expect((await store().listRuns(3)).map((run) => run.id)).toEqual([running, failed, done]);
      expect((await store().runsEndedAfter(at(3), 10)).map((run) => run.id)).toEqual([done]);
      expect((await store().runsEndedAfter(at(4), 10)).map((run) => run.id)).not.toContain(done);
      const open = (await store().openRuns()).map((run) => run.id);
      expect(open).toContain(running);
      expect(open).not.toContain(done);
      expect(open).not.toContain(failed);
    });

    test("unknown, short and ambiguous ids are RUN_NOT_FOUND", async () => {
      const [one, two] = ["aaaa1111-0000-7000-8000-000000000001", "aaaa1111-0000-7000-8000-000000000002"];
      await store().createRun(sampleRun(one, { status: "failed" }));
      await store().createRun(sampleRun(two, { status: "failed" }));
      await expect(store().getRun("aaaa1111")).rejects.toMatchObject({
        code: "RUN_NOT_FOUND",
        message: expect.stringContaining("more than one"),
      });
      await expect(store().getRun("aaa")).rejects.toMatchObject({
        code: "RUN_NOT_FOUND",
        message: expect.stringContaining("at least 4"),
      });
      for (const id of ["ffffffff", "aaaa1111\0", "ü".repeat(9), "aaaa 111"]) {
        await expect(store().getRun(id)).rejects.toMatchObject({ code: "RUN_NOT_FOUND" });
      }
      await expect(store().updateRun("ffffffff", { step: "seal" })).rejects.toMatchObject({ code: "RUN_NOT_FOUND" });
      expect((await store().getRun(one)).id).toBe(one);
    });
  });

  describe("claims", () => {
    test("what is claimed is refused to everyone else until it is given back", async () => {
      const release = await store().claim("run a");
      expect(release).toBeTypeOf("function");
      expect(await store().claim("run a")).toBeUndefined();
      const other = await store().claim("run b");
      expect(other).toBeTypeOf("function");
      await release?.();
      const again = await store().claim("run a");
      expect(again).toBeTypeOf("function");
      await again?.();
      await other?.();
    });
  });
}
