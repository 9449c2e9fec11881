import * as z from "zod";
import { CHECK_ROLES, POINT_MODES, THEMES } from "./control.ts";
import { GAP_REASONS, OUTCOMES, UNDETERMINED_REASONS, VERDICTS } from "./outcome.ts";

/**
 * The files of a bundle as schemas: public API, published as JSON Schema in `docs/schemas/`. They are strict, so that a
 * member that is added to a type without being documented here fails the bundle tests.
 */
const instant = z.iso.datetime();
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const share = z.number().min(0).max(1);
const count = z.int().min(0);
const callCounts = z.record(z.string(), count);

export const ScopeShape = z.strictObject({ platform: z.string(), account: z.string(), region: z.string().optional() });

const errorShape = z.strictObject({ code: z.string(), message: z.string(), remedy: z.string().optional() });

const gapShape = z.strictObject({
  kind: z.string(),
  subject: z.string().optional(),
  reason: z.enum(GAP_REASONS),
  detail: z.string(),
  operation: z.string(),
});

export const CheckResultShape = z.strictObject({
  checkId: z.string(),
  checkVersion: z.int().min(1),
  connection: z.string(),
  scope: ScopeShape,
  subject: z.string(),
  outcome: z.enum(OUTCOMES),
  reason: z.enum(UNDETERMINED_REASONS).optional(),
  expected: z.string(),
  observed: z.string().min(1),
  evidence: z.array(z.tuple([z.string(), z.string()])),
  paramsDigest: digest,
  asOf: instant,
});

export const EvidenceShape = z.strictObject({
  type: z.literal("evidence"),
  schemaVersion: z.literal(1),
  id: z.string().regex(/^ev_[0-9a-f]{40}$/),
  runId: z.uuid(),
  recordType: z.literal("observation"),
  kind: z.string(),
  kindVersion: z.int().min(1),
  connection: z.string(),
  environment: z.string(),
  scope: ScopeShape,
  trigger: z.strictObject({ type: z.enum(["schedule", "demand", "api"]), slot: instant.optional() }),
  requestedAt: instant,
  startedAt: instant,
  completedAt: instant,
  sourceAt: instant.optional(),
  clockSkewSeconds: z.number().optional(),
  validUntil: instant,
  principal: z.string(),
  population: z.strictObject({
    received: count,
    reported: count.optional(),
    reportedBy: z.string().optional(),
    excluded: z.array(z.strictObject({ rule: z.string(), count, owner: z.string(), reason: z.string() })),
    complete: z.boolean(),
  }),
  populationDefinition: z.string(),
  exchanges: z.strictObject({
    digest,
    count,
    calls: callCounts,
    archive: z.strictObject({ digest, bytes: count, encryption: z.enum(["age", "none"]) }).optional(),
  }),
  gaps: z.array(
    z.strictObject({
      reason: z.enum(GAP_REASONS),
      operation: z.string(),
      detail: z.string(),
      count,
      subjects: z.array(z.string()),
    }),
  ),
  gapsDigest: digest.optional(),
  redactions: z.array(z.strictObject({ path: z.string(), rule: z.string(), count })),
  records: z.strictObject({ digest, preRedactionDigest: digest.optional(), count, recordsRoot: digest, bytes: count }),
  sensitivity: z.enum(["public", "internal", "confidential"]),
  personalData: z.boolean(),
  collector: z.strictObject({ id: z.string(), version: z.string() }),
  software: z.strictObject({ name: z.string(), version: z.string() }),
});

const checkAssessment = z.strictObject({
  id: z.string(),
  version: z.int().min(1),
  role: z.enum(CHECK_ROLES),
  counts: z.strictObject({ pass: count, fail: count, notApplicable: count, undetermined: count }),
  conformity: share.nullable(),
  reach: share,
});

const pointAssessment = z.strictObject({
  id: z.string(),
  mode: z.enum(POINT_MODES),
  weight: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  outcome: z.enum(OUTCOMES),
  coverage: share,
  conformity: share.nullable(),
  freshness: share.nullable(),
  confidence: share.nullable(),
  checks: z.array(checkAssessment),
  reasons: z.record(z.string(), count),
});

const controlAssessment = z.strictObject({
  id: z.string(),
  title: z.string(),
  theme: z.enum(THEMES),
  applicability: z.strictObject({
    applicable: z.boolean(),
    justification: z.string().optional(),
    approver: z.string().optional(),
    decidedOn: z.string().optional(),
    expires: z.string().optional(),
  }),
  verdict: z.enum(VERDICTS),
  because: z.string().min(1),
  coverage: share,
  conformity: share.nullable(),
  assured: share,
  possible: share,
  freshness: share.nullable(),
  confidence: share.nullable(),
  points: z.array(pointAssessment),
  sensitivity: z.strictObject({ flips: z.boolean(), verdicts: z.record(z.string(), z.enum(VERDICTS)) }),
  mappingDigest: digest,
  asOf: instant,
});

export const AssessmentShape = z.strictObject({
  schemaVersion: z.literal(1),
  organisation: z.string().optional(),
  run: z.strictObject({
    id: z.uuid(),
    status: z.enum(["complete", "incomplete", "failed"]),
    startedAt: instant,
    endedAt: instant,
  }),
  asOf: instant,
  versions: z.strictObject({
    exhibit: z.string(),
    node: z.string(),
    mapping: z.string(),
    mappingDigest: digest,
    checksDigest: digest,
  }),
  summary: z.strictObject({ verdicts: z.record(z.enum(VERDICTS), count), assured: share, possible: share }),
  controls: z.array(controlAssessment),
  connections: z.array(
    z.strictObject({
      id: z.string(),
      collector: z.string(),
      scope: z.array(ScopeShape),
      principal: z.string().optional(),
      status: z.enum(["complete", "incomplete", "failed"]),
      calls: callCounts,
      gaps: z.array(gapShape.extend({ scope: ScopeShape })),
      gapsOmitted: count,
      error: errorShape.optional(),
    }),
  ),
});

export const ManifestShape = z.strictObject({
  schemaVersion: z.literal(1),
  runId: z.uuid(),
  files: z.array(z.strictObject({ path: z.string(), bytes: count, sha256: digest })),
});
