import { describe, expect, it } from "vitest";
import { recordsAllBut, recordsOnly, wellRecorded } from "../../../src/sandbox/organisation/config-regions.ts";
import type { ConfigRegion } from "../../../src/sandbox/organisation/config-model.ts";
import { ITEM_TYPES, lambdaFunctionKind, resourceCountKind, s3BucketKind } from "../evidence.ts";
import { recordsType } from "../coverage.ts";
import { itemExpressions, itemRecord, RESOURCE_COMPLIANCE } from "../query.ts";
import { estate } from "./estate.ts";
import { clock, type Collected, collectFrom, of, organizationConfig, withSandbox } from "./support.ts";

const HOME = "eu-central-1";
const SCOPE = "aws/111122223333";

/** The estate with its main region changed. */
function changed(change: (region: ConfigRegion) => ConfigRegion | undefined) {
  const organisation = estate({ asOf: clock.now() });
  const [account] = organisation.accounts;
  if (account === undefined) throw new Error("the estate has no account");
  const config = (account.config ?? []).flatMap((region) =>
    region.region === HOME ? (change(region) ?? []) : [region],
  );
  return { ...organisation, accounts: [{ ...account, config }] };
}

function withRecorder(parts: Partial<NonNullable<ConfigRegion["recorder"]>>) {
  return changed((region) => ({
    ...region,
    ...(region.recorder === undefined ? {} : { recorder: { ...region.recorder, ...parts } }),
  }));
}

async function seen(organisation: ReturnType<typeof estate>): Promise<Collected> {
  return withSandbox({ organisation }, (sandbox, env) => collectFrom({ endpoint: sandbox.url }, env));
}

function regionsOf(collected: Collected, kind: string): readonly unknown[] {
  return [...new Set(of(collected, kind, SCOPE).records.map(({ awsRegion }) => awsRegion))].toSorted();
}

