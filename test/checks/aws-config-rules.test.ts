import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { managedRules, surroundings } from "../../collectors/aws-config/generate-managed-rules.ts";
import { HEADER, loadManagedRules, tableModule } from "../../collectors/aws-config/managed-rules.ts";
import { recordsType, regionRecording } from "../../collectors/aws-config/checks/support/recording.ts";
import { publicStatements } from "../../collectors/aws-config/checks/support/resource-policy.ts";
import { hoursBetween } from "../../collectors/aws-config/checks/support/schedules.ts";
import { looksSecret } from "../../collectors/aws-config/checks/support/secrets.ts";
import { MANAGED_RULES } from "../../collectors/aws-config/checks/support/managed-rules.ts";
import { checkFiles } from "./folders.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const rules = managedRules(ROOT);
const around = surroundings(ROOT);

describe("the table of managed rules", () => {
  it("has a row for every rule, with points or a reason for none", () => {
    expect(rules.length).toBe(826);
    expect(around.identifiers.size).toBe(826);
    expect(rules.filter(({ points }) => points.length > 0).length).toBeGreaterThan(700);
    expect(rules.filter(({ why }) => why.length < 15)).toEqual([]);
  });

  it("refuses what does not hold, each with its line", () => {
    const load = (...rows: readonly string[]): (() => unknown) => {
      const identifiers = new Set(["A_RULE", "B_RULE"]);
      return () => loadManagedRules([HEADER, ...rows].join("\n"), { ...around, identifiers });
    };
    const why = "It says what it says.";
    expect(load(`A_RULE\t8.13-1\t\t${why}`, `B_RULE\t\t\t${why}`)).not.toThrow();
    expect(load(`A_RULE\t8.13-1\t\t${why}`)).toThrow("B_RULE has no row");
    expect(load(`A_RULE\t8.13-99\t\t${why}`, `B_RULE\t\t\t${why}`)).toThrow("line 2: A_RULE names point 8.13-99");
    expect(load(`A_RULE\t8.13-5\t\t${why}`, `B_RULE\t\t\t${why}`)).toThrow("8.13-5, which is manual");
    expect(load(`A_RULE\t8.13-1\t\t`, `B_RULE\t\t\t${why}`)).toThrow("A_RULE does not say why");
    expect(load(`A_RULE\t8.13-1\tnobody-knows-it@\t${why}`, `B_RULE\t\t\t${why}`)).toThrow("check nobody-knows-it");
    expect(load(`A_RULE\t5.9-3?blue-tag\t\t${why}`, `B_RULE\t\t\t${why}`)).toThrow("unknown condition blue-tag");
    expect(load(`A_RULE\t\t\t${why}`, `A_RULE\t\t\t${why}`, `B_RULE\t\t\t${why}`)).toThrow("A_RULE is there twice");
    expect(load(`A_RULE\t\t\t${why}`, `B_RULE\t\t\t${why}`, `C_RULE\t\t\t${why}`)).toThrow(
      "C_RULE is not a managed rule",
    );
    expect(load(`A_RULE\t${why}`, `B_RULE\t\t\t${why}`)).toThrow("2 cells instead of 4");
  });

  it("is what the checks read", () => {
    const module = tableModule(rules);
    expect(Object.keys(MANAGED_RULES).length).toBe(rules.filter(({ points }) => points.length > 0).length);
    expect(module).toContain('S3_BUCKET_SSL_REQUESTS_ONLY: { points: { "5.14-1": null, "8.24-3": null }');
  });

  it.each([
    // Encryption is neither masking nor leak prevention, network rules filter no web sites, a switch is no configuration management.
    ["8.11-", /./],
    ["8.12-", /ENCRYPT|KMS|SSL|TLS|HTTPS/],
    ["8.23-", /SSH|INCOMING|NACL|WAF|PUBLIC_IP|FLOW_LOG/],
    ["5.19-", /./],
    ["5.29-", /./],
    ["8.9-", /GUARDDUTY|SECURITYHUB|MACIE|INSPECTOR/],
    ["8.13-", /MULTI_AZ|REPLICATION/],
  ])("avoids the traps: nothing under %s is %s", (beginning, wrong) => {
    const found = rules.filter(({ points }) => points.some(({ id }) => id.startsWith(beginning)));
    expect(found.map(({ identifier }) => identifier).filter((identifier) => wrong.test(identifier))).toEqual([]);
  });

  it("speaks of owners and labels only under the condition that the parameters name such a tag", () => {
    const tagged = rules.filter(({ identifier }) => identifier.endsWith("_TAGGED") || identifier === "REQUIRED_TAGS");
    expect(tagged.length).toBeGreaterThan(150);
    expect(tagged.filter(({ points }) => points.some(({ condition }) => condition === null))).toEqual([]);
  });

  it("has one check for each of its points, except where the AWS IAM collector judges every rule", async () => {
    const points = new Set(
      rules.flatMap(({ points: list, judgedBy }) =>
        judgedBy !== undefined && judgedBy.types.length === 0 ? [] : list.map(({ id }) => id),
      ),
    );
    const checks = new Set((await checkFiles()).map(({ check }) => check.id));
    const wanted = [...points].map((point) => `aws-config-rules-for-${point.replace(".", "-")}-hold`);
    expect(wanted.filter((id) => !checks.has(id))).toEqual([]);
    expect([...checks].filter((id) => id.startsWith("aws-config-rules-for-")).length).toBe(wanted.length);
  });

  it("lets a rule fall silent beside a check only where that check speaks about the same points", async () => {
    const { loadMapping } = await import("../../src/mapping/index.ts");
    const all = (await checkFiles()).map(({ check }) => check);
    const { controls } = await loadMapping({ directory: `${ROOT}/mappings/iso-27002-2022`, checks: all });
    const used = new Map<string, Set<string>>();
    for (const point of controls.flatMap((control) => control.points))
      for (const { id } of point.checks) used.set(id, (used.get(id) ?? new Set()).add(point.id));
    const silenced = rules.flatMap(({ identifier, points, judgedBy }) =>
      judgedBy === undefined || judgedBy.types.length === 0
        ? []
        : points.filter(({ id }) => used.get(judgedBy.check)?.has(id) !== true).map(({ id }) => `${identifier} ${id}`),
    );
    expect(silenced).toEqual([]);
  });
});

