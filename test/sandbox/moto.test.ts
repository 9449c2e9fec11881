import * as account from "@aws-sdk/client-account";
import * as iam from "@aws-sdk/client-iam";
import * as organizations from "@aws-sdk/client-organizations";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../../src/sandbox/index.ts";
import { type Moto, motoProgram, type MotoSeed, seedMoto, startMoto } from "../support/moto.ts";
import { type Ids, OPERATION_CALLS, send } from "./operation-calls.ts";
import { idsOf } from "./ids.ts";
import { Clients, refusal } from "./support.ts";

const program = motoProgram();

/** Moto has no such operation, or (ListFindingsV2, signing certificates, boundaries) nothing that could be compared. */
const MOTO_LACKS = new Set([
  "iam:ListOrganizationsFeatures",
  "iam:GetOutboundWebIdentityFederationInfo",
  "iam:ListServiceSpecificCredentials",
  "iam:GenerateServiceLastAccessedDetails",
  "iam:ListSigningCertificates",
  "account:ListRegions",
  "access-analyzer:ListAnalyzers",
  "access-analyzer:ListFindingsV2",
  "sso:ListManagedPoliciesInPermissionSet",
  "sso:ListAccountsForProvisionedPermissionSet",
  "sso:GetPermissionsBoundaryForPermissionSet",
]);

/** Moto holds no AWS Config data that the seed could make (compliance, packs) and answers advanced queries from a can. */
const comparable = ({ operation }: { readonly operation: string }): boolean =>
  !MOTO_LACKS.has(operation) && !operation.startsWith("config:");

const ROLE_IN_PROFILE = "RoleDetailList[].InstanceProfileList[].Roles[]";

/** Fields of moto's that the sandbox does not send, and why that is right. */
const ONLY_MOTO: Readonly<Record<string, readonly string[]>> = {
  // Absent when not set, says AWS; moto fills them in.
  "iam:GetAccountPasswordPolicy": ["PasswordPolicy.MaxPasswordAge number", "PasswordPolicy.HardExpiry boolean"],
  // Moto repeats the whole role inside the instance profile.
  "iam:GetAccountAuthorizationDetails": [
    `${ROLE_IN_PROFILE}.Description string`,
    `${ROLE_IN_PROFILE}.MaxSessionDuration number`,
    `${ROLE_IN_PROFILE}.PermissionsBoundary.PermissionsBoundaryArn string`,
    `${ROLE_IN_PROFILE}.PermissionsBoundary.PermissionsBoundaryType string`,
    `${ROLE_IN_PROFILE}.Tags[].Key string`,
    `${ROLE_IN_PROFILE}.Tags[].Value string`,
  ],
  // AWS gives seed and code only in the answer to CreateVirtualMFADevice.
  "iam:ListVirtualMFADevices": [
    "VirtualMFADevices[].Base32StringSeed bytes",
    "VirtualMFADevices[].QRCodePNG bytes",
    "VirtualMFADevices[].User.Tags[].Key string",
    "VirtualMFADevices[].User.Tags[].Value string",
  ],
};

/** Fields of the sandbox that moto does not know yet, or that nothing was seeded for. */
const ONLY_SANDBOX: Readonly<Record<string, readonly string[]>> = {
  "iam:GetAccountSummary": ["SummaryMap.AccountPasswordPresent number"],
  "iam:ListAccountAliases": ["IsTruncated boolean"],
  "iam:ListAccessKeys": ["IsTruncated boolean"],
  "iam:ListSSHPublicKeys": ["IsTruncated boolean"],
  "iam:GetAccountAuthorizationDetails": [
    "UserDetailList[].PermissionsBoundary.PermissionsBoundaryType string",
    "UserDetailList[].PermissionsBoundary.PermissionsBoundaryArn string",
    "RoleDetailList[].RoleLastUsed.LastUsedDate date",
    "RoleDetailList[].RoleLastUsed.Region string",
    "Policies[].PolicyName string",
    "Policies[].PolicyId string",
    "Policies[].PermissionsBoundaryUsageCount number",
  ],
  "iam:ListVirtualMFADevices": ["VirtualMFADevices[].User.PasswordLastUsed date"],
  "iam:GetAccessKeyLastUsed": ["AccessKeyLastUsed.LastUsedDate date"],
  "iam:GetSAMLProvider": [
    "SAMLProviderUUID string",
    "Tags[].Key string",
    "Tags[].Value string",
    "AssertionEncryptionMode string",
    "PrivateKeyList[].KeyId string",
    "PrivateKeyList[].Timestamp date",
  ],
  "iam:GetOpenIDConnectProvider": ["Tags[].Key string", "Tags[].Value string"],
  "organizations:ListAccounts": ["Accounts[].Paths[] string"],
  "organizations:ListDelegatedAdministrators": ["NextToken string"],
  "sso:ListInstances": ["Instances[].Name string"],
  "identitystore:ListUsers": ["Users[].UserStatus string"],
};

/** Every field of an answer with its type, lists merged over their items: `UserDetailList[].Tags[].Key string`. */
function shape(value: unknown, path = ""): readonly string[] {
  if (value === undefined || value === null) return [];
  if (value instanceof Date) return [`${path} date`];
  if (value instanceof Uint8Array) return [`${path} bytes`];
  if (Array.isArray(value)) return value.flatMap((item) => shape(item, `${path}[]`));
  if (typeof value === "object")
    return Object.entries(value).flatMap(([name, item]) => shape(item, path === "" ? name : `${path}.${name}`));
  return [`${path} ${typeof value}`];
}

