/** A mask of partial responses: `kind,nextPageToken,users(id,primaryEmail)`; undefined members are leaves. */
export type Mask = ReadonlyMap<string, Mask | undefined>;

/** Undefined for a mask that is none; Google answers 400 then. */
export function parseMask(text: string): Mask | undefined {
  let at = 0;
  function level(): Map<string, Mask | undefined> | undefined {
    const mask = new Map<string, Mask | undefined>();
    for (;;) {
      const name = /^[A-Za-z0-9_*]+/.exec(text.slice(at))?.[0];
      if (name === undefined) return undefined;
      at += name.length;
      let inner: Mask | undefined;
      if (text[at] === "(") {
        at += 1;
        inner = level();
        if (inner === undefined || text[at] !== ")") return undefined;
        at += 1;
      }
      mask.set(name, inner);
      if (text[at] !== ",") return mask;
      at += 1;
    }
  }
  const mask = level();
  return at === text.length ? mask : undefined;
}

/** What the mask lets through. */
export function masked(value: unknown, mask: Mask | undefined): unknown {
  if (mask === undefined || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => masked(item, mask));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => mask.has(name))
      .map(([name, member]) => [name, masked(member, mask.get(name))]),
  );
}
