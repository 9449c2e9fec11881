import { scopeKey, type ConnectionOutcome, type Scope } from "../core/index.ts";
import { findings, objectives, reviewedControls } from "./oscal-findings.ts";
import { inventoryItems, observations, Observed } from "./oscal-observations.ts";
import { OSCAL_VERSION, OscalIds, props, some } from "./oscal-parts.ts";
import { Lookup, type ExportSource } from "./source.ts";
import { line, safeJson } from "./text.ts";

/**
 * OSCAL 1.2.2 assessment results: https://pages.nist.gov/OSCAL-Reference/models/v1.2.2/assessment-results/json-reference/
 *
 * Results are observations, points and controls are findings, captures are resources of the back matter. Every reference
 * resolves inside the document, except paths of `rlinks`, which are those of the bundle.
 */
export async function* oscalResults(source: ExportSource): AsyncGenerator<string, void, void> {
  const lookup = new Lookup(source);
  const ids = new OscalIds(source);
  const observed = new Observed();
  yield `{"assessment-results":{${members(head(source, lookup, ids))},\n"results":[{${members(resultHead(source, ids))}`;
  yield* list("observations", observations(source, lookup, ids, observed));
  yield* list("findings", findings(source, ids, observed));
  for (const { scope } of source.assessment.connections.flatMap(scopesOf)) observed.scopes.set(scopeKey(scope), scope);
  const { software } = source;
  const tool = ids.tool(software.version);
  yield `,\n"local-definitions":{${members({
    "assessment-assets": {
      components: [
        {
          uuid: tool,
          type: "software",
          title: line(`${software.name} ${software.version}`),
          description: "Collects configuration evidence, seals it, and holds it against guidance.",
          props: [{ name: "version", value: line(software.version) }],
          status: { state: "operational" },
        },
      ],
      "assessment-platforms": [{ uuid: ids.of("platform"), "uses-components": [{ "component-uuid": tool }] }],
    },
  })}`;
  yield* list(
    "components",
    [...observed.scopes.values()].map((scope) => component(scope, ids)),
  );
  yield* list("inventory-items", inventoryItems(source, lookup, ids, observed));
  yield `}}],\n"back-matter":${safeJson(backMatter(source, ids))}}}\n`;
}

/** The members of an object, without its braces. */
function members(value: object): string {
  return safeJson(value).slice(1, -1);
}

/** A further member whose items are written as they come; nothing when there are none. */
async function* list(
  name: string,
  items: Iterable<object> | AsyncIterable<object>,
): AsyncGenerator<string, void, void> {
  let empty = true;
  for await (const item of items) {
    yield empty ? `,\n${JSON.stringify(name)}:[\n` : ",\n";
    empty = false;
    yield safeJson(item);
  }
  if (!empty) yield "]";
}

function head(source: ExportSource, lookup: Lookup, ids: OscalIds): object {
  const { run, assessment, assessedAt, organisation } = source;
  const title = `${organisation === undefined ? "Evidence" : `${organisation}: evidence`} held against ISO/IEC 27002:2022, ${assessment.asOf}`;
  return {
    uuid: ids.of("document"),
    metadata: {
      title: line(title),
      "last-modified": assessedAt,
      version: line(run.id),
      "oscal-version": OSCAL_VERSION,
      props: props({
        "ledger-origin": source.ledger.origin,
        "ledger-vkey": source.ledger.vkey,
        "exhibit-version": source.software.version,
      }),
      remarks:
        "ISO/IEC 27002 is guidance: evidence supports or contradicts it, and only a person judges the rest. A finding that is not-satisfied with reason other says that something was not seen, not that it failed.",
    },
    "import-ap": {
      href: `#${ids.of("plan")}`,
      remarks: "There is no OSCAL assessment plan: the mapping of guidance points to checks takes its place.",
    },
    "local-definitions": {
      ...some("objectives-and-methods", objectives(source)),
      ...some("activities", activities(source, lookup, ids)),
    },
  };
}

/** The checks that gave results: what they state, in which version and with which parameters. */
function activities(source: ExportSource, lookup: Lookup, ids: OscalIds): readonly object[] {
  return source.counts.map(({ checkId, checkVersion, counts }) => {
    const check = lookup.check(checkId);
    return {
      uuid: ids.of("activity", checkId),
      title: line(lookup.title(checkId)),
      description:
        check?.rationale ?? `Check ${checkId} in version ${checkVersion}, which this Exhibit no longer holds.`,
      props: [
        { name: "method", value: "TEST" },
        ...props({
          "check-id": checkId,
          "check-version": checkVersion,
          severity: check?.severity,
          kind: check?.kind,
          pass: counts.pass,
          fail: counts.fail,
          undetermined: counts.undetermined,
          "not-applicable": counts.notApplicable,
        }),
      ],
      ...(check === undefined ? {} : { remarks: `Remediation: ${check.remediation}` }),
    };
  });
}

