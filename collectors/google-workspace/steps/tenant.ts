import type { Emission } from "#sdk";
import { ask } from "../ask.ts";
import { gap, population, record } from "../emit.ts";
import type { Problem } from "../errors.ts";
import { customerKind, domainKind, type OrgUnit, orgUnitKind } from "../evidence.ts";
import { listed, plain } from "../lists.ts";
import type { TenantSession } from "../session.ts";
import { CUSTOMER_KIND, CUSTOMER_OPERATION } from "../sign-in.ts";

export const DOMAINS = "directory:domains.list";
export const ALIASES = "directory:domainAliases.list";
export const ORG_UNITS = "directory:orgunits.list";

export async function* customer({
  directory,
  lacking,
  scope,
  signal,
  ...session
}: TenantSession): AsyncGenerator<Emission> {
  const missing = lacking(CUSTOMER_OPERATION);
  const answer =
    missing === undefined
      ? await ask(() => directory.customers.get({ customerKey: session.customer }, { signal }), {
          operation: CUSTOMER_OPERATION,
          signal,
          kind: CUSTOMER_KIND,
        })
      : ({ ok: false, problem: missing } as const);
  if (answer.ok) yield record(scope, customerKind, plain(answer.value));
  else yield gap(scope, customerKind, CUSTOMER_OPERATION, answer.problem);
  yield population(scope, customerKind, { complete: answer.ok });
}

export interface TenantDomain {
  readonly name: string;
  readonly isPrimary: boolean | undefined;
  readonly verified: boolean | undefined;
}

/** Domains of the tenant, aliases among them. `problems`: lists that did not end, by operation. */
export interface Domains {
  readonly found: TenantDomain[];
  readonly problems: { readonly operation: string; readonly problem: Problem }[];
}

export async function* domains(session: TenantSession, into: Domains): AsyncGenerator<Emission> {
  const { directory, customer: id, scope, signal } = session;
  const main = listed(session, {
    operation: DOMAINS,
    pageKind: "admin#directory#domains",
    fetch: () => directory.domains.list({ customer: id }, { signal }),
    // The list is never paged, and a token would be none that the request could take.
    items: (page) => page.domains,
  });
  yield* each(main, DOMAINS, (domain) => [domain.domainName, domain, { alias: false }]);
  const aliases = listed(session, {
    operation: ALIASES,
    pageKind: "admin#directory#domainAliases",
    fetch: () => directory.domainAliases.list({ customer: id }, { signal }),
    items: (page) => page.domainAliases,
  });
  yield* each(aliases, ALIASES, (alias) => [alias.domainAliasName, alias, { alias: true }]);
  for (const { operation, problem } of into.problems) yield gap(scope, domainKind, operation, problem);
  yield population(scope, domainKind, { complete: into.problems.length === 0 });

  async function* each<Item extends object>(
    source: AsyncGenerator<Item, Problem | undefined, void>,
    operation: string,
    read: (item: Item) => readonly [string | null | undefined, Item, { readonly alias: boolean }],
  ): AsyncGenerator<Emission> {
    for (;;) {
      const step = await source.next();
      if (step.done === true) {
        if (step.value !== undefined) into.problems.push({ operation, problem: step.value });
        return;
      }
      const [domainName, item, { alias }] = read(step.value);
      const { isPrimary, verified } = item as { isPrimary?: unknown; verified?: unknown };
      if (typeof domainName === "string")
        into.found.push({
          name: domainName,
          isPrimary: typeof isPrimary === "boolean" ? isPrimary : undefined,
          verified: typeof verified === "boolean" ? verified : undefined,
        });
      // domains.list repeats the aliases of each domain inside it; they have a list of their own.
      const { domainAliases: _repeated, domainAliasName: _name, ...rest } = plain(item);
      yield record(scope, domainKind, { ...rest, domainName, alias });
    }
  }
}

export interface OrgUnits {
  readonly found: OrgUnit[];
  problem: Problem | undefined;
}

export async function* orgUnits(session: TenantSession, into: OrgUnits): AsyncGenerator<Emission> {
  const { directory, customer: id, scope, signal } = session;
  const source = listed(session, {
    operation: ORG_UNITS,
    pageKind: "admin#directory#orgUnits",
    fetch: () => directory.orgunits.list({ customerId: id, orgUnitPath: "/", type: "allIncludingParent" }, { signal }),
    items: (page) => page.organizationUnits,
  });
  for (;;) {
    const step = await source.next();
    if (step.done === true) {
      into.problem = step.value;
      break;
    }
    const unit = plain(step.value);
    const read = orgUnitKind.schema.safeParse(unit);
    if (read.success) into.found.push(read.data);
    else into.problem ??= { reason: "schema-mismatch", detail: "an org unit lacks its id or path", name: "OrgUnit" };
    yield record(scope, orgUnitKind, unit);
  }
  const { problem } = into;
  if (problem !== undefined) yield gap(scope, orgUnitKind, ORG_UNITS, problem);
  yield population(scope, orgUnitKind, { complete: problem === undefined });
}
