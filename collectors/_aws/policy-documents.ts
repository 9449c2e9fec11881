/** The text is no policy document; `message` names neither text nor content. */
export class UndecodableDocument extends Error {
  constructor(cause: unknown) {
    super("the policy document cannot be decoded", { cause });
    this.name = "UndecodableDocument";
  }
}

/**
 * The value of a policy document as IAM sends it: percent-encoded JSON text (RFC 3986, aws-iam.md §1). Plain JSON text,
 * as other services send it, is read as it is.
 * @throws UndecodableDocument
 */
export function decodePolicyDocument(text: string | undefined): Record<string, unknown> {
  if (text === undefined) throw new UndecodableDocument("absent");
  try {
    const plain = text.trimStart().startsWith("{") ? text : decodeURIComponent(text);
    const value: unknown = JSON.parse(plain);
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw new TypeError("not a JSON object");
    return value as Record<string, unknown>;
  } catch (error) {
    throw new UndecodableDocument(error instanceof Error ? error.name : "unknown");
  }
}
