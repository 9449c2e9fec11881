import type { CheckResult } from "../../src/core/check-result.ts";
import type { CheckRole, Control, Point, Theme } from "../../src/core/control.ts";
import { scopeKey, type Scope } from "../../src/core/evidence.ts";
import type { Outcome, UndeterminedReason, Verdict } from "../../src/core/outcome.ts";
import { VERDICTS } from "../../src/core/outcome.ts";
import type { ReportCheck, ReportData, ReportEvidence } from "../../src/core/report.ts";
import type { ConnectionOutcome } from "../../src/core/run.ts";
import { assessControls, programmeBounds, type CheckAggregate, type ScopeAggregate } from "../../src/scoring/index.ts";
import { CHECK_SEEDS, GAP_SEEDS, POINT_TEXTS, SCOPES, type CheckSeed } from "./fixture-seeds.ts";
import { CONTROL_FACTS } from "./control-facts.ts";
import { historyOf } from "./fixture-history.ts";

export const AS_OF = "2026-07-31T06:04:11.000Z";
const STARTED = "2026-07-31T06:00:02.114Z";
const ENDED = "2026-07-31T06:04:13.902Z";
export const RUN_ID = "0198602c-7a10-7c3e-9f0a-5a1d2b6c4e11";
const DAY_MS = 86_400_000;

export interface FixtureOptions {
  /** Resources of `aws-iam-access-key-is-rotated`; the other checks keep their few. */
  readonly manyResults?: number;
  readonly complete?: boolean;
  /** With runs before this one. */
  readonly history?: boolean;
  /** Put into every name that a platform or an operator could choose. */
  readonly hostile?: string;
}

/** A report of an invented organisation: 93 controls scored by the product's own scoring. The same options give the same data. */
export function reportData(options: FixtureOptions = {}): ReportData {
  const hostile = options.hostile ?? "";
  const seeds = options.complete === true ? CHECK_SEEDS.map((seed) => ({ ...seed, undetermined: 0 })) : CHECK_SEEDS;
  const evidence = evidenceOf(seeds, hostile, options.complete === true);
  const results = seeds.flatMap((seed) => resultsOf(seed, evidence, options, hostile));
  const controls = CONTROL_FACTS.map((fact) => controlOf(fact, hostile));
  const mappingDigest = hex("mapping");
  const assessed = assessControls({
    controls,
    checks: new Map(seeds.map((seed) => [seed.id, { version: 1 }])),
    aggregates: new Map(seeds.map((seed) => [seed.id, aggregateOf(seed.id, results)])),
    applicability: new Map([
      ["7.11", excluded("Offices are served by the landlord; no information system depends on a utility of ours.")],
      ["8.30", excluded("No development is outsourced.")],
    ]),
    asOf: AS_OF,
    mappingDigest,
    judgements: new Map(
      controls
        .flatMap((control) => control.points)
        .filter((point) => point.mode !== "auto" && pick(`judged ${point.id}`, 10) < 3)
        .map((point) => [
          point.id,
          {
            by: "Ines Okafor",
            judgedAt: "2026-06-12T09:00:00.000Z",
            ...(point.checks.length === 0
              ? { counts: pick(point.id, 9) === 0 ? { pass: 3, fail: 1 } : { pass: 1, fail: 0 } }
              : {}),
          },
        ]),
    ),
  });
  const connections = connectionsOf(hostile, options.complete === true);
  const verdicts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
  for (const control of assessed) verdicts[control.verdict] += 1;
  return {
    schemaVersion: 1,
    assessment: {
      schemaVersion: 1,
      organisation: `Kestrel Ferries${hostile}`,
      run: {
        id: RUN_ID,
        status: options.complete === true ? "complete" : "incomplete",
        startedAt: STARTED,
        endedAt: ENDED,
      },
      asOf: AS_OF,
      versions: { exhibit: "0.1.0", node: "24.21.0", mapping: "2026.07", mappingDigest, checksDigest: hex("checks") },
      summary: { verdicts, ...programmeBounds(assessed) },
      controls: assessed,
      connections,
    },
    controls,
    checks: seeds.map((seed) => checkOf(seed, hostile)),
    results,
    resultsOmitted: { "aws-iam-role-is-used": 1204 },
    evidence,
    ...(options.history === true
      ? {
          history: historyOf(
            assessed,
            connections.map(({ id }) => id),
            AS_OF,
            RUN_ID,
          ),
        }
      : {}),
    ledger: {
      origin: "ledger.kestrel.example.com",
      vkey: "ledger.kestrel.example.com+5e2a91c4+AW3kTq0zv8yJ1yYkU7r2m9dQmXb0Jm0s6h0t9pX4cVnE",
      size: 1412,
      rootHash: hex("root"),
    },
  };
}

