import { ExhibitError, messageOf } from "../core/errors.ts";

const SQLSTATE = /^[0-9A-Z]{5}$/;

/** The SQLSTATE of an error that PostgreSQL itself answered with, or undefined. System errors (`EPIPE`) have a longer or no code. */
export function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error) || !("severity" in error)) return undefined;
  return typeof error.code === "string" && SQLSTATE.test(error.code) ? error.code : undefined;
}

/** Drivers hang the statement and its parameters on their errors; those may hold evidence and stay out of ours. */
export function bareCause(error: unknown): Error {
  const state = sqlState(error);
  return new Error(state === undefined ? messageOf(error) : `${messageOf(error)} (SQLSTATE ${state})`);
}

/** The ExhibitError for an answer of PostgreSQL, the same for both drivers. */
export function fromSqlState(error: unknown, state: string, place: string): ExhibitError {
  const cause = bareCause(error);
  const message = messageOf(error);
  if (state === "53100") return diskFull(place, cause);
  if (state.startsWith("XX") || state === "58030" || state === "58P01") return corrupt(message, place, cause);
  if (state === "42501") {
    return new ExhibitError("STORE_UNREACHABLE", `the database user lacks a permission: ${message}`, {
      place,
      remedy:
        "Grant the user CREATE on the database, or let an administrator run `exhibit runs` once with a DATABASE_URL that may create tables.",
      cause,
    });
  }
  return new ExhibitError("INTERNAL", `the database refused a statement: ${message}`, { place, cause });
}

export function diskFull(place: string, cause: unknown): ExhibitError {
  return new ExhibitError("DISK_FULL", "no space is left for the database", {
    place,
    remedy: "Free space on that file system and repeat the command; what was acknowledged before is kept.",
    cause,
  });
}

export function corrupt(detail: string, place: string, cause: unknown): ExhibitError {
  return new ExhibitError("STORE_CORRUPT", `the database cannot be read: ${detail}`, {
    place,
    remedy: "Stop Exhibit, keep a copy of the data directory, and restore the last backup (docs/guide/storage.md).",
    cause,
  });
}
