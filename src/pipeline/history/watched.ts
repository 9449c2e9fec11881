import { NO_COUNTS, type Instant, type OutcomeCounts } from "../../core/index.ts";
import type { Sight } from "../sights.ts";
import { add, NO_DAYS, ResourceMeter, type Period, type ResourceDays } from "./endurance.ts";

/**
 * Resource-days of one check through one connection: of each scope by itself, so that an account that a run did not look
 * at becomes unseen, as if it were denied, and does not vanish from the sum. Where retention has left nothing but the counts of all scopes
 * together, these count for that time.
 */
export class WatchedCheck {
  readonly #period: Period;
  readonly #holdMs: number;
  readonly #scopes = new Map<string, ResourceMeter>();
  #together: ResourceMeter | undefined;
  /** Since when scopes are counted one by one; undefined while they are counted together. */
  #apartSince: Instant | undefined;

  constructor(period: Period, holdMs: number) {
    this.#period = period;
    this.#holdMs = holdMs;
    this.#apartSince = period.from;
  }

  observe(at: Instant, sights: readonly Sight[]): void {
    if (this.#apartSince === undefined) {
      this.#together?.rest(Date.parse(at));
      for (const meter of this.#scopes.values()) meter.resume(Date.parse(at));
      this.#apartSince = at;
    }
    for (const { scope, counts, blind } of sights) {
      let meter = this.#scopes.get(scope);
      if (meter === undefined) this.#scopes.set(scope, (meter = this.#meterFrom(this.#apartSince)));
      meter.observe({ at, counts, blind });
    }
    const looked = new Set(sights.map(({ scope }) => scope));
    for (const [scope, meter] of this.#scopes)
      if (!looked.has(scope)) meter.observe({ at, counts: NO_COUNTS, blind: true });
  }

  /** Counts of all scopes together. Whether one of them was blind they do not say: what was undetermined may stand for more. */
  observeTogether(at: Instant, counts: OutcomeCounts): void {
    if (this.#apartSince !== undefined) {
      const meters = [...this.#scopes.values()];
      const size = meters.reduce((sum, meter) => sum + meter.size, 0);
      for (const meter of meters) meter.rest(Date.parse(at));
      if (this.#together === undefined) this.#together = this.#meterFrom(meters.length === 0 ? this.#apartSince : at);
      else this.#together.resume(Date.parse(at));
      if (size > 0) this.#together.expect(size);
      this.#apartSince = undefined;
    }
    this.#together?.observe({ at, counts, blind: counts.undetermined > 0 });
  }

  /** Whether some scope was only ever blind: nobody saw how much there is. */
  get isUnsized(): boolean {
    return this.#apartSince !== undefined && [...this.#scopes.values()].some(({ isUnsized }) => isUnsized);
  }

  /** What is still unknown in size has the size that an older run saw. */
  expect(sights: readonly Sight[]): void {
    for (const { scope, counts, blind } of sights) {
      const meter = this.#scopes.get(scope);
      if (!blind && meter?.isUnsized === true) meter.expect(counts.pass + counts.fail + counts.undetermined);
    }
  }

  days(): ResourceDays {
    const meters = [...this.#scopes.values(), ...(this.#together === undefined ? [] : [this.#together])];
    return meters.map((meter) => meter.days()).reduce(add, NO_DAYS);
  }

  #meterFrom(from: Instant): ResourceMeter {
    return new ResourceMeter(
      { from: from < this.#period.from ? this.#period.from : from, to: this.#period.to },
      this.#holdMs,
    );
  }
}