function excluded(justification: string) {
  return { applicable: false, justification, approver: "Ines Okafor", decidedOn: "2026-02-03", expires: "2027-02-03" };
}

function controlOf(fact: (typeof CONTROL_FACTS)[number], hostile: string): Control {
  const count = 3 + pick(fact.id, 4);
  const checks = CHECK_SEEDS.filter((seed) => seed.controls.includes(fact.id));
  const points = Array.from({ length: Math.max(count, checks.length + 1) }, (_, index): Point => {
    const id = `${fact.id}-${index + 1}`;
    const check = checks[index];
    const text = (check?.point ?? POINT_TEXTS[pick(id, POINT_TEXTS.length)] ?? "") + hostile;
    const weight = check === undefined ? (pick(`w${id}`, 3) === 0 ? 1 : 2) : check.gate ? 3 : 2;
    const mode = check === undefined ? "manual" : check.partly ? "partly" : "auto";
    const role: CheckRole = check?.gate === true ? "decisive" : "normal";
    return {
      id,
      text,
      mode,
      weight,
      platforms: check === undefined ? [] : [check.kind.split(".")[0] ?? ""],
      checks:
        check === undefined
          ? []
          : [{ id: check.id, role, rationale: `It reads the setting that decides: ${check.expected}.` }],
      ...(check === undefined
        ? {}
        : { unseen: "Accounts outside the configured scopes, and use of the right once granted." }),
      ...(mode === "auto"
        ? {}
        : { person: "A dated decision or record by the owner, with what was looked at and concluded." }),
      evidenceKinds: check === undefined ? [] : [check.kind],
    };
  });
  return {
    id: fact.id,
    title: fact.title + hostile,
    theme: themeOf(fact.id),
    isNew: fact.isNew,
    purpose: `Keep what matters to Kestrel Ferries within the bounds that ${fact.title.toLowerCase()} sets, and know when it is not.`,
    owner: ["Head of IT", "CISO", "People lead", "Facilities lead"][pick(`o${fact.id}`, 4)] ?? "CISO",
    related: [...new Set([1, 2, 3].map((n) => CONTROL_FACTS[pick(`${fact.id}r${n}`, 93)]?.id ?? "5.1"))].filter(
      (id) => id !== fact.id,
    ),
    predecessors2013: fact.isNew ? [] : [`9.${pick(fact.id, 4) + 1}.1`],
    attributes: fact.attributes,
    points,
  };
}

function checkOf(seed: CheckSeed, hostile: string): ReportCheck {
  return {
    id: seed.id,
    version: 1,
    title: seed.title + hostile,
    rationale: seed.rationale,
    severity: seed.severity,
    kind: seed.kind,
    remediation: seed.remediation,
    expected: seed.expected,
    params: seed.params ?? {},
    ...(seed.params === undefined
      ? {}
      : { paramOrigins: Object.fromEntries(Object.keys(seed.params).map((name) => [name, seed.origin ?? ""])) }),
  };
}

function scopesOf(kind: string): readonly Scope[] {
  return SCOPES.filter((entry) => entry.kinds.includes(kind.split(".")[0] ?? "")).map((entry) => entry.scope);
}