describe.skipIf(program === undefined)("the sandbox and moto, a foreign implementation", () => {
  let moto: Moto;
  let seed: MotoSeed;
  let sandbox: Sandbox;
  let theirs: Clients;
  let ours: Clients;

  beforeAll(async () => {
    if (program === undefined) return;
    [moto, sandbox] = await Promise.all([startMoto(program), startSandbox()]);
    seed = await seedMoto(moto.url);
    const [first] = sandbox.accounts;
    if (first === undefined) throw new Error("no account");
    theirs = new Clients(
      moto.url,
      { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "none" },
      { region: "us-east-1" },
    );
    ours = new Clients(sandbox.url, first.credentials);
    for (const clients of [ours, theirs]) {
      await clients.iam.send(new iam.GenerateCredentialReportCommand({}));
      await clients.iam.send(new iam.GetCredentialReportCommand({})).catch(() => undefined);
    }
  });
  afterAll(async () => {
    await Promise.all([moto?.stop(), sandbox?.close()]);
  });

  it.each(OPERATION_CALLS.filter(comparable))(
    "$operation: the same fields of the same types, save those named",
    async (entry) => {
      const shapes = async (clients: Clients, ids: Ids): Promise<ReadonlySet<string>> => {
        const fields: string[] = [];
        for (const command of entry.commands(ids)) fields.push(...shape(await send(clients, entry.client, command)));
        return new Set(fields);
      };
      const motos = await shapes(theirs, motoIds(seed));
      const sandboxes = await shapes(ours, idsOf(sandbox, "111122223333"));
      expect(motos.size).toBeGreaterThan(0);
      expect([...motos].filter((field) => !sandboxes.has(field)).toSorted()).toEqual(
        (ONLY_MOTO[entry.operation] ?? []).toSorted(),
      );
      expect([...sandboxes].filter((field) => !motos.has(field)).toSorted()).toEqual(
        (ONLY_SANDBOX[entry.operation] ?? []).toSorted(),
      );
    },
  );

  it("writes the same columns into the credential report", async () => {
    const header = async (clients: Clients): Promise<string | undefined> => {
      const { Content } = await clients.iam.send(new iam.GetCredentialReportCommand({}));
      return new TextDecoder().decode(Content).split("\n")[0];
    };
    expect(await header(ours)).toBe(await header(theirs));
  });

  it("encodes policy documents alike: percent-encoded JSON", async () => {
    const document = async (clients: Clients, UserName: string): Promise<unknown> => {
      const { UserDetailList } = await clients.iam.send(
        new iam.GetAccountAuthorizationDetailsCommand({ Filter: ["User"], MaxItems: 1000 }),
      );
      const encoded =
        UserDetailList?.find((user) => user.UserName === UserName)?.UserPolicyList?.[0]?.PolicyDocument ?? "";
      expect(encoded).toMatch(/^%7B[A-Za-z0-9%_.~+-]+%7D$/);
      return JSON.parse(decodeURIComponent(encoded));
    };
    expect(await document(ours, "backup-operator")).toEqual(await document(theirs, "edi-gateway"));
  });

  it.each([
    [
      "a user that does not exist",
      (clients: Clients) => clients.iam.send(new iam.ListAccessKeysCommand({ UserName: "nobody" })),
    ],
    [
      "a SAML provider that does not exist",
      (clients: Clients) =>
        clients.iam.send(
          new iam.GetSAMLProviderCommand({ SAMLProviderArn: "arn:aws:iam::111122223333:saml-provider/None" }),
        ),
    ],
    [
      "an organization policy that does not exist",
      (clients: Clients) =>
        clients.organizations.send(new organizations.DescribePolicyCommand({ PolicyId: "p-none000000" })),
    ],
    [
      "a contact of no kind",
      (clients: Clients) =>
        clients.account.send(new account.GetAlternateContactCommand({ AlternateContactType: "BILLING" })),
    ],
  ])("refuses %s alike", async (_what, ask) => {
    const [their, our] = [await refusal(ask(theirs)), await refusal(ask(ours))];
    expect(our.name).toBe(their.name);
    // The service model says 404 for a missing contact; moto says 400.
    if (their.name !== "ResourceNotFoundException")
      expect(our.$metadata.httpStatusCode).toBe(their.$metadata.httpStatusCode);
  });
});

function motoIds(seed: MotoSeed): Ids {
  return {
    accountId: seed.accountId,
    roleArn: "arn:aws:iam::123456789012:role/yard-server",
    externalId: "any",
    userName: "edi-gateway",
    users: seed.users,
    keys: [seed.accessKeyId],
    samlArns: [seed.samlArn],
    oidcArn: seed.oidcArn,
    policyIds: [seed.scpId],
    analyzerArns: [],
    instanceArn: seed.instanceArn,
    identityStoreId: seed.identityStoreId,
    permissionSets: [seed.permissionSetArn],
    setsWithBoundary: [],
    groupIds: [seed.groupId],
  };
}
