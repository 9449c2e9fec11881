import type { Value } from "../protocol/answer.ts";
import {
  GLOBAL_HOME,
  generatedItems,
  itemAt,
  type ItemTemplate,
  joinedItems,
  listedItems,
  recordable,
} from "./config-items.ts";
import { GOOD_ITEMS } from "./config-items-good.ts";
import type { ConfigItem, ConfigItems, ConfigRecorder, ConfigRegion, ConfigServiceRule } from "./config-model.ts";
import type { Account } from "./model.ts";

/** A recording group as the API writes it. */
export function recordsAll(withGlobalTypes: boolean): ConfigRecorder["group"] {
  return {
    allSupported: true,
    includeGlobalResourceTypes: withGlobalTypes,
    resourceTypes: [],
    recordingStrategy: { useOnly: "ALL_SUPPORTED_RESOURCE_TYPES" },
  };
}

export function recordsOnly(...resourceTypes: readonly string[]): ConfigRecorder["group"] {
  return {
    allSupported: false,
    includeGlobalResourceTypes: false,
    resourceTypes,
    recordingStrategy: { useOnly: "INCLUSION_BY_RESOURCE_TYPES" },
  };
}

export function recordsAllBut(...resourceTypes: readonly string[]): ConfigRecorder["group"] {
  const exclusion: Value = { resourceTypes };
  return {
    allSupported: false,
    includeGlobalResourceTypes: false,
    resourceTypes: [],
    exclusionByResourceTypes: exclusion,
    recordingStrategy: { useOnly: "EXCLUSION_BY_RESOURCE_TYPES" },
  };
}

const NOTHING: ConfigItems = listedItems([]);

/** A region with everything switched on and working, and nothing in it yet. */
export function wellRecorded(accountId: string, region: string, parts: Partial<ConfigRegion> = {}): ConfigRegion {
  return {
    region,
    recorder: {
      name: "default",
      recording: true,
      lastStatus: "SUCCESS",
      group: recordsAll(region === GLOBAL_HOME),
      frequency: "CONTINUOUS",
    },
    serviceLinked: [],
    channel: {
      name: "default",
      bucket: `meridian-config-${accountId}`,
      kmsKeyArn: `arn:aws:kms:${region}:${accountId}:key/0a1b2c3d-0000-4000-a000-000000000001`,
      topicArn: `arn:aws:sns:${region}:${accountId}:config-changes`,
      lastStatus: "Success",
    },
    rules: [],
    packs: [],
    aggregators: [],
    items: NOTHING,
    ...parts,
  };
}

export function itemsAt(
  account: { readonly id: string },
  region: string,
  captured: Date,
  templates: readonly ItemTemplate[],
  tags?: Readonly<Record<string, string>>,
): ConfigItem[] {
  return recordable(templates, region).map((template, index) =>
    itemAt(template, {
      accountId: account.id,
      region,
      captured,
      label: String(index + 1).padStart(3, "0"),
      ...(tags === undefined ? {} : { tags }),
    }),
  );
}

/** Enabled regions of an account, by name. */
export function enabled(account: Account): readonly string[] {
  return account.regions.filter(({ status }) => status !== "DISABLED").map(({ name }) => name);
}

const isType =
  (type: string, verdict: (item: ConfigItem) => boolean): ConfigServiceRule["verdict"] =>
  (item) =>
    item.resourceType !== type ? undefined : verdict(item) ? "COMPLIANT" : "NON_COMPLIANT";

function nested(item: ConfigItem, ...path: readonly string[]): unknown {
  let value: unknown = item;
  for (const step of path) value = (value as Record<string, unknown> | undefined)?.[step];
  return value;
}

/** Rules that an operator would deploy; what they say follows from the region's own items. */
export const MANAGED_RULES: readonly ConfigServiceRule[] = [
  {
    name: "s3-bucket-versioning-enabled",
    owner: "AWS",
    identifier: "S3_BUCKET_VERSIONING_ENABLED",
    types: ["AWS::S3::Bucket"],
    verdict: isType(
      "AWS::S3::Bucket",
      (item) => nested(item, "supplementaryConfiguration", "BucketVersioningConfiguration", "status") === "Enabled",
    ),
  },
  {
    name: "encrypted-volumes",
    owner: "AWS",
    identifier: "ENCRYPTED_VOLUMES",
    types: ["AWS::EC2::Volume"],
    verdict: isType("AWS::EC2::Volume", (item) => nested(item, "configuration", "encrypted") === true),
    annotation: "The volume is not encrypted.",
  },
  {
    name: "rds-storage-encrypted",
    owner: "AWS",
    identifier: "RDS_STORAGE_ENCRYPTED",
    types: ["AWS::RDS::DBInstance"],
    verdict: isType("AWS::RDS::DBInstance", (item) => nested(item, "configuration", "storageEncrypted") === true),
  },
  {
    name: "cmk-backing-key-rotation-enabled",
    owner: "AWS",
    identifier: "CMK_BACKING_KEY_ROTATION_ENABLED",
    types: ["AWS::KMS::Key"],
    verdict: isType(
      "AWS::KMS::Key",
      (item) => nested(item, "supplementaryConfiguration", "KeyRotationStatus") === true,
    ),
  },
];

export const INSUFFICIENT_RULE: ConfigServiceRule = {
  name: "custom-freight-labels",
  owner: "CUSTOM_LAMBDA",
  identifier: "arn:aws:lambda:eu-central-1:111122223333:function:freight-labels",
  types: ["AWS::EC2::Instance"],
  verdict: () => undefined,
  conclusion: "INSUFFICIENT_DATA",
  lastErrorCode: "InternalError",
};

/** What a password policy rule says, whatever resources there are: the rule is about the account. */
export const WEAK_PASSWORD_RULE: ConfigServiceRule = {
  name: "iam-password-policy",
  owner: "AWS",
  identifier: "IAM_PASSWORD_POLICY",
  types: [],
  // COMPLIANT, and worth little: the parameters matter as much as the result.
  parameters: { MinimumPasswordLength: "6" },
  verdict: () => undefined,
  conclusion: "COMPLIANT",
};

/** Spreads `total` generated items over the account's regions, beside what they hold; Config is switched on where it is off. */
export function filledWithItems(account: Account, total: number, captured: Date): Account {
  const known = account.config?.some(({ items }) => items.count > 0) === true ? account.config : undefined;
  const regions = known ?? enabled(account).map((region) => wellRecorded(account.id, region));
  const held = regions.reduce((sum, { items }) => sum + items.count, 0);
  const missing = Math.max(0, total - held);
  return {
    ...account,
    config: regions.map((config, index) => {
      const share = Math.floor(missing / regions.length) + (index < missing % regions.length ? 1 : 0);
      const more = generatedItems(share, GOOD_ITEMS, { accountId: account.id, region: config.region, captured });
      return { ...config, items: joinedItems(config.items, more) };
    }),
  };
}