describe("states of a recorder", () => {
  it("off: a fact of the recorder, and a gap of everything it would have recorded", async () => {
    const collected = await seen(changed(() => undefined));
    const recorders = of(collected, "aws-config.recorder").records;
    expect(recorders.find(({ awsRegion }) => awsRegion === HOME)).toMatchObject({ recorder: null, serviceLinked: [] });
    expect(of(collected, "aws-config.recorder").populations).toMatchObject([{ complete: true }]);
    for (const kind of ["aws-config.s3-bucket", "aws-config.rule", "aws-config.resource-count"]) {
      expect(of(collected, kind).gaps).toMatchObject([
        { reason: "disabled", operation: "config:ListConfigurationRecorders", detail: expect.stringContaining(HOME) },
      ]);
      expect(of(collected, kind).populations).toMatchObject([{ complete: false }]);
    }
    // There is nothing to deliver there, so nothing is missing.
    expect(of(collected, "aws-config.delivery-channel").populations).toMatchObject([{ complete: true }]);
    expect(regionsOf(collected, "aws-config.s3-bucket")).toEqual(["eu-west-1", "us-east-1"]);
  });

  it("stopped: what is left of earlier is not taken for now (gap), its delivery channel is", async () => {
    const collected = await seen(withRecorder({ recording: false }));
    expect(regionsOf(collected, "aws-config.s3-bucket")).toEqual(["eu-west-1", "us-east-1"]);
    expect(of(collected, "aws-config.s3-bucket").gaps).toMatchObject([
      { reason: "disabled", detail: expect.stringContaining("default is stopped") },
    ]);
    expect(regionsOf(collected, "aws-config.delivery-channel")).toContain(HOME);
  });

  it("CFG-02: lastStatus FAILURE in upper case is kept, and items count as not all", async () => {
    const collected = await seen(withRecorder({ lastStatus: "FAILURE", lastErrorCode: "AccessDenied" }));
    const recorder = of(collected, "aws-config.recorder").records.find(({ awsRegion }) => awsRegion === HOME);
    expect(recorder).toMatchObject({ recorder: { status: { recording: true, lastStatus: "FAILURE" } } });
    expect(regionsOf(collected, "aws-config.s3-bucket")).toContain(HOME);
    expect(of(collected, "aws-config.s3-bucket").gaps).toMatchObject([{ reason: "provider-error" }]);
  });

  it("CFG-03: a type that is left out is a gap that names recorder and type, never an empty population", async () => {
    const collected = await seen(withRecorder({ group: recordsOnly("AWS::S3::Bucket") }));
    expect(of(collected, "aws-config.s3-bucket").gaps).toEqual([]);
    expect(of(collected, "aws-config.s3-bucket").populations).toMatchObject([{ complete: true }]);
    expect(of(collected, "aws-config.lambda-function").gaps).toMatchObject([
      { reason: "disabled", detail: `${HOME}: the recorder default does not record AWS::Lambda::Function` },
    ]);
    expect(of(collected, "aws-config.lambda-function").populations).toMatchObject([{ complete: false }]);
  });

  it("CFG-04: a region that refuses is unknown, with a gap on its name; the others are seen", async () => {
    const organisation = estate({ asOf: clock.now() });
    const [account] = organisation.accounts;
    if (account === undefined) throw new Error("the estate has no account");
    const refused = {
      ...organisation,
      accounts: [{ ...account, refusals: [{ operation: "config:*", region: HOME }] }],
    };
    const collected = await seen(refused);
    const { records, gaps } = of(collected, "aws-config.recorder");
    expect(records.map(({ awsRegion }) => awsRegion).toSorted()).toEqual(["eu-west-1", "us-east-1"]);
    expect(new Set(gaps.map((gap) => (gap.type === "gap" ? `${gap.subject} ${gap.reason}` : "")))).toEqual(
      new Set([`${HOME} denied`]),
    );
    for (const kind of ["aws-config.delivery-channel", "aws-config.rule", "aws-config.kms-key"])
      expect(of(collected, kind).populations, kind).toMatchObject([{ complete: false }]);
  });

  it("takes a region whose recorders cannot be listed for what the other calls say of it", async () => {
    await withSandbox({ organisation: estate({ asOf: clock.now() }) }, async (sandbox, env) => {
      sandbox.setFault({ operation: "config:ListConfigurationRecorders", region: HOME, fault: { kind: "deny" } });
      const collected = await collectFrom({ endpoint: sandbox.url }, env);
      const record = of(collected, "aws-config.recorder").records.find(({ awsRegion }) => awsRegion === HOME);
      expect(record).toMatchObject({ recorder: { name: "default" } });
      expect(record).not.toHaveProperty("serviceLinked");
      expect(of(collected, "aws-config.recorder").gaps).toMatchObject([{ subject: HOME, reason: "denied" }]);
      expect(of(collected, "aws-config.s3-bucket").populations).toMatchObject([{ complete: true }]);
    });
  });
});

