import { AccessAnalyzerClient, GetAnalyzerCommand, ListFindingsV2Command } from "@aws-sdk/client-accessanalyzer";
import { AccountClient, ListRegionsCommand } from "@aws-sdk/client-account";
import { DeleteUserCommand, IAMClient, ListUsersCommand } from "@aws-sdk/client-iam";
import { IdentitystoreClient, ListUsersCommand as ListStoreUsersCommand } from "@aws-sdk/client-identitystore";
import { LeaveOrganizationCommand, ListAccountsCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { ListInstancesCommand, SSOAdminClient } from "@aws-sdk/client-sso-admin";
import { AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { expect, test } from "vitest";
import { awsRequestHandler } from "../../collectors/_aws/request-handler.ts";
import type { OperationMatch } from "../../src/sdk/collector.ts";
import { openTestSession, operation, serve } from "./support.ts";

const query = (service: string, action: string): OperationMatch => ({ protocol: "aws-query", service, action });
const json = (service: string, target: string): OperationMatch => ({ protocol: "aws-json", service, target });
const rest = (method: string, path: string, service: string): OperationMatch => ({
  protocol: "rest",
  method,
  path,
  service,
});

const collector = {
  id: "aws-test",
  hosts: ["*.amazonaws.com"],
  operations: [
    operation("iam:ListUsers", query("iam", "ListUsers")),
    operation("sts:GetCallerIdentity", query("sts", "GetCallerIdentity")),
    operation("sts:AssumeRoleWithWebIdentity", query("sts", "AssumeRoleWithWebIdentity"), { sensitive: true }),
    operation("organizations:ListAccounts", json("organizations", "AWSOrganizationsV20161128.ListAccounts")),
    operation("sso:ListInstances", json("sso", "SWBExternalService.ListInstances")),
    operation("identitystore:ListUsers", json("identitystore", "AWSIdentityStore.ListUsers")),
    operation("access-analyzer:GetAnalyzer", rest("GET", "/analyzer/{analyzerName}", "access-analyzer")),
    operation("access-analyzer:ListFindingsV2", rest("POST", "/findingv2", "access-analyzer")),
    operation("account:ListRegions", rest("POST", "/listRegions", "account")),
  ],
};

const credentials = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "example" };

async function setup() {
  const { url, seen } = await serve((response) => response.writeHead(503).end());
  const session = await openTestSession(url, { collector }, { limits: { transientAttempts: 1 } });
  const settings = {
    endpoint: url,
    region: "us-east-1",
    credentials,
    maxAttempts: 1,
    requestHandler: awsRequestHandler(session.door.fetch),
  };
  return { session, settings, seen };
}

test("requests as the SDK makes them are recognised, for every protocol that it speaks", async () => {
  const { session, settings } = await setup();
  const asked: readonly Promise<unknown>[] = [
    new IAMClient(settings).send(new ListUsersCommand({})),
    new STSClient(settings).send(new GetCallerIdentityCommand({})),
    new STSClient(settings).send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn: "arn:aws:iam::111122223333:role/A",
        RoleSessionName: "s",
        WebIdentityToken: "t",
      }),
    ),
    new OrganizationsClient(settings).send(new ListAccountsCommand({})),
    new SSOAdminClient(settings).send(new ListInstancesCommand({})),
    new IdentitystoreClient(settings).send(new ListStoreUsersCommand({ IdentityStoreId: "d-1234567890" })),
    new AccessAnalyzerClient(settings).send(new GetAnalyzerCommand({ analyzerName: "one" })),
    new AccessAnalyzerClient(settings).send(
      new ListFindingsV2Command({ analyzerArn: "arn:aws:access-analyzer:us-east-1:111122223333:analyzer/one" }),
    ),
    new AccountClient(settings).send(new ListRegionsCommand({})),
  ];
  // The server only ever says 503: what matters is that each request got as far as the server.
  for (const result of await Promise.allSettled(asked))
    expect(result).toMatchObject({ status: "rejected", reason: { $metadata: { httpStatusCode: 503 } } });
  expect(session.violations()).toEqual([]);
  expect(session.calls()).toEqual(Object.fromEntries(collector.operations.map(({ id }) => [id, 1])));
});

test("writes are refused before they leave, as the gateway's own error, through the SDK", async () => {
  const { session, settings, seen } = await setup();
  await expect(new IAMClient(settings).send(new DeleteUserCommand({ UserName: "zoe" }))).rejects.toMatchObject({
    name: "ExhibitError",
    code: "GATEWAY_OPERATION_NOT_DECLARED",
    message: expect.stringContaining("iam:DeleteUser") as string,
  });
  await expect(new OrganizationsClient(settings).send(new LeaveOrganizationCommand({}))).rejects.toMatchObject({
    code: "GATEWAY_OPERATION_NOT_DECLARED",
    message: expect.stringContaining("organizations:LeaveOrganization") as string,
  });
  expect(seen).toHaveLength(0);
  expect(session.violations()).toHaveLength(2);
});

test("a host that is not declared is refused, as when an SDK resolves a region's endpoint by itself", async () => {
  const { settings } = await setup();
  const { endpoint: _endpoint, ...resolving } = settings;
  await expect(
    new IAMClient({ ...resolving, region: "cn-north-1" }).send(new ListUsersCommand({})),
  ).rejects.toMatchObject({
    code: "GATEWAY_HOST_NOT_DECLARED",
    place: "https://iam.cn-north-1.amazonaws.com.cn",
  });
});
