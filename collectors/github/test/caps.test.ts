import { expect, it } from "vitest";
import { repository, ruleset } from "../../../src/sandbox/github/builders.ts";
import { goodGithub } from "../../../src/sandbox/github/good.ts";
import { listed } from "../../../src/sandbox/organisation/population.ts";
import { clock, collectFrom, configFor, of, withSandbox } from "./support.ts";

const many = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const people = (count: number) => many(count, (index) => ({ login: `person-${index}`, permission: "WRITE" }));
const rule = { type: "DELETION" };

/** More of everything than one answer of GraphQL holds, where the collector asks no second one. */
const organisation = {
  ...goodGithub({ asOf: clock.now() }),
  verifiedDomains: many(101, (index) => `d${index}.example.com`),
  rulesets: [
    ruleset("long", {
      rules: many(31, () => rule),
      bypass: many(21, () => ({ bypassMode: "ALWAYS", organizationAdmin: true })),
    }),
  ],
  teams: [
    {
      slug: "everybody",
      id: 1,
      description: "all",
      privacy: "VISIBLE" as const,
      members: many(101, (index) => ({ login: `person-${index}`, role: "MEMBER" as const })),
      repositories: [],
    },
  ],
  repositories: listed([
    repository("outside", { outside: people(51) }),
    repository("direct", { direct: people(51) }),
    repository("ruled", {
      rulesets: many(20, (index) => ruleset(`own ${index}`, { level: "Repository", rules: [rule] })),
    }),
  ]),
};

it("what an answer has no room for is a gap by name, and the population is not complete", () =>
  withSandbox({ organisation }, async (sandbox) => {
    const run = await collectFrom(configFor(sandbox, "owner"));
    const cut = (kind: string): readonly string[] =>
      of(run, kind).gaps.flatMap((gap) =>
        gap.type === "gap" && gap.reason === "truncated" ? [gap.subject ?? "*"] : [],
      );
    expect(cut("github.organization")).toEqual(["meridian-freight (verified_domains)"]);
    expect(cut("github.team")).toEqual(["everybody (rest)"]);
    expect(cut("github.ruleset")).toEqual(
      expect.arrayContaining([expect.stringMatching(/^Organization:.* \(rules\)$/), "meridian-freight/ruled (rest)"]),
    );
    expect(cut("github.repository").toSorted()).toEqual([
      "meridian-freight/direct (direct collaborators)",
      "meridian-freight/outside (direct collaborators)",
      "meridian-freight/outside (outside collaborators)",
    ]);
    for (const kind of [
      "github.organization",
      "github.team",
      "github.ruleset",
      "github.repository",
      "github.outside-collaborator",
    ])
      expect(of(run, kind).population, kind).toMatchObject({ complete: false });
    // Whom a cut list exempts is not known, so neither whether it binds administrators.
    expect(of(run, "github.ruleset").records.find(({ name }) => name === "long")).not.toHaveProperty("bypass_actors");
    // Rules of the branch are asked of REST where GraphQL's list was cut.
    const { rules } =
      of(run, "github.branch-protection").records.find(({ full_name }) => full_name === "meridian-freight/ruled") ?? {};
    expect(rules).toMatchObject({ state: "known" });
    expect(rules.items).toHaveLength(31 + 20);
  }));
