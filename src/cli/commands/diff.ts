import { difference, type Difference } from "../../pipeline/diff.ts";
import { heeding } from "../../pipeline/heeding.ts";
import { EXIT, Output, percent, plural, type ExitCode } from "../output.ts";
import { assessed, withInstallation } from "../reading.ts";
import type { GlobalOptions, Services } from "../services.ts";

const SHOWN = 40;

export async function run(services: Services, args: readonly string[], options: GlobalOptions): Promise<ExitCode> {
  const found = await withInstallation(services, options, async (installation) =>
    difference(
      heeding(installation.workshop, {
        signal: services.signal,
        message: "the comparison was cancelled",
        remedy: "repeat the command: nothing was changed",
      }),
      await assessed(installation, args[0] ?? ""),
      await assessed(installation, args[1] ?? "latest"),
    ),
  );
  const out = new Output(services, options);
  if (out.json) out.document(found);
  else tell(out, found);
  return EXIT.done;
}

function tell(out: Output, difference: Difference): void {
  const { before, after, criteriaChanged, controls, points, results, connections, gaps } = difference;
  out.line(`from ${before.id} (${before.startedAt})`);
  out.line(`to   ${after.id} (${after.startedAt})`);
  if (criteriaChanged.length > 0)
    out.line(
      out.style(
        "yellow",
        `the ${criteriaChanged.join(" and the ")} changed between them: a difference may come from the criteria`,
      ),
    );
  const changes = [controls, points, results, connections, gaps.added, gaps.closed, gaps.notComparable];
  if (changes.every(({ length }) => length === 0)) out.line("nothing changed");
  section(
    out,
    "Controls",
    controls.map(({ id, before: was, after: is, assured, possible }) => [
      id,
      was === is ? is : `${was} → ${is}`,
      `assured ${percent(assured[0])} → ${percent(assured[1])}`,
      `possible ${percent(possible[0])} → ${percent(possible[1])}`,
    ]),
  );
  section(
    out,
    "Points",
    points.map(({ id, before: was, after: is, conformity, coverage }) => [
      id,
      was === is ? is : `${was} → ${is}`,
      `conforming ${percent(conformity[0])} → ${percent(conformity[1])}`,
      `seen ${percent(coverage[0])} → ${percent(coverage[1])}`,
    ]),
  );
  section(
    out,
    "Resources",
    results.map(({ change, checkId, scope, subject, observed }) => [
      out.style(change.endsWith("-failing") ? "red" : change === "newly-unseen" ? "yellow" : "green", change),
      checkId,
      scope,
      `${subject}: ${observed}`,
    ]),
  );
  const whole = (change: "lost" | "regained"): readonly string[] =>
    connections.flatMap((one) => (one.change === change ? [`${one.id}: the whole connection (${one.because})`] : []));
  const rows = (texts: readonly string[]): readonly (readonly string[])[] => texts.map((text) => [text]);
  section(out, "No longer seen", rows([...whole("lost"), ...gaps.added]));
  section(out, "Seen again", rows([...whole("regained"), ...gaps.closed]));
  section(out, "Not comparable: one of the runs did not look there, or met another gap", rows(gaps.notComparable));
}

function section(out: Output, title: string, rows: readonly (readonly string[])[]): void {
  if (rows.length === 0) return;
  out.line();
  out.heading(`${title} (${rows.length})`);
  out.table(rows.slice(0, SHOWN), "  ");
  if (rows.length > SHOWN) out.line(out.dim(`  and ${plural(rows.length - SHOWN, "more row")}: --json lists them all`));
}
