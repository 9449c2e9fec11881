import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { organizationKind } from "../evidence.ts";
import { organization, refused, stated } from "../policy/index.ts";

export default defineCheck({
  id: "github-organization-releases-are-immutable",
  version: 1,
  title: "Releases of all repositories are immutable",
  rationale: "A release that can be changed afterwards is a way to put something else under a trusted name.",
  severity: "medium",
  over: organizationKind,
  params: z.object({}),
  remediation: "Enforce immutable releases for all repositories of the organization.",
  expected: () => "immutable releases are enforced for all repositories",
  test(record) {
    const { enforced_repositories: which } = stated(record, "immutable_releases");
    const observed = `immutable releases are enforced for ${which} repositories`;
    if (which === "all") return pass(observed);
    return ["none", "selected"].includes(which) ? fail(observed) : undetermined("schema-mismatch", observed);
  },
  examples: [
    { name: "all", record: organization({ immutable_releases: { enforced_repositories: "all" } }), outcome: "pass" },
    { name: "none", record: organization({ immutable_releases: { enforced_repositories: "none" } }), outcome: "fail" },
    {
      name: "some",
      record: organization({ immutable_releases: { enforced_repositories: "selected" } }),
      outcome: "fail",
    },
    {
      name: "refused",
      record: organization({ ...refused("orgs/get-immutable-releases-settings", "immutable_releases") }),
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "a new word",
      record: organization({ immutable_releases: { enforced_repositories: "most" } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
