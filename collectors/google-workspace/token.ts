import { ExhibitError, type Clock } from "#core";
import type { Door } from "#sdk";
import { lineOf } from "./errors.ts";
import { TOKEN_OPERATION } from "./operations.ts";
import { assertion, type ServiceAccount } from "./service-account.ts";

/** The audience is Google's own URL also where another endpoint answers: it names who is meant, not where. */
const AUDIENCE = "https://oauth2.googleapis.com/token";
/** A token is renewed before it runs out in the middle of a page. */
const RENEW_BEFORE_MS = 300_000;

export interface TokenSource {
  /** Scopes that the delegation grants, of those asked for. */
  readonly granted: ReadonlySet<string>;
  readonly token: () => Promise<string>;
}

interface Exchange {
  readonly door: Door;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly account: ServiceAccount;
  readonly subject: string;
  readonly endpoint: string | undefined;
}

type TokenAnswer =
  | { readonly type: "token"; readonly token: string; readonly expires: number }
  /** The delegation lacks at least one of the scopes: the whole request fails. */
  | { readonly type: "unauthorized"; readonly detail: string };

/**
 * Signs in. When the delegation does not cover every scope, each is tried alone and what is granted is asked for.
 * @throws AUTH_, CLOCK_SKEW, PLATFORM_UNREACHABLE
 */
export async function openTokens(exchange: Exchange, scopes: readonly string[]): Promise<TokenSource> {
  let granted = scopes;
  let current = await request(exchange, scopes);
  if (current.type === "unauthorized") {
    granted = await grantedOf(exchange, scopes);
    if (granted.length === 0) throw notDelegated(exchange, current.detail);
    current = await request(exchange, granted);
  }
  if (current.type === "unauthorized") throw notDelegated(exchange, current.detail);
  let { token, expires } = current;
  let renewing: Promise<string> | undefined;
  async function renew(): Promise<string> {
    const answer = await request(exchange, granted);
    if (answer.type === "unauthorized") throw notDelegated(exchange, answer.detail);
    ({ token, expires } = answer);
    return token;
  }
  return {
    granted: new Set(granted),
    token: () => {
      if (exchange.clock.now().getTime() < expires - RENEW_BEFORE_MS) return Promise.resolve(token);
      renewing ??= renew().finally(() => {
        renewing = undefined;
      });
      return renewing;
    },
  };
}

async function grantedOf(exchange: Exchange, scopes: readonly string[]): Promise<readonly string[]> {
  const granted: string[] = [];
  for (const scope of scopes) if ((await request(exchange, [scope])).type === "token") granted.push(scope);
  return granted;
}

async function request(exchange: Exchange, scopes: readonly string[]): Promise<TokenAnswer> {
  const { account, subject, clock, door, signal, endpoint } = exchange;
  const at = clock.now();
  const form = new URLSearchParams({
    grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
    assertion: assertion(account, { scopes, subject, audience: AUDIENCE, at }),
  });
  const url = endpoint === undefined ? AUDIENCE : `${endpoint.replace(/\/+$/, "")}/token`;
  const response = await door.fetch(url, {
    method: "POST",
    body: form.toString(),
    headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
    signal,
  });
  const body = await bodyOf(response);
  if (response.ok) {
    const { access_token: token, expires_in: seconds } = body;
    if (typeof token !== "string" || token === "" || typeof seconds !== "number")
      throw unreachable(`the token endpoint answered ${response.status} without a token`);
    return { type: "token", token, expires: at.getTime() + seconds * 1000 };
  }
  const code = typeof body["error"] === "string" ? body["error"].slice(0, 60) : `HTTP ${response.status}`;
  const description = typeof body["error_description"] === "string" ? lineOf(body["error_description"]) : "";
  if (code === "unauthorized_client") return { type: "unauthorized", detail: description };
  throw refused(exchange, response.status, code, description);
}

async function bodyOf(response: Response): Promise<Record<string, unknown>> {
  const text = await response.text();
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    // Not the token endpoint's JSON: the status alone has to say what happened. The text is not quoted: it may be a token.
    return {};
  }
}

function refused({ account, subject }: Exchange, status: number, code: string, description: string): ExhibitError {
  const said = `${code}${description === "" ? "" : `: ${description}`}`;
  if (/iat and exp|reasonable timeframe/i.test(description))
    return new ExhibitError(
      "CLOCK_SKEW",
      "Google refuses the sign-in because the local clock is too far from its own",
      {
        place: TOKEN_OPERATION,
        remedy: "Set the clock of this machine (NTP), then run again.",
      },
    );
  if (/expired|revoked/i.test(description))
    return new ExhibitError("AUTH_EXPIRED", `Google says that the credentials have expired: ${said}`, {
      place: TOKEN_OPERATION,
      remedy: `Create a new key for ${account.email} and configure it.`,
    });
  if (status >= 500 || status === 429 || code.startsWith("HTTP "))
    return unreachable(`the token endpoint answered ${said}`);
  return new ExhibitError("AUTH_FAILED", `Google refuses the sign-in: ${said}`, {
    place: TOKEN_OPERATION,
    remedy: `Check that the key of ${account.email} is active, and that ${subject} is an active user of the tenant.`,
  });
}

function unreachable(message: string): ExhibitError {
  return new ExhibitError("PLATFORM_UNREACHABLE", message, {
    place: TOKEN_OPERATION,
    remedy: "Check the network and the endpoint, then run again.",
  });
}

function notDelegated({ account }: Exchange, detail: string): ExhibitError {
  const client = account.clientId === undefined ? account.email : `${account.email} (client id ${account.clientId})`;
  return new ExhibitError("AUTH_FAILED", `the tenant delegates none of the scopes to ${client}: ${detail}`, {
    place: TOKEN_OPERATION,
    remedy:
      "In the Admin console, Security, API controls, Domain-wide delegation: add the client id with the scopes of config/least-privilege/google-scopes.txt.",
  });
}
