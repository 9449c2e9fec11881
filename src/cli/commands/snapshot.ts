import { ExhibitError, VERDICTS, type Assessment } from "../../core/index.ts";
import { EXIT, Output, type ExitCode } from "../output.ts";
import { Progress } from "../progress.ts";
import type { GlobalOptions, Services } from "../services.ts";
import { takeSnapshot } from "../snapshot.ts";

interface SnapshotCommandOptions extends GlobalOptions {
  readonly connection?: readonly string[];
  readonly control?: readonly string[];
  readonly out?: string;
  readonly failOn?: string;
  readonly archive?: boolean;
  readonly replay?: string;
  readonly identity?: string;
}

const CONDITIONS: readonly string[] = [...VERDICTS, "incomplete"];

export async function run(
  services: Services,
  _args: readonly string[],
  options: SnapshotCommandOptions,
): Promise<ExitCode> {
  const failOn = conditions(options.failOn);
  if (options.identity !== undefined && options.replay === undefined) {
    throw new ExhibitError("USAGE_INVALID", "--identity opens an archive and needs --replay", { place: "--identity" });
  }
  await knownControls(services, options);
  const progress = new Progress(services, options);
  const taken = await takeSnapshot(
    services,
    options,
    {
      ...(options.connection === undefined ? {} : { connections: options.connection }),
      ...(options.control === undefined ? {} : { controls: options.control }),
      out: options.out,
      archive: options.archive ?? true,
      replay: options.replay === undefined ? undefined : { path: options.replay, identityFile: options.identity },
    },
    progress,
  );
  const out = new Output(services, options);
  const held = failOn.filter((condition) => holds(condition, taken.assessment));
  if (out.json) out.document({ run: taken.run, bundle: taken.bundle, failOn: held, assessment: taken.assessment });
  else {
    taken.tell(out);
    if (taken.bundle !== undefined) out.line(`bundle ${taken.bundle.path}`);
    for (const condition of held) out.line(out.style("red", `--fail-on ${condition} holds`));
  }
  if (taken.run.status === "failed") return EXIT.failed;
  if (held.length > 0) return EXIT.failOn;
  return taken.run.status === "incomplete" ? EXIT.incomplete : EXIT.done;
}

function conditions(text: string | undefined): readonly string[] {
  const list = (text ?? "")
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
  const unknown = list.find((item) => !CONDITIONS.includes(item));
  if (unknown !== undefined)
    throw new ExhibitError("USAGE_INVALID", `"${unknown}" is no condition`, {
      place: "--fail-on",
      remedy: `use some of: ${CONDITIONS.join(", ")}`,
    });
  return list;
}

function holds(condition: string, assessment: Assessment): boolean {
  if (condition === "incomplete") return assessment.run.status !== "complete";
  return assessment.controls.some(({ verdict }) => verdict === condition);
}

async function knownControls(services: Services, options: SnapshotCommandOptions): Promise<void> {
  if (options.control === undefined) return;
  const { controls } = await services.criteria(await services.loadSettings(options));
  const known = new Set(controls.map(({ id }) => id));
  const unknown = options.control.find((id) => !known.has(id));
  if (unknown !== undefined)
    throw new ExhibitError("USAGE_INVALID", `there is no control "${unknown}"`, {
      place: "--control",
      remedy: "list them with `exhibit controls`",
    });
}
