import { GAP_REASONS } from "#core";
import { defineKind } from "#sdk";
import * as z from "zod";
import { flag, text } from "./shapes.ts";

/**
 * What DNS answered for one name. `state`: `answered` (records, perhaps none), `absent` (the name does not exist),
 * `failed` (no answer: says nothing).
 */
export const DnsAnswer = z.looseObject({
  name: text,
  type: text,
  state: z.enum(["answered", "absent", "failed"]),
  values: z.array(text),
  /** Why there was no answer. */
  reason: z.enum(GAP_REASONS).optional(),
  detail: text.optional(),
  /** Validated by DNSSEC, as the resolver states it. */
  authenticated: flag,
});
export type DnsAnswer = z.infer<typeof DnsAnswer>;

export const DomainDns = z.looseObject({
  domainName: text,
  isPrimary: flag,
  verified: flag,
  mx: DnsAnswer,
  /** TXT records of the domain that begin with `v=spf1`. More than one is an error of the domain (RFC 7208 §4.5). */
  spf: DnsAnswer,
  dmarc: DnsAnswer,
  /** DMARC of the organizational domain when the domain has none of its own; absent when not asked. */
  dmarcOfParent: DnsAnswer.optional(),
  /**
   * One entry for every selector asked. DKIM cannot be enumerated: when no selector answers, another one may exist,
   * and a check says `undetermined` (GWS-12).
   */
  dkim: z.array(z.looseObject({ selector: text, answer: DnsAnswer })),
  mtaSts: DnsAnswer,
  tlsRpt: DnsAnswer,
});
export type DomainDns = z.infer<typeof DomainDns>;
export const domainDnsKind = defineKind({
  id: "google-workspace.domain-dns",
  version: 1,
  title: "Mail records of a domain in DNS: MX, SPF, DKIM, DMARC, MTA-STS, TLS-RPT",
  schema: DomainDns,
  key: (record) => record.domainName,
  sensitivity: "public",
  personalData: false,
  population:
    "Every domain and domain alias of the tenant, and those that the configuration adds, by DNS over HTTPS; DKIM for the selectors google, selector1, selector2 and configured ones.",
});
