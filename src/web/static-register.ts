import type { ReportData } from "../core/report.ts";
import { interval } from "./app/format.ts";
import { GUIDANCE_NOTE, REPORT_NAME, RUN_STATUS_WORDS, VERDICT_WORDS } from "./words.ts";

/**
 * What a viewer without scripts shows (mail previews and document stores switch them off): verdicts, intervals, gaps.
 * Plain elements only; the page's policy allows no inline style.
 */
export function staticRegister(data: ReportData): string {
  const { assessment } = data;
  const controls = assessment.controls.map((control) =>
    row([
      control.id,
      control.title,
      VERDICT_WORDS[control.verdict].label,
      control.verdict === "not-applicable" ? "–" : interval(control.assured, control.possible),
      control.because,
    ]),
  );
  const gaps = assessment.connections.flatMap((connection) =>
    connection.gaps.slice(0, 100).map((gap) => row([connection.id, gap.kind, gap.reason, gap.operation, gap.detail])),
  );
  const gapCount = assessment.connections.reduce(
    (sum, { gaps: listed, gapsOmitted }) => sum + listed.length + gapsOmitted,
    0,
  );
  return `<div class="static">
<h1>${escapeHtml(assessment.organisation ?? REPORT_NAME)}</h1>
<p>Evidence against the guidance of ISO/IEC 27002:2022 as of ${escapeHtml(assessment.asOf)}. Run ${escapeHtml(assessment.run.id)}: ${RUN_STATUS_WORDS[assessment.run.status]}.</p>
<p>This viewer runs no scripts, so only the register of controls is shown. Open the file in a browser for points, checks, resources and evidence.</p>
<p>${escapeHtml(GUIDANCE_NOTE)}</p>
${table("Controls", ["Control", "Title", "Verdict", "Assured to possible", "Because"], controls)}
${gapCount === 0 ? "" : table(`What could not be seen (${gapCount} in all, at most 100 a connection listed)`, ["Connection", "Kind", "Reason", "Operation", "Detail"], gaps)}
</div>`;
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

function row(cells: readonly string[]): string {
  return `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join("")}</tr>`;
}

function table(caption: string, heads: readonly string[], rows: readonly string[]): string {
  const head = heads.map((text) => `<th scope="col">${text}</th>`).join("");
  return `<table><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>${rows.join("\n")}</tbody></table>`;
}
