import { type Clock, fixedClock, scopeKey } from "#core";
import type { Emission } from "#sdk";
import { createGateway } from "../../../src/gateway/index.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../../src/sandbox/index.ts";
import type { AwsConfigConfig } from "../config.ts";
import { awsConfig } from "../index.ts";

export const AT = "2026-11-20T12:00:00.000Z";
export const clock: Clock = fixedClock(AT);

export interface Collected {
  readonly emissions: readonly Emission[];
  readonly thrown: unknown;
  readonly violations: readonly Error[];
  readonly progress: readonly (readonly unknown[])[];
}

/** Runs the collector through the real gateway; waits take no time. `each` sees every emission, which is then not kept. */
export async function collectFrom(
  config: AwsConfigConfig,
  env: Readonly<Record<string, string>>,
  options: { readonly clock?: Clock; readonly each?: (emission: Emission) => void } = {},
): Promise<Collected> {
  const at = options.clock ?? clock;
  const gateway = createGateway({
    clock: at,
    random: () => 0.5,
    sleep: async (_ms, signal) => signal.throwIfAborted(),
  });
  const { signal } = new AbortController();
  const session = await gateway.openSession({
    collector: awsConfig,
    endpoints: awsConfig.endpoints(config, env),
    connection: "test",
    signal,
  });
  const emissions: Emission[] = [];
  const progress: (readonly unknown[])[] = [];
  let thrown: unknown;
  try {
    const ctx = {
      config: awsConfig.config.parse(config),
      door: session.door,
      clock: at,
      signal,
      env,
      progress: (...said: unknown[]) => void progress.push(said),
    };
    for await (const emission of awsConfig.collect(ctx)) {
      if (options.each === undefined) emissions.push(emission);
      else options.each(emission);
    }
  } catch (error) {
    thrown = error;
  }
  await session.close();
  return { emissions, thrown, violations: session.violations(), progress };
}

export async function withSandbox<T>(
  options: SandboxOptions,
  use: (sandbox: Sandbox, env: Record<string, string>) => Promise<T>,
): Promise<T> {
  const sandbox = await startSandbox({ clock, ...options });
  try {
    return await use(sandbox, keysOf(sandbox));
  } finally {
    await sandbox.close();
  }
}

export function keysOf(sandbox: Sandbox, index = 0): Record<string, string> {
  const account = sandbox.accounts[index];
  if (account === undefined) throw new Error(`the sandbox has no account ${index}`);
  return {
    AWS_ACCESS_KEY_ID: account.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: account.credentials.secretAccessKey,
  };
}

/** Emissions of a kind in a scope (`aws/111122223333`), by type. */
export function of(collected: Collected, kind: string, scope?: string) {
  const mine = collected.emissions.filter(
    (emission): emission is Extract<Emission, { kind: unknown }> =>
      "kind" in emission && emission.kind.id === kind && (scope === undefined || scopeKey(emission.scope) === scope),
  );
  return {
    records: mine.flatMap((emission) =>
      emission.type === "record" ? [emission.record as Record<string, unknown>] : [],
    ),
    gaps: mine.filter((emission) => emission.type === "gap"),
    populations: mine.filter((emission) => emission.type === "population"),
  };
}

/** Configuration that covers the sandbox's whole organization. */
export function organizationConfig(sandbox: Sandbox): AwsConfigConfig {
  const { reader } = sandbox.organisation;
  return { endpoint: sandbox.url, organization: { roleName: reader.name, externalId: reader.externalId } };
}
