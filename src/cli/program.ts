import { Command, CommanderError, Option } from "commander";
import { ExhibitError } from "../core/index.ts";
import { EXIT, exitCodeOf, tellError, type ExitCode } from "./output.ts";
import type { GlobalOptions, Services } from "./services.ts";

/** What a command's module exports. `options` hold the global ones too. */
export interface CommandModule {
  run(
    services: Services,
    args: readonly string[],
    options: GlobalOptions & Readonly<Record<string, unknown>>,
  ): Promise<ExitCode>;
}

const THEMES = ["organizational", "people", "physical", "technological"];
const VERDICTS = [
  "supported",
  "supported-in-part",
  "improvement",
  "contradicted-minor",
  "contradicted-major",
  "undetermined",
  "not-applicable",
];

/** Runs one command line; returns the exit code. Modules are loaded only when their command runs, so that `--help` is quick. */
export async function main(argv: readonly string[], services: Services): Promise<ExitCode> {
  let exit: ExitCode = EXIT.done;
  const json = argv.includes("--json");
  const program = build(argv, services, (code) => (exit = code));
  try {
    await program.parseAsync([...argv], { from: "user" });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) return usage(error, services, json);
    tellError(services, error, json);
    return exitCodeOf(error);
  }
}

/** Commands that never go through a service: they use no installation, one of their own, or must have it to themselves. */
const LOCAL: ReadonlySet<string> = new Set(["demo", "init", "doctor", "serve", "worker", "migrate"]);

function isLocal(name: string, args: readonly string[]): boolean {
  return LOCAL.has(name) || (name === "verify" && args.length > 0);
}

function usage(error: CommanderError, services: Services, json: boolean): ExitCode {
  if (error.exitCode === 0) return EXIT.done;
  if (error.code === "commander.help") return EXIT.usage;
  const message = error.message.replace(/^error: /, "");
  tellError(
    services,
    new ExhibitError("USAGE_INVALID", message, { remedy: "see `exhibit --help` or `exhibit COMMAND --help`" }),
    json,
  );
  return EXIT.usage;
}

