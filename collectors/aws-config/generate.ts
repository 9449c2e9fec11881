import { readFileSync } from "node:fs";
import { join } from "node:path";
import { withManifest } from "../../tools/generate-collector-readme.ts";
import { leastPrivilegePolicy, policyText } from "../_aws/least-privilege.ts";
import { awsConfig } from "./index.ts";
import { generateManagedRules } from "./generate-managed-rules.ts";

/** Files that follow from the manifest, for `npm run generate`. */
export function generate(root: string): readonly { readonly path: string; readonly text: string }[] {
  const readme = "collectors/aws-config/README.md";
  return [
    { path: "config/least-privilege/aws-config.json", text: policyText(leastPrivilegePolicy(awsConfig)) },
    { path: readme, text: withManifest(readFileSync(join(root, readme), "utf8"), awsConfig) },
    ...generateManagedRules(root),
  ];
}
