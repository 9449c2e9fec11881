import { expect, test } from "vitest";
import { newRunId } from "../samples.ts";
import type { Opened } from "./opened.ts";

export function assessments({ store }: Opened): void {
  test("the newest assessment of a run is the one that counts, and none changes", async () => {
    const runId = newRunId();
    const assessment = (size: number): never => ({ schemaVersion: 1, filler: "a\0".repeat(size) }) as never;
    const at = (second: number): string => `2026-11-22T05:31:0${second}.000Z`;
    expect(await store().getAssessment(runId)).toBeUndefined();
    const one = { id: `${runId}-1`, runId, createdAt: at(1), origin: "snapshot" as const, assessment: assessment(1) };
    const two = {
      id: `${runId}-2`,
      runId,
      createdAt: at(2),
      origin: "reassess" as const,
      assessment: assessment(500_000),
    };
    await store().saveAssessment(two);
    await store().saveAssessment(one);
    await store().saveAssessment({ ...two, createdAt: at(3), assessment: assessment(2) });
    expect(await store().getAssessment(runId)).toEqual(two);
  });
}