describe("rules", () => {
  it("keeps INSUFFICIENT_DATA, parameters and errors, and counts what it listed", async () => {
    await withSandbox({ organisation: "meridian" }, async (sandbox, env) => {
      const collected = await collectFrom({ endpoint: sandbox.url }, env);
      const rules = of(collected, "aws-config.rule-compliance").records;
      const named = (name: string) => rules.find(({ ConfigRuleName }) => ConfigRuleName === name);
      expect(named("custom-freight-labels")).toMatchObject({
        ComplianceType: "INSUFFICIENT_DATA",
        EvaluationStatus: { LastErrorCode: "InternalError", FirstEvaluationStarted: false },
      });
      expect(named("iam-password-policy")).toMatchObject({
        ComplianceType: "COMPLIANT",
        InputParameters: '{"MinimumPasswordLength":"6"}',
      });
      expect(named("securityhub-s3-bucket-versioning-5f1e")).toMatchObject({ CreatedBy: "securityhub.amazonaws.com" });
      const counted = named("s3-bucket-versioning-enabled")?.["Counts"] as { NON_COMPLIANT: number; COMPLIANT: number };
      const results = of(collected, "aws-config.rule-result").records;
      expect(results.filter(({ ConfigRuleName }) => ConfigRuleName === "s3-bucket-versioning-enabled")).toHaveLength(
        counted.NON_COMPLIANT,
      );
      expect(counted.NON_COMPLIANT).toBeGreaterThan(0);
      expect(counted.COMPLIANT).toBeGreaterThan(0);
    });
  });

  it("lists the same results by query, through an aggregator, and rule by rule", async () => {
    const collected = await seen(estate({ asOf: clock.now() }));
    const byRegion = (region: string) =>
      of(collected, "aws-config.rule-result")
        .records.filter(({ awsRegion }) => awsRegion === region)
        .map(({ ConfigRuleName, ResourceType }) => `${String(ConfigRuleName)} ${String(ResourceType)}`)
        .toSorted();
    expect(byRegion(HOME).length).toBeGreaterThan(2);
    expect(byRegion("eu-west-1")).toEqual(byRegion(HOME));
    expect(byRegion("us-east-1")).toEqual(byRegion(HOME));
    const compliance = of(collected, "aws-config.rule-compliance").records;
    const counts = (region: string) =>
      compliance.filter(({ awsRegion }) => awsRegion === region).map(({ Counts }) => Counts);
    expect(counts("eu-west-1")).toEqual(counts(HOME));
    expect(counts("us-east-1")).toEqual(
      counts(HOME).map((each) => ({ NON_COMPLIANT: (each as { NON_COMPLIANT: number }).NON_COMPLIANT })),
    );
  });
});

describe("aggregators", () => {
  it("are used where they are up to date, and evidence is of the oldest source", async () => {
    await withSandbox({ organisation: "meridian" }, async (sandbox, env) => {
      const collected = await collectFrom(organizationConfig(sandbox), env);
      expect(collected.progress.map(([message]) => message)).toContain(
        "reading resources through an aggregator where it is up to date, else region by region",
      );
      // The member's eu-west-1 is FAILED in the aggregator: it is asked itself.
      expect(sandbox.calls()["config:SelectResourceConfig"]).toBe(1);
      const [population] = of(collected, s3BucketKind.id, "aws/444455556666").populations;
      expect(population).toMatchObject({ sourceAt: "2026-11-20T11:00:00.000Z" });
      expect(of(collected, s3BucketKind.id, "aws/444455556666").records.map(({ awsRegion }) => awsRegion)).toContain(
        "eu-west-1",
      );
    });
  });

  it("that refuse are left aside, and their regions asked: nothing is lost but the cheaper way", async () => {
    await withSandbox({ organisation: estate({ asOf: clock.now() }) }, async (sandbox, env) => {
      const through = await collectFrom({ endpoint: sandbox.url }, env);
      for (const from of [1, 2]) {
        // From 1: the counting query is refused too; from 2: only the items.
        const restore = sandbox.setFault({
          operation: "config:SelectAggregateResourceConfig",
          from,
          fault: { kind: "deny" },
        });
        const refused = await collectFrom({ endpoint: sandbox.url }, env);
        restore();
        expect(refused.progress.map(([message]) => message)).toContain(
          "the aggregator does not answer: reading its regions one by one",
        );
        for (const { id } of [s3BucketKind, lambdaFunctionKind, resourceCountKind]) {
          const text = (collected: Collected) =>
            of(collected, id)
              .records.map((record) => JSON.stringify(record))
              .toSorted();
          expect(text(refused), id).toEqual(text(through));
          expect(of(refused, id).gaps, id).toEqual([]);
          expect(of(refused, id).populations, id).toMatchObject([{ complete: true }]);
          // Read where it lives, and so of now, not of the aggregator's last hour.
          if (id === s3BucketKind.id) expect(of(refused, id).populations[0]).not.toHaveProperty("sourceAt");
        }
      }
    });
  });

  it("that break off after a page leave a gap of what may be missing", async () => {
    await withSandbox({ organisation: estate({ asOf: clock.now(), items: 900 }) }, async (sandbox, env) => {
      sandbox.setFault({
        operation: "config:SelectAggregateResourceConfig",
        page: "later",
        fault: { kind: "deny" },
      });
      const { gaps, populations } = of(await collectFrom({ endpoint: sandbox.url }, env), s3BucketKind.id);
      expect(gaps).toMatchObject([{ reason: "denied", operation: "config:SelectAggregateResourceConfig" }]);
      expect(populations).toMatchObject([{ complete: false }]);
    });
  });

  it("give the same items as asking every region, and can be left aside", async () => {
    await withSandbox({ organisation: estate({ asOf: clock.now() }) }, async (sandbox, env) => {
      const through = await collectFrom({ endpoint: sandbox.url }, env);
      sandbox.clearCalls();
      const without = await collectFrom({ endpoint: sandbox.url, aggregator: "off" }, env);
      expect(sandbox.calls()["config:SelectAggregateResourceConfig"]).toBe(undefined);
      for (const { kind } of ITEM_TYPES) {
        const text = (collected: Collected) =>
          of(collected, kind.id)
            .records.map((record) => JSON.stringify(record))
            .toSorted();
        expect(text(through), kind.id).toEqual(text(without));
      }
    });
  });
});

