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

/** What must not be written of one exchange. Answers about headers and URLs; bodies are kept whole or not at all. */
export interface Withholder {
  headers(headers: Headers): readonly (readonly [string, string])[];
  url(url: URL): string;
  /** True when the bytes hold a known secret as it is, or as a form, JSON or XML spells it. */
  mentions(bytes: Uint8Array): boolean;
}

export function isSecretHeader(name: string): boolean {
  return SECRET_HEADER.test(name.toLowerCase());
}

export function isSecretParameter(name: string): boolean {
  return SECRET_PARAMETERS.has(name.toLowerCase());
}

/**
 * @param secrets values that are secret wherever they stand
 * @param request headers of the request: what its secret headers carry is secret in the whole exchange, echoes included
 */
export function createWithholder(secrets: readonly string[], request: Headers): Withholder {
  const known = [...new Set([...secrets, ...carriedBy(request)])].filter((secret) => secret !== "");
  const contained = known.filter((secret) => secret.length >= MIN_SECRET_LENGTH);
  const spelled = [...new Set(contained.flatMap(spellings))];

  const text = (value: string): string => {
    if (known.includes(value)) return WITHHELD;
    let masked = value;
    for (const secret of contained) {
      masked = masked.replaceAll(secret, WITHHELD).replaceAll(encodeURIComponent(secret), WITHHELD);
    }
    return masked;
  };

  return {
    headers: (headers) =>
      [...headers].map(
        ([name, value]) => [name, isSecretHeader(name) ? WITHHELD : text(maskParameters(value))] as const,
      ),
    // Where a request went is no secret, even when the operator keeps the endpoint in a variable.
    url: ({ origin, pathname, search }) => `${origin}${text(maskParameters(`${pathname}${search}`))}`,
    mentions: (bytes) => {
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      return spelled.some((secret) => buffer.includes(secret));
    },
  };
}

function spellings(secret: string): readonly string[] {
  const xml = secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams({ s: secret }).toString().slice(2),
    JSON.stringify(secret).slice(1, -1),
    xml,
    xml.replaceAll('"', "&quot;").replaceAll("'", "&#39;"),
  ];
}

function carriedBy(headers: Headers): readonly string[] {
  return [...headers].flatMap(([name, value]) => {
    if (!isSecretHeader(name)) return [];
    // An AWS4 value is a signature of this one request, not a credential.
    if (name !== "authorization") return [value];
    return value.startsWith("AWS4-") ? [] : [value.slice(value.indexOf(" ") + 1).trim()];
  });
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
