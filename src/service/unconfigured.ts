import { ExhibitError, type SlotStore } from "../core/index.ts";
import type { JobEnd } from "../queue/index.ts";

/** Long enough for another process to take the run, or for this one to be given the newer configuration. */
const ELSEWHERE_MS = 60_000;

/**
 * What becomes of a run whose connection is not in this process's configuration. While the record has a schedule for it,
 * some process's configuration does, and this one's is older: that is no fault of the run. Otherwise CONFIG_INVALID: it was
 * taken out meanwhile.
 */
export async function unconfigured(
  connection: string,
  slots: Pick<SlotStore, "schedules">,
  place: string,
): Promise<JobEnd> {
  const message = `connection "${connection}" is not configured in this process`;
  const scheduled = (await slots.schedules()).some((schedule) => schedule.connection === connection);
  if (!scheduled)
    throw new ExhibitError("CONFIG_INVALID", message, {
      place,
      remedy: "configure it, or cancel the run with `exhibit queue cancel`",
    });
  return {
    retryAfterMs: ELSEWHERE_MS,
    counts: false,
    error: {
      code: "CONFIG_INVALID",
      message: `${message}, whose configuration is older than the schedule: another one may run it`,
      remedy: "give all processes the same configuration, and restart those that do not see the new one",
      actor: "operator",
    },
  };
}
