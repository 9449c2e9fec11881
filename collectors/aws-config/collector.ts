import type { Emission } from "#sdk";
import { accountScope } from "../_aws/account-scope.ts";
import { collectAccounts } from "../_aws/several-accounts.ts";
import type { SignedIn } from "../_aws/sign-in.ts";
import { type AccountPlan, collectAccount } from "./account.ts";
import { type RegionList, regionsToAsk } from "./regions.ts";
import { type Context, openSession } from "./session.ts";
import { findAggregators, type FoundAggregators, type UsableAggregator } from "./steps/aggregators.ts";

/** What the base account says before any account is collected. */
interface Base {
  readonly signedIn: SignedIn;
  readonly regions: RegionList;
  readonly aggregators: FoundAggregators;
  readonly chosen: UsableAggregator | undefined;
}

/**
 * Collects the account of the base credentials, the accounts that the configuration names, or those of the
 * organization, region by region. Resources are read through an aggregator of the base account wherever one is up to
 * date with account and region, because it answers for all its regions in one list; elsewhere each region is asked.
 */
export function collect(ctx: Context): AsyncGenerator<Emission, void, void> {
  let base: Promise<Base> | undefined;
  let first: SignedIn | undefined;
  return collectAccounts(
    ctx,
    (signedIn, options) => {
      const session = openSession(ctx, signedIn);
      const prepare = async (): Promise<AccountPlan> => {
        base ??= lookAround(ctx, first ?? signedIn);
        const { signedIn: by, regions, aggregators, chosen } = await base;
        const isBase = by.identity.account === session.scope.account;
        return {
          regions: isBase ? regions : await regionsToAsk(session),
          aggregators: isBase ? aggregators : undefined,
          aggregatorAccount: by.identity.account,
          aggregator:
            chosen === undefined
              ? undefined
              : { ...chosen, session: openSession(ctx, by, accountScope(session.scope.account)) },
        };
      };
      return collectAccount(session, prepare, options);
    },
    async (signedIn) => {
      first = signedIn;
    },
  );
}

async function lookAround(ctx: Context, signedIn: SignedIn): Promise<Base> {
  const session = openSession(ctx, signedIn);
  const regions = await regionsToAsk(session);
  const aggregators = await findAggregators(session, regions.asked);
  const chosen = choose(ctx, aggregators.usable);
  if (chosen === undefined) ctx.progress("reading resources region by region: no aggregator is used", {});
  else
    ctx.progress("reading resources through an aggregator where it is up to date, else region by region", {
      aggregator: chosen.name,
      region: chosen.region,
      sources: chosen.covers.size,
    });
  return { signedIn, regions, aggregators, chosen };
}

/** The aggregator that the configuration names, else the one that covers most. */
function choose({ config }: Context, usable: readonly UsableAggregator[]): UsableAggregator | undefined {
  const { aggregator = "auto" } = config;
  if (aggregator === "off") return undefined;
  if (aggregator !== "auto")
    return usable.find(({ name, region }) => name === aggregator.name && region === aggregator.region);
  const [best] = usable.toSorted((a, b) => b.covers.size - a.covers.size);
  return best === undefined || best.covers.size === 0 ? undefined : best;
}
