import { builder, type Builder } from "./builders.ts";
import { trust } from "./documents.ts";
import type {
  Account,
  IdentityCenter,
  Organisation,
  PermissionSet,
  PresetOptions,
  Role,
  SamlProvider,
} from "./model.ts";
import { joined, listed } from "./population.ts";
import { hex } from "./random.ts";

/**
 * Adds what Identity Center makes in every account that a permission set is provisioned in: a role for each set and the
 * SAML provider that the roles trust.
 */
export function withReservedRoles(organisation: Organisation, { asOf }: PresetOptions): Organisation {
  const { identityCenter } = organisation;
  if (identityCenter === undefined) return organisation;
  return {
    ...organisation,
    accounts: organisation.accounts.map((account) => provisioned(account, identityCenter, asOf)),
  };
}

function provisioned(account: Account, center: IdentityCenter, asOf: Date): Account {
  const sets = center.permissionSets.filter(({ assignments }) =>
    assignments.some(({ accountId }) => accountId === account.id),
  );
  if (sets.length === 0) return account;
  const build = builder(account.id, asOf);
  const provider: SamlProvider = {
    name: `AWSSSO_${hex(`sso/${account.id}`, 16)}_DO_NOT_DELETE`,
    created: center.created,
    validUntil: build.ago(-36_000),
    encryption: "Allowed",
    privateKeys: [],
  };
  return {
    ...account,
    samlProviders: [...account.samlProviders, provider],
    roles: joined(account.roles, listed(sets.map((set) => reservedRole(build, set, provider, center.homeRegion)))),
  };
}

function reservedRole(build: Builder, set: PermissionSet, provider: SamlProvider, homeRegion: string): Role {
  const { boundary } = set;
  const boundaryArn =
    boundary === undefined
      ? undefined
      : "managedArn" in boundary
        ? boundary.managedArn
        : build.policyArn(boundary.customer.name, boundary.customer.path);
  return build.role(`AWSReservedSSO_${set.name}_${hex(`${build.accountId}/${set.name}`, 16)}`, {
    path: `/aws-reserved/sso.amazonaws.com/${homeRegion}/`,
    usedDays: 2,
    maxSessionSeconds: 43_200,
    description: set.description,
    trust: trust(
      { Federated: `arn:aws:iam::${build.accountId}:saml-provider/${provider.name}` },
      { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
      ["sts:AssumeRoleWithSAML", "sts:TagSession"],
    ),
    attached: [
      ...set.managed.map(({ arn }) => arn),
      ...set.customerManaged.map(({ name, path }) => build.policyArn(name, path)),
    ],
    inline: set.inline === undefined ? [] : [build.inline("AwsSSOInlinePolicy", set.inline)],
    ...(boundaryArn === undefined ? {} : { boundary: boundaryArn }),
  });
}
