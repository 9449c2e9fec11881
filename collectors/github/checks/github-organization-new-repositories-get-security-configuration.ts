import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { codeSecurityConfigurationKind, organizationKind } from "../evidence.ts";
import { configuration, organization } from "../policy/index.ts";

export default defineCheck({
  id: "github-organization-new-repositories-get-security-configuration",
  version: 1,
  title: "New repositories get a security configuration",
  rationale: "Settings that have to be made by hand for each new repository are forgotten on some.",
  severity: "medium",
  over: organizationKind,
  reads: [codeSecurityConfigurationKind],
  params: z.object({}),
  remediation: "Make a code security configuration the default for all new repositories.",
  expected: () => "code security configurations are the default for new public and new private repositories",
  test(_record, ctx) {
    const view = ctx.read(codeSecurityConfigurationKind);
    const covered = new Set<string>();
    let unknown = 0;
    const names: string[] = [];
    for (const { name, default_for_new_repos: which } of view.seen()) {
      if (which === null || which === undefined) unknown += 1;
      else if (which === "all") for (const part of ["public", "private_and_internal"]) covered.add(part);
      else covered.add(which);
      if (which !== null && which !== undefined && which !== "none") names.push(`${name} for ${which}`);
    }
    const observed = names.length === 0 ? "no configuration is a default" : `defaults: ${names.join(", ")}`;
    if (covered.has("public") && covered.has("private_and_internal")) return pass(observed);
    view.all();
    return unknown > 0
      ? undetermined("schema-mismatch", `${observed}; not stated for ${unknown} configurations`)
      : fail(observed);
  },
  examples: [
    {
      name: "one for all",
      record: organization(),
      reads: { "github.code-security-configuration": [configuration({ default_for_new_repos: "all" })] },
      outcome: "pass",
    },
    {
      name: "two that share the work",
      record: organization(),
      reads: {
        "github.code-security-configuration": [
          configuration({ default_for_new_repos: "public" }),
          configuration({ id: 6002, name: "inner", default_for_new_repos: "private_and_internal" }),
        ],
      },
      outcome: "pass",
    },
    {
      name: "public ones only",
      record: organization(),
      reads: { "github.code-security-configuration": [configuration({ default_for_new_repos: "public" })] },
      outcome: "fail",
    },
    {
      name: "no default",
      record: organization(),
      reads: { "github.code-security-configuration": [configuration({ default_for_new_repos: "none" })] },
      outcome: "fail",
    },
    { name: "no configuration", record: organization(), outcome: "fail" },
    {
      name: "not stated",
      record: organization(),
      reads: { "github.code-security-configuration": [configuration()] },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "configurations not readable",
      record: organization(),
      unavailable: { "github.code-security-configuration": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
