import { durationMs, ExhibitError } from "../src/core/index.ts";
import type { AnyCollector, AnyKind, Operation } from "../src/sdk/index.ts";

export const MANIFEST_BEGIN = "<!-- generated:manifest -->";
export const MANIFEST_END = "<!-- /generated:manifest -->";

/**
 * The part of a collector's README that follows from its manifest: permissions, evidence kinds, hosts. Markdown, with a
 * line feed at the end.
 */
export function collectorReadme(collector: AnyCollector): string {
  return [
    "## Permissions",
    "",
    "Every request that the collector can make; the gateway refuses any other.",
    "",
    ...table(
      ["Operation", "Permission", "Evidence", "Why"],
      collector.operations.map((operation) => [
        code(operation.id),
        permission(operation),
        operation.kinds.map(code).join("<br>") || "–",
        why(operation),
      ]),
    ),
    "",
    "## Evidence kinds",
    "",
    ...table(
      ["Kind", "What a record is", "Population", "Fresh, valid", "Masked or removed"],
      collector.kinds.map((kind) => [
        code(kind.id),
        kind.title,
        kind.population,
        `${days(kind.freshFor)}, ${days(kind.validFor)}`,
        redactions(kind),
      ]),
    ),
    "",
    "## Hosts",
    "",
    `${collector.hosts.map(code).join(", ")}; beside them only endpoints that the operator configures.`,
    "",
  ].join("\n");
}

/**
 * A README with its generated part brought up to date.
 * @throws ExhibitError REGISTRY_INVALID when the markers are not there, in order
 */
export function withManifest(readme: string, collector: AnyCollector): string {
  const begin = readme.indexOf(MANIFEST_BEGIN);
  const end = readme.indexOf(MANIFEST_END);
  if (begin === -1 || end < begin) {
    throw new ExhibitError(
      "REGISTRY_INVALID",
      `the README of ${collector.id} has no ${MANIFEST_BEGIN} … ${MANIFEST_END}`,
      {
        place: `collectors/${collector.id}/README.md`,
        remedy: "Put both markers, each on a line of its own, where the generated part belongs.",
      },
    );
  }
  return `${readme.slice(0, begin)}${MANIFEST_BEGIN}\n\n${collectorReadme(collector)}\n${readme.slice(end)}`;
}

function permission({ permission: needed, sensitive }: Operation): string {
  const text = needed === null ? "none" : code(needed.value);
  return sensitive === true ? `${text}; answer never archived` : text;
}

function why({ why: text, optional }: Operation): string {
  return optional === true ? `${text} (optional)` : text;
}

function redactions({ redact }: AnyKind): string {
  return redact.map(({ path, rule, why: reason }) => `${code(path)}: ${rule}, ${reason}`).join("<br>") || "–";
}

function days(iso: string): string {
  const ms = durationMs(iso) ?? 0;
  const hours = ms / 3_600_000;
  return hours % 24 === 0 ? `${hours / 24} d` : `${hours} h`;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(header), `|${header.map(() => "---").join("|")}|`, ...rows.map(line)];
}

function code(text: string): string {
  return `\`${text}\``;
}
