type Plain<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
    ? Plain<Item>[]
    : T extends object
      ? { [Key in keyof T as Key extends "$metadata" ? never : Key]: Plain<Exclude<T[Key], undefined>> }
      : T;

/**
 * SDK output as plain JSON: instants as ISO 8601 text, absent members left out. A date that the SDK could not read
 * becomes text that no schema accepts, so that the record is refused instead of sealed with a made-up instant.
 */
export function plain<T>(value: T): Plain<T> {
  return convert(value) as Plain<T>;
}

function convert(value: unknown): unknown {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "unreadable instant" : value.toISOString();
  if (Array.isArray(value)) return value.map(convert);
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).filter(([name, member]) => member !== undefined && name !== "$metadata");
  return Object.fromEntries(members.map(([name, member]) => [name, convert(member)]));
}
