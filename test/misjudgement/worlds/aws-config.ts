import { awsConfig } from "../../../collectors/aws-config/index.ts";
import { estate } from "../../../collectors/aws-config/test/estate.ts";
import { type FaultRule, type Organisation, startSandbox } from "../../../src/sandbox/index.ts";
import type { ConfigRegion } from "../../../src/sandbox/organisation/config-model.ts";
import { recordsAllBut, recordsOnly } from "../../../src/sandbox/organisation/config-regions.ts";
import { awsConnection } from "../../support/connection-run.ts";
import { clock, type State, type World } from "../world.ts";

const HOME = "eu-central-1";

/** One account in three regions with everything recorded, and its main region changed. */
function changed(change: (region: ConfigRegion) => ConfigRegion | undefined): Organisation {
  const organisation = estate({ asOf: clock.now() });
  const [account] = organisation.accounts;
  if (account === undefined) throw new Error("the estate has no account");
  const config = (account.config ?? []).flatMap((region) =>
    region.region === HOME ? (change(region) ?? []) : [region],
  );
  return { ...organisation, accounts: [{ ...account, config }] };
}

function withRecorder(parts: Partial<NonNullable<ConfigRegion["recorder"]>>): Organisation {
  return changed((region) => ({
    ...region,
    ...(region.recorder === undefined ? {} : { recorder: { ...region.recorder, ...parts } }),
  }));
}

function world(
  name: string,
  organisation: Organisation,
  states: readonly State[],
  {
    faults = [],
    config = {},
  }: { readonly faults?: readonly FaultRule[]; readonly config?: Record<string, unknown> } = {},
): World {
  return {
    name: `AWS Config, ${name}`,
    open: async () => {
      const sandbox = await startSandbox({ organisation, clock, faults });
      return { connection: awsConnection(awsConfig, sandbox, config), close: () => sandbox.close() };
    },
    states,
  };
}

const BUCKET_CHECK = "aws-s3-bucket-is-versioned";

export const configWorlds: readonly World[] = [
  world("a recorder that runs and fails", withRecorder({ lastStatus: "FAILURE", lastErrorCode: "AccessDenied" }), [
    {
      case: "CFG-02",
      state: "recorder lastStatus = FAILURE (upper case as the API sends it)",
      check: "aws-config-recorder-delivers",
      subject: HOME,
      outcome: "fail",
    },
    {
      state: "items of a failing recorder are not taken for all",
      check: BUCKET_CHECK,
      subject: "*",
      outcome: "undetermined",
      reason: "provider-error",
    },
  ]),
  world("a recorder of two types", withRecorder({ group: recordsOnly("AWS::S3::Bucket", "AWS::EC2::Instance") }), [
    {
      case: "CFG-03",
      state: "recorder runs but recordingGroup.allSupported=false",
      check: "aws-config-recorder-records-all-types",
      subject: HOME,
      outcome: "fail",
      observed: /2 types only/,
    },
    {
      case: "CFG-03",
      state: "a type that is not recorded is no empty population",
      check: "aws-lambda-function-runtime-is-supported",
      subject: "*",
      outcome: "undetermined",
      reason: "disabled",
    },
  ]),
  world("a recorder without IAM types", withRecorder({ group: recordsAllBut("AWS::IAM::User", "AWS::IAM::Role") }), [
    {
      case: "CFG-03",
      state: "excludes IAM types",
      check: "aws-config-recorder-records-all-types",
      subject: HOME,
      outcome: "fail",
      observed: /all types but AWS::IAM::User, AWS::IAM::Role/,
    },
  ]),
  world(
    "a region that an SCP denies",
    estate({ asOf: clock.now() }),
    [
      ...["aws-config-recorder-is-recording", "aws-config-recorder-delivers"].map((check): State => ({
        case: "CFG-04",
        state: "DescribeConfigurationRecorders denied in one region by SCP",
        check,
        subject: HOME,
        outcome: "undetermined",
        reason: "denied",
      })),
      {
        case: "CFG-04",
        state: "the other regions are judged",
        check: "aws-config-recorder-is-recording",
        subject: "us-east-1",
        outcome: "pass",
      },
      {
        state: "resources of the denied region are not taken for none",
        check: BUCKET_CHECK,
        subject: "*",
        outcome: "undetermined",
        reason: "denied",
      },
    ],
    { faults: [{ operation: "config:*", region: HOME, fault: { kind: "deny" } }] },
  ),
  world(
    "a region that is not opted in",
    estate({ asOf: clock.now() }),
    [
      {
        state: "UnrecognizedClientException in one region",
        check: "aws-config-recorder-is-recording",
        subject: HOME,
        outcome: "undetermined",
        reason: "disabled",
      },
      {
        state: "the other regions go on",
        check: "aws-config-recorder-is-recording",
        subject: "us-east-1",
        outcome: "pass",
      },
    ],
    { faults: [{ operation: "config:*", region: HOME, fault: { kind: "invalid-token" } }] },
  ),
  world(
    "off in one region",
    changed(() => undefined),
    [
      {
        state: "no recorder in a region",
        check: "aws-config-recorder-is-recording",
        subject: HOME,
        outcome: "fail",
      },
      {
        state: "no recorder, so nothing to deliver",
        check: "aws-config-recorder-delivers",
        subject: HOME,
        outcome: "not-applicable",
      },
      {
        state: "what no recorder holds is unknown",
        check: BUCKET_CHECK,
        subject: "*",
        outcome: "undetermined",
        reason: "disabled",
      },
    ],
  ),
  world("a stopped recorder", withRecorder({ recording: false }), [
    {
      state: "the recorder is stopped",
      check: "aws-config-recorder-is-recording",
      subject: HOME,
      outcome: "fail",
    },
    {
      state: "what a stopped recorder once held is not taken for now",
      check: BUCKET_CHECK,
      subject: "*",
      outcome: "undetermined",
      reason: "disabled",
    },
  ]),
  world(
    "rules without a result, before deployment, and with a capped count",
    changed((region) => ({
      ...region,
      rules: [
        ...region.rules.slice(0, 1),
        {
          name: "never-evaluated",
          owner: "AWS",
          identifier: "EC2_EBS_ENCRYPTION_BY_DEFAULT",
          types: [],
          verdict: () => undefined,
          conclusion: "INSUFFICIENT_DATA",
        },
      ],
    })),
    [
      {
        state: "INSUFFICIENT_DATA is no pass",
        check: "aws-config-rules-for-8-24-2-hold",
        subject: `${HOME}/never-evaluated`,
        outcome: "undetermined",
        reason: "no-population",
      },
    ],
  ),
  world(
    "where what is recorded may not be read",
    estate({ asOf: clock.now() }),
    [
      {
        state: "the recorder's group is denied, its status is not",
        check: "aws-config-recorder-records-all-types",
        subject: HOME,
        outcome: "undetermined",
      },
    ],
    { faults: [{ operation: "config:DescribeConfigurationRecorders", region: HOME, fault: { kind: "deny" } }] },
  ),
  world(
    "where a later page is cut off",
    estate({ asOf: clock.now(), items: 250 }),
    [
      {
        state: "the second page of an advanced query ends in the middle",
        check: BUCKET_CHECK,
        subject: "*",
        outcome: "undetermined",
        reason: "schema-mismatch",
      },
    ],
    {
      config: { aggregator: "off" },
      faults: [{ operation: "config:SelectResourceConfig", page: "later", fault: { kind: "truncate" } }],
    },
  ),
];
