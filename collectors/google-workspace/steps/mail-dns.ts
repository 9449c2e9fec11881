import type { Exclusion } from "#core";
import type { Emission } from "#sdk";
import { gap, population, record } from "../emit.ts";
import { type DnsAnswer, type DomainDns, domainDnsKind } from "../evidence.ts";
import { DNS_OPERATION } from "../operations.ts";
import type { TenantSession } from "../session.ts";
import type { Domains, TenantDomain } from "./tenant.ts";

/** Google gives every tenant one such alias for tests; its records are Google's. */
const TEST_ALIAS = /\.test-google-a\.com$/i;
/** A tree walk further up than this meets registries, not organisations (RFC 9989 stops at eight labels). */
const MAX_PARENTS = 6;

/** Mail records of every domain: six lookups each, and the parents' DMARC where a domain has none of its own. */
export async function* mailDns(session: TenantSession, { found, problems }: Domains): AsyncGenerator<Emission> {
  const { config, scope, signal } = session;
  const configured = (config.domains ?? []).map((name): TenantDomain => ({
    name: name.toLowerCase(),
    isPrimary: undefined,
    verified: undefined,
  }));
  const all = new Map<string, TenantDomain>();
  for (const domain of [...found, ...configured])
    if (!all.has(domain.name.toLowerCase())) all.set(domain.name.toLowerCase(), domain);
  const own = [...all.values()].filter(({ name }) => !TEST_ALIAS.test(name));
  let whole = problems.length === 0;
  for (const { operation, problem } of problems) yield gap(scope, domainDnsKind, operation, problem);
  for (const domain of own) {
    if (signal.aborted) {
      whole = false;
      yield gap(scope, domainDnsKind, DNS_OPERATION, { reason: "cancelled", detail: "the run was cancelled" });
      break;
    }
    let answers: DomainDns;
    try {
      answers = await recordsOf(session, domain);
    } catch (error) {
      if (!signal.aborted) throw error;
      whole = false;
      yield gap(
        scope,
        domainDnsKind,
        DNS_OPERATION,
        { reason: "cancelled", detail: "the run was cancelled" },
        domain.name,
      );
      break;
    }
    yield record(scope, domainDnsKind, answers);
    const failed = failures(answers);
    const [first] = failed;
    if (first === undefined) continue;
    whole = false;
    const detail = `DNS did not answer for ${failed.map(({ name, type }) => `${name} ${type}`).join(", ")}: ${first.detail ?? "no reason given"}`;
    yield gap(scope, domainDnsKind, DNS_OPERATION, { reason: first.reason ?? "provider-error", detail }, domain.name);
  }
  const left = all.size - own.length;
  const excluded: readonly Exclusion[] =
    left === 0
      ? []
      : [
          {
            rule: "*.test-google-a.com",
            count: left,
            owner: "Google",
            reason: "test aliases, whose records are Google's",
          },
        ];
  yield population(scope, domainDnsKind, {
    complete: whole,
    excluded,
    ...(whole ? { reported: all.size, reportedBy: "directory:domains.list and domainAliases.list" } : {}),
  });
}

async function recordsOf(
  { dns, selectors }: TenantSession,
  { name, isPrimary, verified }: TenantDomain,
): Promise<DomainDns> {
  const dkim: DomainDns["dkim"] = [];
  const mx = await dns.resolve(name, "MX");
  const spf = only(await dns.resolve(name, "TXT"), /^v=spf1( |$)/i);
  for (const selector of selectors) {
    const answer = only(await dns.resolve(`${selector}._domainkey.${name}`, "TXT"), /(^|;)\s*p\s*=/i);
    dkim.push({ selector, answer });
    // Google signs with its own selector; others matter only where that one is not published.
    if (answer.state === "answered" && answer.values.length > 0) break;
  }
  const dmarc = await dmarcOf(name);
  const dmarcOfParent = hasRecord(dmarc) || dmarc.state === "failed" ? undefined : await parentDmarc();
  const mtaSts = only(await dns.resolve(`_mta-sts.${name}`, "TXT"), /^v=STSv1/i);
  const tlsRpt = only(await dns.resolve(`_smtp._tls.${name}`, "TXT"), /^v=TLSRPTv1/i);
  return {
    domainName: name,
    ...(isPrimary === undefined ? {} : { isPrimary }),
    ...(verified === undefined ? {} : { verified }),
    mx,
    spf,
    dmarc,
    ...(dmarcOfParent === undefined ? {} : { dmarcOfParent }),
    dkim,
    mtaSts,
    tlsRpt,
  };

  async function dmarcOf(domain: string): Promise<DnsAnswer> {
    return only(await dns.resolve(`_dmarc.${domain}`, "TXT"), /^v=DMARC1/i);
  }

  async function parentDmarc(): Promise<DnsAnswer | undefined> {
    const labels = name.split(".");
    for (let up = 1; up <= MAX_PARENTS && labels.length - up >= 2; up += 1) {
      const answer = await dmarcOf(labels.slice(up).join("."));
      if (hasRecord(answer) || answer.state === "failed") return answer;
    }
    return undefined;
  }
}

/** Other texts stand at the same names (site verification); only those that begin as they should are of this record. */
function only(answer: DnsAnswer, pattern: RegExp): DnsAnswer {
  return { ...answer, values: answer.values.filter((value) => pattern.test(value.trim())) };
}

function hasRecord({ state, values }: DnsAnswer): boolean {
  return state === "answered" && values.length > 0;
}

function failures({ mx, spf, dmarc, dmarcOfParent, dkim, mtaSts, tlsRpt }: DomainDns): readonly DnsAnswer[] {
  const answers = [mx, spf, dmarc, ...(dmarcOfParent === undefined ? [] : [dmarcOfParent]), mtaSts, tlsRpt];
  return [...answers, ...dkim.map(({ answer }) => answer)].filter(({ state }) => state === "failed");
}
