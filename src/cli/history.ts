import { daysBetween, ExhibitError, instant, type Instant } from "../core/index.ts";
import { lastedDays, type Deviation } from "../pipeline/history/deviations.ts";
import type { ControlHistory, TrendPoint } from "../pipeline/history/history.ts";
import { lastOfSlots } from "../pipeline/history/slots.ts";
import { percent, plural, type Output } from "./output.ts";

const SHOWN = 20;
/** As many bars as there are slots of time: each stands for the last run in one. */
const BARS_SHOWN = 60;
const UNIT_DAYS: Readonly<Record<string, number>> = { d: 1, w: 7, m: 30, y: 365 };

/** A time before now from a flag: `90d`, `12w`, `6m`, `1y` ago, or an instant. */
export function parseTime(text: string, now: Date, flag: string): Instant {
  const relative = /^([1-9]\d{0,3})([dwmy])$/.exec(text);
  if (relative !== null)
    return instant(new Date(now.getTime() - Number(relative[1]) * (UNIT_DAYS[relative[2] ?? "d"] ?? 1) * 86_400_000));
  const date = parseDate(text);
  if (date !== undefined && date < now) return instant(date);
  throw new ExhibitError("USAGE_INVALID", `"${text}" is no time before now`, {
    place: flag,
    remedy: "use a form like 90d, 12w, 6m, 1y or 2026-01-31",
  });
}

/** A date, with or without a time of day, that the calendar has: `Date` takes 31 February for 3 March without a word. */
export function parseDate(text: string): Date | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?$/.exec(text);
  if (parts === null) return undefined;
  const [year = 0, month = 0, day = 0] = parts.slice(1, 4).map(Number);
  const exists = new Date(Date.UTC(year, month - 1, day)).toISOString().startsWith(text.slice(0, 10));
  const date = new Date(text);
  return exists && !Number.isNaN(date.getTime()) ? date : undefined;
}

export function tellHistory(out: Output, history: ControlHistory): void {
  const { period, trend, points, deviations, coverage } = history;
  out.line();
  out.heading(`From ${period.from} to ${period.to}`);
  if (trend.length === 0) out.line("no run judged this control in this time");
  const found = steps(trend);
  const shown = found.slice(-SHOWN);
  if (found.length > shown.length)
    out.line(out.dim(`  ${plural(found.length - shown.length, "earlier change")} not shown: --json lists every run`));
  out.table(
    shown.map(({ point, times }) => [
      point.at,
      out.verdict(point.verdict),
      `assured ${percent(point.assured)}`,
      `possible ${percent(point.possible)}`,
      times > 1 ? out.dim(`the same in ${plural(times, "run")}`) : "",
    ]),
    "  ",
  );
  if (trend.length > 1) {
    const drawn = lastOfSlots(trend, period, BARS_SHOWN);
    const part = drawn.length < trend.length ? out.dim(`  ${drawn.length} of ${plural(trend.length, "run")}`) : "";
    out.line(
      `  assured  ${sparkline(drawn.map(({ assured }) => assured))}  possible  ${sparkline(drawn.map(({ possible }) => possible))}${part}`,
    );
  }
  const seen = points.filter(({ assured }) => assured !== null);
  section(
    out,
    "How long the points held (share of resource-days)",
    seen.map((point) => [
      point.id,
      `between ${percent(point.assured)} and ${percent(point.possible)}`,
      `${count(point.failing)} resource-days deviating, ${count(point.unseen)} unseen`,
    ]),
  );
  const open = deviations.filter(({ endedBy }) => endedBy === undefined);
  const ended = deviations.filter(({ endedBy }) => endedBy !== undefined);
  section(out, `Deviations that last (${open.length})`, rows(out, open, period.to), open.length);
  section(out, `Deviations that ended (${ended.length})`, rows(out, ended, period.to), ended.length);
  section(
    out,
    "When nobody looked",
    coverage
      .filter(({ watched }) => !watched)
      .map(({ connection, from, to, reason }) => [connection, from, to, span(daysBetween(from, to)), reason ?? ""]),
  );
}

function rows(out: Output, deviations: readonly Deviation[], now: Instant): readonly (readonly string[])[] {
  return deviations
    .slice(0, SHOWN)
    .map((deviation) => [
      deviation.checkId,
      deviation.scope,
      lasted(deviation, now),
      deviation.unseenSince === undefined ? "" : out.style("yellow", `unseen since ${deviation.unseenSince}`),
      `${deviation.subject}: ${deviation.observed}`,
    ]);
}

function lasted(deviation: Deviation, now: Instant): string {
  const { least, most } = lastedDays(deviation, now);
  if (deviation.firstSeen === deviation.lastSeen && deviation.notBefore === undefined)
    return `seen once, ${deviation.firstSeen.slice(0, 10)}`;
  if (deviation.notBefore === undefined) return `at least ${span(least)}`;
  return span(least) === span(most) ? span(most) : `${span(least)} to ${span(most)}`;
}

/** Days, or hours of less than two days. */
function span(days: number): string {
  return days < 2 ? `${count(days * 24)} hours` : `${count(days)} days`;
}

/** Runs in a row with the same verdict and interval are one step. */
function steps(trend: readonly TrendPoint[]): readonly { readonly point: TrendPoint; readonly times: number }[] {
  const found: { point: TrendPoint; times: number }[] = [];
  for (const point of trend) {
    const last = found.at(-1);
    const same =
      last?.point.verdict === point.verdict &&
      last.point.assured === point.assured &&
      last.point.possible === point.possible;
    if (last !== undefined && same) last.times += 1;
    else found.push({ point, times: 1 });
  }
  return found;
}

const BARS = "▁▂▃▄▅▆▇█";

/** Values of 0..1 as bars. */
function sparkline(values: readonly number[]): string {
  return values.map((value) => BARS[Math.min(BARS.length - 1, Math.floor(value * BARS.length))]).join("");
}

function count(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: value < 10 ? 1 : 0 });
}

function section(out: Output, title: string, lines: readonly (readonly string[])[], all = lines.length): void {
  if (lines.length === 0) return;
  out.line();
  out.heading(title);
  out.table(lines, "  ");
  if (all > lines.length) out.line(out.dim(`  and ${plural(all - lines.length, "more row")}: --json lists them all`));
}
