import { GetAccountSummaryCommand, ListAccountAliasesCommand } from "@aws-sdk/client-iam";
import type { Emission } from "#sdk";
import { ask } from "../../_aws/ask.ts";
import { complete, gap, record } from "../../_aws/emit.ts";
import { accountSummaryKind } from "../evidence.ts";
import type { AccountSession } from "../session.ts";

const SUMMARY = "iam:GetAccountSummary";
const ALIASES = "iam:ListAccountAliases";

export interface SummaryReading {
  /** Counts and root user state; undefined when the summary could not be had, and no count may then be taken for zero. */
  readonly counts: Readonly<Record<string, number>> | undefined;
  readonly name: string | undefined;
  readonly emissions: readonly Emission[];
}

/** The account's own summary. First of all calls, because its counts switch others off. */
export async function readSummary({ iam, scope, signal }: AccountSession): Promise<SummaryReading> {
  const summary = await ask(() => iam.send(new GetAccountSummaryCommand({}), { abortSignal: signal }), {
    operation: SUMMARY,
    requires: ["SummaryMap"],
    signal,
  });
  const aliases = await ask(() => iam.send(new ListAccountAliasesCommand({}), { abortSignal: signal }), {
    operation: ALIASES,
    // An account has one alias at most: the list needs no word about its end.
    requires: ["AccountAliases"],
    signal,
  });
  const names = aliases.ok ? (aliases.value.AccountAliases ?? []) : undefined;
  const name = names?.[0];
  if (!summary.ok)
    return { counts: undefined, name, emissions: [gap(scope, accountSummaryKind, SUMMARY, summary.problem)] };
  const counts = numbers(summary.value.SummaryMap ?? {});
  const value = {
    AccountId: scope.account,
    SummaryMap: counts,
    ...(names === undefined ? {} : { AccountAliases: names }),
  };
  const emissions: Emission[] = [record(scope, accountSummaryKind, value)];
  if (!aliases.ok) emissions.push(gap(scope, accountSummaryKind, ALIASES, aliases.problem, `${scope.account} (alias)`));
  emissions.push(complete(scope, accountSummaryKind));
  return { counts, name, emissions };
}

/** Only numbers: a value that the SDK could not read counts as not stated. */
function numbers(map: Readonly<Record<string, number | undefined>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(map).filter((entry): entry is [string, number] => Number.isFinite(entry[1])),
  );
}
