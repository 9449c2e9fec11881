import { Undetermined } from "#sdk";

/** A policy document as sealed: `Statement` is an array or one object, values are strings or arrays. */
export interface RawDocument {
  readonly Statement: unknown;
}

export type Condition = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Principals by type (`AWS`, `Service`, `Federated`, `CanonicalUser`); `"*"` is everyone. */
export type Principals = "*" | Readonly<Record<string, readonly string[]>>;

/** Elements that can stand in a negated form: `listed` holds patterns, `except` is true for the Not… element. */
export interface Patterns {
  readonly except: boolean;
  readonly listed: readonly string[];
}

export interface Statement {
  readonly sid: string | undefined;
  readonly effect: "Allow" | "Deny";
  /** Action patterns in lower case: actions are matched without regard to case. */
  readonly actions: Patterns;
  /** Absent in trust policies. */
  readonly resources: Patterns | undefined;
  readonly principals: { readonly except: boolean; readonly who: Principals } | undefined;
  /** Undefined when there is none, or an empty one. Operators and keys as written. */
  readonly condition: Condition | undefined;
}

/** A property of the document, not a WeakMap: V8's young collections keep all values of a map that is old itself. */
const PARSED = Symbol("statements");

/**
 * The statements of a document, normalised; parsed once for each document object.
 * @throws Undetermined (schema-mismatch) when the document is not one that the policy grammar allows: what it grants is unknown
 */
export function statementsOf(
  document: RawDocument & { readonly [PARSED]?: readonly Statement[] },
): readonly Statement[] {
  let statements = document[PARSED];
  if (statements === undefined) {
    const list = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
    statements = list.map(parseStatement);
    if (Object.isExtensible(document)) Object.defineProperty(document, PARSED, { value: statements });
  }
  return statements;
}

function malformed(what: string): Undetermined {
  return new Undetermined("schema-mismatch", `the policy document ${what}`);
}

function parseStatement(value: unknown): Statement {
  if (typeof value !== "object" || value === null) throw malformed("has a statement that is not an object");
  const raw = value as Readonly<Record<string, unknown>>;
  const effect = raw["Effect"];
  if (effect !== "Allow" && effect !== "Deny")
    throw malformed(`has a statement with Effect ${JSON.stringify(effect) ?? "absent"}`);
  const actions = patterns(raw, "Action");
  if (actions === undefined) throw malformed("has a statement without Action and NotAction");
  return {
    sid: typeof raw["Sid"] === "string" ? raw["Sid"] : undefined,
    effect,
    actions: { except: actions.except, listed: actions.listed.map((action) => action.toLowerCase()) },
    resources: patterns(raw, "Resource"),
    principals: principals(raw),
    condition: condition(raw["Condition"]),
  };
}

function patterns(raw: Readonly<Record<string, unknown>>, element: string): Patterns | undefined {
  const plain = raw[element];
  const negated = raw[`Not${element}`];
  if (plain !== undefined && negated !== undefined)
    throw malformed(`has both ${element} and Not${element} in one statement`);
  if (plain !== undefined) return { except: false, listed: texts(plain, element) };
  if (negated !== undefined) return { except: true, listed: texts(negated, `Not${element}`) };
  return undefined;
}

function texts(value: unknown, element: string): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map((item) => {
    if (typeof item !== "string") throw malformed(`has a ${element} that is not text`);
    return item;
  });
}

function principals(raw: Readonly<Record<string, unknown>>): Statement["principals"] {
  const element = raw["Principal"] === undefined ? "NotPrincipal" : "Principal";
  const value = raw[element];
  if (value === undefined) return undefined;
  const except = element === "NotPrincipal";
  if (value === "*") return { except, who: "*" };
  if (typeof value !== "object" || value === null) throw malformed(`has a ${element} that is neither * nor an object`);
  const who = Object.entries(value).map(([type, members]) => [type, texts(members, element)] as const);
  return { except, who: Object.fromEntries(who) };
}

function condition(value: unknown): Condition | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "object") throw malformed("has a Condition that is not an object");
  const blocks: [string, Record<string, readonly string[]>][] = [];
  for (const [operator, keys] of Object.entries(value)) {
    if (typeof keys !== "object" || keys === null)
      throw malformed(`has a Condition with ${operator} that is not an object`);
    const entries = Object.entries(keys as Record<string, unknown>).map(
      ([key, wanted]) => [key, scalars(wanted)] as const,
    );
    if (entries.length > 0) blocks.push([operator, Object.fromEntries(entries)]);
  }
  return blocks.length === 0 ? undefined : Object.fromEntries(blocks);
}

/** Condition values may be written as JSON booleans and numbers; IAM compares them as text. */
function scalars(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map((item) => {
    if (typeof item === "string" || typeof item === "boolean" || typeof item === "number") return String(item);
    throw malformed("has a Condition value that is not text");
  });
}
