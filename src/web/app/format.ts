const NARROW = "\u202f";

/** `0.337` → `34 %`. Never rounds up to 100 nor down to 0: a hundred is shown only for all of it. */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  if (rounded >= 100 && share < 1) return `>99${NARROW}%`;
  if (rounded <= 0 && share > 0) return `<1${NARROW}%`;
  return `${rounded}${NARROW}%`;
}

/** `34–71 %`; 0 and 100 are kept for nothing and all, as in {@link percent}. */
export function interval(assured: number, possible: number): string {
  const [low, high] = [wholePercent(assured), wholePercent(possible)];
  return low === high ? `${low}${NARROW}%` : `${low}–${high}${NARROW}%`;
}

function wholePercent(share: number): number {
  if (share <= 0 || share >= 1) return share <= 0 ? 0 : 100;
  return Math.min(99, Math.max(1, Math.round(share * 100)));
}

/** `1.4 %`, for shares that are small by nature. */
export function finePercent(share: number): string {
  return `${(share * 100).toFixed(1)}${NARROW}%`;
}

export function number(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** `1 gap`, `2 gaps`, `2 policies` */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** `2026-07-31 06:04:11 UTC`; text that is no UTC instant stays as it is. */
export function instant(value: string): string {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d(?::\d\d)?)(?:\.\d+)?Z$/.exec(value);
  return match === null ? value : `${match[1]} ${match[2]} UTC`;
}

/** `2026-07-31`: the day of an instant, in UTC. */
export function day(value: string): string {
  return value.slice(0, 10);
}

/** Time between two instants, in its two largest units: `14 d 2 h`, `41 s`. */
export function duration(from: string, to: string): string {
  const seconds = Math.round((Date.parse(to) - Date.parse(from)) / 1000);
  if (!Number.isFinite(seconds)) return "unknown";
  const sign = seconds < 0 ? "−" : "";
  let rest = Math.abs(seconds);
  const parts: string[] = [];
  for (const [unit, size] of [
    ["d", 86_400],
    ["h", 3600],
    ["min", 60],
    ["s", 1],
  ] as const) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count}${NARROW}${unit}`);
  }
  return parts.length === 0 ? `0${NARROW}s` : sign + parts.slice(0, 2).join(" ");
}

export function bytes(count: number): string {
  if (count < 1000) return `${count}${NARROW}B`;
  const units = ["kB", "MB", "GB"] as const;
  const power = Math.min(units.length, Math.floor(Math.log10(count) / 3));
  return `${(count / 1000 ** power).toFixed(1)}${NARROW}${units[power - 1]}`;
}

/** `identity_and_access_management` → `identity and access management` */
export function words(slug: string): string {
  return slug.replaceAll("_", " ");
}

export function scopeText(scope: {
  readonly platform: string;
  readonly account: string;
  readonly region?: string;
}): string {
  return [scope.platform, scope.account, ...(scope.region === undefined ? [] : [scope.region])].join("/");
}

/** Any JSON value as one line for a person. */
export function valueText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
