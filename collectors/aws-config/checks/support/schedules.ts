/** Hours between two runs of a schedule of AWS Backup at most; undefined when the expression is not understood. */
export function hoursBetween(expression: string): number | undefined {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/i.exec(expression.trim());
  if (rate !== null) return Number(rate[1]) * { minute: 1 / 60, hour: 1, day: 24 }[rate[2]?.toLowerCase() as "hour"];
  const cron = /^cron\((\S+) (\S+) (\S+) (\S+) (\S+) (\S+)\)$/i.exec(expression.trim());
  if (cron === null) return undefined;
  const [, , hour = "", day = "", month = "", weekday = ""] = cron;
  const any = (field: string): boolean => field === "*" || field === "?";
  if (!any(month)) return /^[\dA-Z]+$/i.test(month) ? 8_760 : undefined;
  if (!any(day)) return /^\d+$/.test(day) || day === "L" ? 744 : undefined;
  if (!any(weekday)) {
    if (/^(?:MON-SUN|SUN-SAT|1-7)$/i.test(weekday)) return 24;
    return /^[\dA-Z]+$/i.test(weekday) ? 168 : undefined;
  }
  if (hour === "*") return 1;
  const every = /^(?:\*|\d+)\/(\d+)$/.exec(hour);
  if (every !== null) return Number(every[1]);
  if (/^\d+$/.test(hour)) return 24;
  const hours = hour.split(",").map(Number);
  if (hours.some((each) => !Number.isInteger(each))) return undefined;
  const sorted = hours.toSorted((a, b) => a - b);
  return Math.max(
    ...sorted.map((each, n) => (n === 0 ? each + 24 - (sorted.at(-1) ?? 0) : each - (sorted[n - 1] ?? 0))),
  );
}

/** An instant that AWS Config writes as text or as milliseconds; undefined when it is neither. */
export function instantOf(value: unknown): string | undefined {
  const at = typeof value === "number" ? value : typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isFinite(at) ? new Date(at).toISOString() : undefined;
}
