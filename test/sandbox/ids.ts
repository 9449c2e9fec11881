import type { Sandbox } from "../../src/sandbox/index.ts";
import { each } from "../../src/sandbox/organisation/population.ts";
import type { Ids } from "./operation-calls.ts";

/** Names of everything in Meridian Freight's first account that calls need to name. */
export function idsOf({ organisation, accounts }: Sandbox, accountId: string): Ids {
  const [account] = organisation.accounts;
  const { identityCenter, organization } = organisation;
  if (account === undefined || identityCenter === undefined || organization === undefined)
    throw new Error("the preset lacks a part");
  const users = [...each(account.users)];
  return {
    accountId,
    roleArn: accounts[0]?.roleArn ?? "",
    externalId: organisation.reader.externalId,
    userName: "amara.okafor",
    users: users.map(({ name }) => name),
    keys: users.flatMap(({ keys }) => keys.map(({ id }) => id)),
    samlArns: account.samlProviders.map(({ name }) => `arn:aws:iam::${accountId}:saml-provider/${name}`),
    oidcArn: `arn:aws:iam::${accountId}:oidc-provider/token.actions.githubusercontent.com`,
    policyIds: organization.policies.map(({ id }) => id),
    analyzerArns: account.analyzers
      .filter(({ region }) => region === "eu-central-1")
      .map(({ name }) => `arn:aws:access-analyzer:eu-central-1:${accountId}:analyzer/${name}`),
    instanceArn: identityCenter.instanceArn,
    identityStoreId: identityCenter.identityStoreId,
    permissionSets: identityCenter.permissionSets.map(({ arn }) => arn),
    setsWithBoundary: identityCenter.permissionSets
      .filter(({ boundary }) => boundary !== undefined)
      .map(({ arn }) => arn),
    groupIds: identityCenter.groups.map(({ id }) => id),
  };
}
