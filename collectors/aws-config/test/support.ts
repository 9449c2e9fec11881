import type { Clock } from "#core";
import type { Emission } from "#sdk";
import type { Sandbox } from "../../../src/sandbox/index.ts";
import { drained, openSession, type Run } from "../../../test/support/collecting.ts";
import type { AwsConfigConfig } from "../config.ts";
import { awsConfig } from "../index.ts";

export { keysOf, withSandbox } from "../../../test/support/aws-sandbox.ts";
export { AT, clock, emissionsOf as of } from "../../../test/support/collecting.ts";

export interface Collected extends Run {
  readonly violations: readonly Error[];
  readonly progress: readonly (readonly unknown[])[];
}

/** Runs the collector through the real gateway; waits take no time. `each` sees every emission, which is then not kept. */
export async function collectFrom(
  config: AwsConfigConfig,
  env: Readonly<Record<string, string>>,
  options: { readonly clock?: Clock; readonly each?: (emission: Emission) => void } = {},
): Promise<Collected> {
  const progress: (readonly unknown[])[] = [];
  const { ctx, session } = await openSession(awsConfig, config, {
    clock: options.clock,
    env,
    progress: (...said) => void progress.push(said),
  });
  const run = await drained(awsConfig.collect(ctx), options.each);
  await session.close();
  return { ...run, violations: session.violations(), progress };
}

/** Configuration that covers the sandbox's whole organization. */
export function organizationConfig(sandbox: Sandbox): AwsConfigConfig {
  const { reader } = sandbox.organisation;
  return { endpoint: sandbox.url, organization: { roleName: reader.name, externalId: reader.externalId } };
}
