import { ExhibitError } from "../../core/index.ts";
import type { ExitCode } from "../output.ts";
import { runAs, type ServiceCommandOptions } from "../service-command.ts";
import type { Services } from "../services.ts";

/** More processes on one embedded database would destroy it, so a worker needs a server. */
export async function run(
  services: Services,
  _args: readonly string[],
  options: ServiceCommandOptions,
): Promise<ExitCode> {
  const { settings } = await services.loadSettings(options);
  if (settings.databaseUrl === undefined)
    throw new ExhibitError("CONFIG_INVALID", "a worker needs a PostgreSQL server, and none is configured", {
      place: "DATABASE_URL",
      remedy:
        "set DATABASE_URL (or databaseUrl) to the database that `exhibit serve` uses; alone, `exhibit serve` works too",
    });
  return runAs("worker", services, options);
}
