import { DIGEST_PATTERN } from "../../core/index.ts";
import {
  explainCheck,
  explainControl,
  type CheckExplanation,
  type ControlExplanation,
  type EvidenceChain,
  type ResultChain,
} from "../../pipeline/explain.ts";
import { parameterOrigins } from "../../pipeline/parameters.ts";
import { EXIT, Output, plural, type ExitCode } from "../output.ts";
import { assessed, wholeNumber, withInstallation } from "../reading.ts";
import type { GlobalOptions, Services } from "../services.ts";
import { scopeText } from "../summary.ts";
import { modeText, tellControlHead } from "./control.ts";
import { showEvidence } from "./evidence.ts";

interface ExplainCommandOptions extends GlobalOptions {
  readonly run?: string;
  readonly limit?: string;
}

export async function run(
  services: Services,
  args: readonly string[],
  options: ExplainCommandOptions,
): Promise<ExitCode> {
  const id = args[0] ?? "";
  const limit = wholeNumber(options.limit, "--limit", 1);
  if (id.startsWith("ev_")) return showEvidence(services, id, { ...options, records: "3" });
  const out = new Output(services, options);
  const explained = await withInstallation(services, options, async (installation) => {
    const source = await assessed(installation, options.run ?? "latest");
    const criteria = await services.criteria(installation.loaded);
    const context = { workshop: installation.workshop, criteria, ...source, limit };
    const check = criteria.checks.find((known) => known.id === id);
    const origin = { vkey: installation.workshop.ledger.vkey, origin: installation.workshop.ledger.origin };
    return check === undefined
      ? { ...origin, control: await explainControl(id, context) }
      : { ...origin, check: await explainCheck(check, context) };
  });
  if (out.json)
    out.document("control" in explained ? explained.control : { ...explained.check, check: explained.check.check.id });
  else if ("control" in explained) tellControl(out, explained.control, explained.vkey);
  else tellCheck(out, explained.check, explained.vkey);
  return EXIT.done;
}

function tellControl(out: Output, explained: ControlExplanation, vkey: string): void {
  tellControlHead(out, explained.control, explained.assessment);
  const told = new Set<string>();
  for (const { point, assessment, results, more } of explained.points) {
    out.line();
    out.line(`${out.style("bold", point.id)}  ${out.outcome(assessment.outcome)}  ${modeText(assessment)}`);
    out.line(`  ${point.text}`);
    if (point.checks.length === 0)
      out.line(
        `  ${out.dim(point.mode === "manual" ? `a person must add: ${point.person ?? "evidence"}` : "no connected platform speaks about it")}`,
      );
    for (const check of point.checks) {
      const own = results.filter(({ result }) => result.checkId === check.id);
      out.line(`  ${out.style("cyan", check.id)}  ${out.dim(check.rationale)}`);
      if (own.length === 0) out.line("    no result: nothing of this kind was collected");
      for (const chain of own) tellResult(out, chain, told);
      const rest = more[check.id] ?? 0;
      if (rest > 0) out.line(out.dim(`    and ${plural(rest, "more result")} (--limit ${own.length + rest})`));
    }
  }
  tellTrust(out, vkey);
}

function tellCheck(out: Output, explained: CheckExplanation, vkey: string): void {
  const { check } = explained;
  out.heading(`${check.id} (version ${check.version})`);
  out.line(check.title);
  out.line(check.rationale);
  out.table(
    [
      ["severity", check.severity],
      ["judges", check.over.title],
      ["expected", explained.expected],
      ["remediation", check.remediation],
    ],
    "  ",
  );
  const origins = parameterOrigins(check);
  for (const [name, value] of Object.entries(explained.params as Readonly<Record<string, unknown>>))
    out.line(`  parameter ${name} = ${JSON.stringify(value)}  ${out.dim(origins[name] ?? "")}`);
  for (const { id, role, rationale } of explained.points) out.line(`  ${id} (${role}): ${rationale}`);
  const told = new Set<string>();
  for (const chain of explained.results) tellResult(out, chain, told);
  if (explained.more > 0) out.line(out.dim(`    and ${plural(explained.more, "more result")}`));
  tellTrust(out, vkey);
}

function tellResult(out: Output, { result, evidence }: ResultChain, told: Set<string>): void {
  const reason = result.reason === undefined ? "" : ` (${result.reason})`;
  out.line(
    `    ${out.outcome(result.outcome)}${reason}  ${result.subject === "*" ? `all of ${scopeText(result.scope)}` : result.subject}`,
  );
  out.line(`      observed  ${result.observed}`);
  out.line(`      expected  ${result.expected}`);
  for (const chain of evidence) tellEvidence(out, chain, told);
}

/** Each capture is spelled out once; later results refer to it. */
function tellEvidence(out: Output, chain: EvidenceChain, told: Set<string>): void {
  const record = chain.recordKey === "*" ? "" : `, record ${chain.recordKey}`;
  out.line(`      evidence  ${chain.id} ${chain.kind}${record}`);
  if (told.has(chain.id)) return;
  told.add(chain.id);
  const calls = Object.entries(chain.calls).map(([operation, count]) => `${operation} × ${count}`);
  out.line(
    out.dim(
      `        collected ${chain.completedAt} as ${chain.principal} by ${calls.length === 0 ? "no call (the account's counts say that there is nothing)" : calls.join(", ")}`,
    ),
  );
  for (const exchange of chain.exchanges) {
    const digest =
      exchange.responseDigest !== undefined && DIGEST_PATTERN.test(exchange.responseDigest)
        ? `sha256:${exchange.responseDigest}`
        : (exchange.error ?? "body withheld: it carries credentials");
    out.line(out.dim(`        answer    ${exchange.operation} ${exchange.status} at ${exchange.endedAt} ${digest}`));
  }
  out.line(out.dim(`        records   sha256:${chain.recordsDigest}`));
  if (chain.archiveDigest !== undefined) out.line(out.dim(`        archive   sha256:${chain.archiveDigest}`));
  out.line(out.dim(`        ledger    leaf ${chain.ledgerIndex}, receipt sha256:${chain.receiptDigest}`));
}

function tellTrust(out: Output, vkey: string): void {
  out.line();
  out.line(
    out.dim(
      `ledger key ${vkey}; check everything offline with \`exhibit verify\`, or write a bundle and use its verify.py`,
    ),
  );
}