describe("regions", () => {
  it("that the configuration leaves out are gaps", async () => {
    await withSandbox({ organisation: estate({ asOf: clock.now() }) }, async (sandbox, env) => {
      const collected = await collectFrom({ endpoint: sandbox.url, regions: [HOME] }, env);
      expect(regionsOf(collected, "aws-config.recorder")).toEqual([HOME]);
      expect(of(collected, "aws-config.s3-bucket").gaps).toMatchObject([
        { reason: "disabled", detail: "eu-west-1, us-east-1: left out by the configuration (regions)" },
      ]);
      expect(of(collected, "aws-config.cloudfront-distribution").populations).toMatchObject([{ complete: false }]);
    });
  });
});

describe("queries", () => {
  it("name every type within AWS's length, in one expression", () => {
    const types = [...ITEM_TYPES.map(({ resourceType }) => resourceType), RESOURCE_COMPLIANCE];
    const regions = Array.from({ length: 17 }, (_, index) => `ap-southeast-${index}`);
    for (const expressions of [
      itemExpressions(types),
      itemExpressions(types, { account: "111122223333", regions, global: true }),
    ]) {
      for (const expression of expressions) expect(expression.length).toBeLessThanOrEqual(4096);
      expect(types.filter((type) => !expressions.some((expression) => expression.includes(`'${type}'`)))).toEqual([]);
    }
    expect(itemExpressions(types)).toHaveLength(1);
  });

  it("read documents that come as text, and tags that come as a map", () => {
    expect(
      itemRecord({
        resourceType: "AWS::S3::Bucket",
        configuration: '{"name":"b"}',
        supplementaryConfiguration: { BucketPolicy: '{"policyText":null}', Other: "plain" },
        tags: { owner: "yard" },
        configurationItemCaptureTime: "2026-11-20T09:00:00+01:00",
        arn: null,
      }),
    ).toEqual({
      resourceType: "AWS::S3::Bucket",
      configuration: { name: "b" },
      supplementaryConfiguration: { BucketPolicy: { policyText: null }, Other: "plain" },
      tags: [{ key: "owner", value: "yard" }],
      configurationItemCaptureTime: "2026-11-20T08:00:00.000Z",
    });
  });

  it.each([
    [{ allSupported: true }, true],
    [recordsAllBut("AWS::S3::Bucket"), false],
    [recordsAllBut("AWS::KMS::Key"), true],
    [recordsOnly("AWS::S3::Bucket"), true],
    [recordsOnly("AWS::KMS::Key"), false],
    [{ allSupported: false }, undefined],
    [{}, undefined],
    [undefined, undefined],
  ] as const)("know what a recorder records: %o", (group, expected) => {
    expect(recordsType(group as never, "AWS::S3::Bucket")).toBe(expected);
  });

  it("count global IAM types only where a recorder asks for them", () => {
    const { recorder } = wellRecorded("111122223333", HOME);
    expect(recordsType(recorder?.group as never, "AWS::IAM::User")).toBe(false);
    expect(recordsType(wellRecorded("1", "us-east-1").recorder?.group as never, "AWS::IAM::User")).toBe(true);
  });
});
