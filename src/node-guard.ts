const NEEDED = 24;

/** Ends the process with a remedy when Node is too old: the lockfile and the pinned Node belong together. */
export function guardNode(version: string): void {
  if (Number(version.split(".")[0]) >= NEEDED) return;
  process.stderr.write(
    `exhibit: this is Node ${version}, and Exhibit needs Node ${NEEDED}.\n  remedy run it with \`npm run exhibit -- COMMAND\` after \`npm ci\`: the project brings its own Node\n`,
  );
  process.exit(2);
}
