import { styleText } from "node:util";
import pino, { type Logger } from "pino";
import { isExhibitError, messageOf } from "../core/index.ts";
import type { SecretKeeper } from "../settings/secret-keeper.ts";

export type Log = Logger;

export const LOG_LEVELS = ["debug", "info", "warn", "error"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface LogOptions {
  readonly stream: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly secrets: SecretKeeper;
  readonly level: LogLevel;
  /** Fields of every line. */
  readonly base: Readonly<Record<string, string | number>>;
}

/** Header fields that carry credentials; their values may be ones that nobody told us of. */
const HEADERS = ["authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key", "x-amz-security-token"];
const PLACES = ["headers", "*.headers", "*.*.headers"];

/**
 * One JSON object a line, or one readable line on a terminal: a static message with data in fields. Whatever is written,
 * known secrets are taken out of all strings of the finished line, so that none can hide in a field that nobody thought of.
 */
export function createLog({ stream, secrets, level, base }: LogOptions): Log {
  const finish = stream.isTTY === true ? readable : (line: string): string => line;
  return pino(
    {
      level,
      base,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: PLACES.flatMap((place) => HEADERS.map((header) => `${place}["${header}"]`)),
        censor: "[withheld]",
      },
      serializers: { error: describeError },
    },
    { write: (line: string) => void stream.write(finish(secrets.redactJson(line))) },
  );
}

/** What a line says of an error. A stack is for what nobody foresaw: it never repeats a platform's text. */
export function describeError(error: unknown): Readonly<Record<string, unknown>> {
  if (isExhibitError(error)) {
    const { code, message, place, remedy, actor, retryable } = error;
    return { code, message, place, remedy, actor, retryable };
  }
  return {
    code: "INTERNAL",
    message: messageOf(error),
    ...(error instanceof Error && error.stack !== undefined ? { stack: framesOf(error.stack) } : {}),
  };
}

function framesOf(stack: string): readonly string[] {
  return stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim());
}

const STYLE = { debug: "gray", info: "green", warn: "yellow", error: "red" } as const;

function readable(line: string): string {
  const { time, level, msg, pid: _pid, role: _role, ...fields } = JSON.parse(line) as Record<string, unknown>;
  const name = String(level) as LogLevel;
  const rest = Object.entries(fields)
    .map(([key, value]) => `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(" ");
  const mark = styleText(STYLE[name] ?? "red", name.padEnd(5), { validateStream: false });
  const shown = `${String(time).slice(11, 19)} ${mark} ${String(msg)}`;
  return `${shown}${rest === "" ? "" : `  ${styleText("dim", rest, { validateStream: false })}`}\n`;
}
