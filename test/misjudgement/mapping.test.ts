import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import type { Assessment } from "../../src/core/index.ts";
import { loadMapping, type Mapping } from "../../src/mapping/index.ts";
import { copyOfMapping, DIRECTORY } from "../../src/mapping/testing/mapping-files.ts";
import { checks } from "../../src/registry.ts";
import { startGoogleSandbox } from "../../src/sandbox/google/index.ts";
import { googleConnection, runConnection } from "../support/connection-run.ts";
import { MAPPING_CASES, NO_FIXTURE } from "./without-platform.ts";
import { clock } from "./world.ts";
import { configWorlds } from "./worlds/aws-config.ts";
import { githubWorlds } from "./worlds/github.ts";
import { googleWorlds } from "./worlds/google-workspace.ts";
import { iamWorlds } from "./worlds/aws-iam.ts";

const registered = checks.map(({ id, unmapped }) => ({ id, ...(unmapped === undefined ? {} : { unmapped }) }));

/** A snapshot of one tenant alone, judged by the whole mapping: of AWS and GitHub nothing is there. */
describe("what the mapping makes of a run", () => {
  let mapping: Mapping;
  let assessment: Assessment;
  beforeAll(async () => {
    mapping = await loadMapping({ directory: DIRECTORY, checks: registered });
    const sandbox = await startGoogleSandbox({ tenant: "good", clock });
    const { controls } = mapping;
    ({ assessment } = await runConnection(googleConnection(sandbox), { clock, checks, controls }));
    await sandbox.close();
  });

  it("ALL-01: a requirement whose checks gave no result is undetermined", () => {
    const google = new Set(checks.filter(({ id }) => id.startsWith("google-")).map(({ id }) => id));
    const elsewhere = mapping.controls.filter(({ points }) => {
      const used = points.flatMap((point) => point.checks.map(({ id }) => id));
      return used.length > 0 && !used.some((id) => google.has(id));
    });
    expect(elsewhere.length).toBeGreaterThan(3);
    for (const { id } of elsewhere) {
      const control = assessment.controls.find((one) => one.id === id);
      expect(control?.verdict, id).toBe("undetermined");
      expect(control, id).toMatchObject({ coverage: 0, conformity: null });
    }
  });

  it("ALL-04: all 93 controls are shown, 8.28 among them", async () => {
    expect(assessment.controls).toHaveLength(93);
    expect(assessment.controls.map(({ id }) => id)).toContain("8.28");
    const copy = await copyOfMapping();
    await copy.edit("8.28.yaml", () => "");
    await expect(loadMapping({ directory: copy.directory, checks: registered })).rejects.toThrow();
    await copy.remove();
  });

  it("ALL-05: guidance of 27002 is judged, and nothing is said about a management system of 27001", () => {
    const said = JSON.stringify(assessment);
    expect(said).not.toMatch(/27001|nonconformity|\bcompliant\b|\bcertified\b/i);
    for (const { verdict } of assessment.controls)
      expect(verdict).toMatch(
        /^(?:supported|supported-in-part|improvement|contradicted-(?:minor|major)|undetermined|not-applicable)$/,
      );
  });

  it("ALL-03: a mapping that names a check that does not exist is refused", async () => {
    const copy = await copyOfMapping();
    await copy.edit("8.5.yaml", (text) => text.replace(/id: (google|aws|github)-[\w-]+/, "id: $1-check-of-tomorrow"));
    await expect(loadMapping({ directory: copy.directory, checks: registered })).rejects.toMatchObject({
      code: "MAPPING_INVALID",
      message: expect.stringContaining("check-of-tomorrow"),
    });
    await copy.remove();
  });
});

it("every case of the list is a fixture, or says why it cannot be one", () => {
  const { cases } = JSON.parse(readFileSync(new URL("cases.json", import.meta.url), "utf8")) as {
    cases: readonly { readonly id: string }[];
  };
  const worlds = [...iamWorlds, ...configWorlds, ...githubWorlds, ...googleWorlds];
  const shown = new Set(worlds.flatMap(({ states }) => states.flatMap((state) => state.case ?? [])));
  const covered = [...shown, ...MAPPING_CASES, ...Object.keys(NO_FIXTURE)];
  expect(cases.map(({ id }) => id).filter((id) => !covered.includes(id))).toEqual([]);
  expect(covered.filter((id) => !cases.some((one) => one.id === id))).toEqual([]);
  for (const reason of Object.values(NO_FIXTURE)) expect(reason.length).toBeGreaterThan(60);
});
