/** What a GraphQL document defines, or why it cannot be read. Only enough of the grammar to find every definition. */
export type GraphqlReading = { readonly operations: readonly GraphqlOperation[] } | { readonly unreadable: string };

export interface GraphqlOperation {
  readonly type: "query" | "mutation" | "subscription";
  /** Absent for an anonymous operation. */
  readonly name?: string;
}

// Lexical grammar of the GraphQL specification (October 2021, section 2.1): ignored tokens first, then tokens.
const TOKEN =
  /(?<ignored>[\uFEFF\t \n\r,]+|#[^\n\r]*)|(?<block>"""(?:\\"""|(?!""")[^])*""")|(?<string>"(?:\\.|[^"\\\n\r])*")|(?<name>[A-Za-z_][A-Za-z0-9_]*)|(?<number>-?[0-9][0-9.eE+-]*)|(?<punctuator>\.\.\.|[!$&():=@[\]{|}])/y;

interface Token {
  readonly kind: "string" | "name" | "number" | "punctuator";
  readonly text: string;
}

function* tokens(source: string): Generator<Token, string | undefined> {
  TOKEN.lastIndex = 0;
  let position = 0;
  while (position < source.length) {
    TOKEN.lastIndex = position;
    const groups = TOKEN.exec(source)?.groups;
    if (groups === undefined) return `unexpected character at offset ${String(position)}`;
    position = TOKEN.lastIndex;
    const { block, string, name, number, punctuator } = groups;
    if (name !== undefined) yield { kind: "name", text: name };
    else if (punctuator !== undefined) yield { kind: "punctuator", text: punctuator };
    else if (block !== undefined || string !== undefined) yield { kind: "string", text: "" };
    else if (number !== undefined) yield { kind: "number", text: number };
  }
  return undefined;
}

const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/**
 * Reads every definition of an executable document. Words inside comments, strings, arguments and selections are never
 * taken for definitions; anything that is neither operation nor fragment makes the document unreadable, so that what
 * this reader does not understand is refused.
 */
export function readGraphql(source: string): GraphqlReading {
  const operations: GraphqlOperation[] = [];
  const open: string[] = [];
  let definition: { type: GraphqlOperation["type"] | "fragment"; name?: string; tokens: number } | undefined;
  const iterator = tokens(source);
  for (let step = iterator.next(); ; step = iterator.next()) {
    if (step.done === true) {
      if (step.value !== undefined) return { unreadable: step.value };
      break;
    }
    const { kind, text } = step.value;
    if (definition === undefined) {
      if (kind === "string") continue;
      if (kind === "punctuator" && text === "{") {
        definition = { type: "query", tokens: 1 };
        open.push("}");
      } else if (
        kind === "name" &&
        (text === "query" || text === "mutation" || text === "subscription" || text === "fragment")
      ) {
        definition = { type: text, tokens: 0 };
      } else return { unreadable: `'${text.slice(0, 40)}' begins no operation or fragment` };
      continue;
    }
    if (kind === "name" && definition.tokens === 0) definition.name = text;
    definition.tokens += 1;
    if (kind !== "punctuator") continue;
    const closing = CLOSING[text];
    if (closing !== undefined) open.push(closing);
    else if (text === ")" || text === "]" || text === "}") {
      if (open.pop() !== text) return { unreadable: `unbalanced '${text}'` };
      if (open.length > 0 || text !== "}") continue;
      if (definition.type !== "fragment") {
        operations.push({ type: definition.type, ...(definition.name === undefined ? {} : { name: definition.name }) });
      }
      definition = undefined;
    }
  }
  if (definition !== undefined || open.length > 0) return { unreadable: "the document ends within a definition" };
  if (operations.length === 0) return { unreadable: "the document holds no operation" };
  return { operations };
}

/** The operations of a posted body: one request, or a batch of them. */
export function readGraphqlBody(body: string): GraphqlReading {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return { unreadable: "the body is not JSON" };
  }
  const requests: readonly unknown[] = Array.isArray(parsed) ? parsed : [parsed];
  const operations: GraphqlOperation[] = [];
  for (const request of requests) {
    if (typeof request !== "object" || request === null || !("query" in request) || typeof request.query !== "string") {
      return { unreadable: "a request holds no query text" };
    }
    const reading = readGraphql(request.query);
    if ("unreadable" in reading) return reading;
    operations.push(...reading.operations);
  }
  if (operations.length === 0) return { unreadable: "the batch is empty" };
  return { operations };
}
