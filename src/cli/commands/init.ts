import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { ExhibitError, isExhibitError } from "../../core/index.ts";
import { writeWholeFile } from "../../pipeline/bundle/stage.ts";
import { DEFAULT_CONFIG } from "../../settings/load.ts";
import { EXIT, Output, type ExitCode } from "../output.ts";
import type { GlobalOptions, Services } from "../services.ts";

interface InitOptions extends GlobalOptions {
  readonly print?: boolean;
  readonly force?: boolean;
}

export async function run(services: Services, _args: readonly string[], options: InitOptions): Promise<ExitCode> {
  const text = await readFile(new URL("../../../config/exhibit.example.yaml", import.meta.url), "utf8");
  const out = new Output(services, options);
  if (options.print === true) {
    services.stdout.write(text);
    return EXIT.done;
  }
  const path = resolve(services.cwd, options.config ?? DEFAULT_CONFIG);
  try {
    await writeWholeFile(path, text, { replace: options.force === true, mode: 0o600 });
  } catch (cause) {
    if (isExhibitError(cause) && cause.code === "OUTPUT_EXISTS")
      throw new ExhibitError("OUTPUT_EXISTS", "there is a configuration already", {
        place: path,
        remedy: "edit it, or replace it with --force",
        cause,
      });
    throw cause;
  }
  if (out.json) out.document({ path });
  else {
    out.line(`wrote ${path}`);
    out.line("next: set your accounts in it, then `exhibit doctor` and `exhibit snapshot`");
  }
  return EXIT.done;
}
