import { defineCheck, fail, pass, Undetermined } from "#sdk";
import * as z from "zod";
import { repositoryKind, teamKind } from "../evidence.ts";
import { REPOSITORY, mayWrite, refused, repository, setAside, stated, team, teamIndex } from "../policy/index.ts";

export default defineCheck({
  id: "github-repository-has-owner",
  version: 1,
  title: "Repositories have an owner",
  rationale: "When something in it must be decided at once, somebody has to be the one to ask.",
  severity: "medium",
  over: repositoryKind,
  reads: [teamKind],
  params: z.object({
    ownerProperties: z
      .array(z.string())
      .default(["owner", "team", "service-owner", "maintainer"])
      .describe("custom properties that name an owner. origin: our default"),
  }),
  remediation: "Give a team the right to maintain the repository, write a CODEOWNERS file, or fill the owner property.",
  expected: ({ ownerProperties }) =>
    `a CODEOWNERS file, a team that may write, or one of the custom properties ${ownerProperties.join(", ")} names an owner`,
  test(record, ctx) {
    const aside = setAside(record);
    if (aside !== undefined) return aside;
    for (const name of ctx.params.ownerProperties) {
      const value = record.custom_properties?.[name];
      if (typeof value === "string" && value !== "") return pass(`property ${name} is ${value}`);
    }
    if (record.codeowners?.state === "present") return pass("a CODEOWNERS file exists");
    const teams = ctx.read(teamKind);
    const { grants, cut } = teamIndex(teams);
    const owners = (grants.get(record.full_name) ?? []).filter(mayWrite);
    if (owners.length > 0) {
      for (const { slug } of owners) teams.get(slug);
      return pass(`written by team ${owners.map(({ slug }) => slug).join(", ")}`);
    }
    teams.all();
    if (cut.length > 0) throw new Undetermined("truncated", `the repositories of team ${cut[0]} were not read whole`);
    stated(record, "codeowners");
    stated(record, "custom_properties", "denied");
    return fail("no owner property, no CODEOWNERS file and no team that may write");
  },
  examples: [
    {
      name: "a team that may write",
      record: repository(),
      reads: { "github.team": [team("platform")] },
      outcome: "pass",
    },
    {
      name: "REST's word for writing",
      record: repository(),
      reads: { "github.team": [team("platform", { repositories: [{ full_name: REPOSITORY, permission: "push" }] })] },
      outcome: "pass",
    },
    {
      name: "a CODEOWNERS file",
      record: repository({ codeowners: { state: "present", errors: [] } }),
      outcome: "pass",
    },
    { name: "a property", record: repository({ custom_properties: { owner: "platform" } }), outcome: "pass" },
    {
      name: "nobody",
      record: repository({ custom_properties: {}, codeowners: { state: "absent", errors: [] } }),
      outcome: "fail",
    },
    {
      name: "a team that may only read",
      record: repository({ custom_properties: {}, codeowners: { state: "absent", errors: [] } }),
      reads: { "github.team": [team("readers", { repositories: [{ full_name: REPOSITORY, permission: "READ" }] })] },
      outcome: "fail",
    },
    {
      name: "a team whose list was cut",
      record: repository({ custom_properties: {}, codeowners: { state: "absent", errors: [] } }),
      reads: { "github.team": [team("platform", { repositories: [], complete: false })] },
      outcome: "undetermined",
      reason: "truncated",
    },
    {
      name: "CODEOWNERS not readable",
      record: repository({ custom_properties: {}, ...refused("repos/codeowners-errors", "codeowners") }),
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "properties not readable",
      record: repository({ codeowners: { state: "absent", errors: [] } }),
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "teams not readable",
      record: repository({ custom_properties: {}, codeowners: { state: "absent", errors: [] } }),
      unavailable: { "github.team": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    { name: "GH-13: archived", record: repository({ archived: true }), outcome: "not-applicable" },
  ],
});
