import { resolve } from "node:path";
import { ExhibitError, scopeKey, sha256, type StoredEvidence } from "../../core/index.ts";
import { writeWholeFile } from "../../pipeline/bundle/stage.ts";
import { readPacked } from "../../pipeline/packing.ts";
import { disclose } from "../../pipeline/disclose.ts";
import { linesOf } from "../../pipeline/spool.ts";
import { EXIT, Output, type ExitCode } from "../output.ts";
import { wholeNumber, withInstallation } from "../reading.ts";
import type { GlobalOptions, Installation, Services } from "../services.ts";

interface EvidenceOptions extends GlobalOptions {
  readonly records?: string;
  readonly disclose?: string;
  readonly out?: string;
}

export async function run(services: Services, args: readonly string[], options: EvidenceOptions): Promise<ExitCode> {
  return showEvidence(services, args[0] ?? "", options);
}

export async function showEvidence(services: Services, id: string, options: EvidenceOptions): Promise<ExitCode> {
  const limit = wholeNumber(options.records, "--records", 0);
  const out = new Output(services, options);
  await withInstallation(services, options, async (installation) => {
    const stored = await installation.store.getEvidence(id);
    if (options.disclose !== undefined) return discloseTo(services, out, installation, stored, options);
    const records: unknown[] = [];
    for await (const line of linesOf(readPacked(installation.blobs, stored.recordsBlob))) {
      if (records.length >= limit) break;
      records.push(JSON.parse(line));
    }
    if (out.json)
      out.document({
        evidence: stored.evidence,
        ledgerIndex: stored.ledgerIndex,
        receiptDigest: sha256(stored.receipt),
        ...(stored.archiveBlob === undefined ? {} : { archivePath: installation.objectPath(stored.archiveBlob) }),
        records,
      });
    else await tell(out, installation, stored, records);
  });
  return EXIT.done;
}

async function discloseTo(
  services: Services,
  out: Output,
  installation: Installation,
  stored: StoredEvidence,
  options: EvidenceOptions,
): Promise<void> {
  const key = options.disclose ?? "";
  if (options.out === undefined)
    throw new ExhibitError("USAGE_INVALID", "--disclose needs a file to write", {
      place: "--out",
      remedy: "add --out FILE",
    });
  const disclosure = await disclose(installation.workshop, stored, key);
  const path = resolve(services.cwd, options.out);
  await writeWholeFile(path, `${JSON.stringify(disclosure, null, 2)}\n`);
  if (out.json) out.document({ path, evidence: stored.evidence.id, record: key });
  else
    out.line(
      `wrote ${path}: the record, its salt and its path to the sealed receipt; the other ${stored.evidence.records.count - 1} records stay undisclosed`,
    );
}

async function tell(
  out: Output,
  installation: Installation,
  { evidence, ledgerIndex, receipt }: StoredEvidence,
  records: readonly unknown[],
): Promise<void> {
  const { population } = evidence;
  const { archive } = evidence.exchanges;
  const kind = installation.workshop.registry.kinds.get(evidence.kind);
  out.heading(`${evidence.id}  ${evidence.kind}`);
  out.line(evidence.populationDefinition);
  const reported =
    population.reported === undefined
      ? ""
      : ` of ${population.reported} that ${population.reportedBy ?? "the source"} counts`;
  const calls = Object.entries(evidence.exchanges.calls).map(([operation, count]) => `${operation} × ${count}`);
  out.table(
    [
      ["scope", `${scopeKey(evidence.scope)} (${evidence.environment})`],
      ["principal", evidence.principal],
      ["collected", `${evidence.startedAt} to ${evidence.completedAt}`],
      ...(evidence.sourceAt === undefined ? [] : [["facts of", evidence.sourceAt]]),
      ["valid until", evidence.validUntil],
      [
        "population",
        `${population.received} received${reported}, ${population.complete ? "complete" : "not complete"}`,
      ],
      ...population.excluded.map(({ count, rule, owner, reason }) => [
        "excluded",
        `${count} by ${rule} (${owner}: ${reason})`,
      ]),
      ["calls", calls.join(", ") || "none"],
      [
        "records",
        `sha256:${evidence.records.digest} (${evidence.records.bytes} bytes), salted root ${evidence.records.recordsRoot}`,
      ],
      ...evidence.redactions.map(({ path, rule, count }) => ["redacted", `${path} (${rule}, ${count} times)`]),
      ...evidence.gaps.map(({ reason, operation, detail, count }) => [
        "gap",
        `${reason} ${operation}: ${detail}${count > 1 ? ` (${count} times)` : ""}`,
      ]),
      ...(archive === undefined
        ? []
        : [
            [
              "archive",
              `${installation.objectPath(archive.digest)} (${archive.bytes} bytes${archive.encryption === "age" ? ", encrypted" : ""}; exhibit snapshot --replay takes it)`,
            ],
          ]),
      ["ledger", `leaf ${ledgerIndex} of ${installation.workshop.ledger.origin}, receipt sha256:${sha256(receipt)}`],
      [
        "by",
        `${evidence.collector.id} ${evidence.collector.version}, exhibit ${evidence.software.version}, run ${evidence.runId}`,
      ],
    ],
    "  ",
  );
  if (records.length > 0) {
    out.line();
    out.heading(`${records.length} of ${evidence.records.count} records`);
    for (const record of records) out.line(`${out.style("cyan", kind?.key(record) ?? "")}  ${JSON.stringify(record)}`);
  }
}
