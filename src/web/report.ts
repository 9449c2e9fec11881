import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ExhibitError, messageOf } from "../core/errors.ts";
import type { ReportData } from "../core/report.ts";
import { escapeHtml, staticRegister } from "./static-register.ts";
import { reportTitle } from "./words.ts";

/** The bundled front end, as `npm run build:web` writes it. */
export interface ReportAssets {
  readonly script: string;
  readonly style: string;
}

const RESULTS_PER_CHUNK = 500;

/** From the sources and from `dist/` alike. */
const ASSET_FOLDERS = ["../../build/web", "../../../build/web"].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);

/** Reads the bundled front end. Throws INTERNAL when it was not built or cannot stand inside an HTML page. */
export function loadAssets(folders: readonly string[] = ASSET_FOLDERS): ReportAssets {
  const causes: unknown[] = [];
  for (const folder of folders) {
    try {
      return inlinable({
        script: readFileSync(join(folder, "app.js"), "utf8"),
        style: readFileSync(join(folder, "app.css"), "utf8"),
      });
    } catch (cause) {
      if (cause instanceof ExhibitError) throw cause;
      causes.push(cause);
    }
  }
  throw new ExhibitError("INTERNAL", `the report's front end cannot be read: ${causes.map(messageOf).join("; ")}`, {
    place: folders[0] ?? "",
    remedy: "Run `npm run build:web`.",
    cause: causes[0],
  });
}

/** A single HTML file that needs no network: see {@link reportChunks}. The same data give the same bytes. */
export function renderReport(data: ReportData, assets: ReportAssets = loadAssets()): string {
  return [...reportChunks(data, assets)].join("");
}

/**
 * The report piece by piece, for a stream: `pipeline(Readable.from(reportChunks(data)), createWriteStream(path))`.
 * Object members are written in order of their names, so that the bytes depend on the data alone.
 */
export function* reportChunks(data: ReportData, assets: ReportAssets = loadAssets()): Generator<string, void, void> {
  const { results, ...rest } = data;
  const policy = [
    "default-src 'none'",
    `script-src '${sourceHash(assets.script)}'`,
    `style-src '${sourceHash(assets.style)}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  yield [
    `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<meta name="color-scheme" content="light dark">`,
    `<meta name="referrer" content="no-referrer">`,
    `<meta name="generator" content="Exhibit ${escapeHtml(data.assessment.versions.exhibit)}">`,
    `<title>${escapeHtml(reportTitle(data.assessment))}</title>`,
    `<style>${assets.style}</style>\n</head>\n<body>\n<div id="app"></div>`,
    `<noscript>${staticRegister(data)}</noscript>`,
    `<script type="application/json" id="exhibit-data">`,
  ].join("\n");
  yield `${embeddable(rest).slice(0, -1)},"results":[`;
  for (let from = 0; from < results.length; from += RESULTS_PER_CHUNK) {
    const chunk = embeddable(results.slice(from, from + RESULTS_PER_CHUNK)).slice(1, -1);
    yield from === 0 ? chunk : `,${chunk}`;
  }
  yield `]}</script>\n<script>${assets.script}</script>\n</body>\n</html>\n`;
}

/** JSON text that cannot end its script element, open a comment there, or break a line in old JavaScript. */
function embeddable(value: unknown): string {
  return JSON.stringify(value, sortMembers)
    .replaceAll("<", "\\u003c")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}

function sortMembers(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

function sourceHash(text: string): string {
  return `sha256-${createHash("sha256").update(text, "utf8").digest("base64")}`;
}

/** The text of a script or style element is taken as it stands, up to its end tag: one inside would break the page open. */
function inlinable(assets: ReportAssets): ReportAssets {
  if (/<\/script|<script|<!--/i.test(assets.script) || /<\/style/i.test(assets.style)) {
    throw new ExhibitError("INTERNAL", "the bundled front end holds text that would end its own element", {
      remedy: "Write the tag in src/web/app so that the bundler escapes it.",
    });
  }
  return assets;
}
