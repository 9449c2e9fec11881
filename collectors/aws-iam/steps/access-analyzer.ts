import {
  type AnalyzerSummary,
  ListAnalyzersCommand,
  type ListAnalyzersResponse,
  ListFindingsV2Command,
  type ListFindingsV2Response,
} from "@aws-sdk/client-accessanalyzer";
import type { Emission } from "#sdk";
import { accessAnalyzerClient } from "../../_aws/clients.ts";
import { byToken, drain, pages } from "../../_aws/pages.ts";
import { homeRegion } from "../../_aws/partitions.ts";
import { plain } from "../../_aws/plain.ts";
import { enabledRegions } from "../../_aws/regions.ts";
import { complete, ending, gap, gaps, incomplete, record } from "../../_aws/emit.ts";
import { analyzerFindingKind, analyzerKind } from "../evidence.ts";
import type { AccountSession } from "../session.ts";

const ANALYZERS = "access-analyzer:ListAnalyzers";
const FINDINGS = "access-analyzer:ListFindingsV2";

/** Analyzers of every enabled region and the open findings of those that are active. Returns the regions asked. */
export async function* accessAnalyzer(session: AccountSession): AsyncGenerator<Emission, readonly string[]> {
  const { config, scope, account, signal } = session;
  const wanted = config.analyzerRegions ?? "enabled";
  if (wanted !== "enabled") {
    for (const region of wanted) yield* oneRegion(session, region);
    return wanted;
  }
  const listed = await enabledRegions(account, signal);
  if (listed.ok) {
    for (const region of listed.value) yield* oneRegion(session, region);
    return listed.value;
  }
  const region = config.region ?? homeRegion(session.identity.partition);
  const detail = `only ${region} was asked, because the account's regions cannot be listed: ${listed.problem.detail}`;
  yield* gaps(scope, [analyzerKind, analyzerFindingKind], "account:ListRegions", {
    reason: listed.problem.reason,
    detail,
  });
  yield* oneRegion(session, region);
  return [region];
}

async function* oneRegion(session: AccountSession, region: string): AsyncGenerator<Emission> {
  const { signal } = session;
  const { scope, access } = session.regional(region);
  const client = accessAnalyzerClient(access, region);
  const active: string[] = [];
  const source = pages<ListAnalyzersResponse>({
    operation: ANALYZERS,
    requires: ["analyzers"],
    signal,
    region,
    fetch: (nextToken) =>
      client.send(new ListAnalyzersCommand({ maxResults: 100, ...(nextToken === undefined ? {} : { nextToken }) }), {
        abortSignal: signal,
      }),
    continuation: ({ nextToken }) => byToken(nextToken),
  });
  const problem = yield* drain(source, function* (page) {
    for (const analyzer of page.analyzers ?? []) {
      if (analyzer.status === "ACTIVE" && analyzer.arn !== undefined) active.push(analyzer.arn);
      yield record(scope, analyzerKind, analyzerRecord(analyzer, region));
    }
  });
  yield* ending(scope, analyzerKind, ANALYZERS, problem);
  if (problem !== undefined) yield gap(scope, analyzerFindingKind, ANALYZERS, problem);
  let whole = problem === undefined;
  for (const analyzerArn of active) {
    const findings = pages<ListFindingsV2Response>({
      operation: FINDINGS,
      requires: ["findings"],
      signal,
      region,
      fetch: (nextToken) =>
        client.send(
          new ListFindingsV2Command({
            analyzerArn,
            maxResults: 100,
            filter: { status: { eq: ["ACTIVE"] } },
            ...(nextToken === undefined ? {} : { nextToken }),
          }),
          { abortSignal: signal },
        ),
      continuation: ({ nextToken }) => byToken(nextToken),
    });
    const failed = yield* drain(findings, function* (page) {
      for (const finding of page.findings ?? [])
        yield record(scope, analyzerFindingKind, { ...plain(finding), analyzerArn });
    });
    if (failed === undefined) continue;
    whole = false;
    yield gap(scope, analyzerFindingKind, FINDINGS, { ...failed, detail: `${analyzerArn}: ${failed.detail}` });
  }
  yield whole ? complete(scope, analyzerFindingKind) : incomplete(scope, analyzerFindingKind);
}

function analyzerRecord(analyzer: AnalyzerSummary, region: string): unknown {
  return { ...plain(analyzer), region };
}
