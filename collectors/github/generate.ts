import { readFileSync } from "node:fs";
import { join } from "node:path";
import { withManifest } from "../../tools/generate-collector-readme.ts";
import { github } from "./index.ts";
import { appManifest } from "./least-privilege.ts";

/** Files that follow from the manifest, for `npm run generate`. */
export function generate(root: string): readonly { readonly path: string; readonly text: string }[] {
  const readme = "collectors/github/README.md";
  return [
    {
      path: "config/least-privilege/github-app.json",
      text: `${JSON.stringify(appManifest(github), undefined, 2)}\n`,
    },
    { path: readme, text: withManifest(readFileSync(join(root, readme), "utf8"), github) },
  ];
}
