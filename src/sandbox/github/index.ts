import { generateKeyPairSync } from "node:crypto";
import type { Clock } from "../../core/clock.ts";
import type { FaultRule } from "../faults.ts";
import { badGithub } from "./bad.ts";
import { goodGithub } from "./good.ts";
import type { GithubOrganisation, GithubPresetOptions, GithubSize } from "./model.ts";
import { emptyGithub, meridianGithub, sizedGithub } from "./presets.ts";
import { APP_ID, GithubServer, INSTALLATION_ID } from "./server.ts";
import { CANARY_COMMENT, CANARY_SECRET } from "./shapes.ts";

export type { GithubOrganisation, GithubSize } from "./model.ts";
export { QUERIES as GITHUB_QUERIES } from "./graphql.ts";
export { ROUTES as GITHUB_ROUTES } from "./rest.ts";

export const GITHUB_PRESETS = {
  meridian: meridianGithub,
  good: goodGithub,
  bad: badGithub,
  empty: emptyGithub,
} as const satisfies Record<string, (options: GithubPresetOptions) => GithubOrganisation>;
export type GithubPresetName = keyof typeof GITHUB_PRESETS;

export interface GithubSandboxOptions {
  /** A preset's name, or an organisation of the caller's own. Default `meridian`. */
  readonly organisation?: GithubPresetName | GithubOrganisation;
  /** Totals; repositories beyond the preset's own are generated one by one as they are asked for. */
  readonly size?: GithubSize;
  readonly seed?: number;
  readonly clock?: Clock;
  readonly faults?: readonly FaultRule[];
  /** Calls an hour for REST and for GraphQL. Default 100 000. */
  readonly hourlyCalls?: number;
  readonly port?: number;
}

export interface GithubSandbox {
  /** `http://127.0.0.1:PORT`: REST, and GraphQL at `/graphql` below it. */
  readonly url: string;
  readonly organisation: GithubOrganisation;
  /** Tokens of an owner and of a member who is no owner. */
  readonly tokens: Readonly<Record<"owner" | "member", string>>;
  /** A GitHub App installed on the organization, made anew for this sandbox. */
  readonly app: { readonly appId: number; readonly installationId: number; readonly privateKey: string };
  /** Values that must surface nowhere. */
  readonly canaries: readonly string[];
  calls(): Readonly<Record<string, number>>;
  /** Requests since the start or `clearCalls`: `GET /orgs/…?…`. */
  urls(): readonly string[];
  clearCalls(): void;
  setFault(rule: FaultRule): () => void;
  clearFaults(): void;
  /** Makes every installation token end now. */
  expireTokens(): void;
  close(): Promise<void>;
}

const systemClock: Clock = { now: () => new Date() };

let key: string | undefined;
/** One key a process: making it takes longer than anything else here. */
function appKey(): string {
  key ??= generateKeyPairSync("rsa", { modulusLength: 2048 })
    .privateKey.export({ type: "pkcs8", format: "pem" })
    .toString();
  return key;
}

/**
 * Starts GitHub of the invented organisation on loopback: the same people as in its AWS accounts.
 * @example const sandbox = await startGithubSandbox(); new Octokit({ baseUrl: sandbox.url, auth: sandbox.tokens.owner })
 */
export async function startGithubSandbox(options: GithubSandboxOptions = {}): Promise<GithubSandbox> {
  const {
    organisation: wanted = "meridian",
    clock = systemClock,
    faults = [],
    hourlyCalls = 100_000,
    port = 0,
    seed,
    size,
  } = options;
  const preset = {
    asOf: clock.now(),
    ...(seed === undefined ? {} : { seed }),
    ...(size === undefined ? {} : { size }),
  };
  const organisation = typeof wanted === "string" ? sizedGithub(GITHUB_PRESETS[wanted](preset), preset) : wanted;
  const server = new GithubServer({ organisation, clock, faults, hourlyCalls });
  const bound = await server.listen(port);
  return {
    url: `http://127.0.0.1:${bound}`,
    organisation,
    tokens: server.tokens,
    app: {
      appId: APP_ID,
      installationId: INSTALLATION_ID,
      get privateKey() {
        return appKey();
      },
    },
    canaries: [
      CANARY_SECRET,
      CANARY_COMMENT,
      "canary-hook-path",
      "canary-org-hook",
      "71c3fc11",
      "deadbeef",
      "192.0.2.7",
    ],
    calls: () => server.calls(),
    urls: () => [...server.urls],
    clearCalls: () => server.clearCalls(),
    setFault: (rule) => server.faults.add(rule),
    clearFaults: () => server.faults.clear(),
    expireTokens: () => server.expireTokens(),
    close: () => server.close(),
  };
}
