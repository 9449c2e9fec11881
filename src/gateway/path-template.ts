/**
 * How well a path holds a template: the number of literal segments, or undefined when it does not match.
 * `{name}` matches one segment that is not empty, `{name+}` one or more; paths are compared as sent (still encoded).
 */
export function matchPath(template: string, path: string): number | undefined {
  const wanted = template.split("/");
  const given = path.split("/");
  let literal = 0;
  for (const [index, segment] of wanted.entries()) {
    if (isRest(segment)) return given.slice(index).some((part) => part !== "") ? literal : undefined;
    const part = given[index];
    if (part === undefined) return undefined;
    if (isParameter(segment)) {
      if (part === "") return undefined;
    } else if (part === segment) literal += 1;
    else return undefined;
  }
  return given.length === wanted.length ? literal : undefined;
}

function isRest(segment: string): boolean {
  return segment.startsWith("{") && segment.endsWith("+}");
}

function isParameter(segment: string): boolean {
  return segment.startsWith("{") && segment.endsWith("}");
}
