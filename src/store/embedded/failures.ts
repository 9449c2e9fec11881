import { ExhibitError, isExhibitError, messageOf } from "../../core/errors.ts";
import { fromFileSystem } from "../file-error.ts";
import { BrokenInstance } from "./broken-instance.ts";
import { bareCause, corrupt, diskFull, fromSqlState, sqlState } from "../sql-error.ts";

const KEPT_LINES = 40;
const NO_SPACE = /no space left on device|ENOSPC/i;
const OTHER_MAJOR = /initialized by PostgreSQL version (\d+)/;

/** The last lines that PGlite printed. Its exceptions say only "Aborted()"; the reason is here. */
export class ServerLog {
  readonly #lines: string[] = [];

  readonly write = (line: string): boolean => {
    this.#lines.push(line);
    if (this.#lines.length > KEPT_LINES) this.#lines.shift();
    return false;
  };

  text(): string {
    return this.#lines.join("\n");
  }

  /** The last PANIC or FATAL message, without time and process number. */
  reason(): string | undefined {
    const line =
      this.#lines.findLast((text) => /\b(PANIC|FATAL):/.test(text)) ??
      this.#lines.find((text) => text.startsWith("postgres: "));
    return line?.replace(/^.*?\b(?:PANIC|FATAL):\s+/, "").replace(/^postgres: /, "");
  }
}

/** Errors of Emscripten's file system are plain objects with a WASI number. */
const WASI_ERRNO: Readonly<Record<number, string>> = {
  2: "EACCES",
  19: "EDQUOT",
  29: "EIO",
  51: "ENOSPC",
  63: "EPERM",
  69: "EROFS",
};

/** Why the embedded database in `place` could not be opened. */
export function openFailure(thrown: unknown, log: ServerLog, place: string): ExhibitError {
  if (isExhibitError(thrown)) return thrown;
  const error = asSystemError(thrown);
  if (isFileError(error)) return fromFileSystem(error, place);
  if (NO_SPACE.test(`${log.text()}\n${messageOf(error)}`)) return diskFull(place, bareCause(error));
  const major = OTHER_MAJOR.exec(log.text())?.[1];
  if (major !== undefined) {
    return new ExhibitError("STORE_VERSION", `the database files were written by PostgreSQL ${major}`, {
      place,
      remedy:
        "Open them with the Exhibit version that wrote them, or start with a new data directory; bundles written before still verify.",
      cause: bareCause(error),
    });
  }
  return corrupt(log.reason() ?? messageOf(error), place, bareCause(error));
}

/** True for errors of Node's own file functions and of the file system inside WASM. */
function isFileError(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}

function asSystemError(thrown: unknown): unknown {
  if (typeof thrown !== "object" || thrown === null || !("errno" in thrown) || thrown instanceof Error) return thrown;
  const code = WASI_ERRNO[Number(thrown.errno)] ?? `WASI errno ${String(thrown.errno)}`;
  return Object.assign(new Error(`${code} in the embedded database's file system`), { code, syscall: "wasi" });
}

/**
 * The error of a statement. `fatal` when the WASM instance itself broke off: it must not be used again, and what was
 * acknowledged is recovered from its log at the next start.
 */
export function statementFailure(
  error: unknown,
  log: ServerLog,
  place: string,
): { readonly error: ExhibitError; readonly fatal: boolean } {
  if (isExhibitError(error)) return { error, fatal: false };
  const state = sqlState(error);
  if (state !== undefined) return { error: fromSqlState(error, state, place), fatal: false };
  if (!isAbort(error))
    return { error: new ExhibitError("INTERNAL", messageOf(error), { place, cause: bareCause(error) }), fatal: false };
  if (NO_SPACE.test(log.text())) return { error: diskFull(place, bareCause(error)), fatal: true };
  const reason = log.reason() ?? messageOf(error);
  const stopped = new ExhibitError("STORE_CORRUPT", `the embedded database broke off: ${reason}`, {
    place,
    remedy:
      "Repeat the command: the database recovers at its next start. If it breaks off again, restore the last backup.",
    cause: bareCause(error),
  });
  return { error: stopped, fatal: true };
}

function isAbort(error: unknown): boolean {
  return error instanceof BrokenInstance || (error instanceof Error && error.name === "RuntimeError");
}
