import { ExhibitError } from "../../core/index.ts";
import { resolveReferences } from "../../settings/secrets.ts";
import { EXIT, Output, plural, type ExitCode } from "../output.ts";
import { Progress } from "../progress.ts";
import type { GlobalOptions, Services } from "../services.ts";

export async function run(
  services: Services,
  _args: readonly string[],
  options: GlobalOptions & { readonly to?: string },
): Promise<ExitCode> {
  const secrets = new Set<string>();
  const url = resolveReferences(options.to ?? "", { env: services.env, folder: services.cwd, secrets }, "--to");
  if (typeof url !== "string" || !/^postgres(?:ql)?:\/\//.test(url)) {
    throw new ExhibitError("USAGE_INVALID", "--to needs the address of a PostgreSQL database", {
      place: "--to",
      remedy: "use postgres://user@host/database, or '${env:NAME}' to keep a password out of the process list",
    });
  }
  const progress = new Progress(services, options);
  const loaded = await services.loadSettings(options);
  const moved = await services
    .moveStore(loaded, url, { onProgress: progress.report, signal: services.signal })
    .finally(() => progress.end());
  const bad = moved.verified.filter(({ ok }) => !ok);
  const out = new Output(services, options);
  if (out.json) {
    const { tables, verified, remedy } = moved;
    out.document({ ok: bad.length === 0, tables, verified: verified.length, problems: bad, remedy });
    return bad.length === 0 ? EXIT.done : EXIT.failed;
  }
  out.table(
    moved.tables.map(({ table, rows, digest }) => [table, plural(rows, "row"), `sha256 ${digest.slice(0, 16)}… equal`]),
  );
  for (const { file, problem } of bad)
    out.line(`${out.style("red", "does not hold")}  ${file}: ${problem ?? "invalid"}`);
  if (moved.remedy !== undefined) out.line(moved.remedy);
  if (bad.length > 0) return EXIT.failed;
  out.line(
    `${out.style("green", "holds")}  ${plural(moved.verified.length, "item")} checked on the new database: ledger, receipts, objects, results`,
  );
  out.line();
  out.line("Now write `databaseUrl` into the configuration (or set DATABASE_URL), and keep the data directory:");
  out.line("it holds the objects, the keys and the published ledger. The embedded database in it is no longer used.");
  return EXIT.done;
}
