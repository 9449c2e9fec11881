import {
  type Account,
  ListAccountsCommand,
  type ListAccountsResponse,
  type OrganizationsClient,
} from "@aws-sdk/client-organizations";
import type { Exclusion } from "#core";
import type { Problem } from "./errors.ts";
import { byToken, pages } from "./pages.ts";

export interface OrganizationAccounts {
  readonly accounts: readonly Account[];
  /** Why the list did not end, if so: accounts may then be missing. */
  readonly problem: Problem | undefined;
  /** Accounts that are not collected, with owner and reason. */
  readonly excluded: readonly Exclusion[];
}

/** Accounts of the organization, 20 a page; empty pages with a token are legal. */
export function listAccounts(
  client: OrganizationsClient,
  signal: AbortSignal,
): AsyncGenerator<ListAccountsResponse, Problem | undefined, void> {
  return pages<ListAccountsResponse>({
    operation: "organizations:ListAccounts",
    requires: ["Accounts"],
    signal,
    fetch: (NextToken) =>
      client.send(new ListAccountsCommand({ MaxResults: 20, ...(NextToken === undefined ? {} : { NextToken }) }), {
        abortSignal: signal,
      }),
    continuation: ({ NextToken }) => byToken(NextToken),
  });
}

/** `State` replaced `Status` in 2026 and is read first. */
export function isActive(account: Account): boolean {
  return (account.State ?? account.Status) === "ACTIVE";
}
