import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { loadAssets, type ReportAssets } from "../../src/web/report.ts";

export const BUILD_TOOL = resolve(import.meta.dirname, "../../tools/build-web.mjs");

/** The front end built from the sources as they are now, so that no test speaks of an older `build/web`. */
export function buildAssets(): ReportAssets {
  const folder = mkdtempSync(join(tmpdir(), "exhibit-web-"));
  try {
    execFileSync(process.execPath, [BUILD_TOOL, "--out", folder], { stdio: "pipe" });
    return loadAssets([folder]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
