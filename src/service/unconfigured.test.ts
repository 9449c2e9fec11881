import { describe, expect, it } from "vitest";
import type { PlannedSchedule } from "../core/index.ts";
import { unconfigured } from "./unconfigured.ts";

const schedule: PlannedSchedule = {
  connection: "aws",
  platform: "aws",
  everyMs: 3_600_000,
  jitterMs: 0,
  priority: 10,
  plannedUntil: "2026-11-22T00:00:00.000Z",
};
const slots = { schedules: async () => [schedule] };

describe("a run whose connection this process does not know", () => {
  it("is left to others while the record has a schedule for it, and costs no attempt", async () => {
    expect(await unconfigured("aws", slots, "exhibit.yaml")).toMatchObject({
      retryAfterMs: 60_000,
      counts: false,
      error: { code: "CONFIG_INVALID", message: expect.stringContaining("older than the schedule") },
    });
  });

  it("needs a person when nobody schedules it any more", async () => {
    await expect(unconfigured("gone", slots, "exhibit.yaml")).rejects.toMatchObject({
      code: "CONFIG_INVALID",
      place: "exhibit.yaml",
    });
  });
});
