import type { Clock } from "#core";
import {
  type GoogleSandbox,
  type GoogleSandboxOptions,
  startGoogleSandbox,
} from "../../../src/sandbox/google/index.ts";
import { clock, drained, emissionsOf, openSession, type Opened, type Run } from "../../../test/support/collecting.ts";
import { collect } from "../collector.ts";
import type { GoogleWorkspaceConfig } from "../config.ts";
import type { Resolver } from "../dns.ts";
import { googleWorkspace } from "../index.ts";

export { AT, clock } from "../../../test/support/collecting.ts";

export function configOf(sandbox: GoogleSandbox, more: Partial<GoogleWorkspaceConfig> = {}): GoogleWorkspaceConfig {
  return {
    endpoint: sandbox.url,
    subject: sandbox.subject,
    credentials: sandbox.credentials,
    customer: sandbox.tenant.customer.id,
    ...more,
  };
}

export function open(
  config: GoogleWorkspaceConfig,
  options: { readonly clock?: Clock; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Opened<GoogleWorkspaceConfig>> {
  return openSession(googleWorkspace, config, { ...options, limits: { throttleAttempts: 3, transientAttempts: 3 } });
}

export interface Collected extends Run {
  readonly violations: readonly Error[];
}

/** Runs the collector through the real gateway; waits take no time. */
export async function collectFrom(
  config: GoogleWorkspaceConfig,
  options: {
    readonly clock?: Clock;
    readonly env?: Readonly<Record<string, string>>;
    readonly resolver?: Resolver;
  } = {},
): Promise<Collected> {
  const { ctx, session } = await open(config, options);
  const run = await drained(collect(ctx, options.resolver));
  await session.close();
  return { ...run, violations: session.violations() };
}

export async function withSandbox<T>(
  options: GoogleSandboxOptions,
  use: (sandbox: GoogleSandbox) => Promise<T>,
): Promise<T> {
  const sandbox = await startGoogleSandbox({ clock, ...options });
  try {
    return await use(sandbox);
  } finally {
    await sandbox.close();
  }
}

/** Emissions of a kind (`user`), by type. */
export function of(collected: Collected, kind: string) {
  return emissionsOf(collected, `google-workspace.${kind}`);
}
