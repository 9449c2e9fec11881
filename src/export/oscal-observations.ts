import { canonicalJson, scopeKey, type CheckResult, type Scope } from "../core/index.ts";
import { props, some, type Collected, type OscalIds } from "./oscal-parts.ts";
import type { ExportSource, Lookup } from "./source.ts";
import { line, markup } from "./text.ts";

/** Subjects of one observation: what a reader can take in, and what is held in memory before it is written. */
const MOST_SUBJECTS = 1_000;

/** What was written, for the parts of the document that refer to it. */
export class Observed {
  /** Ids of observations by check. */
  readonly byCheck = new Map<string, string[]>();
  /** The kind that each check judged. */
  readonly kinds = new Map<string, string>();
  readonly scopes = new Map<string, Scope>();
}

interface Page {
  readonly first: CheckResult;
  readonly subjects: object[];
  readonly evidence: Set<string>;
}

/**
 * Results as observations: one for each check, scope and outcome, with the resources as its subjects, and a further one
 * for every thousand. A million results are some thousands of observations, and a few thousand results in memory.
 */
export async function* observations(
  source: ExportSource,
  lookup: Lookup,
  ids: OscalIds,
  observed: Observed,
): AsyncGenerator<object, void, void> {
  let where = "";
  let pages = new Map<string, Page>();
  for await (const result of source.results()) {
    const now = [result.checkId, result.connection, scopeKey(result.scope)].join("\n");
    if (now !== where) {
      for (const page of pages.values()) yield observation(page, { source, lookup, ids, observed });
      pages = new Map();
      where = now;
      observed.scopes.set(scopeKey(result.scope), result.scope);
      observed.kinds.set(result.checkId, lookup.kind(result));
    }
    const key = [result.outcome, result.reason ?? "", result.checkVersion, result.paramsDigest].join("\n");
    const page = pages.get(key) ?? { first: result, subjects: [], evidence: new Set<string>() };
    pages.set(key, page);
    page.subjects.push(subjectOf(result, lookup, ids));
    for (const [id] of result.evidence) page.evidence.add(id);
    if (page.subjects.length < MOST_SUBJECTS) continue;
    yield observation(page, { source, lookup, ids, observed });
    pages.delete(key);
  }
  for (const page of pages.values()) yield observation(page, { source, lookup, ids, observed });
}

interface Context {
  readonly source: ExportSource;
  readonly lookup: Lookup;
  readonly ids: OscalIds;
  readonly observed: Observed;
}

function observation({ first, subjects, evidence }: Page, { source, lookup, ids, observed }: Context): object {
  const { checkId, outcome, reason } = first;
  const before = observed.byCheck.get(checkId) ?? [];
  const uuid = ids.of("observation", checkId, String(before.length));
  before.push(uuid);
  observed.byCheck.set(checkId, before);
  const scope = scopeKey(first.scope);
  const params = lookup.params(first);
  return {
    uuid,
    title: line(`${lookup.title(checkId)}: ${outcome}`),
    description: [
      `${subjects.length} of ${scope} (connection ${first.connection}): ${outcome}${reason === undefined ? "" : `, because: ${reason}`}.`,
      `Expected: ${first.expected}.`,
    ].join(" "),
    props: props({
      outcome,
      reason,
      "check-id": checkId,
      "check-version": first.checkVersion,
      params: params === undefined ? undefined : canonicalJson(params),
      "params-sha256": first.paramsDigest,
      connection: first.connection,
      scope,
      "as-of": first.asOf,
      subjects: subjects.length,
    }),
    links: [{ href: `#${ids.of("activity", checkId)}`, rel: "check" }],
    methods: ["TEST"],
    types: ["control-objective"],
    origins: [{ actors: [{ type: "tool", "actor-uuid": ids.tool(source.software.version) }] }],
    subjects,
    ...some(
      "relevant-evidence",
      [...evidence].flatMap((id) => relevant(id, lookup, ids)),
    ),
    ...times(first, evidence, lookup),
  };
}

/** A resource, or the whole scope where nothing could be enumerated, with the value that decided. */
function subjectOf(result: CheckResult, lookup: Lookup, ids: OscalIds): object {
  const { subject, scope } = result;
  const whole = subject === "*";
  return {
    "subject-uuid": whole ? ids.component(scope) : ids.item(scope, lookup.kind(result), subject),
    type: whole ? "component" : "inventory-item",
    title: markup(whole ? scopeKey(scope) : subject),
    props: props({ observed: result.observed, record: recordOf(result) }),
  };
}

/** The key of the subject's own record, where it is not the subject. */
function recordOf({ subject, evidence }: CheckResult): string | undefined {
  const key = evidence[0]?.[1];
  return key === subject ? undefined : key;
}

function relevant(id: string, lookup: Lookup, ids: OscalIds): readonly object[] {
  const capture = lookup.evidence(id);
  if (capture === undefined) return [];
  return [
    {
      href: `#${ids.evidence(id)}`,
      description: `${capture.evidence.kind} of ${scopeKey(capture.evidence.scope)}`,
      props: props({
        "evidence-id": id,
        "ledger-index": capture.ledgerIndex,
        "receipt-sha256": capture.receiptDigest,
        "records-sha256": capture.evidence.records.digest,
      }),
    },
  ];
}

/** Collected when the newest capture was; valid until the first of them expires. */
function times({ asOf }: CheckResult, evidence: ReadonlySet<string>, lookup: Lookup): Collected {
  const captures = [...evidence].flatMap((id) => lookup.evidence(id) ?? []);
  const collected = captures.map(({ evidence: { completedAt } }) => completedAt).toSorted();
  const expires = captures.map(({ evidence: { validUntil } }) => validUntil).toSorted();
  return {
    collected: collected.at(-1) ?? asOf,
    ...(expires[0] === undefined ? {} : { expires: expires[0] }),
  };
}

/**
 * Every resource that an observation names, each once. Kind by kind, so that what was written already is remembered for
 * one kind at a time: 16 bytes a resource.
 */
export async function* inventoryItems(
  source: ExportSource,
  lookup: Lookup,
  ids: OscalIds,
  observed: Observed,
): AsyncGenerator<object, void, void> {
  const kinds = Map.groupBy(
    source.counts.map(({ checkId }) => checkId),
    (checkId) => observed.kinds.get(checkId) ?? "",
  );
  for (const checkIds of kinds.values()) {
    const written = new Set<string>();
    for await (const result of source.results(checkIds)) {
      const { scope, subject } = result;
      if (subject === "*") continue;
      const kind = lookup.kind(result);
      const uuid = ids.item(scope, kind, subject);
      const key = Buffer.from(uuid.replaceAll("-", ""), "hex").toString("latin1");
      if (written.has(key)) continue;
      written.add(key);
      yield {
        uuid,
        description: `${kind} ${markup(subject)}`,
        props: [{ name: "asset-id", value: line(subject) }, ...props({ kind })],
        "implemented-components": [{ "component-uuid": ids.component(scope) }],
      };
    }
  }
}
