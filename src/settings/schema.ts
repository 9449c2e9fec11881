import * as z from "zod";

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

export const Settings = z.strictObject({
  organisation: z.string().min(1).default("Your organisation").describe("Shown in reports."),
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
  archive: z
    .strictObject({
      enabled: z.boolean().default(true).describe("Keep every API answer as WARC; its digest is sealed either way."),
      recipients: z
        .array(z.string().regex(/^age1[0-9a-z]+$/, "an age recipient starts with age1"))
        .default([])
        .describe("age recipients that archives are encrypted to."),
    })
    .default({ enabled: true, recipients: [] }),
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
