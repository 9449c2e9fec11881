import type { ExitCode } from "../output.ts";
import { runAs, type ServiceCommandOptions } from "../service-command.ts";
import type { Services } from "../services.ts";

export function run(services: Services, _args: readonly string[], options: ServiceCommandOptions): Promise<ExitCode> {
  return runAs("serve", services, options);
}
