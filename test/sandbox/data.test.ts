import * as analyzer from "@aws-sdk/client-accessanalyzer";
import * as iam from "@aws-sdk/client-iam";
import * as organizations from "@aws-sdk/client-organizations";
import * as sso from "@aws-sdk/client-sso-admin";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Account, type Sandbox, startSandbox } from "../../src/sandbox/index.ts";
import { each } from "../../src/sandbox/organisation/population.ts";
import { clock, Clients } from "./support.ts";

let sandbox: Sandbox;
let account: Account;
let clients: Clients;

beforeAll(async () => {
  sandbox = await startSandbox({ clock, size: { users: 30, roles: 40, groups: 9, policies: 15 } });
  const [first] = sandbox.accounts;
  const [data] = sandbox.organisation.accounts;
  if (first === undefined || data === undefined) throw new Error("no account");
  account = data;
  clients = new Clients(sandbox.url, first.credentials);
});
afterAll(() => sandbox.close());

const decoded = (document: string | undefined): unknown => JSON.parse(decodeURIComponent(document ?? ""));

describe("what the SDK reads is what the organisation holds", () => {
  it("users, groups, roles and policies with their documents", async () => {
    const page = await clients.iam.send(new iam.GetAccountAuthorizationDetailsCommand({ MaxItems: 1000 }));
    expect(
      page.UserDetailList?.map((user) => ({
        name: user.UserName,
        id: user.UserId,
        path: user.Path,
        created: user.CreateDate,
        groups: user.GroupList,
        attached: user.AttachedManagedPolicies?.map(({ PolicyArn }) => PolicyArn),
        inline: (user.UserPolicyList ?? []).map(({ PolicyName, PolicyDocument }) => ({
          name: PolicyName,
          document: decoded(PolicyDocument),
        })),
        boundary: user.PermissionsBoundary?.PermissionsBoundaryArn,
        tags: user.Tags,
      })),
    ).toEqual(
      Array.from(each(account.users), ({ name, id, path, created, groups, attached, inline, boundary, tags }) => ({
        name,
        id,
        path,
        created,
        groups,
        attached,
        inline,
        boundary,
        tags,
      })),
    );
    expect(page.GroupDetailList?.map(({ GroupName, CreateDate }) => [GroupName, CreateDate])).toEqual(
      Array.from(each(account.groups), ({ name, created }) => [name, created]),
    );
    expect(
      page.RoleDetailList?.map((role) => ({
        name: role.RoleName,
        trust: decoded(role.AssumeRolePolicyDocument),
        lastUsed: role.RoleLastUsed?.LastUsedDate,
        profiles: role.InstanceProfileList?.length,
      })),
    ).toEqual(
      Array.from(each(account.roles), ({ name, trust, lastUsed, instanceProfile }) => ({
        name,
        trust,
        lastUsed: lastUsed?.at,
        profiles: instanceProfile === true ? 1 : 0,
      })),
    );
    const own = page.Policies?.filter(({ Arn }) => !Arn?.startsWith("arn:aws:iam::aws:"));
    expect(
      own?.map(({ Arn, PolicyVersionList }) => [
        Arn,
        PolicyVersionList?.map(({ VersionId, IsDefaultVersion, Document }) => [
          VersionId,
          IsDefaultVersion,
          decoded(Document),
        ]),
      ]),
    ).toEqual(
      Array.from(each(account.policies), ({ arn, versions }) => [
        arn,
        versions.map(({ id, isDefault, document }) => [id, isDefault, document]),
      ]),
    );
  });

  it("counts attachments as they are, AWS-managed policies in use included", async () => {
    const { Policies } = await clients.iam.send(
      new iam.GetAccountAuthorizationDetailsCommand({
        MaxItems: 1000,
        Filter: ["AWSManagedPolicy", "LocalManagedPolicy"],
      }),
    );
    const entities = [...each(account.users), ...each(account.groups), ...each(account.roles)];
    for (const { Arn, AttachmentCount } of Policies ?? [])
      expect(AttachmentCount, Arn).toBe(entities.filter(({ attached }) => attached.includes(String(Arn))).length);
    const boundary = Policies?.find(({ PolicyName }) => PolicyName === "vendor-boundary");
    expect(boundary?.PermissionsBoundaryUsageCount).toBe(
      [...each(account.users), ...each(account.roles)].filter((entity) => entity.boundary === boundary?.Arn).length,
    );
    expect(Policies?.some(({ Arn }) => Arn === "arn:aws:iam::aws:policy/AdministratorAccess")).toBe(true);
  });

  it("instants in each protocol's own notation", async () => {
    const { Accounts } = await clients.organizations.send(new organizations.ListAccountsCommand({}));
    expect(Accounts?.map(({ JoinedTimestamp }) => JoinedTimestamp)).toEqual(
      sandbox.organisation.accounts.map(({ joined }) => joined.at),
    );
    const { analyzers } = await clients.accessAnalyzer.send(new analyzer.ListAnalyzersCommand({}));
    const local = account.analyzers.filter(({ region }) => region === "eu-central-1");
    expect(analyzers?.map(({ createdAt }) => createdAt)).toEqual(local.map(({ created }) => created));
    const center = sandbox.organisation.identityCenter;
    const { Instances } = await clients.sso.send(new sso.ListInstancesCommand({}));
    expect(Instances?.map(({ CreatedDate }) => CreatedDate)).toEqual([center?.created]);
  });

  it("texts with characters that XML and percent-encoding treat apart", async () => {
    const { UserDetailList } = await clients.iam.send(
      new iam.GetAccountAuthorizationDetailsCommand({ MaxItems: 1000 }),
    );
    const amara = UserDetailList?.find(({ UserName }) => UserName === "amara.okafor");
    expect(amara?.Tags).toContainEqual({ Key: "department", Value: "Yard & Rail <Nord>" });
    expect(clients.last?.body).not.toMatch(/<PolicyDocument>[^<]*[*!'()][^<]*</);
  });
});
