import { Undetermined } from "#sdk";
import type { ConfigurationItem } from "../../evidence.ts";

/**
 * A member of an item by dotted path. Names are compared without regard to case: AWS Config writes one and the same
 * member as `storageEncrypted` or `StorageEncrypted`, depending on the age of the type's recording.
 * Text that holds JSON is looked into. Undefined when the member, or one on the way, is absent or null.
 */
export function member(item: ConfigurationItem, path: string): unknown {
  let value: unknown = item;
  for (const name of path.split(".")) {
    value = own(structured(value), name);
    if (value === undefined || value === null) return undefined;
  }
  return structured(value);
}

/** The member of any object, by the same rules as {@link member}. */
export function inside(value: unknown, path: string): unknown {
  let current: unknown = value;
  for (const name of path.split(".")) {
    current = own(structured(current), name);
    if (current === undefined || current === null) return undefined;
  }
  return structured(current);
}

function own(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const object = value as Readonly<Record<string, unknown>>;
  if (Object.hasOwn(object, name)) return object[name];
  const wanted = name.toLowerCase();
  const found = Object.keys(object).find((key) => key.toLowerCase() === wanted);
  return found === undefined ? undefined : object[found];
}

function structured(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

function notStated(path: string): Undetermined {
  return new Undetermined("schema-mismatch", `AWS Config did not state ${path}`);
}

function unexpected(path: string, value: unknown): Undetermined {
  return new Undetermined("schema-mismatch", `${path} is ${JSON.stringify(value)}, which is not understood`);
}

/**
 * A switch. `true`, `"true"`, and the service's own words for on and off count.
 * @throws Undetermined when it is absent, null or another word
 */
export function flag(item: ConfigurationItem, path: string): boolean {
  const value = member(item, path);
  if (value === undefined) throw notStated(path);
  return asFlag(value, path);
}

const ON = ["true", "enabled", "enable", "on"];
const OFF = ["false", "disabled", "disable", "off", "suspended"];

export function asFlag(value: unknown, path: string): boolean {
  if (typeof value === "boolean") return value;
  if (typeof value === "string") {
    const word = value.toLowerCase();
    if (ON.includes(word)) return true;
    if (OFF.includes(word)) return false;
  }
  throw unexpected(path, value);
}

/** @throws Undetermined when it is absent, null or not a number */
export function number(item: ConfigurationItem, path: string): number {
  const value = member(item, path);
  if (value === undefined) throw notStated(path);
  const parsed = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof parsed !== "number" || !Number.isFinite(parsed)) throw unexpected(path, value);
  return parsed;
}

/** @throws Undetermined when it is absent, null or not text; `{ value: "text" }`, as AWS Config wraps enumerations, is text */
export function text(item: ConfigurationItem, path: string): string {
  const value = member(item, path);
  if (value === undefined) throw notStated(path);
  if (typeof value === "string") return value;
  const wrapped = inside(value, "value");
  if (typeof wrapped === "string") return wrapped;
  throw unexpected(path, value);
}

/** @throws Undetermined when it is absent, null or not a list */
export function list(item: ConfigurationItem, path: string): readonly unknown[] {
  const value = member(item, path);
  if (value === undefined) throw notStated(path);
  if (Array.isArray(value)) return value as readonly unknown[];
  const wrapped = inside(value, "items");
  if (Array.isArray(wrapped)) return wrapped as readonly unknown[];
  throw unexpected(path, value);
}

/** A list that may be absent within an object whose presence proves that it was read. */
export function listIn(value: unknown, path: string): readonly unknown[] {
  const found = inside(value, path);
  if (found === undefined) return [];
  if (Array.isArray(found)) return found as readonly unknown[];
  const wrapped = inside(found, "items");
  return Array.isArray(wrapped) ? (wrapped as readonly unknown[]) : [found];
}

export function textIn(value: unknown, path: string): string | undefined {
  const found = inside(value, path);
  if (typeof found === "string") return found;
  const wrapped = inside(found, "value");
  return typeof wrapped === "string" ? wrapped : undefined;
}

export function numberIn(value: unknown, path: string): number | undefined {
  const found = inside(value, path);
  return typeof found === "number" ? found : undefined;
}

/** How a resource is named in `observed`. */
export function nameOf({ resourceName, resourceId }: ConfigurationItem): string {
  return resourceName ?? resourceId;
}
