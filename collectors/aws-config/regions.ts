import type { AnyKind } from "#sdk";
import type { Problem } from "../_aws/errors.ts";
import { homeRegion } from "../_aws/partitions.ts";
import { enabledRegions } from "../_aws/regions.ts";
import { awsConfigKinds } from "./evidence.ts";
import type { AccountSession } from "./session.ts";

const LIST = "account:ListRegions";

/** Regions to ask, and what follows for the others. */
export interface RegionList {
  readonly asked: readonly string[];
  readonly unseen: readonly {
    readonly kinds: readonly AnyKind[];
    readonly operation: string;
    readonly problem: Omit<Problem, "name">;
    readonly region: string;
  }[];
}

/** The account's enabled regions, the home region first: items of no region are taken from there. */
export async function regionsToAsk(session: AccountSession): Promise<RegionList> {
  const { config, account, signal, firstRegion, identity } = session;
  const wanted = config.regions ?? "enabled";
  const listed = await enabledRegions(account, signal);
  if (!listed.ok) {
    const asked = wanted === "enabled" ? [firstRegion] : wanted;
    const detail = `only ${asked.join(", ")} could be asked, because the account's regions cannot be listed: ${listed.problem.detail}`;
    const problem = { reason: listed.problem.reason, detail };
    return { asked, unseen: [{ kinds: awsConfigKinds, operation: LIST, problem, region: "other regions" }] };
  }
  const home = homeRegion(identity.partition);
  const asked = (wanted === "enabled" ? listed.value : wanted).toSorted((a, b) => rank(a, home) - rank(b, home));
  const left = listed.value.filter((region) => !asked.includes(region));
  const problem = { reason: "disabled", detail: "left out by the configuration (regions)" } as const;
  return { asked, unseen: left.map((region) => ({ kinds: awsConfigKinds, operation: LIST, problem, region })) };
}

function rank(region: string, home: string): number {
  return region === home ? 0 : 1;
}
