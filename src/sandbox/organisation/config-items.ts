import type { ConfigItem, ConfigItems } from "./config-model.ts";
import { hex } from "./random.ts";

/** What a resource is like, before it has a place and a name. */
export interface ItemTemplate {
  readonly resourceType: string;
  /** Set where another item refers to it; else made from the place. */
  readonly resourceId?: string;
  readonly resourceName?: string;
  readonly configuration?: Readonly<Record<string, unknown>>;
  readonly supplementaryConfiguration?: Readonly<Record<string, unknown>>;
  readonly tags?: Readonly<Record<string, string>>;
  readonly relationships?: readonly Readonly<Record<string, string>>[];
}

export interface ItemPlace {
  readonly accountId: string;
  readonly region: string;
  readonly captured: Date;
  /** Tells items of one type in one place apart. */
  readonly label: string;
  /** Tags of every item beside its own. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Types of no region; AWS Config records them in us-east-1. */
const GLOBAL_TYPES: ReadonlySet<string> = new Set(["AWS::CloudFront::Distribution", "AWS::Route53::HostedZone"]);
export const GLOBAL_HOME = "us-east-1";

/** Templates of what a region's recorder can record: resources of no region are recorded in us-east-1 only. */
export function recordable(templates: readonly ItemTemplate[], region: string): readonly ItemTemplate[] {
  return region === GLOBAL_HOME ? templates : templates.filter(({ resourceType }) => !GLOBAL_TYPES.has(resourceType));
}

/** A template as the item of an account and region. Names follow from the place, so that they are always the same. */
export function itemAt(template: ItemTemplate, { accountId, region, captured, label, tags }: ItemPlace): ConfigItem {
  const { resourceType, configuration = {}, supplementaryConfiguration, relationships } = template;
  const [, service = "aws", type = "resource"] = resourceType.split("::");
  const name = template.resourceName ?? `${type.toLowerCase()}-${label}`;
  const isGlobal = GLOBAL_TYPES.has(resourceType);
  const ownTags = { ...tags, ...template.tags };
  return {
    resourceType,
    resourceId: template.resourceId ?? `${name}-${hex(`${accountId}/${region}/${resourceType}/${label}`, 8)}`,
    resourceName: name,
    arn: arnOf(service, type, isGlobal ? "" : region, accountId, `${name}-${region}-${label}`),
    awsRegion: isGlobal ? "global" : region,
    captured,
    created: new Date(captured.getTime() - 90 * 86_400_000),
    configuration,
    ...(supplementaryConfiguration === undefined ? {} : { supplementaryConfiguration }),
    ...(Object.keys(ownTags).length === 0 ? {} : { tags: ownTags }),
    ...(relationships === undefined ? {} : { relationships }),
  };
}

function arnOf(service: string, type: string, region: string, accountId: string, name: string): string {
  if (service === "S3" && type === "Bucket") return `arn:aws:s3:::${accountId}-${name}`;
  return `arn:aws:${service.toLowerCase()}:${region}:${accountId}:${type.toLowerCase()}/${name}`;
}

/** Items held in memory. */
export function listedItems(items: readonly ConfigItem[]): ConfigItems {
  return {
    count: items.length,
    at(index) {
      const item = items[index];
      if (item === undefined) throw new RangeError(`no item ${index} among ${items.length}`);
      return item;
    },
  };
}

/** Items of the templates in turn, each made when it is asked for. */
export function generatedItems(
  count: number,
  templates: readonly ItemTemplate[],
  place: Omit<ItemPlace, "label">,
): ConfigItems {
  const possible = recordable(templates, place.region);
  return {
    count,
    at(index) {
      const template = possible[index % possible.length];
      if (template === undefined) throw new RangeError("no templates to make items from");
      return itemAt(template, { ...place, label: `n${String(index).padStart(6, "0")}` });
    },
  };
}

export function joinedItems(first: ConfigItems, second: ConfigItems): ConfigItems {
  return {
    count: first.count + second.count,
    at: (index) => (index < first.count ? first.at(index) : second.at(index - first.count)),
  };
}
