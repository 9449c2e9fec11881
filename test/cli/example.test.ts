import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import { effectiveParameters } from "../../src/pipeline/parameters.ts";
import { planConnection } from "../../src/pipeline/plan.ts";
import { checks, collectors } from "../../src/registry.ts";
import { Settings } from "../../src/settings/schema.ts";
import { resolveReferences } from "../../src/settings/secrets.ts";
import { registry } from "../support/estate.ts";

const text = readFileSync(new URL("../../config/exhibit.example.yaml", import.meta.url), "utf8");
/** As somebody has it who took the `#` from every example. */
const everything = text.replaceAll(/^#(?=[^ ]| {2})/gm, "");

const env = { EXHIBIT_EXTERNAL_ID: "yard-51c0", DATABASE_URL: "postgres://localhost/exhibit", GITHUB_TOKEN: "t" };

function settingsOf(yaml: string): Settings {
  const raw: unknown = parse(yaml.replaceAll(/\$\{file:[^}]+\}/g, "what the file holds"));
  return Settings.parse(resolveReferences(raw, { env, folder: "/", secrets: new Set() }, "example"));
}

/** Options for sandboxes and partitions of their own, which an example had better not offer. */
const NOT_SHOWN: readonly string[] = ["endpoint", "partition"];

describe("the example configuration, which `exhibit init` writes", () => {
  it.each([
    ["as it is", text],
    ["with every example in use", everything],
  ])("is accepted %s", (_, yaml) => {
    const settings = settingsOf(yaml);
    for (const connection of settings.connections)
      expect(() => planConnection(connection, registry, connection.id)).not.toThrow();
    expect(() => effectiveParameters(checks, settings.parameters, "example")).not.toThrow();
  });

  it("has an example of every collector, with every option that it takes", () => {
    const { connections } = settingsOf(everything);
    for (const { id, config } of collectors) {
      const options = Object.keys(z.toJSONSchema(config, { io: "input" }).properties ?? {});
      const shown = new Set(
        connections.filter(({ collector }) => collector === id).flatMap((one) => Object.keys(one.config)),
      );
      expect(
        options.filter((option) => !shown.has(option) && !NOT_SHOWN.includes(option)),
        id,
      ).toEqual([]);
    }
  });

  it("shows the parameters of every check that compares platforms and takes lists of names", () => {
    const { parameters } = settingsOf(everything);
    const named = checks.filter(
      ({ needs = [], params }) => needs.length > 0 && "people" in (params.parse({}) as object),
    );
    expect(named.map(({ id }) => id).filter((id) => parameters[id] === undefined)).toEqual([]);
  });
});
