import * as analyzer from "@aws-sdk/client-accessanalyzer";
import * as account from "@aws-sdk/client-account";
import * as iam from "@aws-sdk/client-iam";
import * as organizations from "@aws-sdk/client-organizations";
import * as sso from "@aws-sdk/client-sso-admin";
import * as sts from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../../src/sandbox/index.ts";
import { clock, Clients, refusal } from "./support.ts";

let sandbox: Sandbox;
let management: Clients;
let member: Clients;
const MEMBER = "444455556666";

beforeAll(async () => {
  sandbox = await startSandbox({ clock });
  const [first, second] = sandbox.accounts;
  if (first === undefined || second === undefined) throw new Error("too few accounts");
  management = new Clients(sandbox.url, first.credentials);
  member = new Clients(sandbox.url, second.credentials);
});
afterAll(() => sandbox.close());

describe("who calls", () => {
  it("takes the account from the access key", async () => {
    const identity = await member.sts.send(new sts.GetCallerIdentityCommand({}));
    expect(identity).toMatchObject({
      Account: MEMBER,
      Arn: `arn:aws:sts::${MEMBER}:assumed-role/ExhibitReadOnly/sandbox`,
    });
  });

  it.each([
    ["iam", (bad: Clients) => bad.iam.send(new iam.GetAccountSummaryCommand({})), "InvalidClientTokenId", 403],
    [
      "organizations",
      (bad: Clients) => bad.organizations.send(new organizations.ListRootsCommand({})),
      "UnrecognizedClientException",
      400,
    ],
    [
      "access-analyzer",
      (bad: Clients) => bad.accessAnalyzer.send(new analyzer.ListAnalyzersCommand({})),
      "UnrecognizedClientException",
      403,
    ],
  ])("refuses a key that it never gave out (%s)", async (_service, ask, name, status) => {
    const bad = new Clients(sandbox.url, { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "none" });
    const error = await refusal(ask(bad));
    expect(error.name).toBe(name);
    expect(error.$metadata.httpStatusCode).toBe(status);
  });

  it("counts calls by operation and account, and those of unknown callers apart", async () => {
    sandbox.clearCalls();
    await member.iam.send(new iam.ListAccountAliasesCommand({}));
    await management.iam.send(new iam.ListAccountAliasesCommand({}));
    await refusal(
      new Clients(sandbox.url, { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "none" }).iam.send(
        new iam.ListAccountAliasesCommand({}),
      ),
    );
    expect(sandbox.calls()).toEqual({ "iam:ListAccountAliases": 3 });
    expect(sandbox.calls(MEMBER)).toEqual({ "iam:ListAccountAliases": 1 });
    expect(sandbox.calls("unknown")).toEqual({ "iam:ListAccountAliases": 1 });
  });
});

