import { GLOBAL_HOME, type ItemTemplate, listedItems } from "./config-items.ts";
import { BAD_ITEMS } from "./config-items-bad.ts";
import { GOOD_ITEMS } from "./config-items-good.ts";
import type { ConfigRegion, ConfigServiceRule } from "./config-model.ts";
import {
  enabled,
  INSUFFICIENT_RULE,
  itemsAt,
  MANAGED_RULES,
  recordsAllBut,
  recordsOnly,
  WEAK_PASSWORD_RULE,
  wellRecorded,
} from "./config-regions.ts";
import { deployedRules } from "./config-rule-set.ts";
import type { Account, Organisation, PresetOptions } from "./model.ts";

const HOME = "eu-central-1";
const DENIED = "ap-south-1";

/** A mix of good, bad and unreadable: Config in a few regions, one of them failing, one stopped, one that an SCP denies. */
export function withMeridianConfig(organisation: Organisation, options: PresetOptions): Organisation {
  const [management, ...others] = organisation.accounts;
  if (management === undefined) return organisation;
  return {
    ...organisation,
    accounts: [
      {
        ...management,
        config: meridianRegions(management, others[0]?.id, options.asOf),
        refusals: [...management.refusals, { operation: "config:*", region: DENIED }],
      },
      ...others.map((account) =>
        account.state === "ACTIVE" ? { ...account, config: memberRegions(account, options.asOf) } : account,
      ),
    ],
  };
}

const TAGS = { owner: "platform", environment: "production" };

function meridianRegions(account: Account, memberId: string | undefined, asOf: Date): readonly ConfigRegion[] {
  const { id } = account;
  const captured = new Date(asOf.getTime() - 6 * 3_600_000);
  const bad = BAD_ITEMS.filter((_template, index) => index % 3 === 0);
  const main = wellRecorded(id, HOME, {
    serviceLinked: [{ name: "AWSConfigurationRecorderForSecurityHub", servicePrincipal: "securityhub.amazonaws.com" }],
    retentionDays: 2557,
    rules: [
      ...MANAGED_RULES.map((rule) =>
        rule.identifier === "ENCRYPTED_VOLUMES"
          ? {
              ...rule,
              remediation: {
                document: "AWS-DeleteUnusedEBSVolume",
                automatic: false,
                parameters: { AutomationAssumeRole: `arn:aws:iam::${id}:role/Remediation` },
                exceptions: [
                  {
                    resourceType: "AWS::EC2::Volume",
                    resourceId: "vol-0a1b2c3d4e5f6a7b8",
                    message: "scratch space of the loading planner",
                    expires: new Date(asOf.getTime() + 30 * 86_400_000),
                  },
                ],
              },
            }
          : rule,
      ),
      {
        ...(MANAGED_RULES[0] ?? INSUFFICIENT_RULE),
        name: "securityhub-s3-bucket-versioning-5f1e",
        createdBy: "securityhub.amazonaws.com",
      },
      WEAK_PASSWORD_RULE,
      INSUFFICIENT_RULE,
    ],
    packs: [
      {
        name: "freight-baseline",
        parameters: { MaxAge: "90" },
        rules: [
          { name: "encrypted-volumes", controls: ["storage"] },
          { name: "s3-bucket-versioning-enabled", controls: ["storage", "recovery"] },
        ],
      },
    ],
    aggregators: [
      {
        name: "meridian-organization",
        organization: true,
        failed: memberId === undefined ? [] : [`${memberId}/eu-west-1`],
      },
    ],
    items: listedItems([
      ...itemsAt(account, HOME, captured, GOOD_ITEMS, TAGS),
      ...itemsAt(account, HOME, captured, bad).map((item) => ({ ...item, resourceId: `${item.resourceId}-old` })),
    ]),
  });
  const { recorder } = main;
  if (recorder === undefined) return [main];
  return [
    main,
    wellRecorded(id, GLOBAL_HOME, { items: listedItems(itemsAt(account, GLOBAL_HOME, captured, GOOD_ITEMS, TAGS)) }),
    wellRecorded(id, "eu-west-1", {
      recorder: { ...recorder, frequency: "DAILY", group: recordsOnly("AWS::S3::Bucket", "AWS::EC2::Instance") },
    }),
    wellRecorded(id, "eu-north-1", { recorder: { ...recorder, recording: false } }),
    wellRecorded(id, "us-west-2", {
      recorder: {
        ...recorder,
        lastStatus: "FAILURE",
        lastErrorCode: "AccessDenied",
        group: recordsAllBut("AWS::IAM::User", "AWS::IAM::Role"),
      },
      channel: { name: "default", bucket: "meridian-config-gone", lastStatus: "Failure" },
    }),
    wellRecorded(id, DENIED),
  ];
}

function memberRegions(account: Account, asOf: Date): readonly ConfigRegion[] {
  const captured = new Date(asOf.getTime() - 5 * 3_600_000);
  const bad = BAD_ITEMS.filter((_template, index) => index % 3 === 1);
  return [HOME, GLOBAL_HOME, "eu-west-1"].map((region) =>
    wellRecorded(account.id, region, {
      retentionDays: 365,
      rules: region === HOME ? MANAGED_RULES : [],
      items: listedItems(itemsAt(account, region, captured, region === HOME ? bad : GOOD_ITEMS, TAGS)),
    }),
  );
}

