import { parseVkey } from "./note.ts";

/** The auditor's trust file (C2SP tlog-policy): which logs to believe. Witness quorums are not in use. */
export interface Policy {
  readonly logs: readonly { readonly vkey: string; readonly url?: string }[];
}

export function formatPolicy({ logs }: Policy): string {
  return `${logs.map(({ vkey, url }) => `log ${vkey}${url === undefined ? "" : ` ${url}`}\n`).join("")}quorum none\n`;
}

/**
 * Reads a policy of `log` lines and `quorum none`; comments, empty lines, tabs and repeated spaces are allowed.
 * RangeError at anything else: a witness or quorum that we cannot check MUST NOT be passed over in silence.
 */
export function parsePolicy(text: string): Policy {
  const logs: { vkey: string; url?: string }[] = [];
  let quorums = 0;
  for (const line of text.split("\n")) {
    const [keyword, first, second, ...rest] = (line.split("#")[0] ?? "")
      .split(/[ \t]+/)
      .filter((field) => field !== "");
    if (keyword === undefined) continue;
    if (keyword === "log" && first !== undefined && rest.length === 0) {
      parseVkey(first);
      if (logs.some(({ vkey }) => vkey === first)) throw new RangeError("the policy names one log key twice");
      logs.push({ vkey: first, ...(second === undefined ? {} : { url: second }) });
    } else if (keyword === "quorum" && first === "none" && second === undefined && quorums === 0) {
      quorums += 1;
    } else {
      throw new RangeError(`the policy line "${line}" is not understood`);
    }
  }
  if (logs.length === 0 || quorums !== 1)
    throw new RangeError("a policy has at least one log and exactly one quorum line");
  return { logs };
}
