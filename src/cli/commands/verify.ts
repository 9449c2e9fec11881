import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { ExhibitError } from "../../core/index.ts";
import { EXIT, Output, plural, type ExitCode } from "../output.ts";
import { withInstallation } from "../reading.ts";
import type { GlobalOptions, Services } from "../services.ts";

export async function run(
  services: Services,
  args: readonly string[],
  options: GlobalOptions & { readonly vkey?: string },
): Promise<ExitCode> {
  const [bundle] = args;
  const vkey = options.vkey === undefined ? undefined : await readKey(resolve(services.cwd, options.vkey));
  const files =
    bundle === undefined
      ? await withInstallation(services, options, (installation) => services.verifyLedger(installation))
      : await services.verifyBundle(resolve(services.cwd, bundle), vkey);
  const bad = files.filter(({ ok }) => !ok);
  const removed = files.filter(({ note }) => note !== undefined);
  const out = new Output(services, options);
  if (out.json) out.document({ ok: bad.length === 0, checked: files.length, problems: bad, removed });
  else {
    for (const { file, problem } of bad)
      out.line(`${out.style("red", "does not hold")}  ${file}: ${problem ?? "invalid"}`);
    if (bad.length === 0)
      out.line(
        `${out.style("green", "holds")}  ${plural(files.length, "item")} checked: every digest, receipt, proof and the signed checkpoint`,
      );
    if (removed.length > 0)
      out.line(
        out.dim(`of these, retention removed the payload of ${plural(removed.length, "item")}; the ledger says when`),
      );
    if (bad.length === 0 && bundle !== undefined && vkey === undefined)
      out.line(
        out.dim(
          "the key came from the bundle itself: compare ledger/vkey with the one that you were given, or pass it with --vkey",
        ),
      );
  }
  return bad.length === 0 ? EXIT.done : EXIT.failed;
}

async function readKey(path: string): Promise<string> {
  try {
    return (await readFile(path, "utf8")).trim();
  } catch (cause) {
    throw new ExhibitError("USAGE_INVALID", "the key file cannot be read", {
      place: path,
      remedy: "name a file that holds the log's vkey line",
      cause,
    });
  }
}
