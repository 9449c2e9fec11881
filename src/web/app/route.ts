/** Where the reader is, as it stands in the address after `#`. */
export type Route =
  | { readonly page: "overview"; readonly query: string }
  | { readonly page: "control"; readonly id: string }
  | { readonly page: "evidence"; readonly id: string; readonly record: string | undefined }
  | { readonly page: "evidence-list" }
  | { readonly page: "check"; readonly id: string }
  | { readonly page: "checks" }
  | { readonly page: "gaps" }
  | { readonly page: "about" }
  | { readonly page: "unknown"; readonly hash: string };

/** Reads `#/control/8.2`; anything that is no address of ours is `unknown`, never an error. */
export function parseRoute(hash: string): Route {
  const text = hash.replace(/^#/, "");
  const [path = "", query = ""] = splitOnce(text, "?");
  const [first = "", rest = ""] = splitOnce(path.replace(/^\//, ""), "/");
  const id = decode(rest);
  if (first === "" && rest === "") return { page: "overview", query };
  if (id !== undefined && id !== "") {
    if (first === "control") return { page: "control", id };
    if (first === "check") return { page: "check", id };
    if (first === "evidence")
      return { page: "evidence", id, record: new URLSearchParams(query).get("record") ?? undefined };
  }
  if (rest === "") {
    if (first === "evidence") return { page: "evidence-list" };
    if (first === "checks") return { page: "checks" };
    if (first === "gaps") return { page: "gaps" };
    if (first === "about") return { page: "about" };
  }
  return { page: "unknown", hash };
}

export const href = {
  overview: "#/",
  checks: "#/checks",
  evidenceList: "#/evidence",
  gaps: "#/gaps",
  about: "#/about",
  filtered: (query: string) => (query === "" ? "#/" : `#/?${query}`),
  control: (id: string) => `#/control/${encodeURIComponent(id)}`,
  check: (id: string) => `#/check/${encodeURIComponent(id)}`,
  evidence: (id: string, record?: string) =>
    `#/evidence/${encodeURIComponent(id)}${record === undefined ? "" : `?record=${encodeURIComponent(record)}`}`,
} as const;

function splitOnce(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined; // a malformed percent sequence: no page has such an address
  }
}
