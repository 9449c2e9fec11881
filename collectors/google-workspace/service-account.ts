import { createPrivateKey, type KeyObject, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import { ExhibitError, systemErrorCode } from "#core";
import * as z from "zod";
import type { GoogleWorkspaceConfig } from "./config.ts";

const KeyFile = z.looseObject({
  type: z.literal("service_account"),
  client_email: z.string().min(1),
  client_id: z.string().optional(),
  private_key: z.string().min(1),
  private_key_id: z.string().optional(),
});

export interface ServiceAccount {
  readonly email: string;
  /** Number that the delegation is granted to, as the Admin console shows it. */
  readonly clientId: string | undefined;
  readonly keyId: string | undefined;
  readonly key: KeyObject;
}

const PLACE = "credentials";

/**
 * The service account's key from the configuration, or from the file of GOOGLE_APPLICATION_CREDENTIALS.
 * @throws AUTH_MISSING when there is none, CONFIG_INVALID when it is no key of a service account
 */
export function serviceAccount(
  config: GoogleWorkspaceConfig,
  env: Readonly<Record<string, string | undefined>>,
): ServiceAccount {
  const text = config.credentials ?? ambient(env);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, which is a secret.
    throw invalid("the credentials are not JSON");
  }
  const type = typeof parsed === "object" && parsed !== null && "type" in parsed ? parsed.type : undefined;
  if (typeof type === "string" && type !== "service_account")
    throw invalid(`the credentials are of type ${type.slice(0, 40)}, and only a service account can be delegated to`);
  const file = KeyFile.safeParse(parsed);
  if (!file.success)
    throw invalid(
      `the service account's key lacks ${file.error.issues.map(({ path }) => path.join(".")).join(", ")} or holds it wrongly`,
    );
  const { client_email, client_id, private_key, private_key_id } = file.data;
  return { email: client_email, clientId: client_id, keyId: private_key_id, key: privateKey(private_key) };
}

function ambient(env: Readonly<Record<string, string | undefined>>): string {
  const path = env["GOOGLE_APPLICATION_CREDENTIALS"];
  if (path === undefined || path === "")
    throw new ExhibitError("AUTH_MISSING", "no credentials of a Google service account were found", {
      place: PLACE,
      remedy:
        "Give the key as credentials: ${file:service-account.json}, or set GOOGLE_APPLICATION_CREDENTIALS to its path.",
    });
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new ExhibitError("AUTH_MISSING", `the file of GOOGLE_APPLICATION_CREDENTIALS cannot be read: ${path}`, {
      place: PLACE,
      remedy: "Check the path and who may read it.",
      cause: new Error(systemErrorCode(error) ?? "unreadable"),
    });
  }
}

function privateKey(pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType !== "rsa") throw invalid("the service account's private key is not an RSA key");
    return key;
  } catch (error) {
    if (error instanceof ExhibitError) throw error;
    throw invalid("the service account's private key cannot be read as PEM");
  }
}

function invalid(message: string): ExhibitError {
  return new ExhibitError("CONFIG_INVALID", message, {
    place: PLACE,
    remedy: "Give the JSON key of a service account, as Google Cloud's IAM page creates it.",
  });
}

export interface Claims {
  readonly scopes: readonly string[];
  readonly subject: string;
  readonly audience: string;
  readonly at: Date;
}

/**
 * The signed assertion of RFC 7523 that Google exchanges for a token: RS256, valid for one hour.
 * Our own because google-auth-library fixes the token URL, reads the system's clock, and retries by itself.
 */
export function assertion(account: ServiceAccount, { scopes, subject, audience, at }: Claims): string {
  const iat = Math.floor(at.getTime() / 1000);
  const header = { alg: "RS256", typ: "JWT", ...(account.keyId === undefined ? {} : { kid: account.keyId }) };
  const claims = { iss: account.email, scope: scopes.join(" "), aud: audience, sub: subject, iat, exp: iat + 3600 };
  const input = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  return `${input}.${sign("RSA-SHA256", Buffer.from(input), account.key).toString("base64url")}`;
}
