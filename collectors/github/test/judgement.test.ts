import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { AnyCheck, CheckExample } from "#sdk";
import { runExample } from "../../../src/sdk/testing.ts";

const folder = new URL("../checks/", import.meta.url);
const checks = await Promise.all(
  readdirSync(folder).map(
    async (file) => ((await import(new URL(file, folder).href)) as { default: AnyCheck }).default,
  ),
);
const examples = checks.flatMap((check) => check.examples.map((example) => ({ check, example })));

type Path = readonly (string | number)[];

/** Every member of a record, however deep. */
function members(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const own = [...path, Array.isArray(value) ? Number(name) : name];
    return [...(Array.isArray(value) ? [] : [own]), ...members(inner, own)];
  });
}

function altered(
  record: unknown,
  path: Path,
  change: (holder: Record<string, unknown>, member: string) => void,
): unknown {
  const copy: unknown = structuredClone(record);
  let holder = copy as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) holder = holder[step] as Record<string | number, unknown>;
  change(holder as Record<string, unknown>, String(path.at(-1)));
  return copy;
}

/** GitHub's own meaning of a member that is null or not there, or evidence of another kind that stands in for it. */
const MEANT: Readonly<Record<string, readonly string[]>> = {
  // Without a person's own state the organization's requirement stands for it.
  "github-member-has-two-factor": ["two_factor_enabled"],
  "github-owner-has-two-factor": ["two_factor_enabled"],
  "github-outside-collaborator-has-two-factor": ["two_factor_enabled"],
  "github-member-is-linked-to-directory": ["saml_linked"],
  // Null is a fact: the token never expires, was never used, nobody made the event.
  "github-token-expires": ["token_expires_at"],
  "github-token-is-used": ["token_last_used_at"],
  "github-authorized-credential-is-used": ["credential_accessed_at"],
  "github-deploy-key-is-used": ["last_used"],
  "github-audit-event-names-its-actor": ["actor"],
  // Null says that the account behind it is gone.
  "github-merged-pull-request-has-other-reviewer": ["author"],
  "github-default-branch-commit-came-through-pull-request": ["author"],
  // GitHub leaves out what is not granted.
  "github-app-installation-cannot-administer": [
    "permissions.administration",
    "permissions.members",
    "permissions.contents",
  ],
  "github-token-cannot-administer": [
    "permissions.repository.administration",
    "permissions.organization.members",
    "permissions.repository.contents",
  ],
  // Details that make a verdict worse where they are known.
  "github-organization-limits-actions": ["selected_actions", "selected_actions.patterns_allowed"],
  "github-secret-alert-closure-is-sound": ["validity"],
  "github-secret-alert-did-not-bypass-protection": ["resolution"],
};

describe.each(checks)("$id", (check) => {
  it.each(["left out", "null"] as const)("gives no opposite verdict when a member is %s", (how) => {
    for (const example of check.examples) {
      const before = runExample(check, example).outcome;
      if (before !== "pass" && before !== "fail") continue;
      for (const path of members(example.record)) {
        if (MEANT[check.id]?.includes(path.join(".")) === true) continue;
        const record = altered(example.record, path, (holder, member) => {
          if (how === "null") holder[member] = null;
          else delete holder[member];
        });
        if (!check.over.schema.safeParse(record).success) continue;
        const { outcome, observed } = runExample(check, { ...example, record } as CheckExample<unknown>);
        expect(
          [before, "undetermined", "not-applicable"],
          `"${example.name}", ${path.join(".")} ${how}: ${observed}`,
        ).toContain(outcome);
      }
    }
  });
});

describe("states that other tools misjudge", () => {
  it.each([
    ["GH-02", ["undetermined", "fail"]],
    ["GH-04", ["fail"]],
    ["GH-06", ["undetermined", "fail"]],
    ["GH-07", ["undetermined"]],
    ["GH-09", ["undetermined"]],
    ["GH-13", ["not-applicable"]],
    ["GH-14", ["pass"]],
  ])("%s is an example with the verdict of a careful auditor", (id, expected) => {
    const cases = examples.filter(({ example }) => example.name.startsWith(`${id}:`));
    expect(cases.length).toBeGreaterThan(0);
    expect([...new Set(cases.map(({ example }) => example.outcome))].toSorted()).toEqual(expected.toSorted());
    for (const { check, example } of cases) expect(runExample(check, example).outcome).toBe(example.outcome);
  });

  it("never lets an archived repository fail but for what stays dangerous in it", () => {
    const failing = examples
      .filter(({ example }) => example.outcome === "fail")
      .filter(({ example }) => (example.record as { archived?: unknown }).archived === true)
      .map(({ check }) => check.id);
    expect(failing).toEqual(["github-repository-visibility-is-intended"]);
  });
});
