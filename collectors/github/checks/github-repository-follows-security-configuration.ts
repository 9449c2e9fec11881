import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { repositorySecurityKind } from "../evidence.ts";
import { security, setAside, stated } from "../policy/index.ts";

export default defineCheck({
  id: "github-repository-follows-security-configuration",
  version: 1,
  title: "Repositories follow a security configuration",
  rationale: "A repository outside every configuration has whatever settings somebody once made.",
  severity: "medium",
  over: repositorySecurityKind,
  params: z.object({}),
  remediation: "Attach a code security configuration to the repository; look into those whose attachment failed.",
  expected: () => "a code security configuration is attached to the repository",
  test(record) {
    const aside = setAside(record);
    if (aside !== undefined) return aside;
    const configuration = stated(record, "code_security_configuration");
    if (configuration === "none") return fail("no code security configuration is attached");
    const { name, status, enforcement } = configuration;
    const observed = `${name}: ${status ?? "status not stated"}${enforcement === null || enforcement === undefined ? "" : `, ${enforcement}`}`;
    switch (status) {
      case "attached":
      case "enforced":
        return pass(observed);
      case "failed":
      case "detached":
      case "removed":
      case "removed_by_enterprise":
        return fail(observed);
      case "attaching":
      case "updating":
        return undetermined("stale-source", `${observed}: under way`);
      default:
        return undetermined("schema-mismatch", observed);
    }
  },
  examples: [
    {
      name: "attached",
      record: security({
        code_security_configuration: { id: 6001, name: "baseline", enforcement: "unenforced", status: "attached" },
      }),
      outcome: "pass",
    },
    {
      name: "enforced",
      record: security({
        code_security_configuration: { id: 6001, name: "baseline", enforcement: "enforced", status: "enforced" },
      }),
      outcome: "pass",
    },
    { name: "none", record: security({ code_security_configuration: "none" }), outcome: "fail" },
    {
      name: "failed",
      record: security({ code_security_configuration: { id: 6001, name: "baseline", status: "failed" } }),
      outcome: "fail",
    },
    {
      name: "under way",
      record: security({ code_security_configuration: { id: 6001, name: "baseline", status: "attaching" } }),
      outcome: "undetermined",
      reason: "stale-source",
    },
    {
      name: "status not stated",
      record: security({ code_security_configuration: { id: 6001, name: "baseline" } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "not stated", record: security(), outcome: "undetermined", reason: "schema-mismatch" },
    { name: "GH-13: archived", record: security({ archived: true }), outcome: "not-applicable" },
  ],
});
