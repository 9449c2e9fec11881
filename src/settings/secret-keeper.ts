import { ExhibitError, isExhibitError } from "../core/index.ts";

/** Names of environment variables that carry secrets. */
const SECRET_NAME =
  /(SECRET|TOKEN|PASSWORD|PASSWD|PASSPHRASE|CREDENTIAL|PRIVATE|APIKEY|API_KEY|ACCESS_KEY|_HEADERS$|_DSN$)/i;
/** A shorter value would blacken words that have nothing to do with it. */
const LEAST_LENGTH = 4;
const LEAST_LENGTH_OF_ENV = 8;
export const WITHHELD = "[withheld]";

/** Knows every secret value that the process has been given, and takes them out of what it says. */
export interface SecretKeeper {
  /** Values add up: what was a secret before a reload still is one. */
  add(values: Iterable<string>): void;
  redact(text: string): string;
  /** Of a JSON text: within its strings and names, so that it stays JSON whatever somebody chose for a secret (`true`, `info`). */
  redactJson(text: string): string;
}

export function createSecretKeeper(values: Iterable<string> = []): SecretKeeper {
  const known = new Set<string>();
  let pattern: RegExp | undefined;
  const keeper: SecretKeeper = {
    add(more) {
      const before = known.size;
      for (const value of more)
        if (value.length >= LEAST_LENGTH) for (const spelling of spellings(value)) known.add(spelling);
      if (known.size === before) return;
      // The longest first: one secret may begin with another.
      const alternatives = [...known].toSorted((a, b) => b.length - a.length).map((text) => literal(text));
      pattern = new RegExp(alternatives.join("|"), "g");
    },
    redact: (text) => (pattern === undefined ? text : text.replaceAll(pattern, WITHHELD)),
    redactJson: (text) =>
      keeper.redact(text) === text ? text : JSON.stringify(within(JSON.parse(text), keeper.redact)) + tail(text),
  };
  keeper.add(values);
  return keeper;
}

/** What a reader of our lines and answers looks for by name; nobody else chooses these names. */
const NAMES = new Set("level time pid role msg run connection error code message ready state parts detail".split(" "));
/** And these values. */
const VALUES = new Set(["level", "time", "pid", "role", "state"]);

function within(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === "string") return redact(value);
  if (typeof value === "number") return redact(String(value)) === WITHHELD ? WITHHELD : value;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => within(one, redact));
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      NAMES.has(name) ? name : redact(name),
      VALUES.has(name) ? one : within(one, redact),
    ]),
  );
}

/** The line break that ends a line. */
function tail(text: string): string {
  return text.endsWith("\n") ? "\n" : "";
}

function literal(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

/** As logs, URLs, forms and headers write it. */
function spellings(value: string): readonly string[] {
  const encoded = encodeURIComponent(value.toWellFormed());
  return [
    value,
    JSON.stringify(value).slice(1, -1),
    encoded,
    encoded.replaceAll("%20", "+"),
    Buffer.from(value).toString("base64"),
    Buffer.from(value).toString("base64url"),
  ];
}

/** Does the work; what it throws names none of these values, also where a message quotes what stood in the configuration. */
export async function withoutSecrets<T>(secrets: Iterable<string>, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isExhibitError(error)) throw error;
    const { redact } = createSecretKeeper(secrets);
    const { code, message, place, remedy, cause } = error;
    throw new ExhibitError(code, redact(message), {
      ...(place === undefined ? {} : { place: redact(place) }),
      ...(remedy === undefined ? {} : { remedy: redact(remedy) }),
      cause,
    });
  }
}

/** Secrets of the environment: variables that are named so, and passwords within URLs of any variable. */
export function secretsOfEnvironment(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const found: string[] = [];
  for (const [name, value = ""] of Object.entries(env)) {
    if (value.length >= LEAST_LENGTH_OF_ENV && SECRET_NAME.test(name)) found.push(value);
    if (name.endsWith("_HEADERS")) found.push(...headerValues(value));
    found.push(...passwordOf(value));
  }
  return found;
}

/** The password of a URL, as it stands there and decoded. */
export function passwordOf(value: string): readonly string[] {
  if (!value.includes("://") || !value.includes("@")) return [];
  const password = URL.parse(value)?.password ?? "";
  return password === "" ? [] : [password, decoded(password)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** `OTEL_EXPORTER_OTLP_HEADERS`: `name=value,name=value`, values percent-encoded. */
function headerValues(value: string): readonly string[] {
  return value.split(",").flatMap((pair) => {
    const text = pair.slice(pair.indexOf("=") + 1).trim();
    const plain = decoded(text);
    return [text, plain, ...plain.split(/\s+/)].filter((part) => part.length >= LEAST_LENGTH_OF_ENV);
  });
}