/** Everything on in every region, nothing to complain about. */
export function withGoodConfig(organisation: Organisation, { asOf }: PresetOptions): Organisation {
  const captured = new Date(asOf.getTime() - 3 * 3_600_000);
  return {
    ...organisation,
    accounts: organisation.accounts.map((account, place) => {
      if (account.state !== "ACTIVE") return account;
      const rules = MANAGED_RULES.map((rule) => ({ ...rule, remediation: repair(asOf) }));
      const config = enabled(account).map((region) =>
        wellRecorded(account.id, region, {
          retentionDays: 2557,
          rules: place === 0 && region === HOME ? [...rules, ...deployedRules("COMPLIANT")] : rules,
          packs: [{ name: "baseline", rules: MANAGED_RULES.map(({ name }) => ({ name, controls: ["baseline"] })) }],
          aggregators: place === 0 && region === HOME ? [{ name: "everything", organization: true, failed: [] }] : [],
          items: listedItems(itemsAt(account, region, captured, GOOD_ITEMS, { ...TAGS, backup: "daily" })),
        }),
      );
      return { ...account, config };
    }),
  };
}

/** A repair with one exception that ends. */
function repair(asOf: Date): NonNullable<ConfigServiceRule["remediation"]> {
  const exception = {
    resourceType: "AWS::EC2::Volume",
    resourceId: "vol-0a1b2c3d4e5f6a7b8",
    message: "until it is moved",
  };
  return {
    document: "AWS-Repair",
    automatic: true,
    exceptions: [{ ...exception, expires: new Date(asOf.getTime() + 20 * 86_400_000) }],
  };
}

/** What nothing watches over: a machine that nobody manages, networks that nobody records, a backup that nobody tries. */
const ALONE: readonly ItemTemplate[] = [
  { resourceType: "AWS::EC2::Instance", configuration: { state: { name: "running" } } },
  {
    resourceType: "AWS::EC2::VPC",
    resourceId: "vpc-0a1b2c3d",
    configuration: { vpcId: "vpc-0a1b2c3d", isDefault: false },
  },
  {
    resourceType: "AWS::EC2::VPC",
    resourceId: "vpc-0default0",
    configuration: { vpcId: "vpc-0default0", isDefault: true },
  },
  ...["vpc-0a1b2c3d", "vpc-0default0"].map((vpcId) => ({
    resourceType: "AWS::EC2::NetworkInterface",
    configuration: { vpcId, status: "in-use" },
  })),
  {
    resourceType: "AWS::Backup::BackupPlan",
    configuration: { BackupPlan: { BackupPlanName: "weekly", BackupPlanRule: [{ RuleName: "weekly" }] } },
  },
];

/** Something wrong with every part of AWS Config, and neglected resources of every type. */
export function withBadConfig(organisation: Organisation, { asOf }: PresetOptions): Organisation {
  const captured = new Date(asOf.getTime() - 40 * 86_400_000);
  return {
    ...organisation,
    accounts: organisation.accounts.map((account, place) =>
      account.state === "ACTIVE"
        ? { ...account, config: place === 0 ? badRegions(account, captured) : unwatched(account, captured) }
        : account,
    ),
  };
}

/** Config is on everywhere, and finds nothing that would watch. */
function unwatched(account: Account, captured: Date): readonly ConfigRegion[] {
  return enabled(account).map((region) =>
    wellRecorded(account.id, region, { items: listedItems(itemsAt(account, region, captured, ALONE)) }),
  );
}

function badRegions(account: Account, captured: Date): readonly ConfigRegion[] {
  const { id } = account;
  const main = wellRecorded(id, HOME, {
    // Fails, and is not encrypted with a key of KMS.
    channel: { name: "default", bucket: "meridian-config-gone", kmsKeyArn: "", lastStatus: "Failure" },
    retentionDays: 30,
    rules: [
      ...MANAGED_RULES.map((rule) => ({
        ...rule,
        remediation: {
          document: "AWS-DisablePublicAccessForSecurityGroup",
          automatic: true,
          exceptions: [{ resourceType: "AWS::EC2::Volume", resourceId: "vol-0a1b2c3d4e5f6a7b8" }],
        },
      })),
      INSUFFICIENT_RULE,
      WEAK_PASSWORD_RULE,
      ...deployedRules("NON_COMPLIANT"),
    ],
    packs: [{ name: "baseline", rules: MANAGED_RULES.map(({ name }) => ({ name, controls: ["baseline"] })) }],
    aggregators: [{ name: "half", organization: true, regions: [HOME, GLOBAL_HOME], failed: [`${id}/${GLOBAL_HOME}`] }],
    items: listedItems(itemsAt(account, HOME, captured, BAD_ITEMS)),
  });
  const { recorder } = main;
  if (recorder === undefined) return [main];
  const { channel: _channel, ...without } = wellRecorded(id, "eu-west-2");
  return [
    main,
    wellRecorded(id, GLOBAL_HOME, { items: listedItems(itemsAt(account, GLOBAL_HOME, captured, BAD_ITEMS)) }),
    wellRecorded(id, "eu-west-1", {
      // Hardly a type is recorded here, so that what these rules say is all there is.
      rules: deployedRules("NON_COMPLIANT"),
      recorder: {
        ...recorder,
        frequency: "DAILY",
        lastStatus: "FAILURE",
        lastErrorCode: "AccessDenied",
        group: recordsOnly("AWS::S3::Bucket"),
      },
    }),
    { ...without, recorder: { ...recorder, recording: false } },
  ];
}
