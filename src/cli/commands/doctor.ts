import { scopeKey } from "../../core/index.ts";
import { examine, type ConnectionHealth } from "../../pipeline/doctor.ts";
import { EXIT, Output, plural, type ExitCode } from "../output.ts";
import { Progress } from "../progress.ts";
import type { GlobalOptions, Services } from "../services.ts";

interface DoctorCommandOptions extends GlobalOptions {
  readonly connection?: readonly string[];
  readonly policy?: boolean;
}

const SKEW_WARNING_SECONDS = 60;

/** Exit code 4 when something that is not optional is missing, 1 when no connection could sign in. */
export async function run(
  services: Services,
  _args: readonly string[],
  options: DoctorCommandOptions,
): Promise<ExitCode> {
  const loaded = await services.loadSettings(options);
  const connections = await services.connections(loaded, options.connection ?? []);
  const out = new Output(services, options);
  if (options.policy === true) {
    for (const { collector, config } of connections) {
      const policy = await services.leastPrivilegePolicy(collector.id, config);
      if (policy !== undefined) out.line(policy);
    }
    return EXIT.done;
  }
  const criteria = await services.criteria(loaded);
  const gateway = await services.gateway();
  const progress = new Progress(services, options);
  const found: { health: ConnectionHealth; policy: string | undefined }[] = [];
  for (const connection of connections) {
    progress.report("asking each declared operation once", { connection: connection.id });
    const health = await examine({
      workshop: { clock: { now: services.now } },
      gateway,
      connection,
      checks: criteria.checks,
      controls: criteria.controls,
      env: services.env,
      signal: services.signal,
      onProgress: (message, fields = {}) => progress.report(message, { connection: connection.id, ...fields }),
    });
    found.push({ health, policy: await services.leastPrivilegePolicy(connection.collector.id, connection.config) });
  }
  progress.end();
  if (out.json)
    out.document({
      connections: found.map(({ health, policy }) => ({
        ...health,
        ...(policy === undefined ? {} : { leastPrivilegePolicy: JSON.parse(policy) as unknown }),
      })),
    });
  else for (const { health, policy } of found) tell(out, health, policy);
  if (found.every(({ health }) => health.error !== undefined)) return EXIT.failed;
  return found.some(({ health }) => lacks(health)) ? EXIT.incomplete : EXIT.done;
}

function lacks(health: ConnectionHealth): boolean {
  return (
    health.error !== undefined || health.missing.some(({ optional }) => !optional) || unreachable(health).length > 0
  );
}

function tell(out: Output, health: ConnectionHealth, policy: string | undefined): void {
  out.heading(`${health.connection} (${health.collector})`);
  if (health.error !== undefined) {
    out.line(`  ${out.style("red", health.error.code)}  ${health.error.message}`);
    if (health.error.remedy !== undefined) out.line(`  remedy  ${health.error.remedy}`);
    out.line();
    return;
  }
  for (const { scope, principal, name } of health.preflight?.identities ?? [])
    out.line(
      `  ${out.style("green", "reached")}  ${scopeKey(scope)}${name === undefined ? "" : ` (${name})`} as ${principal}`,
    );
  for (const { scope, detail, reason } of unreachable(health))
    out.line(`  ${out.style("yellow", "not reached")}  ${scope}: ${reason} ${detail}`);
  const skew = health.clockSkewSeconds ?? 0;
  if (Math.abs(skew) > SKEW_WARNING_SECONDS)
    out.line(
      `  ${out.style("yellow", "clock")}  the platform's clock is ${Math.round(skew)} s ahead of this machine's: set the time here`,
    );
  if (health.missing.length === 0) out.line("  every declared operation answers");
  for (const { operation, permission, state, scopes, detail, checks, points, optional } of health.missing) {
    out.line(
      `  ${out.style(optional ? "gray" : "yellow", state)}  ${operation}${permission !== null && permission !== operation ? ` (needs ${permission})` : ""} in ${scopes.join(", ")}${optional ? ", optional" : ""}`,
    );
    out.line(out.dim(`    ${detail}`));
    out.line(
      `    costs ${plural(checks.length, "check")} and weakens ${plural(points.length, "point")}: ${points.map(({ id, alone }) => (alone ? `${id} wholly` : id)).join(", ") || "none"}`,
    );
  }
  if (policy !== undefined) {
    out.line();
    out.line("  least-privilege policy of this connection (also: exhibit doctor --policy):");
    for (const line of policy.split("\n")) out.line(`  ${line}`);
  }
  out.line();
}

function unreachable(health: ConnectionHealth): { scope: string; reason: string; detail: string }[] {
  const reached = new Set(
    (health.preflight?.identities ?? []).map(({ scope }) => `${scope.platform}/${scope.account}`),
  );
  const seen = new Map<string, { scope: string; reason: string; detail: string }>();
  for (const { scope, state, reason, detail } of health.preflight?.kinds ?? []) {
    const key = `${scope.platform}/${scope.account}`;
    if (state === "unavailable" && !reached.has(key))
      seen.set(key, { scope: key, reason: reason ?? "denied", detail: detail ?? "" });
  }
  return [...seen.values()];
}
