import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { AccountClient, PutAlternateContactCommand } from "@aws-sdk/client-account";
import * as iam from "@aws-sdk/client-iam";
import * as store from "@aws-sdk/client-identitystore";
import * as organizations from "@aws-sdk/client-organizations";
import * as sso from "@aws-sdk/client-sso-admin";
import { lane } from "./lanes.ts";

const START_MS = 60_000;
const CREDENTIALS = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "none" };

export interface Moto {
  readonly url: string;
  stop(): Promise<void>;
}

/** Path of moto's server, or undefined when the lane has to skip. */
export function motoProgram(): string | undefined {
  return lane("moto", ["moto_server", "/root/.pyenv/shims/moto_server"]);
}

/** Starts moto on a free port of loopback and waits until it listens. */
export async function startMoto(program: string): Promise<Moto> {
  const child = spawn(program, ["-H", "127.0.0.1", "-p", "0"], { stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
  });
  const said: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      reject(new Error(`moto did not listen within ${START_MS / 1000} s: ${said.join("\n")}`));
    }, START_MS);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`moto ended with ${String(code)}: ${said.join("\n")}`)));
    createInterface({ input: child.stderr }).on("line", (line) => {
      if (said.length < 20) said.push(line);
      const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
    });
  });
  return {
    url,
    async stop() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** What `seedMoto` made, for tests that tie their results out to it. */
export interface MotoSeed {
  readonly users: readonly string[];
  readonly groups: readonly string[];
  readonly roles: readonly string[];
  readonly accessKeyId: string;
  readonly samlArn: string;
  readonly oidcArn: string;
  readonly scpId: string;
  readonly instanceArn: string;
  readonly identityStoreId: string;
  readonly permissionSetArn: string;
  readonly groupId: string;
  readonly accountId: string;
}

const allow = (Action: string | readonly string[], Resource = "*"): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource }] });
const trust = (Principal: object): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }] });

/** Builds a small account in moto with the vendor's own write calls: a console user with MFA, a machine user with keys, groups, roles, policies, providers, an organization, Identity Center. */
export async function seedMoto(url: string): Promise<MotoSeed> {
  const config = { endpoint: url, region: "us-east-1", credentials: CREDENTIALS, maxAttempts: 1 };
  const iamParts = await seedIam(new iam.IAMClient(config));
  const organizationParts = await seedOrganization(new organizations.OrganizationsClient(config));
  await new AccountClient(config).send(
    new PutAlternateContactCommand({
      AlternateContactType: "SECURITY",
      Name: "Ines Halvorsen",
      Title: "Head of Security",
      EmailAddress: "security@example.com",
      PhoneNumber: "+49300000000",
    }),
  );
  const centerParts = await seedIdentityCenter(
    new sso.SSOAdminClient(config),
    new store.IdentitystoreClient(config),
    organizationParts.accountId,
  );
  return { ...iamParts, ...organizationParts, ...centerParts };
}

