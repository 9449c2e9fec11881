import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { organizationSecretKind, type OrganizationSecret } from "../evidence.ts";
import { daysAgo } from "../policy/index.ts";

const secret = (rest: Partial<OrganizationSecret> = {}): OrganizationSecret => ({
  name: "DEPLOY_TOKEN",
  store: "actions",
  visibility: "selected",
  created_at: daysAgo(400),
  updated_at: daysAgo(30),
  ...rest,
});

export default defineCheck({
  id: "github-organization-secret-is-limited",
  version: 1,
  title: "Secrets of the organization reach chosen repositories",
  rationale: "A secret that every repository may use can be read by whoever may change any workflow.",
  severity: "medium",
  over: organizationSecretKind,
  params: z.object({}),
  remediation: "Limit the secret to the repositories whose workflows need it.",
  expected: () => "the visibility of each organization secret is selected",
  test(record) {
    const observed = `${record.name} (${record.store}): ${record.visibility} repositories`;
    if (record.visibility === "selected") return pass(observed);
    return ["all", "private"].includes(record.visibility) ? fail(observed) : undetermined("schema-mismatch", observed);
  },
  examples: [
    { name: "chosen", record: secret(), outcome: "pass" },
    { name: "all", record: secret({ visibility: "all" }), outcome: "fail" },
    { name: "all private ones", record: secret({ visibility: "private" }), outcome: "fail" },
    { name: "a new word", record: secret({ visibility: "some" }), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
