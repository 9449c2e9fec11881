import type { Clock } from "../core/clock.ts";
import type { FaultRule } from "./faults.ts";
import type { Organisation, PresetOptions, Size } from "./organisation/model.ts";
import { badOrganisation } from "./organisation/bad.ts";
import { goodOrganisation } from "./organisation/good.ts";
import { emptyAccount, meridianFreight, sized } from "./organisation/presets.ts";
import { SandboxServer } from "./server.ts";
import type { PageStyle } from "./services/call.ts";
import { type Credentials, standingCredentials } from "./sessions.ts";

export type { Fault, FaultRule } from "./faults.ts";
export type { Account, Organisation, PresetOptions, Size } from "./organisation/model.ts";
export type { Credentials } from "./sessions.ts";
export { badOrganisation } from "./organisation/bad.ts";
export { goodOrganisation } from "./organisation/good.ts";
export { emptyAccount, meridianFreight } from "./organisation/presets.ts";
export { OPERATIONS } from "./services/index.ts";

export const PRESETS = {
  meridian: meridianFreight,
  good: goodOrganisation,
  bad: badOrganisation,
  empty: emptyAccount,
} as const satisfies Record<string, (options: PresetOptions) => Organisation>;
export type PresetName = keyof typeof PRESETS;

export interface SandboxOptions {
  /** A preset's name, or an organisation of the caller's own. Default `meridian`. */
  readonly organisation?: PresetName | Organisation;
  /** Totals an account; entities beyond the preset's own are generated page by page. For presets only. */
  readonly size?: Size;
  /** Of generated entities. Default 1. */
  readonly seed?: number;
  /** Instants of answers, the Date header, session ends, and the `asOf` of presets. Default: the system's clock. */
  readonly clock?: Clock;
  readonly faults?: readonly FaultRule[];
  /** `short`: pages now and then end early although more follows, as IAM may do. Default `full`. */
  readonly pageStyle?: PageStyle;
  /** 0 (default) lets the system choose. */
  readonly port?: number;
}

/** An account of the sandbox and how to reach it. */
export interface SandboxAccount {
  readonly id: string;
  readonly name: string;
  readonly management: boolean;
  /** Standing keys of the account itself. */
  readonly credentials: Credentials;
  /** Role that the first account's keys may assume here, with this external id. */
  readonly roleArn: string;
  readonly externalId: string;
}

export interface Sandbox {
  /** `http://127.0.0.1:PORT`: the endpoint of every service. */
  readonly url: string;
  readonly port: number;
  readonly organisation: Organisation;
  /** Reachable accounts; the first one's credentials are the ones to start from. */
  readonly accounts: readonly SandboxAccount[];
  /** Requests received, by operation (`iam:GetAccountSummary`); of one account when named, `unknown` for callers that nobody knows. */
  calls(account?: string): Readonly<Record<string, number>>;
  clearCalls(): void;
  /** The most requests that were under way at one time since the start or `clearCalls`. */
  peakConcurrency(): number;
  /** Switches a fault on; the returned function switches it off. */
  setFault(rule: FaultRule): () => void;
  clearFaults(): void;
  /** Makes every session of an assumed role end now. */
  expireSessions(): void;
  close(): Promise<void>;
}

const systemClock: Clock = { now: () => new Date() };

/**
 * Starts the invented organisation on loopback. Every service answers at one URL; the account is the one whose key
 * signs the request (signatures themselves are not checked).
 * @example const sandbox = await startSandbox(); new IAMClient({ endpoint: sandbox.url, credentials: sandbox.accounts[0].credentials })
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { clock = systemClock, faults = [], pageStyle = "full", port = 0 } = options;
  const organisation = organisationOf(options, clock);
  const server = new SandboxServer({ organisation, clock, pageStyle, faults });
  const bound = await server.listen(port);
  return {
    url: `http://127.0.0.1:${bound}`,
    port: bound,
    organisation,
    accounts: reachable(organisation),
    calls: (account) => server.calls(account),
    clearCalls: () => server.clearCalls(),
    peakConcurrency: () => server.peakConcurrency,
    setFault: (rule) => server.faults.add(rule),
    clearFaults: () => server.faults.clear(),
    expireSessions: () => server.sessions.expireAll(),
    close: () => server.close(),
  };
}

function organisationOf({ organisation = "meridian", size, seed = 1 }: SandboxOptions, clock: Clock): Organisation {
  if (typeof organisation !== "string") return organisation;
  const preset = { asOf: clock.now(), seed, ...(size === undefined ? {} : { size }) };
  return sized(PRESETS[organisation](preset), preset);
}

function reachable(organisation: Organisation): readonly SandboxAccount[] {
  return organisation.accounts
    .filter(({ state }) => state === "ACTIVE")
    .map(({ id, name }) => ({
      id,
      name,
      management: organisation.organization?.managementAccountId === id,
      credentials: standingCredentials(id),
      roleArn: `arn:aws:iam::${id}:role/${organisation.reader.name}`,
      externalId: organisation.reader.externalId,
    }));
}
