import { type AccountClient, ListRegionsCommand, type ListRegionsResponse } from "@aws-sdk/client-account";
import type { Answer } from "./ask.ts";
import { byToken, collectAll, pages } from "./pages.ts";

/** Regions that the account may use, in the order of their names: enabled by default or by opting in. */
export async function enabledRegions(client: AccountClient, signal: AbortSignal): Promise<Answer<readonly string[]>> {
  const source = pages<ListRegionsResponse>({
    operation: "account:ListRegions",
    requires: ["Regions"],
    signal,
    fetch: (NextToken) =>
      client.send(
        new ListRegionsCommand({
          MaxResults: 50,
          RegionOptStatusContains: ["ENABLED", "ENABLED_BY_DEFAULT"],
          ...(NextToken === undefined ? {} : { NextToken }),
        }),
        { abortSignal: signal },
      ),
    continuation: ({ NextToken }) => byToken(NextToken),
  });
  const { items, problem } = await collectAll(source, ({ Regions }) => Regions ?? []);
  if (problem !== undefined) return { ok: false, problem };
  return {
    ok: true,
    value: items.flatMap(({ RegionName }) => (RegionName === undefined ? [] : [RegionName])).toSorted(),
  };
}
