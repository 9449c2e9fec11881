import { CronExpressionParser } from "cron-parser";
import * as z from "zod";
import { durationMs } from "../core/index.ts";

const identifier = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,62}$/,
    "use lower-case letters, digits and hyphens (at most 63), starting with a letter or digit",
  );

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "use a date like 2026-11-22");

export const ConnectionSettings = z.strictObject({
  id: identifier.describe("Name of the connection in every output."),
  collector: z.string().describe("Id of the collector, `aws-iam`."),
  environment: z.string().default("production").describe("Part of every receipt: is this the real system?"),
  config: z
    .record(z.string(), z.unknown())
    .default({})
    .describe("The collector's own settings; its README lists them."),
});
export type ConnectionSettings = z.infer<typeof ConnectionSettings>;

export const ApplicabilitySettings = z
  .strictObject({
    applicable: z.boolean(),
    justification: z.string().min(10, "say in a sentence why").optional(),
    approver: z.string().min(1).optional(),
    decidedOn: day.optional(),
    expires: day.optional(),
  })
  .refine(
    (value) =>
      value.applicable ||
      (value.justification !== undefined && value.approver !== undefined && value.decidedOn !== undefined),
    {
      error: "a control that does not apply needs `justification`, `approver` and `decidedOn`",
    },
  );

const duration = z
  .string()
  .refine(
    (text) => durationMs(text) !== undefined,
    "use an ISO 8601 duration of days, hours, minutes, seconds (`PT6H`)",
  );

export const ScheduleSettings = z
  .strictObject({
    connections: z
      .array(identifier)
      .default([])
      .describe("Connections that this holds for; empty = all that no other schedule names."),
    cron: z.string().optional().describe("Five fields, `0 3 * * *`. Either this or `every`."),
    timeZone: z.string().default("UTC").describe("IANA name, `Europe/Berlin`; what `cron` is written in."),
    every: duration.optional().describe("ISO 8601 duration, `PT6H`, counted from 1970-01-01T00:00Z."),
    jitter: duration
      .default("PT0S")
      .describe("Starts are spread over this long, so that connections do not all begin at once."),
    priority: z.int().min(0).max(1000).default(10).describe("0 (first) to 1000; asked-for runs have 0."),
  })
  .superRefine((value, context) => {
    if ((value.cron === undefined) === (value.every === undefined))
      context.addIssue({ code: "custom", message: "a schedule needs either `cron` or `every`, and not both" });
    if (value.every !== undefined && (durationMs(value.every) ?? 1_000) < 1_000)
      context.addIssue({ code: "custom", path: ["every"], message: "use at least one second" });
    const problem = value.cron === undefined ? undefined : cronProblem(value.cron, value.timeZone);
    if (problem !== undefined) context.addIssue({ code: "custom", path: ["cron"], message: problem });
  });
export type ScheduleSettings = z.infer<typeof ScheduleSettings>;

function cronProblem(cron: string, timeZone: string): string | undefined {
  try {
    CronExpressionParser.parse(cron, { currentDate: new Date(0), tz: timeZone }).next();
    return undefined;
  } catch (error) {
    return `not understood: ${error instanceof Error ? error.message : String(error)}`;
  }
}

export const QueueSettings = z.strictObject({
  redisUrl: z
    .string()
    .optional()
    .describe("redis://… to keep the queue in Redis instead of the database; needs `databaseUrl`. Default: REDIS_URL."),
  concurrency: z.int().min(1).max(64).default(2).describe("Runs at the same time in one process."),
  platforms: z
    .record(
      z.string(),
      z.strictObject({
        concurrency: z.int().min(1).describe("Runs at the same time, over all workers."),
        perMinute: z.int().min(1).optional().describe("Runs begun in a minute, over all workers."),
      }),
    )
    .default({})
    .describe(
      "Limits by platform (`aws`, `github`, `google`); a platform without one runs as much as the workers can.",
    ),
});
export type QueueSettings = z.infer<typeof QueueSettings>;

export const Settings = z.strictObject({
  organisation: z
    .string()
    .min(1)
    .default("Your organisation")
    .describe("Sealed with every assessment, and shown in reports and exports of it."),
  dataDir: z
    .string()
    .min(1)
    .default("./exhibit-data")
    .describe("Evidence, ledger, keys and the embedded database; relative to this file."),
  databaseUrl: z
    .string()
    .optional()
    .describe("postgres://… for a PostgreSQL server instead of the embedded database. Default: DATABASE_URL."),
  connections: z.array(ConnectionSettings).default([]),
  schedules: z
    .array(ScheduleSettings)
    .default([{ connections: [], cron: "0 3 * * *", timeZone: "UTC", jitter: "PT30M", priority: 10 }])
    .describe("When `exhibit serve` collects. Default: every connection once a night; an empty list: only when asked."),
  queue: QueueSettings.default({ concurrency: 2, platforms: {} }).describe("How scheduled runs are worked off."),
  archive: z
    .strictObject({
      enabled: z.boolean().default(true).describe("Keep every API answer as WARC; its digest is sealed either way."),
      recipients: z
        .array(z.string().regex(/^age1[0-9a-z]+$/, "an age recipient starts with age1"))
        .default([])
        .describe("age recipients that archives are encrypted to."),
    })
    .default({ enabled: true, recipients: [] }),
  assessment: z
    .strictObject({
      every: duration
        .default("PT15M")
        .describe("Pause between two assessments of all connections together, while scheduled runs come in."),
    })
    .default({ every: "PT15M" }),
  retention: z
    .strictObject({
      payloads: duration
        .optional()
        .describe(
          "How long records, archives and results are kept, `P730D`; receipts and proofs always are. Default: for ever.",
        ),
    })
    .default({}),
  parameters: z
    .record(z.string(), z.record(z.string(), z.unknown()))
    .default({})
    .describe("Check parameters by check id."),
  applicability: z
    .record(z.string(), ApplicabilitySettings)
    .default({})
    .describe("Statement of Applicability by control id."),
});
export type Settings = z.infer<typeof Settings>;
