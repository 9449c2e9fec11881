import type { Organisation } from "../../../src/sandbox/index.ts";
import { BAD_ITEMS } from "../../../src/sandbox/organisation/config-items-bad.ts";
import { GOOD_ITEMS } from "../../../src/sandbox/organisation/config-items-good.ts";
import { generatedItems, joinedItems, listedItems } from "../../../src/sandbox/organisation/config-items.ts";
import type { ConfigRegion } from "../../../src/sandbox/organisation/config-model.ts";
import {
  itemsAt,
  MANAGED_RULES,
  recordsAllBut,
  wellRecorded,
} from "../../../src/sandbox/organisation/config-regions.ts";
import { emptyAccount } from "../../../src/sandbox/index.ts";

export const ESTATE_REGIONS = ["eu-central-1", "eu-west-1", "us-east-1"] as const;

export interface EstateOptions {
  readonly asOf: Date;
  /** Items that fill up eu-central-1. */
  readonly items?: number;
  /** Nothing but recorders. */
  readonly bare?: boolean;
}

/** One account in three regions, where everything of AWS Config can be seen: the third through an aggregator. */
export function estate({ asOf, items = 0, bare = false }: EstateOptions): Organisation {
  const base = emptyAccount({ asOf, seed: 1 });
  const [account] = base.accounts;
  if (account === undefined) throw new Error("the empty preset has no account");
  const { id } = account;
  const captured = new Date(asOf.getTime() - 3_600_000);
  const rules = MANAGED_RULES.map((rule) => ({
    ...rule,
    remediation: {
      document: "AWS-Repair",
      automatic: true,
      parameters: { Token: "canary-remediation-0b3f" },
      exceptions: [{ resourceType: "AWS::EC2::Volume", resourceId: "vol-1", message: "agreed" }],
    },
  }));
  const config: ConfigRegion[] = bare
    ? ESTATE_REGIONS.map((region) => wellRecorded(id, region))
    : [
        wellRecorded(id, "eu-central-1", {
          rules,
          packs: [
            {
              name: "baseline",
              parameters: { Secret: "canary-pack-6a90" },
              rules: rules.map(({ name }) => ({ name, controls: ["storage"] })),
            },
          ],
          serviceLinked: [{ name: "ForSecurityHub", servicePrincipal: "securityhub.amazonaws.com" }],
          aggregators: [{ name: "one-region", organization: false, regions: ["eu-west-1"], failed: [] }],
          items: joinedItems(
            listedItems([...itemsAt(account, "eu-central-1", captured, [...GOOD_ITEMS, ...BAD_ITEMS])]),
            generatedItems(items, GOOD_ITEMS, { accountId: id, region: "eu-central-1", captured }),
          ),
        }),
        wellRecorded(id, "eu-west-1", {
          rules: MANAGED_RULES,
          items: listedItems(itemsAt(account, "eu-west-1", captured, [...GOOD_ITEMS, ...BAD_ITEMS])),
        }),
        withoutResults(
          wellRecorded(id, "us-east-1", {
            rules: MANAGED_RULES,
            items: listedItems(itemsAt(account, "us-east-1", captured, [...GOOD_ITEMS, ...BAD_ITEMS])),
          }),
        ),
      ];
  return {
    ...base,
    accounts: [
      {
        ...account,
        regions: account.regions.filter(({ name }) => (ESTATE_REGIONS as readonly string[]).includes(name)),
        config,
      },
    ],
  };
}

/** A recorder that leaves out AWS::Config::ResourceCompliance: results can then be had rule by rule only. */
export function withoutResults(config: ConfigRegion): ConfigRegion {
  const { recorder } = config;
  if (recorder === undefined) return config;
  return { ...config, recorder: { ...recorder, group: recordsAllBut("AWS::Config::ResourceCompliance") } };
}