function build(argv: readonly string[], services: Services, finish: (code: ExitCode) => void): Command {
  const program = new Command("exhibit")
    .description("Collects configuration evidence, seals it, and scores it against the guidance of ISO/IEC 27002:2022.")
    .version(services.version, "-V, --version")
    .showHelpAfterError(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => services.stdout.write(text),
      writeErr: (text) => services.stderr.write(text),
      outputError: () => undefined,
    })
    .helpCommand("help [command]", "show how a command is used")
    .addHelpText("after", HELP_AFTER);
  const add = (name: string, description: string, load: () => Promise<CommandModule>): Command => {
    const command = program
      .command(name)
      .description(description)
      .option("-c, --config <file>", "configuration file (default: exhibit.yaml when it exists)")
      .option("-d, --data-dir <dir>", "where evidence, ledger and database are kept")
      .option("--json", "print one JSON document")
      .option("-q, --quiet", "no progress");
    command.exitOverride().configureOutput({
      writeOut: (text) => services.stdout.write(text),
      writeErr: (text) => services.stderr.write(text),
      outputError: () => undefined,
    });
    command.action(async () => {
      const forwarded = isLocal(command.name(), command.args)
        ? undefined
        : await services.throughOwner(argv, command.opts<GlobalOptions>());
      if (forwarded !== undefined) return finish(forwarded as ExitCode);
      const module = await load();
      finish(await module.run(services, command.args, command.opts()));
    });
    return command;
  };

  add("demo", "an invented organisation, real collectors, a bundle and a report", () => import("./commands/demo.ts"))
    .option("-o, --out <dir>", "bundle to write", "exhibit-demo")
    .option("--no-open", "do not open the report in a browser");
  add("init", "write a configuration file", () => import("./commands/init.ts"))
    .option("--print", "print it instead")
    .option("--force", "replace an existing file");
  add("doctor", "test credentials; say what each missing permission costs", () => import("./commands/doctor.ts"))
    .option("--connection <id...>", "only these connections")
    .option("--policy", "print only the least-privilege policy");
  add("snapshot", "collect, seal, evaluate and assess now", () => import("./commands/snapshot.ts"))
    .option("--connection <id...>", "only these connections")
    .option("--control <id...>", "judge only these controls")
    .option("-o, --out <path>", "write a bundle: a directory, or a .zip file")
    .option(
      "--fail-on <conditions>",
      "exit 3 when one holds: verdicts, `incomplete` or `undetermined`, comma-separated",
    )
    .option("--no-archive", "do not keep the platforms' raw answers (their digests are sealed either way)")
    .option("--replay <file>", "answer from an exchange archive instead of the network")
    .option("--identity <file>", "age identity that opens an encrypted archive");
  addService(
    add(
      "serve",
      "schedules, runs and what other commands need, until Ctrl-C or SIGTERM",
      () => import("./commands/serve.ts"),
    ),
    "9393",
  );
  addService(
    add(
      "worker",
      "take runs only, beside a `serve` on the same PostgreSQL database",
      () => import("./commands/worker.ts"),
    ),
    "0",
  );
  add(
    "status",
    "schedules, workers, queue, gaps in coverage, and what needs a person",
    () => import("./commands/status.ts"),
  ).option("--since <when>", "gaps in coverage since: 90d, 12w, 6m, 1y or a date", "30d");
  add(
    "queue <action> [id]",
    "pause, resume, run CONNECTION, cancel RUN, dead (list failed runs), replay RUN",
    () => import("./commands/queue.ts"),
  )
    .option("--limit <n>", "how many failed runs", "100")
    .option("--all", "every failed run, also those that were run again or that a later run made up for");
  add("runs", "list runs", () => import("./commands/runs.ts")).option("--limit <n>", "how many", "20");
  add(
    "controls [run]",
    "the 93 controls with their verdicts (run: id, prefix or latest)",
    () => import("./commands/controls.ts"),
  )
    .addOption(new Option("--theme <theme>", "only this theme").choices(THEMES))
    .addOption(new Option("--verdict <verdict>", "only this verdict").choices(VERDICTS));
  add("control <id>", "one control: its points, checks, and what is unseen", () => import("./commands/control.ts"))
    .option("--run <run>", "id, prefix or latest", "latest")
    .option("--since <when>", "its history too: 90d, 12w, 6m, 1y or a date");
  add(
    "explain <id>",
    "the proof chain of a control, point, check or evidence, down to the API call",
    () => import("./commands/explain.ts"),
  )
    .option("--run <run>", "id, prefix or latest", "latest")
    .option("--limit <n>", "results shown for each check", "2");
  add("evidence <id>", "one piece of evidence: receipt, records, proof", () => import("./commands/evidence.ts"))
    .option("--records <n>", "records shown", "3")
    .option("--disclose <key>", "write one record with its proof, without the others")
    .option("-o, --out <file>", "file for --disclose");
  add(
    "reassess [run]",
    "judge sealed evidence again with today's checks and mapping",
    () => import("./commands/reassess.ts"),
  )
    .option("--as-of <instant>", "judge at this instant (ISO 8601)")
    .option("-o, --out <path>", "write a bundle of it: a directory, or a .zip file");
  add(
    "assess",
    "judge the newest evidence of every connection together, without collecting",
    () => import("./commands/assess.ts"),
  ).option("-o, --out <path>", "write a bundle of it: a directory, or a .zip file");
  add("export [run]", "a run for other tools (run: id, prefix or latest)", () => import("./commands/export.ts"))
    .option("-f, --format <format>", "oscal, ocsf, ocsf-cloud, csv-controls or csv-results")
    .option("-o, --out <file>", "file to write (default: standard output)")
    .option("--force", "replace an existing file")
    .option("--bom", "begin CSV with a byte order mark, by which Excel recognises UTF-8");
  add("retention", "remove the payloads of old runs; what proves them stays", () => import("./commands/retention.ts"))
    .option("--older-than <when>", "90d, 12w, 6m, 1y or a date (default: the configuration's retention.payloads)")
    .option("--dry-run", "say what would be removed");
  add(
    "migrate",
    "move an embedded installation to a PostgreSQL server, ledger included",
    () => import("./commands/migrate.ts"),
  ).requiredOption("--to <url>", "postgres://…, or '${env:NAME}' for an address that holds a password");
  add("diff <before> <after>", "what changed between two runs", () => import("./commands/diff.ts"));
  add(
    "verify [bundle]",
    "verify a bundle or a disclosed record, or this installation's ledger when none is named",
    () => import("./commands/verify.ts"),
  ).option("--vkey <file>", "the public key that must have signed");
  return program;
}

function addService(command: Command, port: string): void {
  command
    .option("--host <address>", "address of /healthz, /readyz and /metrics", "127.0.0.1")
    .option("--port <n>", "their port; 0 = any free one, told in the log", port)
    .option("--grace <seconds>", "how long runs may go on after the signal to end", "25")
    .addOption(
      new Option("--log-level <level>", "least level that is logged").choices(["debug", "info", "warn", "error"]),
    );
}

const HELP_AFTER = `
Exit codes: 0 done, 1 failed, 2 bad usage or configuration, 3 a --fail-on condition holds, 4 done but incomplete (gaps are named).
ISO/IEC 27002 is guidance: evidence supports or contradicts it. Nobody is certified against it, and no score here says so.`;
