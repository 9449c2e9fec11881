import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import type { ReportData } from "../../src/core/report.ts";
import { renderReport, type ReportAssets } from "../../src/web/report.ts";

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

const folders: string[] = [];

export function removeReportFiles(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
}

export function writeReportFile(data: ReportData, assets: ReportAssets): string {
  const folder = mkdtempSync(join(tmpdir(), "exhibit-report-"));
  folders.push(folder);
  const path = join(folder, "report.html");
  writeFileSync(path, renderReport(data, assets));
  return pathToFileURL(path).href;
}

/** A page without network, and everything that went wrong in it. */
export interface WatchedPage {
  readonly page: Page;
  /** Console errors and warnings, page errors, violations of the policy, requests other than the file's own. */
  readonly trouble: string[];
}

export async function open(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  await context.setOffline(true);
  const page = await context.newPage();
  const trouble: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) trouble.push(message.text());
  });
  page.on("pageerror", (error) => trouble.push(error.message));
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== url.split("#")[0]) trouble.push(`request to ${request.url()}`);
  });
  await page.exposeFunction("exhibitTrouble", (text: string) => trouble.push(text));
  await page.addInitScript(
    `addEventListener("securitypolicyviolation", (event) => exhibitTrouble("policy: " + event.violatedDirective));`,
  );
  await page.goto(url);
  await page.locator("h1").waitFor();
  return { page, trouble };
}

export async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
  await page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))");
}
