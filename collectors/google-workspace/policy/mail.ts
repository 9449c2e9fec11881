import { Undetermined } from "#sdk";
import type { DomainDns } from "../evidence.ts";

type Answer = DomainDns["spf"];

/** The values that DNS gave; none when the name does not exist. @throws Undetermined when the look-up failed */
export function answered(answer: Answer): readonly string[] {
  if (answer.state === "failed")
    throw new Undetermined("provider-error", `DNS gave no answer for ${answer.type} ${answer.name}`);
  return answer.values;
}

/** `p=reject; sp=none` of a DMARC or DKIM record as a map; names in lower case. */
export function tagsOf(record: string): ReadonlyMap<string, string> {
  return new Map(
    record.split(";").flatMap((part) => {
      const [name, ...rest] = part.split("=");
      return rest.length === 0 ? [] : [[(name ?? "").trim().toLowerCase(), rest.join("=").trim()] as const];
    }),
  );
}

/** The DMARC record in force for a domain: its own, or the organizational domain's, whose subdomain policy then counts. */
export function dmarcOf(
  record: DomainDns,
): { readonly policy: string; readonly tags: ReadonlyMap<string, string> } | undefined {
  const own = valid(answered(record.dmarc));
  if (own !== undefined) return { policy: (own.get("p") ?? "").toLowerCase(), tags: own };
  if (record.dmarcOfParent === undefined) return undefined;
  const parent = valid(answered(record.dmarcOfParent));
  return parent === undefined
    ? undefined
    : { policy: (parent.get("sp") ?? parent.get("p") ?? "").toLowerCase(), tags: parent };
}

function valid(values: readonly string[]): ReadonlyMap<string, string> | undefined {
  const records = values.filter((value) => /^v\s*=\s*DMARC1\s*(?:;|$)/i.test(value.trim()));
  // RFC 7489 §6.6.3: with more than one record none counts.
  return records.length === 1 ? tagsOf(records[0] ?? "") : undefined;
}

/** Whether mail for the domain is received anywhere: a null MX (RFC 7505) and no MX at all receive none. */
export function receivesMail(record: DomainDns): boolean {
  return answered(record.mx).some((value) => !/^\s*0?\s*\.?\s*$/.test(value));
}