describe("which types a recorder records", () => {
  const types = (recordingGroup: Readonly<Record<string, unknown>>): readonly boolean[] =>
    ["AWS::S3::Bucket", "AWS::IAM::User"].map((type) => recordsType(regionRecording({}, { recordingGroup }), type));

  it("follows the group", () => {
    expect(types({ allSupported: true, includeGlobalResourceTypes: true })).toEqual([true, true]);
    expect(types({ allSupported: true, includeGlobalResourceTypes: false })).toEqual([true, false]);
    expect(types({ allSupported: false, resourceTypes: ["AWS::IAM::User"] })).toEqual([false, true]);
    expect(
      types({
        allSupported: false,
        exclusionByResourceTypes: { resourceTypes: ["AWS::S3::Bucket"] },
        recordingStrategy: { useOnly: "EXCLUSION_BY_RESOURCE_TYPES" },
      }),
    ).toEqual([false, false]);
  });

  it("is nothing while the recorder is off or its status is unknown", () => {
    expect(recordsType(regionRecording({ recorder: null }), "AWS::S3::Bucket")).toBe(false);
    expect(recordsType(regionRecording({}, { status: { recording: false } }), "AWS::S3::Bucket")).toBe(false);
    expect(recordsType(regionRecording({}, { status: undefined }), "AWS::S3::Bucket")).toBe(false);
  });
});

describe("public statements", () => {
  const open = (more: object): number =>
    publicStatements({ Statement: [{ Effect: "Allow", Principal: "*", Action: "sqs:*", Resource: "*", ...more }] })
      .length;

  it.each([
    ["nothing holds it", {}, 1],
    ["an organisation", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-example" } } }, 0],
    ["any organisation", { Condition: { StringLike: { "aws:PrincipalOrgID": "o-*" } } }, 1],
    ["a source of any account", { Condition: { ArnLike: { "aws:SourceArn": "arn:aws:sns:eu-west-1:*:orders" } } }, 1],
    ["a source of one account", { Condition: { ArnLike: { "aws:SourceArn": "arn:aws:sns:*:111122223333:*" } } }, 0],
    ["half of all addresses", { Condition: { IpAddress: { "aws:SourceIp": ["0.0.0.0/1"] } } }, 1],
    ["only if the key is there", { Condition: { StringEqualsIfExists: { "aws:SourceVpc": "vpc-1" } } }, 1],
    ["everybody but one", { Principal: undefined, NotPrincipal: { AWS: "111122223333" } }, 1],
    ["one account", { Principal: { AWS: "444455556666" } }, 0],
    ["transport only", { Condition: { Bool: { "aws:SecureTransport": "true" } } }, 1],
  ])("%s", (_, more, count) => {
    expect(open(more)).toBe(count);
  });
});

describe("schedules of backups", () => {
  it.each([
    ["rate(12 hours)", 12],
    ["rate(1 day)", 24],
    ["cron(0 5 ? * * *)", 24],
    ["cron(0 0/6 ? * * *)", 6],
    ["cron(0 2,14 ? * * *)", 12],
    ["cron(0 * * * ? *)", 1],
    ["cron(0 5 ? * SUN *)", 168],
    ["cron(0 5 1 * ? *)", 744],
    ["cron(0 5 1 1 ? *)", 8760],
    ["cron(0 5 ? * MON-FRI *)", undefined],
    ["sometimes", undefined],
  ])("%s: %s hours", (expression, hours) => {
    expect(hoursBetween(expression)).toBe(hours);
  });
});

it.each([
  ["DB_PASSWORD", true],
  ["apiKey", true],
  ["AWS_ACCESS_KEY_ID", true],
  ["AWS_SECRET_ACCESS_KEY", true],
  ["SLACK_TOKEN", true],
  ["TOKEN_ARN", false],
  ["SECRET_NAME", false],
  ["MONKEY", false],
  ["KEYBOARD", false],
  ["TOKENIZER", false],
])("a variable named %s: %s", (name, secret) => {
  expect(looksSecret(name)).toBe(secret);
});
