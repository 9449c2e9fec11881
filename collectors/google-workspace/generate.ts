import { readFileSync } from "node:fs";
import { join } from "node:path";
import { withManifest } from "../../tools/generate-collector-readme.ts";
import { googleWorkspace } from "./index.ts";
import { SCOPES } from "./scopes.ts";

/** The scopes of the manifest, one a line; `optional` ones only for what is collected on demand. */
export function scopeList(): string {
  const optional: ReadonlySet<string> = new Set([SCOPES.userSecurity]);
  const values = new Set(
    googleWorkspace.operations.flatMap(({ permission }) =>
      permission?.type === "oauth-scope" ? [permission.value] : [],
    ),
  );
  return `${[...values].filter((scope) => !optional.has(scope)).join("\n")}\n`;
}

/** Files that follow from the manifest, for `npm run generate`. */
export function generate(root: string): readonly { readonly path: string; readonly text: string }[] {
  const readme = "collectors/google-workspace/README.md";
  return [
    { path: "config/least-privilege/google-scopes.txt", text: scopeList() },
    { path: readme, text: withManifest(readFileSync(join(root, readme), "utf8"), googleWorkspace) },
  ];
}
