import { readFileSync } from "node:fs";
import { type EstateCounts, minimalCalls, type RegionCounts } from "../../collectors/aws-config/budget.ts";
import { ITEM_TYPES } from "../../collectors/aws-config/evidence.ts";
import { goodOrganisation, type Organisation, startSandbox } from "../../src/sandbox/index.ts";
import { BAD_ITEMS } from "../../src/sandbox/organisation/config-items-bad.ts";
import { GOOD_ITEMS } from "../../src/sandbox/organisation/config-items-good.ts";
import { generatedItems, type ItemTemplate } from "../../src/sandbox/organisation/config-items.ts";
import type { ConfigRegion, ConfigServiceRule } from "../../src/sandbox/organisation/config-model.ts";
import { enabled, wellRecorded } from "../../src/sandbox/organisation/config-regions.ts";
import { sized } from "../../src/sandbox/organisation/presets.ts";
import { chance } from "../../src/sandbox/organisation/random.ts";
import { type Observed, type PeerCalls, type Platform, total } from "./platform.ts";

/** Accounts that hold so many items between them. */
const ACCOUNTS: ReadonlyMap<number, number> = new Map([
  [1_000, 2],
  [10_000, 5],
  [100_000, 20],
]);
const HOME = "eu-central-1";
const RULES = 60;

function accountsOf(items: number): number {
  return ACCOUNTS.get(items) ?? Math.max(2, Math.round(items / 5_000));
}

/** Items through an organization aggregator, as the collector chooses by itself. */
export const awsConfigPlatform = platform("aws-config", true);
/** The same estate without an aggregator: every region is asked for its own. */
export const awsConfigByRegionPlatform = platform("aws-config-by-region", false);

function platform(id: string, aggregated: boolean): Platform {
  return {
    id,
    unit: "configuration items",
    sizes: [...ACCOUNTS.keys()],
    formula: "aws-config.md §2",
    describe(items) {
      const way = aggregated ? "through an organization aggregator" : "region by region";
      return `17 regions × ${accountsOf(items)} accounts × ${items} configuration items in all, ${RULES} rules a region, read ${way}`;
    },
    async start(items) {
      const organisation = estate(items, aggregated);
      const sandbox = await startSandbox({ organisation });
      const [account] = sandbox.accounts;
      if (account === undefined) throw new RangeError("the estate has no account");
      const { reader } = organisation;
      return {
        connection: `  - id: aws-config
    collector: aws-config
    config:
      endpoint: ${sandbox.url}
      region: ${HOME}
      organization: { roleName: ${reader.name}, externalId: ${reader.externalId} }
`,
        env: {
          AWS_ACCESS_KEY_ID: account.credentials.accessKeyId,
          AWS_SECRET_ACCESS_KEY: account.credentials.secretAccessKey,
        },
        counts: countsOf(organisation, aggregated),
        calls: () => sandbox.calls(),
        close: () => sandbox.close(),
      };
    },
    judge({ calls, counts }: Observed) {
      const known = counts as EstateCounts;
      const made = total(calls);
      const accounts = known.accounts.length;
      return {
        minimal: minimalCalls(known),
        peers: peersOf(known),
        limits: [1, 2, 5].map((rate) => ({
          limit: `${rate} call${rate === 1 ? "" : "s"} a second and account, at most five accounts at a time`,
          minutes: made / (rate * Math.min(5, accounts)) / 60,
        })),
        notes: [
          "AWS publishes no rates for AWS Config: minutes at a few rates, of which 5 is one call in turn at 0.2 s",
        ],
      };
    },
  };
}

/** What an operator's items have beside their configuration: tags and what they are attached to. */
const TAGS = { Owner: "platform", CostCentre: "4711", Environment: "production", DataClassification: "internal" };
const TEMPLATES: readonly ItemTemplate[] = [...GOOD_ITEMS, ...BAD_ITEMS].map((template) => ({
  ...template,
  relationships: template.relationships ?? [
    { resourceType: "AWS::EC2::VPC", resourceId: "vpc-0a1b2c3d4e5f6a7b8", relationshipName: "Is contained in Vpc" },
    {
      resourceType: "AWS::CloudFormation::Stack",
      resourceId: "arn:aws:cloudformation:eu-central-1:111122223333:stack/yard/1",
      relationshipName: "Is contained in Stack",
    },
  ],
}));