function connectionOf(scope: Scope): string {
  return SCOPES.find((entry) => scopeKey(entry.scope) === scopeKey(scope))?.connection ?? "";
}

function resultsOf(
  seed: CheckSeed,
  evidence: readonly ReportEvidence[],
  options: FixtureOptions,
  hostile: string,
): CheckResult[] {
  const wanted = seed.id === "aws-iam-access-key-is-rotated" ? (options.manyResults ?? seed.total) : seed.total;
  const scopes = scopesOf(seed.kind);
  return Array.from({ length: wanted }, (_, index): CheckResult => {
    const scope = scopes[index % scopes.length] as Scope;
    const outcome: Outcome =
      index < seed.fail ? "fail" : index < seed.fail + seed.undetermined ? "undetermined" : "pass";
    const subject = seed.subject(index, scope) + hostile;
    const id = evidence.find(
      (entry) => entry.evidence.kind === seed.kind && scopeKey(entry.evidence.scope) === scopeKey(scope),
    )?.evidence.id;
    const reason: UndeterminedReason = seed.reason ?? "denied";
    return {
      checkId: seed.id,
      checkVersion: 1,
      connection: connectionOf(scope),
      scope,
      subject,
      outcome,
      ...(outcome === "undetermined" ? { reason } : {}),
      expected: seed.expected,
      observed: seed.observed(outcome, index) + hostile,
      evidence: id === undefined ? [] : [[id, subject]],
      paramsDigest: hex(`params ${seed.id}`),
      asOf: AS_OF,
    };
  });
}

function aggregateOf(checkId: string, results: readonly CheckResult[]): CheckAggregate {
  const scopes = new Map<string, ScopeAggregate>();
  for (const result of results) {
    if (result.checkId !== checkId) continue;
    const key = scopeKey(result.scope);
    const held: ScopeAggregate = scopes.get(key) ?? {
      scope: result.scope,
      connection: result.connection,
      state: "complete",
      pass: 0,
      fail: 0,
      notApplicable: 0,
      undetermined: 0,
      reasons: {},
      evidenceAt: ENDED,
      validForMs: 14 * DAY_MS,
      freshForMs: DAY_MS,
    };
    const name = result.outcome === "not-applicable" ? "notApplicable" : result.outcome;
    const reasons =
      result.reason === undefined
        ? held.reasons
        : { ...held.reasons, [result.reason]: (held.reasons[result.reason] ?? 0) + 1 };
    scopes.set(key, { ...held, [name]: held[name] + 1, reasons });
  }
  return { checkId, scopes: [...scopes.values()] };
}

