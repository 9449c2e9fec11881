export const WITHHELD = "[withheld]";

/** Named in full, or by how their name ends: `x-goog-iam-authorization-token`, but not `github-authentication-token-expiration`. */
const SECRET_HEADER =
  /^(?:x-api-key|x-goog-api-key|x-amz-signature)$|(?:^|-)(?:authorization|cookie2?|token|secret|password|passwd|apikey|credentials?|assertion)$/;

const SECRET_PARAMETERS: ReadonlySet<string> = new Set([
  "x-amz-signature",
  "x-amz-credential",
  "x-amz-security-token",
  "x-goog-signature",
  "x-goog-credential",
  "access_token",
  "refresh_token",
  "id_token",
  "token",
  "key",
  "api_key",
  "apikey",
  "sig",
  "signature",
  "client_secret",
  "password",
  "secret",
  "assertion",
]);

// Shorter values would match by chance all over a text (`x` as a token in a test).
const MIN_SECRET_LENGTH = 8;
const MAX_LEARNED = 256;

/**
 * What must never be written anywhere: secrets given at the start, and those seen on their way in a header.
 * Answers about text and headers only; whether a body may be kept is decided by {@link Withholder.mentions}.
 */
export interface Withholder {
  headers(headers: Headers): readonly (readonly [string, string])[];
  url(url: URL): string;
  /** True when the bytes hold a known secret as it is. */
  mentions(bytes: Uint8Array): boolean;
  /** Remembers the credentials that these headers carry. */
  learn(headers: Headers): void;
}

export function isSecretHeader(name: string): boolean {
  return SECRET_HEADER.test(name.toLowerCase());
}

export function isSecretParameter(name: string): boolean {
  return SECRET_PARAMETERS.has(name.toLowerCase());
}

export function createWithholder(secrets: readonly string[]): Withholder {
  const equal = new Set(secrets.filter((secret) => secret !== ""));
  const contained = new Set(secrets.filter((secret) => secret.length >= MIN_SECRET_LENGTH));

  const text = (value: string): string => {
    if (equal.has(value)) return WITHHELD;
    let masked = value;
    for (const secret of contained) {
      masked = masked.replaceAll(secret, WITHHELD).replaceAll(encodeURIComponent(secret), WITHHELD);
    }
    return masked;
  };
  const remember = (secret: string): void => {
    if (contained.size >= MAX_LEARNED || secret.length < MIN_SECRET_LENGTH) return;
    equal.add(secret);
    contained.add(secret);
  };

  return {
    headers: (headers) =>
      [...headers].map(
        ([name, value]) => [name, isSecretHeader(name) ? WITHHELD : text(maskParameters(value))] as const,
      ),
    url: (url) => text(maskParameters(url.href)),
    mentions: (bytes) => {
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      return contained.values().some((secret) => buffer.includes(secret));
    },
    learn: (headers) => {
      const authorization = headers.get("authorization") ?? "";
      // An AWS4 value is a signature of this one request, not a credential.
      if (authorization !== "" && !authorization.startsWith("AWS4-"))
        remember(authorization.slice(authorization.indexOf(" ") + 1).trim());
      for (const [name, value] of headers) {
        if (name !== "authorization" && isSecretHeader(name)) remember(value);
      }
    },
  };
}

// URLs stand in Location and Link headers too, so this works on any text that holds one.
function maskParameters(value: string): string {
  return value.replace(/([?&;])([^=&#\s<>"]+)=([^&#\s<>"]*)/g, (whole, start: string, name: string) => {
    return isSecretParameter(decode(name)) ? `${start}${name}=${WITHHELD}` : whole;
  });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
