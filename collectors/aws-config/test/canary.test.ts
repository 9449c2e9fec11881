import { expect, it } from "vitest";
import { isExhibitError } from "#core";
import { redact } from "../../../src/pipeline/redact.ts";
import { GOOD_ITEMS } from "../../../src/sandbox/organisation/config-items-good.ts";
import { awsConfigKinds, ITEM_TYPES } from "../evidence.ts";
import { estate } from "./estate.ts";
import { clock, collectFrom, withSandbox } from "./support.ts";

/** Where the sandbox's items hold something that looks like a credential. */
const CANARY = /canary-[a-z]+-[0-9a-f]{4}/g;

it("lets no credential inside a configuration item be sealed", () =>
  withSandbox({ organisation: estate({ asOf: clock.now() }) }, async (sandbox, env) => {
    const planted = new Set(JSON.stringify(GOOD_ITEMS).match(CANARY));
    expect(planted.size).toBeGreaterThanOrEqual(14);
    const arrived = new Set<string>();
    const sealed: string[] = [];
    const { thrown, progress } = await collectFrom({ endpoint: sandbox.url }, env, {
      each: (emission) => {
        if (emission.type !== "record") return void sealed.push(JSON.stringify(emission));
        const text = JSON.stringify(emission.record);
        for (const canary of text.match(CANARY) ?? []) arrived.add(canary);
        sealed.push(JSON.stringify(redact(emission.record, emission.kind.redact, new Map())));
      },
    });
    expect(isExhibitError(thrown)).toBe(false);
    // They do arrive from the platform: the test would prove nothing otherwise.
    for (const canary of planted) expect(arrived, canary).toContain(canary);
    expect([...sealed, JSON.stringify(progress)].filter((text) => CANARY.test(text))).toEqual([]);
  }));

it("masks only paths that say where they are, and says why", () => {
  for (const { redact: rules, id } of awsConfigKinds)
    for (const { path, why } of rules) {
      expect(path.split(".").length, `${id}: ${path}`).toBeGreaterThan(1);
      expect(why, `${id}: ${path}`).not.toBe("");
    }
  // Every type whose documents take free text from operators has paths of its own.
  const masked = ITEM_TYPES.filter(({ kind }) => kind.redact.length > 0).map(({ resourceType }) => resourceType);
  for (const type of [
    "AWS::Lambda::Function",
    "AWS::ECS::TaskDefinition",
    "AWS::EC2::Instance",
    "AWS::EC2::LaunchTemplate",
    "AWS::AutoScaling::LaunchConfiguration",
    "AWS::CloudFormation::Stack",
    "AWS::CodeBuild::Project",
    "AWS::CodePipeline::Pipeline",
    "AWS::CloudFront::Distribution",
    "AWS::EC2::VPNConnection",
  ])
    expect(masked).toContain(type);
});
