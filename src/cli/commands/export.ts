import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ExhibitError, systemErrorCode, type Run } from "../../core/index.ts";
import { removeDeadDrafts } from "../../pipeline/bundle/drafts.ts";
import { requireFreeFile, writeWholeFile } from "../../pipeline/bundle/stage.ts";
import { EXIT, Output, plural, type ExitCode } from "../output.ts";
import { Progress } from "../progress.ts";
import { assessed, withInstallation } from "../reading.ts";
import type { ExportFormatInfo, GlobalOptions, Installation, PreparedExport, Services } from "../services.ts";

interface ExportOptions extends GlobalOptions {
  readonly format?: string;
  readonly out?: string;
  readonly force?: boolean;
  readonly bom?: boolean;
}

/** Results between two reports of progress, and between two looks whether Ctrl-C was pressed. */
const STRIDE = 1_000;

export async function run(services: Services, args: readonly string[], options: ExportOptions): Promise<ExitCode> {
  const format = await chosen(services, options);
  const path = options.out === undefined ? undefined : resolve(services.cwd, options.out);
  const target = { replace: options.force ?? false, flag: "--force" };
  if (path !== undefined) await requireFreeFile(path, target);
  await withInstallation(services, options, async (installation) => {
    const { run: source } = await assessed(installation, args[0] ?? "latest");
    const prepared = await services.prepareExport(installation, source, format.id, { bom: options.bom ?? false });
    const work = { services, options, installation, prepared, format, run: source };
    await (path === undefined ? toOutput(work) : toFile(work, path, target));
  });
  return EXIT.done;
}

async function chosen(services: Services, { format, json, out, bom }: ExportOptions): Promise<ExportFormatInfo> {
  const formats = await services.exportFormats();
  const found = formats.find(({ id }) => id === format);
  if (found === undefined) {
    throw new ExhibitError(
      "USAGE_INVALID",
      format === undefined ? "export needs a format" : `there is no export format "${format}"`,
      { place: "--format", remedy: `use one of: ${formats.map(({ id, title }) => `${id} (${title})`).join(", ")}` },
    );
  }
  if (json === true && out === undefined)
    throw new ExhibitError("USAGE_INVALID", "--json describes a written file, and standard output takes the export", {
      place: "--json",
      remedy: "add --out FILE, or leave --json out",
    });
  if (bom === true && !found.mediaType.startsWith("text/csv"))
    throw new ExhibitError("USAGE_INVALID", `${found.id} has no byte order mark`, {
      place: "--bom",
      remedy: "use it with csv-controls or csv-results",
    });
  return found;
}

interface Work {
  readonly services: Services;
  readonly options: ExportOptions;
  readonly installation: Installation;
  readonly prepared: PreparedExport;
  readonly format: ExportFormatInfo;
  readonly run: Run;
}

async function toFile(work: Work, path: string, target: Parameters<typeof requireFreeFile>[1]): Promise<void> {
  const { services, options, format, run: source, prepared } = work;
  const hash = createHash("sha256");
  let size = 0;
  async function* counted(): AsyncGenerator<Uint8Array, void, void> {
    for await (const chunk of read(work, { quiet: false })) {
      hash.update(chunk);
      size += chunk.length;
      yield chunk;
    }
  }
  await removeDeadDrafts(path);
  await writeWholeFile(path, counted(), target);
  const sha256 = hash.digest("hex");
  const out = new Output(services, options);
  const { results } = prepared;
  const { id, mediaType } = format;
  if (out.json) out.document({ path, run: source.id, format: id, mediaType, results, bytes: size, sha256 });
  else {
    out.line(`wrote ${path}: ${id} of run ${source.id}, ${plural(results, "result")}, ${plural(size, "byte")}`);
    out.line(out.dim(`sha256 ${sha256}`));
  }
}

/** As fast as the reader takes it. A reader that has seen enough (`| head`) ends the export, and that is no error. */
async function toOutput(work: Work): Promise<void> {
  const { stdout } = work.services;
  try {
    await pipeline(Readable.from(read(work, { quiet: stdout.isTTY === true })), stdout, { end: false });
  } catch (error) {
    if (systemErrorCode(error) !== "EPIPE") throw error;
  }
}

/** The export's bytes, with progress on stderr; CANCELLED at Ctrl-C. */
async function* read(work: Work, { quiet }: { readonly quiet: boolean }): AsyncGenerator<Uint8Array, void, void> {
  const { services, options, prepared } = work;
  const progress = new Progress(services, quiet ? { quiet } : options);
  let done = 0;
  const heed = (): void => {
    if (!services.signal.aborted) return;
    throw new ExhibitError("CANCELLED", "the export was cancelled", {
      remedy: "repeat the command: nothing was changed",
    });
  };
  const onResult = (): void => {
    done += 1;
    if (done % STRIDE !== 0) return;
    heed();
    progress.report("exporting", { done, total: prepared.reads });
  };
  try {
    for await (const chunk of prepared.bytes(onResult)) {
      heed();
      yield chunk;
    }
  } finally {
    progress.end();
  }
}
