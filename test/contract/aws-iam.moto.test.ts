import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateAccountAliasCommand,
  CreateOpenIDConnectProviderCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  CreateVirtualMFADeviceCommand,
  IAMClient,
  PutUserPolicyCommand,
  UpdateAccountPasswordPolicyCommand,
} from "@aws-sdk/client-iam";
import { CreateAccountCommand, CreateOrganizationCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Collected, collectFrom, of } from "../../collectors/aws-iam/test/support.ts";
import { lane } from "../support/lanes.ts";

const moto = lane("moto", ["moto_server"]);
const ACCOUNT = "aws/123456789012";
const keys = { AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE", AWS_SECRET_ACCESS_KEY: "example" };
const clock = { now: () => new Date() };

/** A foreign implementation of AWS judges the common path; what it does not implement must be a gap with a name. */
describe.skipIf(moto === undefined)("aws-iam against moto", () => {
  let server: ChildProcess;
  let endpoint: string;
  let collected: Collected;

  beforeAll(async () => {
    const port = await freePort();
    endpoint = `http://127.0.0.1:${port}`;
    server = spawn(moto ?? "", ["-H", "127.0.0.1", "-p", String(port)], { stdio: "ignore" });
    await answering(endpoint, server);
    await seed(endpoint);
    collected = await collectFrom(
      { organization: { roleName: "OrganizationAccountAccessRole" } },
      { ...keys, AWS_ENDPOINT_URL: endpoint },
      { clock },
    );
  });
  afterAll(async () => {
    if (server.exitCode !== null) return;
    server.kill();
    await once(server, "exit");
  });

  it("ends without an error, inside the manifest", () => {
    expect(collected.thrown).toBe(undefined);
    expect(collected.violations).toEqual([]);
    expect(collected.emissions.filter(({ type }) => type === "scope").length).toBe(2);
  });

  it("reads what moto has, documents decoded", () => {
    expect(of(collected, "aws-iam.account-summary", ACCOUNT).records).toMatchObject([
      { AccountAliases: ["example-moto"] },
    ]);
    expect(of(collected, "aws-iam.password-policy", ACCOUNT).records).toMatchObject([
      { Configured: true, MinimumPasswordLength: 14 },
    ]);
    const users = of(collected, "aws-iam.user", ACCOUNT);
    expect(users.populations).toMatchObject([{ complete: true, reported: 2 }]);
    expect(users.records).toContainEqual(
      expect.objectContaining({ UserName: "ada", UserPolicyList: [{ PolicyName: "all", PolicyDocument: DOCUMENT }] }),
    );
    expect(of(collected, "aws-iam.policy", ACCOUNT).records).toMatchObject([
      { PolicyName: "everything", PolicyVersionList: [{ Document: DOCUMENT }] },
    ]);
    expect(of(collected, "aws-iam.oidc-provider", ACCOUNT).records).toMatchObject([
      { Url: expect.stringContaining("token.example.com") },
    ]);
    expect(of(collected, "aws-organizations.account", ACCOUNT).records.length).toBe(2);
  });

  it("takes moto's report of 2015 for what it is, and misses its root row", () => {
    const { populations, gaps } = of(collected, "aws-iam.credential", ACCOUNT);
    expect(populations).toMatchObject([{ sourceAt: "2015-02-02T20:02:02.000Z" }]);
    expect(gaps).toMatchObject([{ subject: "<root_account>" }]);
  });

  it("names every operation that moto lacks", () => {
    const named = (kind: string): readonly string[] => of(collected, kind).gaps.map(({ operation }) => operation);
    expect(named("aws-iam.service-specific-credential")).toContain("iam:ListServiceSpecificCredentials");
    expect(named("aws-iam.outbound-federation")).toContain("iam:GetOutboundWebIdentityFederationInfo");
    expect(named("aws-access-analyzer.analyzer")).toEqual(
      expect.arrayContaining(["account:ListRegions", "access-analyzer:ListAnalyzers"]),
    );
    expect(named("aws-iam.root-management")).toContain("iam:ListOrganizationsFeatures");
  });
});

const DOCUMENT = {
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Action: "*", Resource: "*", Condition: { StringLike: { "aws:PrincipalTag/team": "100% + ü" } } },
  ],
};

async function seed(endpoint: string): Promise<void> {
  const settings = {
    region: "us-east-1",
    endpoint,
    credentials: { accessKeyId: keys.AWS_ACCESS_KEY_ID, secretAccessKey: keys.AWS_SECRET_ACCESS_KEY },
  };
  const iam = new IAMClient(settings);
  const organizations = new OrganizationsClient(settings);
  const text = JSON.stringify(DOCUMENT);
  const trust = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
  });
  await iam.send(new CreateUserCommand({ UserName: "ada" }));
  await iam.send(new CreateUserCommand({ UserName: "bo" }));
  await iam.send(new PutUserPolicyCommand({ UserName: "ada", PolicyName: "all", PolicyDocument: text }));
  await iam.send(new CreateAccessKeyCommand({ UserName: "bo" }));
  const policy = await iam.send(new CreatePolicyCommand({ PolicyName: "everything", PolicyDocument: text }));
  await iam.send(new AttachUserPolicyCommand({ UserName: "bo", PolicyArn: policy.Policy?.Arn }));
  await iam.send(new CreateRoleCommand({ RoleName: "machine", AssumeRolePolicyDocument: trust }));
  await iam.send(new CreateAccountAliasCommand({ AccountAlias: "example-moto" }));
  await iam.send(new UpdateAccountPasswordPolicyCommand({ MinimumPasswordLength: 14 }));
  await iam.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: "spare" }));
  await iam.send(
    new CreateOpenIDConnectProviderCommand({
      Url: "https://token.example.com",
      ClientIDList: ["sts.amazonaws.com"],
      ThumbprintList: ["a".repeat(40)],
    }),
  );
  await organizations.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
  await organizations.send(new CreateAccountCommand({ AccountName: "member", Email: "member@example.com" }));
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

/** Waits until the server answers; fails when it ends before. */
async function answering(endpoint: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (server.exitCode !== null) throw new Error(`moto_server ended with code ${server.exitCode}`);
    const isUp = await fetch(`${endpoint}/moto-api/`).then(
      () => true,
      () => false,
    );
    if (isUp) return;
    await wait(250);
  }
  throw new Error("moto_server did not answer within 50 seconds");
}
