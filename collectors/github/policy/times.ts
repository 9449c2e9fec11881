import { daysBetween, type Instant } from "#core";

/** Whole days from one instant to another, rounded down. */
export function wholeDays(earlier: Instant, later: Instant): number {
  return Math.floor(daysBetween(earlier, later));
}

/** `2025-09-01 (447 days)`: an instant and its age, as `observed` carries it. */
export function dated(at: Instant, now: Instant): string {
  const days = wholeDays(at, now);
  return `${at.slice(0, 10)} (${days} ${days === 1 ? "day" : "days"})`;
}
