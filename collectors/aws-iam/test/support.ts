import type { Clock } from "#core";
import { drained, openSession, type Run } from "../../../test/support/collecting.ts";
import { collect } from "../collector.ts";
import type { AwsIamConfig } from "../config.ts";
import { awsIam } from "../index.ts";

export { keysOf, withSandbox } from "../../../test/support/aws-sandbox.ts";
export { AT, clock, emissionsOf as of } from "../../../test/support/collecting.ts";

export interface Collected extends Run {
  readonly violations: readonly Error[];
  readonly slept: readonly number[];
}

/** Runs the collector through the real gateway; waits take no time and are counted. */
export async function collectFrom(
  config: AwsIamConfig,
  env: Readonly<Record<string, string>>,
  options: { readonly clock?: Clock } = {},
): Promise<Collected> {
  const { ctx, session } = await openSession(awsIam, config, { clock: options.clock, env });
  const slept: number[] = [];
  const run = await drained(collect(ctx, async (ms) => void slept.push(ms)));
  await session.close();
  return { ...run, violations: session.violations(), slept };
}
