import { ExhibitError } from "../core/index.ts";
import { EXIT, type ExitCode } from "./output.ts";
import { wholeNumber } from "./reading.ts";
import type { GlobalOptions, ServiceCommand, Services } from "./services.ts";

export interface ServiceCommandOptions extends GlobalOptions {
  readonly host?: string;
  readonly port?: string;
  readonly grace?: string;
  readonly logLevel?: ServiceCommand["logLevel"];
}

const MAX_PORT = 65_535;

/** What `serve` and `worker` have in common. */
export async function runAs(
  role: ServiceCommand["role"],
  services: Services,
  options: ServiceCommandOptions,
): Promise<ExitCode> {
  const port = wholeNumber(options.port, "--port", 0);
  if (port > MAX_PORT) throw new ExhibitError("USAGE_INVALID", `there is no port ${port}`, { place: "--port" });
  await services.runService(options, {
    role,
    host: options.host ?? "127.0.0.1",
    port,
    graceMs: wholeNumber(options.grace, "--grace", 0) * 1000,
    logLevel: options.logLevel ?? (options.quiet === true ? "warn" : "info"),
    jsonLog: options.json === true,
  });
  return EXIT.done;
}