function resultHead(source: ExportSource, ids: OscalIds): object {
  const { run, assessment, sealed } = source;
  const { summary, versions } = assessment;
  return {
    uuid: ids.of("result"),
    title: line(`Run ${run.id}`),
    description: `${assessment.run.status} run of ${assessment.connections.length} connections, judged as of ${assessment.asOf}.`,
    start: assessment.run.startedAt,
    end: assessment.run.endedAt,
    props: props({
      "run-id": run.id,
      status: assessment.run.status,
      trigger: run.trigger,
      "as-of": assessment.asOf,
      assured: summary.assured,
      possible: summary.possible,
      ...Object.fromEntries(Object.entries(summary.verdicts).map(([verdict, count]) => [`controls-${verdict}`, count])),
      "mapping-version": versions.mapping,
      "mapping-sha256": versions.mappingDigest,
      "checks-sha256": versions.checksDigest,
      "assessment-sha256": sealed.digest,
      "assessment-ledger-index": sealed.ledgerIndex,
      "results-sha256": sealed.resultsDigest,
    }),
    "reviewed-controls": reviewedControls(source),
    ...(assessment.connections.length === 0
      ? {}
      : { "assessment-log": { entries: assessment.connections.map((one) => logEntry(one, source, ids)) } }),
  };
}

/** One connection: how its collection ended, and what it could not see. */
function logEntry(connection: ConnectionOutcome, { assessment }: ExportSource, ids: OscalIds): object {
  const { id, gaps, gapsOmitted, error } = connection;
  const reasons = Map.groupBy(gaps, ({ reason, operation }) => `${reason} ${operation}`);
  const told = [...reasons].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([what, all]) => `${what} (${all.length})`);
  const notes = [
    ...(error === undefined ? [] : [`${error.code}: ${error.message}`]),
    ...(told.length === 0 ? [] : [`Gaps: ${told.join(", ")}.`]),
    ...(gapsOmitted === 0 ? [] : [`${gapsOmitted} further gaps are in the evidence.`]),
  ];
  return {
    uuid: ids.of("connection", id),
    title: line(`Connection ${id}: ${connection.status}`),
    start: assessment.run.startedAt,
    end: assessment.run.endedAt,
    props: props({
      connection: id,
      collector: connection.collector,
      status: connection.status,
      principal: connection.principal,
      calls: Object.values(connection.calls).reduce((sum, count) => sum + count, 0),
      gaps: gaps.length + gapsOmitted,
    }),
    ...(notes.length === 0 ? {} : { remarks: notes.join("\n\n") }),
  };
}

function scopesOf({ scope }: ConnectionOutcome): readonly { readonly scope: Scope }[] {
  return scope.map((one) => ({ scope: one }));
}

function component(scope: Scope, ids: OscalIds): object {
  return {
    uuid: ids.component(scope),
    type: "system",
    title: line(scopeKey(scope)),
    description: `Account of ${scope.platform} that evidence was collected from.`,
    props: props({ platform: scope.platform, account: scope.account, region: scope.region }),
    status: { state: "operational" },
  };
}

function backMatter(source: ExportSource, ids: OscalIds): object {
  const { run, assessment, sealed, evidence } = source;
  return {
    resources: [
      {
        uuid: ids.of("plan"),
        title: "Mapping of ISO/IEC 27002:2022 guidance points to checks",
        description: "Takes the place of an assessment plan.",
        props: props({
          "mapping-version": assessment.versions.mapping,
          "mapping-sha256": assessment.versions.mappingDigest,
        }),
      },
      {
        uuid: ids.of("assessment"),
        title: line(`Assessment of run ${run.id}`),
        props: props({ "ledger-index": sealed.ledgerIndex, "ledger-origin": source.ledger.origin }),
        rlinks: [file("assessment.json", "application/json", sealed.digest)],
      },
      ...evidence.map((capture) => {
        const { evidence: receipt, ledgerIndex, receiptDigest } = capture;
        return {
          uuid: ids.evidence(receipt.id),
          title: line(`${receipt.kind} of ${scopeKey(receipt.scope)}`),
          description: receipt.populationDefinition,
          props: props({
            "evidence-id": receipt.id,
            "ledger-index": ledgerIndex,
            "ledger-origin": source.ledger.origin,
            connection: receipt.connection,
            principal: receipt.principal,
            "collected-from": receipt.startedAt,
            "collected-to": receipt.completedAt,
            "facts-of": receipt.sourceAt,
            "valid-until": receipt.validUntil,
            "population-received": receipt.population.received,
            "population-reported": receipt.population.reported,
            "population-complete": receipt.population.complete,
            "records-root": receipt.records.recordsRoot,
          }),
          rlinks: [
            file(`evidence/${receipt.id}/records.ndjson`, "application/x-ndjson", receipt.records.digest),
            file(`evidence/${receipt.id}/receipt.json`, "application/json", receiptDigest),
          ],
        };
      }),
    ],
  };
}

function file(href: string, mediaType: string, sha256: string): object {
  return { href, "media-type": mediaType, hashes: [{ algorithm: "SHA-256", value: sha256 }] };
}
