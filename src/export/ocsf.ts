import type { CheckResult, Outcome, ReportCheck, ReportEvidence, Severity } from "../core/index.ts";
import { Lookup, type ExportSource } from "./source.ts";
import { safeJson } from "./text.ts";
import { derivedUuid } from "./uuid.ts";

/** OCSF 1.8.0, class Compliance Finding: https://schema.ocsf.io/1.8.0/classes/compliance_finding */
const OCSF_VERSION = "1.8.0";
const CLASS = { category_uid: 2, class_uid: 2003, activity_id: 1, type_uid: 200_301 };
const CAPTIONS = {
  category_name: "Findings",
  class_name: "Compliance Finding",
  activity_name: "Create",
  type_name: "Compliance Finding: Create",
};
const STANDARD = "ISO/IEC 27002:2022";
const SHA_256 = { algorithm_id: 3, algorithm: "SHA-256" };

interface Status {
  readonly status_id: number;
  readonly status: string;
}

/**
 * `compliance.status_id`. Warning is OCSF's word for "did not yield a result due to missing information", which is what
 * undetermined means; OCSF has none for a statement that is not about its subject.
 */
const STATUS: Readonly<Record<Outcome, Status>> = {
  pass: { status_id: 1, status: "Pass" },
  fail: { status_id: 3, status: "Fail" },
  undetermined: { status_id: 2, status: "Warning" },
  "not-applicable": { status_id: 99, status: "Not applicable" },
};

const SEVERITY: Readonly<Record<Severity, { readonly severity_id: number; readonly severity: string }>> = {
  low: { severity_id: 2, severity: "Low" },
  medium: { severity_id: 3, severity: "Medium" },
  high: { severity_id: 4, severity: "High" },
  critical: { severity_id: 5, severity: "Critical" },
};
const INFORMATIONAL = { severity_id: 1, severity: "Informational" };
const UNKNOWN = { severity_id: 0, severity: "Unknown" };

export interface OcsfOptions {
  /** With the profiles `cloud` and `datetime`; without, `cloud` and regions are left out, as the plain class demands. */
  readonly cloud: boolean;
}

/** One Compliance Finding for each result, passes included, one a line. */
export async function* ocsfEvents(source: ExportSource, options: OcsfOptions): AsyncGenerator<string, void, void> {
  const lookup = new Lookup(source);
  let number = 0;
  for await (const result of source.results()) {
    number += 1;
    yield `${safeJson(event(result, number, { source, lookup, ...options }))}\n`;
  }
}

interface EventContext extends OcsfOptions {
  readonly source: ExportSource;
  readonly lookup: Lookup;
}

function event(result: CheckResult, number: number, { source, lookup, cloud }: EventContext): object {
  const { run, sealed, ledger } = source;
  const { checkId, subject, outcome, observed, asOf } = result;
  const check = lookup.check(checkId);
  const [own] = capturesOf(result, lookup);
  return {
    ...CLASS,
    ...CAPTIONS,
    ...severityOf(outcome, check),
    // A state of the finding's work, which begins where somebody has to look; a pass is nobody's work.
    ...(outcome === "fail" || outcome === "undetermined" ? { status_id: 1, status: "New" } : {}),
    status_code: codeOf(result),
    status_detail: observed,
    message: `${lookup.title(checkId)}: ${codeOf(result)}: ${subject === "*" ? "the whole scope" : subject}: ${observed}`,
    time: Date.parse(asOf),
    ...(own === undefined
      ? {}
      : { start_time: Date.parse(own.evidence.startedAt), end_time: Date.parse(own.evidence.completedAt) }),
    ...(cloud ? datetimes(asOf, own) : {}),
    metadata: {
      version: OCSF_VERSION,
      product: { name: "Exhibit", vendor_name: "Exhibit", version: source.software.version },
      // Of this event; `finding_info.uid` is of the finding, the same in every run.
      uid: derivedUuid("ocsf-event", run.id, sealed.digest, sealed.resultsDigest, String(number)),
      correlation_uid: run.id,
      ...(cloud ? { profiles: ["cloud", "datetime"] } : {}),
    },
    finding_info: {
      uid: derivedUuid("ocsf-finding", ...identity(result)),
      title: lookup.title(checkId),
      ...(check === undefined ? {} : { desc: check.rationale }),
      created_time: Date.parse(asOf),
      ...(cloud ? { created_time_dt: asOf } : {}),
      analytic: {
        type_id: 1,
        type: "Rule",
        uid: checkId,
        name: lookup.title(checkId),
        version: String(result.checkVersion),
      },
      data_sources: [lookup.kind(result)],
    },
    compliance: complianceOf(result, lookup),
    resources: [resourceOf(result, lookup, cloud)],
    ...evidencesOf(result, lookup),
    ...(own === undefined ? {} : { raw_data_hash: { ...SHA_256, value: own.evidence.records.digest } }),
    ...(outcome === "fail" && check !== undefined ? { remediation: { desc: check.remediation } } : {}),
    ...(cloud ? { cloud: cloudOf(result) } : {}),
    unmapped: {
      outcome,
      ...(result.reason === undefined ? {} : { reason: result.reason }),
      run: run.id,
      as_of: asOf,
      connection: result.connection,
      scope: result.scope,
      expected: result.expected,
      params_sha256: result.paramsDigest,
      ledger_origin: ledger.origin,
      assessment_ledger_index: sealed.ledgerIndex,
      assessment_sha256: sealed.digest,
    },
  };
}