describe("AssumeRole", () => {
  const assume = (input: Partial<sts.AssumeRoleCommandInput>): Promise<sts.AssumeRoleCommandOutput> =>
    management.sts.send(
      new sts.AssumeRoleCommand({
        RoleArn: `arn:aws:iam::${MEMBER}:role/ExhibitReadOnly`,
        RoleSessionName: "run",
        ExternalId: sandbox.accounts[1]?.externalId,
        ...input,
      }),
    );

  it("gives keys of the target account", async () => {
    const { Credentials, AssumedRoleUser } = await assume({});
    expect(AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${MEMBER}:assumed-role/ExhibitReadOnly/run`);
    const session = new Clients(sandbox.url, {
      accessKeyId: Credentials?.AccessKeyId ?? "",
      secretAccessKey: Credentials?.SecretAccessKey ?? "",
      sessionToken: Credentials?.SessionToken ?? "",
    });
    expect(await session.sts.send(new sts.GetCallerIdentityCommand({}))).toMatchObject({ Account: MEMBER });
    const withoutToken = new Clients(sandbox.url, {
      accessKeyId: Credentials?.AccessKeyId ?? "",
      secretAccessKey: "x",
    });
    expect((await refusal(withoutToken.sts.send(new sts.GetCallerIdentityCommand({})))).name).toBe(
      "InvalidClientTokenId",
    );
    sandbox.expireSessions();
    const expired = await refusal(session.iam.send(new iam.GetAccountSummaryCommand({})));
    expect(expired.name).toBe("ExpiredToken");
    expect((await refusal(session.organizations.send(new organizations.DescribeOrganizationCommand({})))).name).toBe(
      "ExpiredTokenException",
    );
    expect(await management.sts.send(new sts.GetCallerIdentityCommand({}))).toHaveProperty("Account");
  });

  it.each([
    ["a wrong external id", { ExternalId: "wrong" }],
    ["no external id", { ExternalId: undefined }],
    ["a role that does not exist", { RoleArn: `arn:aws:iam::${MEMBER}:role/Nobody` }],
    ["a role that trusts somebody else", { RoleArn: `arn:aws:iam::${MEMBER}:role/scanner-fleet` }],
    ["an account that is suspended", { RoleArn: "arn:aws:iam::123456789012:role/ExhibitReadOnly" }],
  ])("refuses %s as AccessDenied", async (_what, input) => {
    const error = await refusal(assume(input));
    expect(error.name).toBe("AccessDenied");
    expect(error.$metadata.httpStatusCode).toBe(403);
  });

  it("refuses a session longer than the role allows", async () => {
    expect((await refusal(assume({ DurationSeconds: 43_200 }))).name).toBe("ValidationError");
  });
});

describe("answers that are not data", () => {
  it("has no password policy in the member account", async () => {
    await expect(member.iam.send(new iam.GetAccountPasswordPolicyCommand({}))).rejects.toBeInstanceOf(
      iam.NoSuchEntityException,
    );
  });

  it("has outbound federation off in the management account", async () => {
    await expect(management.iam.send(new iam.GetOutboundWebIdentityFederationInfoCommand({}))).rejects.toBeInstanceOf(
      iam.FeatureDisabledException,
    );
  });

  it("does not know a user, a provider, an analyzer", async () => {
    await expect(management.iam.send(new iam.ListAccessKeysCommand({ UserName: "nobody" }))).rejects.toBeInstanceOf(
      iam.NoSuchEntityException,
    );
    await expect(
      management.iam.send(
        new iam.GetSAMLProviderCommand({ SAMLProviderArn: "arn:aws:iam::111122223333:saml-provider/none" }),
      ),
    ).rejects.toBeInstanceOf(iam.NoSuchEntityException);
    await expect(
      management.accessAnalyzer.send(
        new analyzer.ListFindingsV2Command({
          analyzerArn: "arn:aws:access-analyzer:eu-central-1:111122223333:analyzer/none",
        }),
      ),
    ).rejects.toBeInstanceOf(analyzer.ResourceNotFoundException);
  });

  it("tells a member account about its organization, and nothing more", async () => {
    const { Organization } = await member.organizations.send(new organizations.DescribeOrganizationCommand({}));
    expect(Organization).toMatchObject({ Id: "o-meridian01", MasterAccountId: "111122223333" });
    await expect(member.organizations.send(new organizations.ListRootsCommand({}))).rejects.toBeInstanceOf(
      organizations.AccessDeniedException,
    );
    await expect(member.iam.send(new iam.ListOrganizationsFeaturesCommand({}))).rejects.toBeInstanceOf(
      iam.AccountNotManagementOrDelegatedAdministratorException,
    );
    const { Instances } = await member.sso.send(new sso.ListInstancesCommand({}));
    expect(Instances).toHaveLength(1);
    await expect(
      member.sso.send(new sso.ListPermissionSetsCommand({ InstanceArn: Instances?.[0]?.InstanceArn })),
    ).rejects.toBeInstanceOf(sso.AccessDeniedException);
  });

  it("refuses in the member account what its guard rails forbid", async () => {
    await expect(
      member.account.send(new account.GetAlternateContactCommand({ AlternateContactType: "SECURITY" })),
    ).rejects.toBeInstanceOf(account.AccessDeniedException);
    const credentials = sandbox.accounts[1]?.credentials;
    if (credentials === undefined) throw new Error("no member account");
    const ireland = new Clients(sandbox.url, credentials, { region: "eu-west-1" });
    await expect(ireland.accessAnalyzer.send(new analyzer.ListAnalyzersCommand({}))).rejects.toBeInstanceOf(
      analyzer.AccessDeniedException,
    );
    expect(await member.accessAnalyzer.send(new analyzer.ListAnalyzersCommand({}))).toHaveProperty(
      "analyzers.length",
      1,
    );
  });

  it("has no security contact where none is registered, and no boundary where a set has none", async () => {
    const good = await startSandbox({ clock, organisation: "bad" });
    try {
      const [first] = good.accounts;
      if (first === undefined) throw new Error("no account");
      const clients = new Clients(good.url, first.credentials);
      await expect(
        clients.account.send(new account.GetAlternateContactCommand({ AlternateContactType: "SECURITY" })),
      ).rejects.toBeInstanceOf(account.ResourceNotFoundException);
      await expect(clients.iam.send(new iam.ListOrganizationsFeaturesCommand({}))).rejects.toBeInstanceOf(
        iam.ServiceAccessNotEnabledException,
      );
      const center = good.organisation.identityCenter;
      const question = { InstanceArn: center?.instanceArn, PermissionSetArn: center?.permissionSets[0]?.arn };
      await expect(
        clients.sso.send(new sso.GetPermissionsBoundaryForPermissionSetCommand(question)),
      ).rejects.toBeInstanceOf(sso.ResourceNotFoundException);
      expect((await refusal(clients.iam.send(new iam.GetCredentialReportCommand({})))).name).toBe(
        "CredentialReportExpiredException",
      );
    } finally {
      await good.close();
    }
  });

  it("answers an account outside any organization as AWS does", async () => {
    const empty = await startSandbox({ clock, organisation: "empty" });
    try {
      const [only] = empty.accounts;
      if (only === undefined) throw new Error("no account");
      const clients = new Clients(empty.url, only.credentials);
      await expect(
        clients.organizations.send(new organizations.DescribeOrganizationCommand({})),
      ).rejects.toBeInstanceOf(organizations.AWSOrganizationsNotInUseException);
      await expect(clients.iam.send(new iam.ListOrganizationsFeaturesCommand({}))).rejects.toBeInstanceOf(
        iam.OrganizationNotFoundException,
      );
      expect(await clients.iam.send(new iam.GetAccountAuthorizationDetailsCommand({}))).toMatchObject({
        UserDetailList: [],
        RoleDetailList: [],
        IsTruncated: false,
      });
      expect((await clients.iam.send(new iam.GetAccountSummaryCommand({}))).SummaryMap).toMatchObject({
        Users: 0,
        MFADevices: 0,
        AccountMFAEnabled: 0,
        AccountPasswordPresent: 1,
      });
    } finally {
      await empty.close();
    }
  });
});

describe("requests that AWS would not understand", () => {
  const ask = async (init: {
    service: string;
    method?: string;
    path?: string;
    headers?: Record<string, string>;
    body?: string;
  }): Promise<Response> =>
    fetch(`${sandbox.url}${init.path ?? "/"}`, {
      method: init.method ?? "POST",
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=${sandbox.accounts[0]?.credentials.accessKeyId ?? ""}/20261122/us-east-1/${init.service}/aws4_request, SignedHeaders=host, Signature=0`,
        ...init.headers,
      },
      ...(init.body === undefined ? {} : { body: init.body }),
    });

  it("knows no such action", async () => {
    const query = await ask({ service: "iam", body: "Action=DeleteUser&Version=2010-05-08&UserName=amara.okafor" });
    expect(query.status).toBe(400);
    expect(await query.text()).toContain("<Code>InvalidAction</Code>");
    const json = await ask({
      service: "organizations",
      headers: { "x-amz-target": "AWSOrganizationsV20161128.CloseAccount" },
      body: "{}",
    });
    expect(await json.json()).toMatchObject({ __type: "UnknownOperationException" });
    const rest = await ask({ service: "access-analyzer", method: "DELETE", path: "/analyzer/one" });
    expect([rest.status, rest.headers.get("x-amzn-errortype")]).toEqual([404, "UnknownOperationException"]);
    expect(sandbox.calls()).toMatchObject({
      "iam:DeleteUser": 1,
      "organizations:CloseAccount": 1,
      "access-analyzer:DELETE /analyzer/one": 1,
    });
  });

  it("wants a signature, and speaks for no other service", async () => {
    expect(
      (await fetch(sandbox.url, { method: "POST", body: "Action=GetCallerIdentity" })).headers.get("x-amzn-errortype"),
    ).toBe("MissingAuthenticationToken");
    expect((await ask({ service: "ec2", body: "Action=DescribeRegions" })).status).toBe(404);
  });

  it("holds page sizes to AWS's limits", async () => {
    expect((await refusal(management.iam.send(new iam.ListRolesCommand({ MaxItems: 1001 })))).name).toBe(
      "ValidationError",
    );
    expect((await refusal(management.iam.send(new iam.ListRolesCommand({ Marker: "made up" })))).name).toBe(
      "ValidationError",
    );
    await expect(
      management.organizations.send(new organizations.ListAccountsCommand({ MaxResults: 21 })),
    ).rejects.toBeInstanceOf(organizations.InvalidInputException);
  });

  it("listens on loopback only, and sends the clock's date", async () => {
    expect(sandbox.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await ask({ service: "sts", body: "Action=GetCallerIdentity" })).headers.get("date")).toBe(
      clock.now().toUTCString(),
    );
  });
});
