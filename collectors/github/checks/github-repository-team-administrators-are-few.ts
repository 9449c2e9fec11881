import { defineCheck, fail, pass, Undetermined } from "#sdk";
import * as z from "zod";
import { repositoryKind, teamKind } from "../evidence.ts";
import { REPOSITORY, repository, setAside, team, teamIndex } from "../policy/index.ts";

export default defineCheck({
  id: "github-repository-team-administrators-are-few",
  version: 1,
  title: "Few people administer a repository through teams",
  rationale: "Who administers a repository can switch off its rules, read its settings and delete it.",
  severity: "medium",
  over: repositoryKind,
  reads: [teamKind],
  params: z.object({ maxAdministrators: z.number().int().min(0).default(5).describe("people. origin: our default") }),
  remediation: "Give teams maintain or write; keep administration to a small team.",
  expected: ({ maxAdministrators }) =>
    `teams give administration of the repository to at most ${maxAdministrators} people`,
  test(record, ctx) {
    const aside = setAside(record);
    if (aside !== undefined) return aside;
    const view = ctx.read(teamKind);
    const { grants, cut } = teamIndex(view);
    const teams = (grants.get(record.full_name) ?? []).filter(({ permission }) => permission === "admin");
    const people = new Set<string>();
    for (const { slug } of teams) for (const { login } of view.get(slug)?.members ?? []) people.add(login);
    const observed = `${people.size} ${people.size === 1 ? "person" : "people"} through ${teams.length === 0 ? "no team" : teams.map(({ slug }) => slug).join(", ")}`;
    if (people.size > ctx.params.maxAdministrators) return fail(observed);
    view.all();
    if (cut.length > 0)
      throw new Undetermined("truncated", `${observed}; the lists of team ${cut[0]} were not read whole`);
    return pass(observed);
  },
  examples: [
    {
      name: "one person",
      record: repository(),
      reads: { "github.team": [team("leads", { repositories: [{ full_name: REPOSITORY, permission: "admin" }] })] },
      outcome: "pass",
    },
    {
      name: "no team with administration",
      record: repository(),
      reads: { "github.team": [team("platform")] },
      outcome: "pass",
    },
    {
      name: "three where two are allowed",
      record: repository(),
      reads: {
        "github.team": [
          team("leads", {
            members: ["ana", "ben", "cai"].map((login) => ({ login, role: "member" })),
            repositories: [{ full_name: REPOSITORY, permission: "ADMIN" }],
          }),
        ],
      },
      params: { maxAdministrators: 2 },
      outcome: "fail",
    },
    {
      name: "one person in two teams counts once",
      record: repository(),
      reads: {
        "github.team": ["leads", "release"].map((slug) =>
          team(slug, { repositories: [{ full_name: REPOSITORY, permission: "admin" }] }),
        ),
      },
      params: { maxAdministrators: 1 },
      outcome: "pass",
    },
    {
      name: "few in a list that was cut",
      record: repository(),
      reads: {
        "github.team": [
          team("leads", { complete: false, repositories: [{ full_name: REPOSITORY, permission: "admin" }] }),
        ],
      },
      outcome: "undetermined",
      reason: "truncated",
    },
    {
      name: "teams not readable",
      record: repository(),
      unavailable: { "github.team": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    { name: "GH-13: archived", record: repository({ archived: true }), outcome: "not-applicable" },
  ],
});