/** What is judged, by what, and where: without time, run and outcome. */
function identity({ checkId, connection, scope, subject }: CheckResult): readonly string[] {
  return [checkId, connection, scope.platform, scope.account, scope.region ?? "", subject];
}

/** `pass`, or `undetermined/denied`: the outcome as Exhibit says it. */
function codeOf({ outcome, reason }: CheckResult): string {
  return reason === undefined ? outcome : `${outcome}/${reason}`;
}

function severityOf(outcome: Outcome, check: ReportCheck | undefined): object {
  if (outcome === "pass" || outcome === "not-applicable") return INFORMATIONAL;
  // How severe something unseen is, nobody knows; how severe it would be stands in `compliance.checks`.
  return outcome === "undetermined" || check === undefined ? UNKNOWN : SEVERITY[check.severity];
}

function datetimes(asOf: string, own: ReportEvidence | undefined): object {
  return {
    time_dt: asOf,
    ...(own === undefined ? {} : { start_time_dt: own.evidence.startedAt, end_time_dt: own.evidence.completedAt }),
  };
}

function complianceOf(result: CheckResult, lookup: Lookup): object {
  const { checkId, outcome, observed } = result;
  const check = lookup.check(checkId);
  const speaks = lookup.speaksFor(checkId);
  const [first] = speaks;
  const params = lookup.params(result);
  return {
    standards: [STANDARD],
    ...(first === undefined ? {} : { control: first.control.id, desc: first.control.title }),
    ...(speaks.length === 0 ? {} : { requirements: speaks.map(({ point }) => point.id) }),
    ...STATUS[outcome],
    status_code: codeOf(result),
    status_details: [...(result.reason === undefined ? [] : [`undetermined: ${result.reason}`]), observed],
    ...(params === undefined || Object.keys(params).length === 0
      ? {}
      : {
          control_parameters: Object.entries(params).map(([name, value]) => ({
            name,
            value: typeof value === "string" ? value : JSON.stringify(value),
          })),
        }),
    checks: [
      {
        uid: checkId,
        name: lookup.title(checkId),
        version: String(result.checkVersion),
        desc: result.expected,
        standards: [STANDARD],
        ...STATUS[outcome],
        ...(check === undefined ? UNKNOWN : SEVERITY[check.severity]),
      },
    ],
    ...(outcome === "pass" || outcome === "fail"
      ? { assessments: [{ uid: checkId, name: lookup.title(checkId), meets_criteria: outcome === "pass" }] }
      : {}),
  };
}

function resourceOf(result: CheckResult, lookup: Lookup, cloud: boolean): object {
  const { subject, scope } = result;
  return {
    ...(subject === "*"
      ? { uid: `${scope.platform}/${scope.account}`, type: "scope" }
      : { uid: subject, type: lookup.kind(result) }),
    namespace: `${scope.platform}/${scope.account}`,
    ...(cloud ? { provider: providerOf(scope.platform) } : {}),
    ...(cloud && scope.region !== undefined ? { region: scope.region } : {}),
  };
}

/** The captures that a result rests on, each once, with the keys of the records that were read. */
function evidencesOf(result: CheckResult, lookup: Lookup): object {
  const captures = capturesOf(result, lookup);
  if (captures.length === 0) return {};
  return {
    evidences: captures.map(({ evidence, ledgerIndex, receiptDigest }) => ({
      uid: evidence.id,
      name: evidence.kind,
      data: {
        ledger_index: ledgerIndex,
        receipt_sha256: receiptDigest,
        records_sha256: evidence.records.digest,
        records: result.evidence.filter(([id]) => id === evidence.id).map(([, key]) => key),
        collected_from: evidence.startedAt,
        collected_to: evidence.completedAt,
        ...(evidence.sourceAt === undefined ? {} : { facts_of: evidence.sourceAt }),
        valid_until: evidence.validUntil,
      },
    })),
  };
}

function capturesOf({ evidence }: CheckResult, lookup: Lookup): readonly ReportEvidence[] {
  return [...new Set(evidence.map(([id]) => id))].flatMap((id) => lookup.evidence(id) ?? []);
}

const PROVIDERS: Readonly<Record<string, string>> = { aws: "AWS", github: "GitHub", "google-workspace": "Google" };
const AWS_ACCOUNT = { type_id: 10, type: "AWS Account" };

function cloudOf({ scope }: CheckResult): object {
  return {
    provider: providerOf(scope.platform),
    account: {
      uid: scope.account,
      ...(scope.platform === "aws" ? AWS_ACCOUNT : { type_id: 99, type: scope.platform }),
    },
    ...(scope.region === undefined ? {} : { region: scope.region }),
  };
}

function providerOf(platform: string): string {
  return PROVIDERS[platform] ?? platform;
}