async function seedIam(
  client: iam.IAMClient,
): Promise<Pick<MotoSeed, "users" | "groups" | "roles" | "accessKeyId" | "samlArn" | "oidcArn">> {
  const { Policy } = await client.send(
    new iam.CreatePolicyCommand({
      PolicyName: "operate-yard",
      Description: "Start & stop",
      PolicyDocument: allow("ec2:StartInstances"),
    }),
  );
  const PolicyArn = Policy?.Arn;
  const boundary = await client.send(
    new iam.CreatePolicyCommand({ PolicyName: "boundary", PolicyDocument: allow("s3:*") }),
  );
  await client.send(new iam.CreateAccountAliasCommand({ AccountAlias: "meridian-moto" }));
  await client.send(
    new iam.UpdateAccountPasswordPolicyCommand({
      MinimumPasswordLength: 14,
      RequireSymbols: true,
      RequireNumbers: true,
      RequireUppercaseCharacters: true,
      RequireLowercaseCharacters: true,
      PasswordReusePrevention: 24,
    }),
  );
  await client.send(new iam.CreateGroupCommand({ GroupName: "Operators", Path: "/people/" }));
  await client.send(new iam.AttachGroupPolicyCommand({ GroupName: "Operators", PolicyArn }));
  await client.send(
    new iam.PutGroupPolicyCommand({ GroupName: "Operators", PolicyName: "own", PolicyDocument: allow("s3:GetObject") }),
  );

  await client.send(
    new iam.CreateUserCommand({
      UserName: "amara.okafor",
      Path: "/people/",
      Tags: [{ Key: "site", Value: "yard" }],
      PermissionsBoundary: boundary.Policy?.Arn,
    }),
  );
  await client.send(new iam.CreateLoginProfileCommand({ UserName: "amara.okafor", Password: "Not-a-real-one-1" }));
  await client.send(new iam.AddUserToGroupCommand({ GroupName: "Operators", UserName: "amara.okafor" }));
  const device = await client.send(new iam.CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: "amara.okafor" }));
  const SerialNumber = device.VirtualMFADevice?.SerialNumber;
  await client.send(
    new iam.EnableMFADeviceCommand({
      UserName: "amara.okafor",
      SerialNumber,
      AuthenticationCode1: "123456",
      AuthenticationCode2: "654321",
    }),
  );
  await client.send(new iam.CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: "spare" }));

  await client.send(new iam.CreateUserCommand({ UserName: "edi-gateway" }));
  await client.send(new iam.AttachUserPolicyCommand({ UserName: "edi-gateway", PolicyArn }));
  await client.send(
    new iam.PutUserPolicyCommand({ UserName: "edi-gateway", PolicyName: "everything", PolicyDocument: allow("*") }),
  );
  const key = await client.send(new iam.CreateAccessKeyCommand({ UserName: "edi-gateway" }));
  const second = await client.send(new iam.CreateAccessKeyCommand({ UserName: "edi-gateway" }));
  await client.send(
    new iam.UpdateAccessKeyCommand({
      UserName: "edi-gateway",
      AccessKeyId: second.AccessKey?.AccessKeyId,
      Status: "Inactive",
    }),
  );

  await client.send(
    new iam.CreateRoleCommand({
      RoleName: "yard-server",
      AssumeRolePolicyDocument: trust({ Service: "ec2.amazonaws.com" }),
      Description: "Yard",
      Tags: [{ Key: "site", Value: "yard" }],
      PermissionsBoundary: boundary.Policy?.Arn,
    }),
  );
  await client.send(new iam.AttachRolePolicyCommand({ RoleName: "yard-server", PolicyArn }));
  await client.send(
    new iam.PutRolePolicyCommand({ RoleName: "yard-server", PolicyName: "own", PolicyDocument: allow("logs:*") }),
  );
  await client.send(new iam.CreateInstanceProfileCommand({ InstanceProfileName: "yard-server" }));
  await client.send(
    new iam.AddRoleToInstanceProfileCommand({ InstanceProfileName: "yard-server", RoleName: "yard-server" }),
  );
  await client.send(
    new iam.CreateRoleCommand({
      RoleName: "partner",
      AssumeRolePolicyDocument: trust({ AWS: "arn:aws:iam::999999999999:root" }),
    }),
  );

  const saml = await client.send(
    new iam.CreateSAMLProviderCommand({
      Name: "Directory",
      SAMLMetadataDocument: `<EntityDescriptor entityID="https://directory.example.com">${" ".repeat(1000)}</EntityDescriptor>`,
    }),
  );
  const oidc = await client.send(
    new iam.CreateOpenIDConnectProviderCommand({
      Url: "https://token.actions.githubusercontent.com",
      ClientIDList: ["sts.amazonaws.com"],
      ThumbprintList: ["6938fd4d98bab03faadb97b34396831e3780aea1"],
    }),
  );
  await client.send(
    new iam.UploadServerCertificateCommand({
      ServerCertificateName: "portal",
      CertificateBody: "body",
      PrivateKey: "none",
    }),
  );
  await client.send(
    new iam.UploadSSHPublicKeyCommand({
      UserName: "edi-gateway",
      SSHPublicKeyBody: "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABEXAMPLE",
    }),
  );
  return {
    users: ["amara.okafor", "edi-gateway"],
    groups: ["Operators"],
    roles: ["yard-server", "partner"],
    accessKeyId: key.AccessKey?.AccessKeyId ?? "",
    samlArn: saml.SAMLProviderArn ?? "",
    oidcArn: oidc.OpenIDConnectProviderArn ?? "",
  };
}