function evidenceOf(seeds: readonly CheckSeed[], hostile: string, complete: boolean): ReportEvidence[] {
  const kinds = [...new Set(seeds.map((seed) => seed.kind))];
  return kinds
    .flatMap((kind) => scopesOf(kind).map((scope) => ({ kind, scope })))
    .map(({ kind, scope }, index): ReportEvidence => {
      const place = SCOPES.find((entry) => scopeKey(entry.scope) === scopeKey(scope));
      const received = 3 + pick(`${kind}${scopeKey(scope)}`, 40);
      const gaps = complete
        ? []
        : GAP_SEEDS.filter((gap) => gap.kind === kind && scopeKey(gap.scope) === scopeKey(scope));
      return {
        ledgerIndex: 1300 + index,
        receiptDigest: hex(`receipt ${kind} ${scopeKey(scope)}`),
        evidence: {
          type: "evidence",
          schemaVersion: 1,
          id: `ev_${hex(`${kind} ${scopeKey(scope)}`).slice(0, 40)}`,
          runId: RUN_ID,
          recordType: "observation",
          kind,
          kindVersion: 1,
          connection: place?.connection ?? "",
          environment: "production",
          scope,
          trigger: { type: "schedule", slot: "2026-07-31T06:00:00.000Z" },
          requestedAt: STARTED,
          startedAt: "2026-07-31T06:00:03.021Z",
          completedAt: "2026-07-31T06:01:44.507Z",
          ...(kind.endsWith("credential-report") ? { sourceAt: "2026-07-31T05:58:10.000Z" } : {}),
          clockSkewSeconds: 0.4,
          validUntil: "2026-08-14T06:01:44.507Z",
          principal: (place?.principal ?? "") + hostile,
          population: {
            received,
            reported: received + gaps.reduce((sum, gap) => sum + gap.subjects.length, 0) + (index === 0 ? 2 : 0),
            reportedBy: "iam:GetAccountSummary",
            excluded:
              index === 0
                ? [
                    {
                      rule: "R-3 break-glass",
                      count: 2,
                      owner: "Ines Okafor",
                      reason: "Sealed emergency users, reviewed by hand each quarter.",
                    },
                  ]
                : [],
            complete: gaps.every((gap) => gap.reason !== "truncated"),
          },
          populationDefinition: `Every ${kind.split(".")[1] ?? kind} that the platform lists in this scope, all pages.`,
          exchanges: {
            digest: hex(`exchanges ${kind}`),
            count: 12 + received,
            calls: { "iam:ListUsers": 2, "iam:GetAccountSummary": 1, "iam:ListAccessKeys": received + 9 },
            archive: { digest: hex(`archive ${kind}`), bytes: 48_213, encryption: "age" },
          },
          gaps: gaps.map((gap) => ({
            reason: gap.reason,
            operation: gap.operation,
            detail: gap.detail,
            count: Math.max(1, gap.subjects.length),
            subjects: gap.subjects,
          })),
          redactions:
            kind === "aws-iam.user"
              ? [{ path: "/Tags/*/Value", rule: "free text that may name a person", count: 7 }]
              : [],
          records: {
            digest: hex(`records ${kind}`),
            ...(kind === "aws-iam.user" ? { preRedactionDigest: hex(`before ${kind}`) } : {}),
            count: received,
            recordsRoot: hex(`recordsRoot ${kind}`),
            bytes: received * 812,
          },
          sensitivity: "internal",
          personalData: kind.endsWith("user"),
          collector: { id: kind.split(".")[0] ?? "", version: "1.0.0" },
          software: { name: "exhibit-agent", version: "0.1.0" },
        },
      };
    });
}

function connectionsOf(hostile: string, complete: boolean): ConnectionOutcome[] {
  return [...new Set(SCOPES.map((entry) => entry.connection))].map((id): ConnectionOutcome => {
    const places = SCOPES.filter((entry) => entry.connection === id);
    const gaps = complete
      ? []
      : GAP_SEEDS.filter((gap) => places.some((place) => scopeKey(place.scope) === scopeKey(gap.scope))).flatMap(
          (gap) => {
            const base = {
              kind: gap.kind,
              reason: gap.reason,
              operation: gap.operation,
              detail: gap.detail + hostile,
              scope: gap.scope,
            };
            return gap.subjects.length === 0 ? [base] : gap.subjects.map((subject) => ({ ...base, subject }));
          },
        );
    return {
      id,
      collector: places[0]?.kinds[0] ?? "",
      scope: places.map((place) => place.scope),
      principal: places[0]?.principal ?? "",
      status: gaps.length === 0 ? "complete" : "incomplete",
      calls: { [`${id}:List`]: 212, [`${id}:Get`]: 318 },
      gaps,
      gapsOmitted: 0,
    };
  });
}

function themeOf(id: string): Theme {
  const themes: Readonly<Record<string, Theme>> = {
    5: "organizational",
    6: "people",
    7: "physical",
    8: "technological",
  };
  return themes[id.split(".")[0] ?? ""] ?? "organizational";
}

/** FNV-1a: spreads names evenly and needs no state. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return Math.imul(value ^ (value >>> 15), 0x2c1b3c6d) >>> 0;
}

function pick(name: string, below: number): number {
  return hash(name) % below;
}

function hex(name: string): string {
  return Array.from({ length: 8 }, (_, index) => hash(`${name} ${index}`).toString(16).padStart(8, "0")).join("");
}
