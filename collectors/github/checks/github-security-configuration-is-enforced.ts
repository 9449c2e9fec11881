import { defineCheck, fail, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { codeSecurityConfigurationKind } from "../evidence.ts";
import { configuration, stated } from "../policy/index.ts";

export default defineCheck({
  id: "github-security-configuration-is-enforced",
  version: 1,
  title: "Security configurations in use are enforced",
  rationale:
    "A configuration that is not enforced is a suggestion: each repository administrator can switch its features off.",
  severity: "medium",
  over: codeSecurityConfigurationKind,
  params: z.object({}),
  remediation: "Enforce the configuration, so that repository administrators cannot change the features that it sets.",
  expected: () => "each code security configuration that is attached to repositories or a default is enforced",
  test(record) {
    const attached = stated(record, "attached_repositories");
    const which = record.default_for_new_repos;
    const isDefault = which !== null && which !== undefined && which !== "none";
    if (attached === 0 && !isDefault)
      return notApplicable(`${record.name} is attached to no repository and no default`);
    const enforcement = stated(record, "enforcement");
    const observed = `${record.name}: ${enforcement}, attached to ${attached} repositories`;
    if (enforcement === "enforced") return pass(observed);
    return enforcement === "unenforced" ? fail(observed) : undetermined("schema-mismatch", observed);
  },
  examples: [
    { name: "enforced", record: configuration({ enforcement: "enforced" }), outcome: "pass" },
    { name: "not enforced", record: configuration({ enforcement: "unenforced" }), outcome: "fail" },
    {
      name: "a default without repositories yet",
      record: configuration({ enforcement: "unenforced", attached_repositories: 0, default_for_new_repos: "all" }),
      outcome: "fail",
    },
    {
      name: "in use nowhere",
      record: configuration({ enforcement: "unenforced", attached_repositories: 0, default_for_new_repos: "none" }),
      outcome: "not-applicable",
    },
    { name: "enforcement not stated", record: configuration(), outcome: "undetermined", reason: "schema-mismatch" },
    {
      name: "reach not stated",
      record: configuration({ enforcement: "unenforced", attached_repositories: null }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "a new word",
      record: configuration({ enforcement: "partly" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
