/**
 * IAM wildcard patterns: `*` is any run of characters, colons and slashes included; `?` is one character.
 * Matching is linear in the text for each star, without backtracking over more than the last star.
 */
export function matches(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    const symbol = pattern[p];
    if (symbol === "*") {
      star = p++;
      resume = t;
    } else if (symbol !== undefined && (symbol === "?" || symbol === text[t])) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}

/**
 * True when everything that `inner` matches, `outer` matches too. Never true wrongly; may be false where only a
 * union of cases would prove it (`?*` does not cover `*?`), which leaves a permission standing rather than hiding it.
 */
export function covers(outer: string, inner: string): boolean {
  // A literal of `outer` must meet the same literal; `?` one character or `?`; `*` meets anything, a `*` of `inner` included.
  let o = 0;
  let i = 0;
  let star = -1;
  let resume = 0;
  while (i < inner.length) {
    const symbol = outer[o];
    const other = inner[i];
    if (symbol === "*") {
      star = o++;
      resume = i;
    } else if (symbol !== undefined && other !== "*" && (symbol === "?" || symbol === other)) {
      o++;
      i++;
    } else if (star >= 0) {
      o = star + 1;
      i = ++resume;
    } else {
      return false;
    }
  }
  while (outer[o] === "*") o++;
  return o === outer.length;
}

/** True when some text is matched by both patterns. */
export function overlaps(a: string, b: string): boolean {
  if (a === "*" || b === "*") return true;
  if (!hasWildcard(a)) return matches(b, a);
  if (!hasWildcard(b)) return matches(a, b);
  // reachable[j]: a's first i symbols and b's first j symbols can match one text.
  let reachable = new Uint8Array(b.length + 1);
  reachable[0] = 1;
  for (let j = 1; j <= b.length && b[j - 1] === "*"; j++) reachable[j] = 1;
  for (let i = 1; i <= a.length; i++) {
    const next = new Uint8Array(b.length + 1);
    const x = a[i - 1];
    if (x === "*") next[0] = reachable[0] ?? 0;
    for (let j = 1; j <= b.length; j++) {
      const y = b[j - 1];
      // A star ends here, or swallows the other side's symbol.
      if (x === "*" || y === "*") next[j] = (next[j - 1] ?? 0) | (reachable[j] ?? 0);
      else if (x === "?" || y === "?" || x === y) next[j] = reachable[j - 1] ?? 0;
    }
    reachable = next;
  }
  return reachable[b.length] === 1;
}

export function hasWildcard(pattern: string): boolean {
  return pattern.includes("*") || pattern.includes("?");
}
