import {
  GenerateCredentialReportCommand,
  GetCredentialReportCommand,
  type GetCredentialReportResponse,
} from "@aws-sdk/client-iam";
import { durationMs, instant } from "#core";
import type { Emission } from "#sdk";
import { ask, type Answer } from "../../_aws/ask.ts";
import type { Problem } from "../../_aws/errors.ts";
import { DEFAULT_REPORT_MAX_AGE } from "../config.ts";
import { parseCredentialReport, ReportUnreadable, ROOT_ROW, type ReportRow } from "../credential-report-csv.ts";
import { complete, gap, incomplete, record } from "../../_aws/emit.ts";
import { credentialKind } from "../evidence.ts";
import type { AccountSession } from "../session.ts";

const GET = "iam:GetCredentialReport";
const GENERATE = "iam:GenerateCredentialReport";
const PENDING = new Set(["CredentialReportNotReadyException", "ReportInProgress"]);
const ABSENT = new Set([
  "CredentialReportNotPresentException",
  "ReportNotPresent",
  "CredentialReportExpiredException",
  "ReportExpired",
]);
const LIMITED = new Set(["LimitExceededException", "LimitExceeded", "ReportGenerationLimitExceededException"]);

/** Pauses before the polls of a report that is being made, in ms: under a minute in all, then it is not ready. */
const PAUSES = [0, 2_000, 5_000, 12_000, 25_000];
/** A server that goes on giving the same old report is believed after this many polls. */
const POLLS_OF_OLD_REPORT = 2;

type Report = GetCredentialReportResponse & { readonly Content: Uint8Array };

/** A report that is usable at once, one that is being made, or the reason why there is none. */
export type PendingReport =
  | { readonly state: "ready"; readonly report: Report }
  | { readonly state: "pending"; readonly old: Report | undefined; readonly made: boolean }
  | { readonly state: "failed"; readonly operation: string; readonly problem: Problem };

/** Asks for the report, and has one made when there is none or it is too old; done early, because making it takes a while. */
export async function startCredentialReport(session: AccountSession): Promise<PendingReport> {
  const first = await get(session);
  if (first.ok && isFresh(first.value, session)) return { state: "ready", report: first.value };
  if (!first.ok && PENDING.has(first.problem.name)) return { state: "pending", old: undefined, made: false };
  if (!first.ok && !ABSENT.has(first.problem.name)) return { state: "failed", operation: GET, problem: first.problem };
  const old = first.ok ? first.value : undefined;
  const { iam, signal } = session;
  const started = await ask(() => iam.send(new GenerateCredentialReportCommand({}), { abortSignal: signal }), {
    operation: GENERATE,
    requires: ["State"],
    signal,
  });
  if (started.ok) return { state: "pending", old, made: started.value.State === "COMPLETE" };
  if (LIMITED.has(started.problem.name)) return { state: "pending", old, made: old !== undefined };
  // An old report is still evidence of its own instant; whether that is too long ago is judged later, by `sourceAt`.
  if (old !== undefined) return { state: "ready", report: old };
  return { state: "failed", operation: GENERATE, problem: started.problem };
}

export interface CredentialFacts {
  readonly usersWithMfa: Set<string>;
  readonly usersWithKeys: Set<string>;
  seen: boolean;
}

/** Rows of the report, with the report's own instant. */
export async function* credentialRows(
  session: AccountSession,
  pending: PendingReport,
  counts: Readonly<Record<string, number>> | undefined,
  facts: CredentialFacts,
): AsyncGenerator<Emission> {
  const { scope } = session;
  const ready = pending.state === "pending" ? await awaitReport(session, pending) : pending;
  if (ready.state === "failed") {
    yield gap(scope, credentialKind, ready.operation, ready.problem);
    return;
  }
  const { GeneratedTime, Content } = ready.report;
  const sourceAt = GeneratedTime === undefined ? undefined : instant(GeneratedTime);
  let rootSeen = false;
  try {
    for await (const row of parseCredentialReport(Content)) {
      if (row["user"] === ROOT_ROW) rootSeen = true;
      noteFacts(row, facts);
      yield record(scope, credentialKind, row);
    }
  } catch (error) {
    if (!(error instanceof ReportUnreadable)) throw error;
    yield gap(scope, credentialKind, GET, { reason: "schema-mismatch", detail: error.message });
    yield incomplete(scope, credentialKind, { sourceAt });
    return;
  }
  facts.seen = true;
  if (!rootSeen) {
    yield gap(
      scope,
      credentialKind,
      GET,
      { reason: "schema-mismatch", detail: "the report has no row for the root user" },
      ROOT_ROW,
    );
  }
  const users = counts?.["Users"];
  yield complete(scope, credentialKind, {
    sourceAt,
    reported: users === undefined ? undefined : users + 1,
    reportedBy: "iam:GetAccountSummary (Users) and the root user",
  });
}

async function awaitReport(
  session: AccountSession,
  { old, made }: Extract<PendingReport, { state: "pending" }>,
): Promise<Exclude<PendingReport, { state: "pending" }>> {
  let sameAgain = 0;
  for (const pause of PAUSES) {
    if (pause > 0) await session.sleep(pause, session.signal);
    const answer = await get(session);
    if (!answer.ok) {
      if (PENDING.has(answer.problem.name) || ABSENT.has(answer.problem.name)) continue;
      if (old !== undefined) return { state: "ready", report: old };
      return { state: "failed", operation: GET, problem: answer.problem };
    }
    sameAgain += 1;
    const isNew = old === undefined || answer.value.GeneratedTime?.getTime() !== old.GeneratedTime?.getTime();
    if (made || isNew || isFresh(answer.value, session) || sameAgain >= POLLS_OF_OLD_REPORT)
      return { state: "ready", report: answer.value };
  }
  if (old !== undefined) return { state: "ready", report: old };
  const detail = "the credential report was not ready within a minute";
  return {
    state: "failed",
    operation: GET,
    problem: { reason: "provider-error", detail, name: "CredentialReportNotReadyException" },
  };
}

async function get({ iam, signal }: AccountSession): Promise<Answer<Report>> {
  const answer = await ask(() => iam.send(new GetCredentialReportCommand({}), { abortSignal: signal }), {
    operation: GET,
    requires: ["Content", "GeneratedTime"],
    signal,
  });
  return answer as Answer<Report>;
}

function isFresh(report: Report, { config, clock }: AccountSession): boolean {
  const limit = durationMs(config.credentialReportMaxAge ?? DEFAULT_REPORT_MAX_AGE) ?? 0;
  const age = clock.now().getTime() - (report.GeneratedTime?.getTime() ?? Number.NEGATIVE_INFINITY);
  return age <= limit;
}

/** Keeps ARNs only, for tie-outs and for evidence on demand. Booleans are read without regard to case (aws-iam.md §4). */
function noteFacts(row: ReportRow, facts: CredentialFacts): void {
  const arn = row["arn"];
  if (arn === undefined) return;
  if (row["mfa_active"]?.toLowerCase() === "true") facts.usersWithMfa.add(arn);
  const hasKey = [1, 2].some(
    (n) => row[`access_key_${n}_active`]?.toLowerCase() === "true" || isInstant(row[`access_key_${n}_last_rotated`]),
  );
  if (hasKey) facts.usersWithKeys.add(arn);
}

function isInstant(text: string | undefined): boolean {
  return text !== undefined && /^\d{4}-/.test(text);
}