function estate(items: number, aggregated: boolean): Organisation {
  const asOf = new Date();
  const options = { asOf, seed: 1, size: { accounts: accountsOf(items) } };
  const organisation = sized(goodOrganisation(options), options);
  const captured = new Date(asOf.getTime() - 3_600_000);
  const rules = rulesOf();
  const active = organisation.accounts.filter(({ state }) => state === "ACTIVE");
  const places = active.flatMap((account) => enabled(account).map((region) => `${account.id}/${region}`));
  const share = (place: string): number => {
    const index = places.indexOf(place);
    return Math.floor(items / places.length) + (index < items % places.length ? 1 : 0);
  };
  return {
    ...organisation,
    accounts: organisation.accounts.map((account, number) => ({
      ...account,
      config: enabled(account).map((region) =>
        wellRecorded(account.id, region, {
          retentionDays: 2557,
          rules,
          packs: [{ name: "baseline", rules: rules.map(({ name }) => ({ name, controls: ["baseline"] })) }],
          aggregators:
            aggregated && number === 0 && region === HOME
              ? [{ name: "everything", organization: true, failed: [] }]
              : [],
          items: generatedItems(share(`${account.id}/${region}`), TEMPLATES, {
            accountId: account.id,
            region,
            captured,
            tags: TAGS,
          }),
        }),
      ),
    })),
  };
}

/** Managed rules on the types that the items have; each finds fault with a few of a hundred resources. */
function rulesOf(): readonly ConfigServiceRule[] {
  const table = readFileSync(new URL("../../collectors/aws-config/managed-rules.tsv", import.meta.url), "utf8");
  const identifiers = table
    .split("\n")
    .slice(1)
    .flatMap((line) => line.split("\t")[0] || []);
  const types = [...new Set(TEMPLATES.map(({ resourceType }) => resourceType))];
  return identifiers.slice(0, RULES).map((identifier, index) => {
    const name = identifier.toLowerCase().replaceAll("_", "-");
    const type = types[index % types.length] ?? "";
    return {
      name,
      owner: "AWS",
      identifier,
      types: [type],
      verdict: ({ resourceType, resourceId }) =>
        resourceType !== type ? undefined : chance(3, `${name}/${resourceId}`) ? "NON_COMPLIANT" : "COMPLIANT",
    };
  });
}

const ASKED = new Set(ITEM_TYPES.map(({ resourceType }) => resourceType));

function countsOf({ accounts }: Organisation, aggregated: boolean): EstateCounts {
  const active = accounts.filter(({ state }) => state === "ACTIVE");
  return {
    accounts: active.map(({ config = [] }) => config.map((region) => regionCounts(region, aggregated))),
    aggregators: aggregated ? [active.reduce((sum, account) => sum + enabled(account).length, 0)] : [],
    organizationAccounts: accounts.length,
  };
}

function regionCounts(config: ConfigRegion, aggregated: boolean): RegionCounts {
  const contradicted = new Map<string, number>();
  let items = 0;
  let resourcesWithResults = 0;
  for (let index = 0; index < config.items.count; index += 1) {
    const item = config.items.at(index);
    if (ASKED.has(item.resourceType)) items += 1;
    let isJudged = false;
    for (const { name, verdict } of config.rules) {
      const says = verdict(item);
      isJudged ||= says !== undefined;
      if (says === "NON_COMPLIANT") contradicted.set(name, (contradicted.get(name) ?? 0) + 1);
    }
    if (isJudged) resourcesWithResults += 1;
  }
  return {
    recorder: true,
    rules: config.rules.length,
    contradicted: [...contradicted.values()],
    resourcesWithResults,
    items,
    packs: config.packs.map(({ rules }) => rules.length),
    remediations: 0,
    serviceLinkedRecorders: config.serviceLinked.length,
    aggregated,
  };
}

/** peers.md §4.3: the only peer with a published formula reads recorders alone, of one account. */
function peersOf({ accounts }: EstateCounts): readonly PeerCalls[] {
  const regions = accounts.flat();
  const pages = (count: number): number => Math.max(1, Math.ceil(count / 100));
  const results = regions.reduce(
    (sum, { contradicted }) => sum + contradicted.reduce((all, n) => all + pages(n), 0),
    0,
  );
  const lists = regions.reduce((sum, { items }) => sum + ASKED.size * pages(items / ASKED.size), 0);
  const batches = regions.reduce((sum, { items }) => sum + Math.ceil(items / 100), 0);
  return [
    {
      name: "Prowler",
      formula: "2 a region + 1 a recorder + 1 an account",
      source: "measured; recorders alone: no rule, result, pack or item",
      calls: 3 * regions.length + accounts.length,
    },
    {
      name: "type by type",
      formula: "a list for each type and region + N/100 BatchGetResourceConfig + results rule by rule",
      source: "aws-config.md §3: the way without advanced queries, for the items and results alone; no peer takes it",
      calls: lists + batches + results,
    },
  ];
}
