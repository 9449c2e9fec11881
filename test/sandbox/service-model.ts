/**
 * The service model as the SDK carries it at run time (smithy schemas): `[kind, namespace, name, traits, …]`. Structures
 * name their members and say how many of the first are required; targets may be wrapped in functions or with traits.
 */
type Schema = unknown;

const LIST = 1;
const MAP = 2;
const STRUCTURES = new Set([3, -3]);

export interface ModelReading {
  /** Required members that an answer lacks, as `Type.member`. */
  readonly missing: Set<string>;
  /** Members that an answer holds, as `Type.member`. */
  readonly seen: Set<string>;
  /** Members of every structure that was met. */
  readonly declared: Set<string>;
}

export function emptyReading(): ModelReading {
  return { missing: new Set(), seen: new Set(), declared: new Set() };
}

/** The output schema of a command. */
export function outputSchema(command: { readonly schema?: Schema }): Schema {
  const operation = resolve(command.schema);
  if (!Array.isArray(operation) || operation[0] !== 9) throw new Error("the SDK's command has no operation schema");
  return operation[5];
}

/** Walks an answer along its schema. */
export function read(schema: Schema, value: unknown, into: ModelReading): void {
  const target = resolve(schema);
  if (value === undefined || value === null || !Array.isArray(target)) return;
  if (target[0] === LIST) for (const item of value as readonly unknown[]) read(target[4], item, into);
  if (target[0] === MAP) for (const item of Object.values(value)) read(target[5], item, into);
  if (!STRUCTURES.has(target[0] as number)) return;
  const [, , type, , names, schemas, required = 0] = target as [
    number,
    string,
    string,
    unknown,
    readonly string[],
    readonly Schema[],
    number?,
  ];
  for (const [index, name] of names.entries()) {
    const member = (value as Record<string, unknown>)[name];
    into.declared.add(`${type}.${name}`);
    if (member !== undefined) into.seen.add(`${type}.${name}`);
    else if (index < required) into.missing.add(`${type}.${name}`);
    read(schemas[index], member, into);
  }
}

function resolve(schema: Schema): Schema {
  if (typeof schema === "function") return resolve((schema as () => Schema)());
  // `[schema, traits]`: a member with traits of its own; a schema proper starts with its kind.
  if (Array.isArray(schema) && typeof schema[0] !== "number") return resolve(schema[0]);
  if (Array.isArray(schema) && schema.length === 2) return resolve(schema[0]);
  return schema;
}
