import type { Clock } from "../../core/clock.ts";
import type { FaultRule } from "../faults.ts";
import type { GoogleTenant, TenantOptions, TenantSize } from "./model.ts";
import { badTenant } from "./presets/bad.ts";
import { bareTenant } from "./presets/base.ts";
import { goodTenant } from "./presets/good.ts";
import { meridianTenant } from "./presets/meridian.ts";
import { sizedTenant } from "./presets/sized.ts";
import { GoogleServer } from "./server.ts";
import { serviceAccountKey } from "./tokens.ts";

export type { GoogleTenant, GoogleUser, TenantOptions, TenantSize } from "./model.ts";
export { GOOGLE_OPERATIONS } from "./services.ts";

export const GOOGLE_PRESETS = {
  meridian: meridianTenant,
  good: goodTenant,
  bad: badTenant,
  empty: (options: TenantOptions): GoogleTenant => bareTenant(options),
} as const satisfies Record<string, (options: TenantOptions) => GoogleTenant>;
export type GooglePresetName = keyof typeof GOOGLE_PRESETS;

export interface GoogleSandboxOptions {
  /** A preset's name, or a tenant of the caller's own. Default `meridian`. */
  readonly tenant?: GooglePresetName | GoogleTenant;
  /** Totals; for presets only. */
  readonly size?: TenantSize;
  /** Of generated users. Default 1. */
  readonly seed?: number;
  readonly clock?: Clock;
  readonly faults?: readonly FaultRule[];
  /** `short`: pages now and then end early or are empty although more follows. Default `full`. */
  readonly pageStyle?: "full" | "short";
  /** 0 (default) lets the system choose. */
  readonly port?: number;
}

export interface GoogleSandbox {
  /** `http://127.0.0.1:PORT`: the token endpoint, every API, and a DNS resolver under `/resolve`. */
  readonly url: string;
  readonly tenant: GoogleTenant;
  /** JSON key of the service account that the tenant delegates to. */
  readonly credentials: string;
  readonly subject: string;
  /** Requests received, by operation (`directory:users.list`). */
  calls(): Readonly<Record<string, number>>;
  clearCalls(): void;
  /** Every access token that was handed out. */
  tokens(): readonly string[];
  expireTokens(): void;
  setFault(rule: FaultRule): () => void;
  clearFaults(): void;
  close(): Promise<void>;
}

const systemClock: Clock = { now: () => new Date() };

/**
 * Starts the Google Workspace tenant of the invented organisation on loopback.
 * @example const sandbox = await startGoogleSandbox(); // config: { endpoint: sandbox.url, subject: sandbox.subject, credentials: sandbox.credentials }
 */
export async function startGoogleSandbox(options: GoogleSandboxOptions = {}): Promise<GoogleSandbox> {
  const { clock = systemClock, faults = [], pageStyle = "full", port = 0 } = options;
  const tenant = tenantOf(options, clock);
  const server = new GoogleServer({ tenant, clock, shortPages: pageStyle === "short" });
  for (const rule of faults) server.faults.add(rule);
  const bound = await server.listen(port);
  return {
    url: `http://127.0.0.1:${bound}`,
    tenant,
    credentials: serviceAccountKey(),
    subject: tenant.subject,
    calls: () => server.calls(),
    clearCalls: () => server.clearCalls(),
    tokens: () => server.tokens.issued,
    expireTokens: () => server.tokens.expireAll(),
    setFault: (rule) => server.faults.add(rule),
    clearFaults: () => server.faults.clear(),
    close: () => server.close(),
  };
}

function tenantOf({ tenant = "meridian", size, seed = 1 }: GoogleSandboxOptions, clock: Clock): GoogleTenant {
  if (typeof tenant !== "string") return tenant;
  const options: TenantOptions = { asOf: clock.now(), seed, ...(size === undefined ? {} : { size }) };
  return sizedTenant(GOOGLE_PRESETS[tenant](options), options);
}
