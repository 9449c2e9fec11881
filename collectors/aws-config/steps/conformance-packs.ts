import {
  type ConformancePackDetail,
  DescribeConformancePackComplianceCommand,
  type DescribeConformancePackComplianceResponse,
  DescribeConformancePacksCommand,
  type DescribeConformancePacksResponse,
} from "@aws-sdk/client-config-service";
import type { Emission } from "#sdk";
import { gap, record } from "../../_aws/emit.ts";
import { byToken, collectAll, pages } from "../../_aws/pages.ts";
import { plain } from "../../_aws/plain.ts";
import { conformancePackKind } from "../evidence.ts";
import type { AccountSession } from "../session.ts";
import type { Unseen } from "../unseen.ts";

const PACKS = "config:DescribeConformancePacks";
const COMPLIANCE = "config:DescribeConformancePackCompliance";

/** Conformance packs of a region with the conclusion of each rule. */
export async function* conformancePacks(
  session: AccountSession,
  region: string,
  unseen: Unseen,
): AsyncGenerator<Emission> {
  const { signal } = session;
  const client = session.regional(region);
  const listed = await collectAll(
    pages<DescribeConformancePacksResponse>({
      operation: PACKS,
      requires: ["ConformancePackDetails"],
      signal,
      region,
      fetch: (NextToken) =>
        client.send(
          new DescribeConformancePacksCommand({ Limit: 20, ...(NextToken === undefined ? {} : { NextToken }) }),
          { abortSignal: signal },
        ),
      continuation: ({ NextToken }) => byToken(NextToken),
    }),
    ({ ConformancePackDetails }) => ConformancePackDetails ?? [],
  );
  if (listed.problem !== undefined) unseen.add(conformancePackKind, PACKS, listed.problem, region);
  for (const pack of listed.items) yield* onePack(session, region, pack, unseen);
}

async function* onePack(
  session: AccountSession,
  region: string,
  pack: ConformancePackDetail,
  unseen: Unseen,
): AsyncGenerator<Emission> {
  const { scope, signal } = session;
  const { ConformancePackName } = pack;
  const { items, problem } = await collectAll(
    pages<DescribeConformancePackComplianceResponse>({
      operation: COMPLIANCE,
      requires: ["ConformancePackRuleComplianceList"],
      signal,
      region,
      fetch: (NextToken) =>
        session.regional(region).send(
          new DescribeConformancePackComplianceCommand({
            ConformancePackName,
            Limit: 1000,
            ...(NextToken === undefined ? {} : { NextToken }),
          }),
          { abortSignal: signal },
        ),
      continuation: ({ NextToken }) => byToken(NextToken),
    }),
    ({ ConformancePackRuleComplianceList }) => ConformancePackRuleComplianceList ?? [],
  );
  yield record(scope, conformancePackKind, {
    ...plain(pack),
    accountId: scope.account,
    awsRegion: region,
    ...(problem === undefined ? { Rules: plain(items) } : {}),
  });
  if (problem === undefined) return;
  unseen.mark(conformancePackKind);
  yield gap(scope, conformancePackKind, COMPLIANCE, problem, `${region}/${ConformancePackName ?? ""}`);
}
