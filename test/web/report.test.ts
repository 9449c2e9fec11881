import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { isExhibitError } from "../../src/core/errors.ts";
import type { ReportData } from "../../src/core/report.ts";
import { loadAssets, renderReport, reportChunks, type ReportAssets } from "../../src/web/report.ts";
import { buildAssets, BUILD_TOOL } from "./built.ts";
import { reportData } from "./fixture.ts";

const HOSTILE = `</script><!--<script><img src=x onerror="window.hacked=1">\u2028'"&`;
let assets: ReportAssets;

beforeAll(() => {
  assets = buildAssets();
});

describe("the bundled front end", () => {
  it("is the same bytes when built again", () => {
    expect(buildAssets()).toEqual(assets);
  });

  it("carries Preact's licence, as copies must", () => {
    expect(assets.script).toMatch(/^\/\*! Contains Preact \d/);
    expect(assets.script).toContain("The MIT License");
  });

  it("asks nothing of the network and reads no storage", () => {
    expect(assets.script).not.toMatch(
      /\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|localStorage|sessionStorage|\.cookie/,
    );
    expect(assets.style).not.toMatch(/url\(|@import|@font-face/);
  });

  it("never uses words that a report must not use", () => {
    expect(assets.script).not.toMatch(/\b(compliant|certified|passed ISO|findings?|scanned|scraped)\b/i);
  });

  it("is refused with its remedy when it was not built", () => {
    const error = caught(() => loadAssets([join(tmpdir(), "exhibit-no-such-folder")]));
    expect(error).toMatchObject({ code: "INTERNAL", remedy: "Run `npm run build:web`." });
  });

  it("is refused when it would end its own element", () => {
    const folder = mkdtempSync(join(tmpdir(), "exhibit-web-"));
    writeFileSync(join(folder, "app.css"), "");
    writeFileSync(join(folder, "app.js"), `x = "</script>"`);
    expect(caught(() => loadAssets([folder]))).toMatchObject({ code: "INTERNAL" });
  });

  it("lets an install without development dependencies through, and nothing else", () => {
    const folder = join(mkdtempSync(join(tmpdir(), "exhibit-web-")), "tools");
    mkdirSync(folder);
    copyFileSync(BUILD_TOOL, join(folder, "build-web.mjs"));
    const run = (event: string) =>
      spawnSync(process.execPath, [join(folder, "build-web.mjs")], {
        encoding: "utf8",
        env: { ...process.env, npm_lifecycle_event: event },
      });
    expect(run("prepare")).toMatchObject({ status: 0, stderr: expect.stringContaining("npm run build:web") });
    expect(run("build:web")).toMatchObject({ status: 1 });
  });

  it("refuses arguments that it does not know", () => {
    const { status, stderr } = spawnSync(process.execPath, [BUILD_TOOL, "--outt"], { encoding: "utf8" });
    expect(status).toBe(2);
    expect(stderr).toContain("usage:");
  });
});

describe("renderReport", () => {
  it("writes the same bytes for the same data, in whatever order its members come", () => {
    const data = reportData();
    expect(renderReport(reversed(data), assets) === renderReport(data, assets)).toBe(true);
  });

  it("allows exactly its own script and style, and nothing else", () => {
    const html = renderReport(reportData(), assets);
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1];
    expect(policy).toBe(
      `default-src 'none'; script-src '${hash(assets.script)}'; style-src '${hash(assets.style)}'; ` +
        "img-src data:; base-uri 'none'; form-action 'none'",
    );
    expect(html.indexOf("Content-Security-Policy")).toBeLessThan(html.indexOf("<style>"));
    const markup = html.replace(assets.script, "").replace(assets.style, "").replace(dataBlock(html), "");
    expect(/\s(src|style|on[a-z]+)=/i.exec(markup)?.[0]).toBeUndefined();
    expect(/<(link|iframe|object|embed|base)\b/i.exec(markup)?.[0]).toBeUndefined();
  });

  it("stays under 1.5 MB without data", () => {
    const data = reportData();
    const html = renderReport(data, assets);
    expect(Buffer.byteLength(html) - Buffer.byteLength(JSON.stringify(data))).toBeLessThan(1_500_000);
    expect(Buffer.byteLength(assets.script) + Buffer.byteLength(assets.style)).toBeLessThan(200_000);
  });

  it("gives back every datum, whatever names the platforms chose", () => {
    for (const data of [reportData(), reportData({ hostile: HOSTILE }), reportData({ manyResults: 2501 })]) {
      expect(embedded(renderReport(data, assets))).toEqual(data);
    }
  });

  it("lets no name end an element or open a comment", () => {
    const html = renderReport(reportData({ hostile: HOSTILE }), assets);
    expect(html.match(/<script[\s>]/g)).toHaveLength(2);
    expect(html.match(/<\/script>/g)).toHaveLength(2);
    // Compared as yes or no: a mismatch of the whole file would print the whole file.
    expect(["<!--", "<img", '"\u2028'].map((text) => html.includes(text))).toEqual([false, false, false]);
    expect(/[\u2028\u2029<]/.test(dataBlock(html))).toBe(false);
  });

  it("streams in pieces that make the same file", () => {
    const data = reportData({ manyResults: 5000 });
    const chunks = [...reportChunks(data, assets)];
    expect(chunks.length).toBeGreaterThan(10);
    expect(chunks.join("") === renderReport(data, assets)).toBe(true);
  });

  it("holds without results", () => {
    const data: ReportData = { ...reportData(), results: [] };
    expect(embedded(renderReport(data, assets))).toEqual(data);
  });

  it("of an assessment from before names were kept has no organisation", () => {
    const data = reportData();
    const { organisation: _unkept, ...assessment } = data.assessment;
    const html = renderReport({ ...data, assessment }, assets);
    expect(html).toContain("<title>Evidence report 2026-");
    expect(html).toContain("<h1>Evidence report</h1>");
    expect(html).not.toContain("undefined</");
  });

  it("shows verdicts, intervals and gaps where scripts are switched off", () => {
    const html = renderReport(reportData({ hostile: "<b>" }), assets);
    const register = /<noscript>([\s\S]*)<\/noscript>/.exec(html)?.[1] ?? "";
    expect(register.match(/<tr><td>\d\.\d+<\/td>/g)).toHaveLength(93);
    expect(register).toContain("Minor nonconformity candidate");
    expect(register).toContain("cloudidentity.policies.list");
    expect(register).toContain("Kestrel Ferries&lt;b&gt;");
    expect(register).not.toContain("<b>");
  });
});

function embedded(html: string): unknown {
  return JSON.parse(dataBlock(html));
}

function dataBlock(html: string): string {
  return /<script type="application\/json" id="exhibit-data">([\s\S]*?)<\/script>/.exec(html)?.[1] ?? "null";
}

function hash(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

function caught(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    if (isExhibitError(error)) return { code: error.code, remedy: error.remedy };
    throw error;
  }
  return undefined;
}

/** The same data with the members of every object in the opposite order. */
function reversed<T>(value: T): T {
  if (Array.isArray(value)) return value.map((item: unknown) => reversed(item)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, item]) => [key, reversed(item)]),
  ) as T;
}
