import { afterAll, afterEach, beforeAll } from "vitest";
import { makeBed, type Bed, type BedOptions, type Suite } from "./bed.ts";
import { cancelling } from "./suite/cancelling.ts";
import { failures } from "./suite/failures.ts";
import { orderAndLimits } from "./suite/order-and-limits.ts";
import { overview } from "./suite/overview.ts";
import { recovery } from "./suite/recovery.ts";
import { schedules } from "./suite/schedules.ts";

/** What every backend must do alike. */
export function queueContract(
  options: () => BedOptions | Promise<BedOptions>,
  /** Absent on the embedded database, whose owner `stress.test.ts` kills. */
  freshDatabase?: () => Promise<string>,
): void {
  let bed: Bed;
  beforeAll(async () => {
    bed = await makeBed(await options());
    await bed.reset();
  }, 60_000);
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") process.stderr.write(`${task.name}:\n${await bed.describe()}\n`);
    await bed.reset();
  });
  afterAll(() => bed?.close());

  const suite: Suite = { options, freshDatabase, bed: () => bed, all: () => bed.slots.list({ limit: 1_000 }) };
  schedules(suite);
  orderAndLimits(suite);
  cancelling(suite);
  failures(suite);
  recovery(suite);
  overview(suite);
}
