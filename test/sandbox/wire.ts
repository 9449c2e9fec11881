/** A parsed answer: text for leaves, arrays for lists and repeated elements, records for structures. */
export type Node = string | number | boolean | null | readonly Node[] | { readonly [name: string]: Node };

/**
 * Reads the XML of the AWS query protocol, with nothing of the SDK in it, so that both can be held against each other.
 * `member` elements become arrays, `entry` elements records; there are no attributes but the namespace.
 */
export function parseQueryXml(xml: string): Node {
  const tokens = xml.match(/<[^>]+>|[^<]+/g) ?? [];
  let position = 0;
  const element = (): readonly [string, Node] => {
    const open = tokens[position++] ?? "";
    const name = /^<([A-Za-z0-9]+)/.exec(open)?.[1];
    if (name === undefined) throw new Error(`not an opening tag: ${open}`);
    const children: (readonly [string, Node])[] = [];
    let text = "";
    for (;;) {
      const token = tokens[position] ?? "";
      if (token === `</${name}>`) break;
      if (token.startsWith("</") || token === "") throw new Error(`<${name}> ends with ${token}`);
      if (token.startsWith("<")) children.push(element());
      else text += tokens[position++];
    }
    position += 1;
    return [name, children.length === 0 ? unescape(text) : structure(children)];
  };
  const [name, root] = element();
  if (position !== tokens.length) throw new Error("bytes after the end of the document");
  return { [name]: root };
}

function structure(children: readonly (readonly [string, Node])[]): Node {
  if (children.every(([name]) => name === "member")) return children.map(([, value]) => value);
  if (children.every(([name]) => name === "entry")) {
    const entries = children.map(([, entry]) => entry as { readonly key: string; readonly value: Node });
    return Object.fromEntries(entries.map(({ key, value }) => [key, value]));
  }
  const names = children.map(([name]) => name);
  if (new Set(names).size !== names.length) throw new Error(`an element comes twice: ${names.join(", ")}`);
  return Object.fromEntries(children);
}

function unescape(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}

/** Paths of everything on the wire that the SDK's answer lacks or holds differently. */
export function dropped(wire: Node, read: unknown, path = ""): readonly string[] {
  if (Array.isArray(wire)) {
    if (!Array.isArray(read) || read.length !== wire.length) return [`${path} (list)`];
    return wire.flatMap((item: Node, index) => dropped(item, read[index], `${path}[${index}]`));
  }
  if (typeof wire === "object" && wire !== null) {
    if (typeof read !== "object" || read === null) return [`${path} (structure)`];
    return Object.entries(wire).flatMap(([name, value]) =>
      dropped(value, (read as Record<string, unknown>)[name], `${path}.${name}`),
    );
  }
  return sameLeaf(wire as string | number | boolean, read) ? [] : [`${path} (${String(wire)} read as ${String(read)})`];
}

function sameLeaf(wire: string | number | boolean, read: unknown): boolean {
  if (read instanceof Date)
    return read.getTime() === (typeof wire === "number" ? Math.round(wire * 1000) : Date.parse(String(wire)));
  if (read instanceof Uint8Array) return Buffer.from(read).toString("base64") === wire;
  // An empty element is an empty text, list or structure, as the model has it.
  if (wire === "" && typeof read === "object" && read !== null) return Object.keys(read).length === 0;
  return String(wire) === String(read);
}