async function seedOrganization(
  client: organizations.OrganizationsClient,
): Promise<Pick<MotoSeed, "scpId" | "accountId">> {
  await client.send(new organizations.CreateOrganizationCommand({ FeatureSet: "ALL" }));
  const { Roots } = await client.send(new organizations.ListRootsCommand({}));
  const RootId = Roots?.[0]?.Id;
  await client.send(new organizations.EnablePolicyTypeCommand({ RootId, PolicyType: "SERVICE_CONTROL_POLICY" }));
  const created = await client.send(
    new organizations.CreateAccountCommand({ AccountName: "warehouse", Email: "warehouse@example.com" }),
  );
  const { Policy } = await client.send(
    new organizations.CreatePolicyCommand({
      Name: "deny-leaving",
      Description: "Stay",
      Type: "SERVICE_CONTROL_POLICY",
      Content: allow("organizations:LeaveOrganization").replace("Allow", "Deny"),
    }),
  );
  const scpId = Policy?.PolicySummary?.Id ?? "";
  await client.send(new organizations.AttachPolicyCommand({ PolicyId: scpId, TargetId: RootId }));
  await client.send(new organizations.EnableAWSServiceAccessCommand({ ServicePrincipal: "config.amazonaws.com" }));
  const accountId = created.CreateAccountStatus?.AccountId ?? "";
  await client.send(
    new organizations.RegisterDelegatedAdministratorCommand({
      AccountId: accountId,
      ServicePrincipal: "ssm.amazonaws.com",
    }),
  );
  return { scpId, accountId };
}

async function seedIdentityCenter(
  admin: sso.SSOAdminClient,
  identities: store.IdentitystoreClient,
  accountId: string,
): Promise<Pick<MotoSeed, "instanceArn" | "identityStoreId" | "permissionSetArn" | "groupId">> {
  const { Instances } = await admin.send(new sso.ListInstancesCommand({}));
  const InstanceArn = Instances?.[0]?.InstanceArn ?? "";
  const IdentityStoreId = Instances?.[0]?.IdentityStoreId ?? "";
  const { PermissionSet } = await admin.send(
    new sso.CreatePermissionSetCommand({ InstanceArn, Name: "Auditor", Description: "Reads", SessionDuration: "PT4H" }),
  );
  const PermissionSetArn = PermissionSet?.PermissionSetArn ?? "";
  await admin.send(
    new sso.PutInlinePolicyToPermissionSetCommand({
      InstanceArn,
      PermissionSetArn,
      InlinePolicy: allow("s3:GetObject"),
    }),
  );
  await admin.send(
    new sso.AttachCustomerManagedPolicyReferenceToPermissionSetCommand({
      InstanceArn,
      PermissionSetArn,
      CustomerManagedPolicyReference: { Name: "operate-yard", Path: "/" },
    }),
  );
  const user = await identities.send(
    new store.CreateUserCommand({
      IdentityStoreId,
      UserName: "ines@example.com",
      DisplayName: "Ines Halvorsen",
      Name: { GivenName: "Ines", FamilyName: "Halvorsen" },
      Emails: [{ Value: "ines@example.com", Type: "work", Primary: true }],
    }),
  );
  const group = await identities.send(
    new store.CreateGroupCommand({ IdentityStoreId, DisplayName: "Audit", Description: "Internal audit" }),
  );
  await identities.send(
    new store.CreateGroupMembershipCommand({
      IdentityStoreId,
      GroupId: group.GroupId,
      MemberId: { UserId: user.UserId ?? "" },
    }),
  );
  await admin.send(
    new sso.CreateAccountAssignmentCommand({
      InstanceArn,
      PermissionSetArn,
      PrincipalType: "GROUP",
      PrincipalId: group.GroupId,
      TargetId: accountId,
      TargetType: "AWS_ACCOUNT",
    }),
  );
  return {
    instanceArn: InstanceArn,
    identityStoreId: IdentityStoreId,
    permissionSetArn: PermissionSetArn,
    groupId: group.GroupId ?? "",
  };
}
