import { generateKeyPairSync, type KeyObject, verify } from "node:crypto";
import type { Clock } from "../../core/clock.ts";
import { hex } from "../organisation/random.ts";
import { GoogleError } from "./answers.ts";
import type { GoogleTenant } from "./model.ts";

const LIFETIME_S = 3600;
const ISSUER = "exhibit-reader@meridian-sandbox.iam.gserviceaccount.com";

/** One pair a process: making one takes a good part of a second, and nothing is protected by it. */
let pair: { readonly publicKey: KeyObject; readonly privateKey: KeyObject } | undefined;

function keyPair() {
  pair ??= generateKeyPairSync("rsa", { modulusLength: 2048 });
  return pair;
}

/** The service account's key file, as Google Cloud would give it out. */
export function serviceAccountKey(): string {
  return JSON.stringify({
    type: "service_account",
    project_id: "meridian-sandbox",
    private_key_id: hex("google/key", 40),
    private_key: keyPair().privateKey.export({ type: "pkcs8", format: "pem" }),
    client_email: ISSUER,
    client_id: "104857600000000000001",
    token_uri: "https://oauth2.googleapis.com/token",
  });
}

interface Session {
  readonly scopes: ReadonlySet<string>;
  readonly expires: number;
}

/** Signs in by signed assertions, and knows the tokens that it handed out. */
export class GoogleTokens {
  readonly #sessions = new Map<string, Session>();
  readonly #tenant: GoogleTenant;
  readonly #clock: Clock;
  #issued = 0;

  constructor(tenant: GoogleTenant, clock: Clock) {
    this.#tenant = tenant;
    this.#clock = clock;
  }

  /** Every token that was handed out. */
  get issued(): readonly string[] {
    return [...this.#sessions.keys()];
  }

  expireAll(): void {
    for (const [token, session] of this.#sessions) this.#sessions.set(token, { ...session, expires: 0 });
  }

  exchange(form: URLSearchParams): Readonly<Record<string, unknown>> {
    if (form.get("grant_type") !== "urn:ietf:params:oauth:grant-type:jwt-bearer")
      throw new GoogleError(400, "unsupported_grant_type", "Invalid grant_type");
    const claims = this.#claims(form.get("assertion") ?? "");
    const scopes = String(claims["scope"] ?? "").split(" ");
    const { delegated, subject } = this.#tenant;
    if (claims["sub"] !== subject) throw new GoogleError(400, "invalid_grant", "Invalid email or User ID");
    if (delegated !== undefined && scopes.some((scope) => !delegated.includes(scope)))
      throw new GoogleError(
        401,
        "unauthorized_client",
        "Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.",
      );
    this.#issued += 1;
    const token = `ya29.sandbox-${hex(`token/${this.#issued}`, 40)}`;
    this.#sessions.set(token, { scopes: new Set(scopes), expires: this.#now() + LIFETIME_S });
    return { access_token: token, expires_in: LIFETIME_S, token_type: "Bearer" };
  }

  /** Throws unless the bearer of this header may use one of the scopes. */
  admit(authorization: string | undefined, scope: string): void {
    const token = /^Bearer (.+)$/.exec(authorization ?? "")?.[1];
    const session = token === undefined ? undefined : this.#sessions.get(token);
    if (session === undefined) throw new GoogleError(401, "authError", "Invalid Credentials");
    if (session.expires <= this.#now())
      throw new GoogleError(401, "ACCESS_TOKEN_EXPIRED", "Request had invalid authentication credentials.");
    if (!session.scopes.has(scope))
      throw new GoogleError(403, "ACCESS_TOKEN_SCOPE_INSUFFICIENT", "Request had insufficient authentication scopes.");
  }

  #claims(assertion: string): Readonly<Record<string, unknown>> {
    const [header = "", claims = "", signature = ""] = assertion.split(".");
    const signed = verify(
      "RSA-SHA256",
      Buffer.from(`${header}.${claims}`),
      keyPair().publicKey,
      Buffer.from(signature, "base64url"),
    );
    if (!signed) throw new GoogleError(400, "invalid_grant", "Invalid JWT Signature.");
    const read = JSON.parse(Buffer.from(claims, "base64url").toString("utf8")) as Record<string, unknown>;
    const { iss, aud, iat, exp } = read;
    if (iss !== ISSUER) throw new GoogleError(400, "invalid_grant", "Invalid grant: account not found");
    if (aud !== "https://oauth2.googleapis.com/token")
      throw new GoogleError(400, "invalid_grant", "Invalid JWT: Failed audience check.");
    const now = this.#now();
    if (typeof iat !== "number" || typeof exp !== "number" || Math.abs(now - iat) > 600 || exp - iat > 3600)
      throw new GoogleError(
        400,
        "invalid_grant",
        "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.",
      );
    return read;
  }

  #now(): number {
    return Math.floor(this.#clock.now().getTime() / 1000);
  }
}
