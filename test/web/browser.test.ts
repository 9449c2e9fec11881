import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { ReportAssets } from "../../src/web/report.ts";
import { lane } from "../support/lanes.ts";
import { goTo, launch, open, removeReportFiles, writeReportFile, type WatchedPage } from "./browser.ts";
import { buildAssets } from "./built.ts";
import { reportData } from "./fixture.ts";

const program = lane("chromium", ["/usr/bin/chromium", "chromium"]);
const data = reportData({ history: true });
const KEYS = "aws-iam-access-key-is-rotated";
const evidenceId =
  data.evidence.find(({ evidence }) => evidence.kind === "aws-iam.access-key" && evidence.gaps.length > 0)?.evidence
    .id ?? "";
const PAGES = [
  "#/",
  "#/control/5.17",
  "#/control/7.11",
  `#/check/${KEYS}`,
  `#/evidence/${evidenceId}`,
  "#/evidence",
  "#/checks",
  "#/gaps",
  "#/about",
  "#/control/9.9",
];

describe.skipIf(program === undefined)("the report in a browser", () => {
  let browser: Browser;
  let assets: ReportAssets;
  let url: string;
  let watched: WatchedPage | undefined;

  beforeAll(async () => {
    assets = buildAssets();
    url = writeReportFile(data, assets);
    browser = await launch(program ?? "");
  });
  afterAll(async () => {
    await browser?.close();
    removeReportFiles();
  });
  afterEach(async () => {
    const trouble = watched?.trouble ?? [];
    await watched?.page.context().close();
    watched = undefined;
    expect(trouble).toEqual([]);
  });

  async function visit(hash = "#/", options: Parameters<typeof open>[2] = {}): Promise<Page> {
    watched = await open(browser, url + hash, options);
    return watched.page;
  }

  it("shows 93 controls with verdict and interval, the run's gaps in plain sight, without network", async () => {
    const page = await visit();
    expect(await page.locator("a.cell").count()).toBe(93);
    expect(await page.locator(".group").count()).toBe(4);
    expect(
      await page
        .getByRole("link", { name: /^8\.2 Privileged access rights Supported by the evidence, assured 75/ })
        .count(),
    ).toBe(1);
    expect(await page.locator(".banner").innerText()).toMatch(/Incomplete run\. 6 gaps: what could not be seen/);
    expect(await page.locator("h1").innerText()).toBe("Kestrel Ferries");
    const tiles = await page.locator(".verdict .num").allInnerTexts();
    expect(tiles.map(Number)).toEqual([6, 30, 2, 22, 3, 28, 2]);
  });

  it("shows how a control stood in earlier runs, and when nobody looked", async () => {
    const page = await visit("#/control/5.17");
    const trend = page.getByRole("region", { name: "Trend" });
    expect(
      await trend.getByRole("img", { name: /^Assured \(solid\) and possible \(dashed\): from \d+–\d+/ }).count(),
    ).toBe(1);
    expect(await trend.locator(".touch title").count()).toBe(24);
    expect(await trend.getByRole("heading").innerText()).toBe("Trend 24 of 32 runs");
    expect(await trend.getByRole("listitem").allInnerTexts()).toEqual([expect.stringMatching(/2026-07-01 Minor/)]);
    await goTo(page, "#/gaps");
    const watch = page.getByRole("region", { name: /^When somebody looked/ });
    await watch.getByText("8 stretches in which nobody looked").click();
    expect(await watch.getByRole("listitem").first().innerText()).toBe(
      "aws-prod: 2026-05-01 to 2026-07-01, no run was made",
    );
  });

  it("filters by verdict, theme, attribute, words and evidence, says how many are left, and keeps it in the address", async () => {
    const page = await visit();
    const shown = () => page.locator(".shown [aria-live]").innerText();
    await page.getByRole("button", { name: /Major nonconformity candidate/ }).click();
    expect(await shown()).toBe("3 of 93 controls shown");
    expect(await page.getByRole("button", { name: /Major nonconformity candidate/ }).getAttribute("aria-pressed")).toBe(
      "true",
    );
    await page.getByRole("button", { name: "Show all" }).click();
    await page.getByLabel("Theme").selectOption("people");
    expect(await shown()).toBe("8 of 93 controls shown");
    await page.getByLabel("Control type").selectOption("detective");
    expect(
      await page.locator("a.cell").evaluateAll((cells) => cells.map((cell) => cell.getAttribute("data-control"))),
    ).toEqual(["6.8"]);
    expect(page.url()).toContain("#/?theme=people&controlType=detective");
    await page.reload();
    expect(await shown()).toBe("1 of 93 controls shown");
    await page.getByRole("button", { name: "Show all" }).click();
    await page.getByLabel("Search", { exact: true }).fill("aws-iam-root-has-mfa");
    expect(await shown()).toBe("3 of 93 controls shown");
    await page.getByLabel("Search", { exact: true }).fill("zzz");
    expect(await page.locator(".empty").innerText()).toContain("No control fits");
    await page.getByLabel("Search", { exact: true }).fill("");
    await page.getByLabel("Only with evidence").check();
    const seen = data.assessment.controls.filter((control) =>
      control.points.some((point) => point.coverage > 0),
    ).length;
    expect(await shown()).toBe(`${seen} of 93 controls shown`);
  });

  it("groups by verdict and sorts the least assured first", async () => {
    const page = await visit();
    await page.getByLabel("Group by").selectOption("none");
    await page.getByLabel("Sort").selectOption("assured");
    const first = await page.locator("a.cell").first().getAttribute("data-control");
    const least = data.assessment.controls
      .filter((control) => control.verdict !== "not-applicable")
      .toSorted((a, b) => a.assured - b.assured)[0];
    expect(data.assessment.controls.find((control) => control.id === first)?.assured).toBe(least?.assured);
    await page.getByLabel("Group by").selectOption("verdict");
    expect(await page.locator(".group h2").first().innerText()).toContain("Major nonconformity candidate");
  });

  it("is walked through with the keyboard alone", async () => {
    const page = await visit();
    const focused = () =>
      page.evaluate("document.activeElement?.dataset.control ?? document.activeElement?.textContent");
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("Skip to content");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement?.id")).toBe("main");
    expect(page.url()).toContain("#/");

    await page.locator('[data-control="5.1"]').focus();
    expect(await page.locator('a.cell[tabindex="0"]').count()).toBe(4);
    await page.keyboard.press("ArrowRight");
    expect(await focused()).toBe("5.2");
    const columns = await page
      .locator(".group")
      .first()
      .locator("a.cell")
      .evaluateAll(
        (cells) =>
          cells.filter((cell) => cell.getBoundingClientRect().top === cells[0]?.getBoundingClientRect().top).length,
      );
    await page.keyboard.press("ArrowDown");
    expect(await focused()).toBe(`5.${2 + columns}`);
    await page.keyboard.press("End");
    expect(await focused()).toBe(`5.${2 * columns}`);
    await page.keyboard.press("Home");
    expect(await focused()).toBe(`5.${columns + 1}`);
    await page.keyboard.press("ArrowUp");
    expect(await focused()).toBe("5.1");
    await page.keyboard.press("Control+End");
    expect(await focused()).toBe("8.34");
    await page.keyboard.press("ArrowRight");
    expect(await focused()).toBe("8.34");
    expect(await page.locator(".inspector h2").innerText()).toContain("8.34");
    expect(await styleOf(page.locator("a.cell:focus-visible"), "outlineStyle")).toBe("solid");

    await page.keyboard.press("Enter");
    await page.locator(".verdict-panel").waitFor();
    expect(await page.evaluate("document.activeElement?.id")).toBe("page-title");
    expect(await page.title()).toMatch(/^8\.34 .* · Kestrel Ferries/);
    await page.goBack();
    await page.locator("a.cell").first().waitFor();
    expect(await focused()).toBe("8.34");
  });

  it("tells a control: verdict with its reason, vector, points, unseen, person, resources, evidence", async () => {
    const page = await visit("#/control/5.17");
    const control = data.assessment.controls.find(({ id }) => id === "5.17");
    expect(await page.locator(".verdict-panel").innerText()).toContain(control?.because);
    expect(await page.getByRole("meter").count()).toBe(6);
    expect(await page.getByRole("meter", { name: "Coverage" }).getAttribute("aria-valuenow")).toBe(
      String(Math.round((control?.coverage ?? 0) * 1000) / 10),
    );
    expect(await page.locator(".points tbody tr").count()).toBe(control?.points.length);
    const points = await page.locator(".points").innerText();
    for (const part of ["Left unseen", "A person must add", "3 gate", "Contradicts", "4 fail", "3 undetermined"])
      expect(points).toContain(part);
    const block = page.locator(".check-block", { hasText: KEYS });
    expect(await block.locator("tbody tr").count()).toBe(7);
    expect(await block.locator("tbody tr").first().innerText()).toMatch(
      /Fail[\s\S]*a\.lindqvist[\s\S]*created at most 90 days ago[\s\S]*created 120 days ago/,
    );
    await block.locator(".evidence-link").first().click();
    expect(await page.locator(".notice").innerText()).toContain("AKIAIOSFODNN7EXAMPLE");
  });

  it("tells an evidence: source, principal, times, population, calls, gaps, redactions, digests, proof, and what rests on it", async () => {
    const page = await visit(`#/evidence/${evidenceId}`);
    const entry = data.evidence.find(({ evidence }) => evidence.id === evidenceId);
    const text = await page.locator("main").innerText();
    for (const part of [
      evidenceId,
      entry?.evidence.principal,
      entry?.evidence.records.digest,
      entry?.evidence.records.recordsRoot,
      entry?.evidence.exchanges.digest,
      entry?.receiptDigest,
      `${entry?.ledgerIndex} of ${data.ledger.size}`,
      `${entry?.evidence.population.received} of ${entry?.evidence.population.reported} reported`,
      "2026-07-31 06:00:03 UTC",
      "Not determined: permission denied for iam:GetAccessKeyLastUsed",
      "Nothing was redacted.",
      "python3 verify.py",
      "Access keys are younger than the limit",
    ]) {
      expect(text).toContain(part);
    }
  });

  it("tells every gap and what it costs", async () => {
    const page = await visit("#/gaps");
    const text = await page.locator("main").innerText();
    expect(text).toMatch(/permission denied for cloudidentity\.policies\.list/);
    expect(text).toMatch(/harbour-display-03/);
    await page.getByRole("link", { name: "5.12", exact: true }).first().click();
    expect(await page.locator("h1").innerText()).toContain("5.12");
  });

  it("shows no banner when nothing is missing", async () => {
    watched = await open(browser, writeReportFile(reportData({ complete: true }), assets));
    expect(await watched.page.locator(".banner").count()).toBe(0);
    await goTo(watched.page, "#/gaps");
    expect(await watched.page.locator("h1").innerText()).toBe("No gaps");
  });

  it("stays quick with 20,000 results of one check", async () => {
    watched = await open(browser, writeReportFile(reportData({ manyResults: 20_000 }), assets));
    const { page } = watched;
    await goTo(page, `#/check/${KEYS}`);
    await page.locator(".pager").waitFor();
    expect(await page.locator(".results tbody tr").count()).toBe(50);
    expect(await page.locator(".pager [aria-live]").innerText()).toBe("1–50 of 20,000");
    const act = (script: string) =>
      page.evaluate(
        `(async () => { const start = performance.now(); ${script}; await new Promise((done) => requestAnimationFrame(() => setTimeout(done))); return performance.now() - start; })()`,
      ) as Promise<number>;
    const button = (name: string) =>
      `[...document.querySelectorAll(".pager button")].find((b) => b.textContent.trim() === "${name}").click()`;
    const times = [
      await act(button("Next")),
      await act(button("Last")),
      await act(`document.querySelector(".chip").click()`),
    ];
    expect(Math.max(...times)).toBeLessThan(1000);
    expect(await page.locator(".pager [aria-live]").innerText()).toBe("1–4 of 4");
    await page.locator(".chip").first().click();
    await page.getByLabel("Search resources").fill("f.nakamura-2500");
    await expect.poll(() => page.locator(".pager [aria-live]").innerText()).toBe("1–1 of 1");
  });

  it("lets no name from outside become markup or script", async () => {
    const hostile = `</script><!--<script><img src=x onerror="window.hacked=1"><svg onload="window.hacked=1">{{1}}\u2028'"&`;
    watched = await open(browser, writeReportFile(reportData({ hostile }), assets));
    const { page } = watched;
    for (const hash of [
      "#/",
      "#/control/5.17",
      `#/check/${KEYS}`,
      `#/evidence/${evidenceId}`,
      "#/gaps",
      `#/control/${encodeURIComponent(hostile)}`,
    ]) {
      await goTo(page, hash);
      expect(await page.locator("h1").count()).toBe(1);
      expect(await page.locator("#app img, #app script, #app [onload], #app [onerror]").count()).toBe(0);
    }
    await goTo(page, "#/");
    expect(await page.locator("h1").innerText()).toContain("<img src=x onerror=");
    expect(await page.evaluate("window.hacked")).toBeUndefined();
  });

  it("refuses a script, a style and a request that somebody put into the file", async () => {
    const path = fileURLToPath(url).replace("report.html", "tampered.html");
    const added = `<style>body{display:none}</style><img src="https://example.com/x.png"><script>window.hacked=1</script></body>`;
    writeFileSync(path, readFileSync(fileURLToPath(url), "utf8").replace(/<\/body>\n<\/html>\n$/, added));
    const { page, trouble } = await open(browser, pathToFileURL(path).href);
    expect(await page.evaluate("window.hacked")).toBeUndefined();
    expect(await page.locator("h1").isVisible()).toBe(true);
    await expect
      .poll(() => trouble.filter((text) => text.startsWith("policy: ")).toSorted())
      .toEqual(["policy: img-src", "policy: script-src-elem", "policy: style-src-elem"]);
    await page.context().close();
  });

  it("follows the system's colours, and the reader's choice against them", async () => {
    const page = await visit("#/", { colorScheme: "dark" });
    const paper = () => page.evaluate("getComputedStyle(document.documentElement).backgroundColor");
    const dark = await paper();
    await page.getByRole("button", { name: "Dark colours, switch to light" }).click();
    await expect.poll(paper).not.toBe(dark);
    await page.emulateMedia({ colorScheme: "light" });
    await page.getByRole("button", { name: "Light colours, switch to dark" }).click();
    await expect.poll(paper).toBe(dark);
  });

  it("moves nothing for readers who want no motion", async () => {
    const page = await visit("#/", { reducedMotion: "reduce" });
    expect(await styleOf(page.locator("a.cell").first(), "transitionDuration")).toBe("0s");
  });

  it("prints every control whatever the filter, on white, with whole evidence ids", async () => {
    const page = await visit("#/?theme=people", { colorScheme: "dark" });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    expect(await page.locator(".register tbody tr:visible").count()).toBe(93);
    expect(await page.locator(".filters:visible, .inspector:visible, .top:visible").count()).toBe(0);
    expect(await page.locator(".print-only").innerText()).toContain("cloudidentity.policies.list");
    expect(await page.evaluate("getComputedStyle(document.documentElement).backgroundColor")).toBe("rgba(0, 0, 0, 0)");
    expect(await styleOf(page.locator("h1"), "color")).toBe("rgb(22, 32, 44)");
    const pdf = await page.pdf({ format: "A4", printBackground: false });
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(3);
    await goTo(page, "#/control/5.17");
    const link = page.locator(".evidence-link").first();
    const rest = await styleOf(link, "content", "::after");
    expect(`${await link.innerText()}${rest.replaceAll('"', "")}`).toMatch(/^ev_[0-9a-f]{40}$/);
  });

  it.each([360, 1600])("fits %i pixels without scrolling sideways", async (width) => {
    const page = await visit("#/", { viewport: { width, height: 800 } });
    for (const hash of PAGES) {
      await goTo(page, hash);
      expect(`${hash} ${await page.evaluate("document.documentElement.scrollWidth")}`).toBe(`${hash} ${width}`);
    }
  });

  it.each([
    ["light", PAGES, `{ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }`],
    [
      "dark",
      ["#/", "#/control/5.17", "#/gaps", "#/about"],
      `{ runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] } }`,
    ],
  ] as const)(
    "holds the rules of axe on every page, in %s colours",
    async (colorScheme, pages, rules) => {
      const page = await visit("#/", { colorScheme });
      await page.evaluate(readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
      for (const hash of pages) {
        await goTo(page, hash);
        const [passes, ...violations] = (await page.evaluate(
          `axe.run(document, ${rules}).then(({ passes, violations }) => [
            passes.length,
            ...violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ": " + node.target + " " + node.failureSummary)),
          ])`,
        )) as [number, ...string[]];
        expect({ hash, violations }).toEqual({ hash, violations: [] });
        expect(passes).toBeGreaterThan(0);
      }
    },
    60_000,
  );

  it("gives screen readers landmarks, one first heading, captions and scopes", async () => {
    const page = await visit("#/control/5.17");
    const tree = await page.locator("body").ariaSnapshot();
    for (const part of [
      'navigation "Pages"',
      "main",
      'heading "5.17 Authentication information" [level=1]',
      'table "Guidance points of control 5.17"',
      'meter "Coverage"',
      "contentinfo",
    ]) {
      expect(tree).toContain(part);
    }
    expect(await page.locator("table:not(:has(caption))").count()).toBe(0);
    expect(await page.locator("th:not([scope])").count()).toBe(0);
  });

  it("says so when an address leads nowhere", async () => {
    const page = await visit("#/control/9.9");
    expect(await page.locator("main").innerText()).toContain("This report holds no control 9.9.");
  });

  it("shows the register where scripts are switched off", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(url);
    expect(await page.locator("noscript table").first().locator("tbody tr").count()).toBe(93);
    await context.close();
  });
});

interface PageGlobals {
  getComputedStyle(element: unknown, pseudo: string): Readonly<Record<string, string>>;
}

function styleOf(element: Locator, property: string, pseudo = ""): Promise<string> {
  return element.evaluate(
    (node, [name = "", part = ""]) => (globalThis as unknown as PageGlobals).getComputedStyle(node, part)[name] ?? "",
    [property, pseudo],
  );
}
