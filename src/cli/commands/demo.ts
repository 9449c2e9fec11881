import { mkdir, readFile, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { systemErrorCode } from "../../core/index.ts";
import { writeWholeFile } from "../../pipeline/bundle/stage.ts";
import { diskError } from "../../pipeline/spool.ts";
import { EXIT, Output, type ExitCode } from "../output.ts";
import { Progress } from "../progress.ts";
import type { GlobalOptions, Services } from "../services.ts";
import { takeSnapshot } from "../snapshot.ts";

interface DemoOptions extends GlobalOptions {
  readonly out?: string;
  readonly open?: boolean;
}

/** How this command line is called, by the script that npm runs it from. */
const COMMANDS: Readonly<Record<string, string>> = { "": "exhibit", npx: "npx exhibit" };

/**
 * The whole way of the data on an invented organisation: sandbox servers on loopback, the real collectors over HTTP, the
 * embedded database beside the bundle. Run again, it adds a run to the same ledger and replaces the bundle.
 */
export async function run(services: Services, _args: readonly string[], options: DemoOptions): Promise<ExitCode> {
  const target = resolve(services.cwd, options.out ?? "exhibit-demo");
  const home =
    options.dataDir === undefined
      ? join(dirname(target), `${basename(target).replace(/\.zip$/, "")}-data`)
      : resolve(services.cwd, options.dataDir);
  await removeOldBundle(target);
  const progress = new Progress(services, options);
  progress.report("starting the invented organisation's servers on loopback");
  const sandbox = await services.startDemo();
  try {
    const config = join(home, "exhibit.yaml");
    await writeConfig(config, sandbox.configYaml);
    const inDemo = services.withEnv({ ...withoutOwnAccounts(services.env), ...sandbox.env });
    const out = new Output(services, options);
    const taken = await takeSnapshot(
      inDemo,
      { config, dataDir: home, ...(options.quiet === undefined ? {} : { quiet: options.quiet }) },
      { out: target, archive: true },
      progress,
    );
    if (out.json) {
      out.document({ run: taken.run, bundle: taken.bundle, assessment: taken.assessment });
      return EXIT.done;
    }
    taken.tell(out);
    const report = target.endsWith(".zip") ? target : join(target, "report.html");
    out.line(`report ${report}`);
    out.line(`bundle ${target}`);
    out.line();
    out.line(out.dim("This was an invented organisation; what is not seen above is part of the story. Go on with:"));
    const command = COMMANDS[services.env["npm_lifecycle_event"] ?? ""] ?? "npm run exhibit --";
    out.line(`  ${command} verify ${target}`);
    out.line(`  python3 ${join(target, "verify.py")}`);
    out.line(`  ${command} explain 8.2 --data-dir ${home}`);
    if (options.open !== false && services.stdout.isTTY === true && !target.endsWith(".zip"))
      services.openInBrowser(report);
    return EXIT.done;
  } finally {
    progress.end();
    await sandbox.close();
  }
}

async function writeConfig(path: string, yaml: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
  } catch (error) {
    throw diskError(error, dirname(path));
  }
  await writeWholeFile(path, yaml, { replace: true });
}

/** A profile, session or database of the operator's own has no place in the invented organisation. */
function withoutOwnAccounts(env: Services["env"]): Services["env"] {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !name.startsWith("AWS_") && name !== "DATABASE_URL"),
  );
}

/** Only a bundle that the demo or `snapshot` wrote is replaced; anything else in the way is left for `writeBundle` to refuse. */
async function removeOldBundle(target: string): Promise<void> {
  if (target.endsWith(".zip")) return;
  try {
    await readFile(join(target, "ledger", "checkpoint"));
    await readFile(join(target, "manifest.json"));
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT" || systemErrorCode(error) === "ENOTDIR") return;
    throw error;
  }
  await rm(target, { recursive: true });
}
