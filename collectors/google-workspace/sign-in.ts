import { ExhibitError, isExhibitError, scopeKey } from "#core";
import type { CollectContext } from "#sdk";
import { ask } from "./ask.ts";
import type { GoogleWorkspaceConfig } from "./config.ts";
import { anonymousClients, PLATFORM } from "./session.ts";
import { neededScopes } from "./scopes.ts";
import { serviceAccount } from "./service-account.ts";
import { TOKEN_OPERATION } from "./operations.ts";
import { openTokens, type TokenSource } from "./token.ts";

export interface SignedIn {
  readonly customer: string;
  readonly principal: string;
  readonly tokens: TokenSource;
}

export const CUSTOMER_OPERATION = "directory:customers.get";
export const CUSTOMER_KIND = "admin#directory#customer";

/**
 * Signs in as the subject and finds out which tenant that is. With `customer` configured the tenant is named already, and
 * every call names it too: Google refuses a tenant that is not the subject's.
 * @throws AUTH_, CONFIG_, CLOCK_SKEW, CANCELLED, PLATFORM_
 */
export async function signIn(ctx: CollectContext<GoogleWorkspaceConfig>): Promise<SignedIn> {
  const { config, clock, env, signal } = ctx;
  const account = serviceAccount(config, env);
  const known = config.customer;
  const door = known === undefined ? ctx.door : ctx.door.labelled(scopeKey({ platform: PLATFORM, account: known }));
  const tokens = await tokensOf(() =>
    openTokens(
      { door, clock, signal, account, subject: config.subject, endpoint: config.endpoint },
      neededScopes(config),
    ),
  );
  const principal = `${account.email} as ${config.subject}`;
  if (known !== undefined) return { customer: known, principal, tokens };
  const { directory } = anonymousClients(door, tokens, config);
  const answer = await ask(
    () => directory.customers.get({ customerKey: "my_customer", fields: "kind,id" }, { signal }),
    {
      operation: CUSTOMER_OPERATION,
      signal,
      kind: CUSTOMER_KIND,
    },
  );
  const id = answer.ok ? answer.value.id : undefined;
  if (typeof id === "string" && id !== "") return { customer: id, principal, tokens };
  throw unknownTenant(answer.ok ? undefined : answer.problem);
}

async function tokensOf(open: () => Promise<TokenSource>): Promise<TokenSource> {
  try {
    return await open();
  } catch (error) {
    if (!isExhibitError(error) || !["PLATFORM_UNREACHABLE", "PLATFORM_TIMEOUT"].includes(error.code)) throw error;
    throw new ExhibitError("PLATFORM_UNREACHABLE", `Google could not be signed in to: ${error.message}`, {
      place: TOKEN_OPERATION,
      remedy: "Check the network and the endpoint, then run again.",
      cause: error,
    });
  }
}

function unknownTenant(problem: { readonly reason: string; readonly detail: string } | undefined): ExhibitError {
  const place = CUSTOMER_OPERATION;
  if (problem?.reason === "cancelled")
    return new ExhibitError("CANCELLED", "the run was cancelled before Google was signed in to", { place });
  const why = problem?.detail ?? "the answer names no tenant";
  const code = problem?.reason === "denied" || problem?.reason === "disabled" ? "AUTH_FAILED" : "PLATFORM_UNREACHABLE";
  return new ExhibitError(code, `which tenant this is cannot be read: ${why}`, {
    place,
    remedy: "Grant the subject the role and the delegation the scope to read customers, or configure customer.",
  });
}
