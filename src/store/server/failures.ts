import { ExhibitError, isExhibitError, messageOf, systemErrorCode } from "../../core/errors.ts";
import { bareCause, fromSqlState, sqlState } from "../sql-error.ts";

/** Answers that mean "not now" or "not you": classes 08 and 28, too many connections, shut-down, start-up, no such database. */
const UNREACHABLE = /^(08...|28...|53300|57P0[1-5]|3D000)$/;
const REPEATABLE = new Set(["40001", "40P01"]);

/** `host:port/database` of a PostgreSQL URL: all that may be shown of it. CONFIG_INVALID when it is not one. */
export function placeOf(databaseUrl: string): string {
  const url = URL.canParse(databaseUrl) ? new URL(databaseUrl) : undefined;
  if (url === undefined || !["postgres:", "postgresql:"].includes(url.protocol)) {
    throw new ExhibitError("CONFIG_INVALID", "the database URL is not a PostgreSQL URL", {
      place: "DATABASE_URL",
      remedy: "Write it as postgres://USER:PASSWORD@HOST:PORT/DATABASE, with special characters percent-encoded.",
    });
  }
  const host = url.hostname === "" ? (url.searchParams.get("host") ?? "localhost") : url.hostname;
  return `${host}:${url.port === "" ? "5432" : url.port}${url.pathname}`;
}

/** True for serialization failures and deadlocks: the transaction was rolled back and may be repeated. */
export function isRepeatable(error: unknown): boolean {
  return REPEATABLE.has(sqlState(error) ?? "");
}

/** The ExhibitError of anything that a pool or client throws. */
export function serverFailure(error: unknown, place: string): ExhibitError {
  if (isExhibitError(error)) return error;
  const state = sqlState(error);
  if (state !== undefined && !UNREACHABLE.test(state) && !isRepeatable(error)) return fromSqlState(error, state, place);
  const reason = state === undefined ? (systemErrorCode(firstOf(error)) ?? messageOf(error)) : messageOf(error);
  return new ExhibitError("STORE_UNREACHABLE", `the database server ${place} cannot be used: ${reason}`, {
    place,
    remedy: remedyFor(state),
    cause: bareCause(error),
  });
}

/** Node joins the failures of all addresses of a name in an AggregateError with an empty message. */
function firstOf(error: unknown): unknown {
  return error instanceof AggregateError ? error.errors[0] : error;
}

function remedyFor(state: string | undefined): string {
  if (state?.startsWith("28") === true) return "Check user and password in DATABASE_URL, and the server's pg_hba.conf.";
  if (state === "3D000") return "Create the database, or correct its name in DATABASE_URL.";
  if (state === "53300") return "Raise max_connections on the server or run fewer workers.";
  return "Check that the server runs and that host and port in DATABASE_URL are right, then repeat the command.";
}
