import type { Exclusion } from "#core";
import type { AssumeRole } from "./credentials.ts";
import type { AwsIdentity } from "./identity.ts";
import { isActive, type OrganizationAccounts } from "./organization-accounts.ts";
import type { AwsAccountConfig } from "./account-config.ts";

/** An account to collect: with the base credentials, or by entering a role. */
export interface Target {
  readonly account: string;
  readonly role: AssumeRole | undefined;
}

type OrganizationConfig = NonNullable<AwsAccountConfig["organization"]>;

/** Accounts of the configuration's list, in its order. */
export function listedTargets(
  accounts: NonNullable<AwsAccountConfig["accounts"]>,
  base: AwsIdentity,
): readonly Target[] {
  return accounts.map(({ id, roleArn, roleName, externalId }) => {
    const arn = roleArn ?? (roleName === undefined ? undefined : roleArnOf(base, id, roleName));
    return { account: id, role: arn === undefined ? undefined : entering(arn, id, externalId) };
  });
}

export interface OrganizationTargets {
  readonly members: readonly Target[];
  readonly discovered: OrganizationAccounts;
}

/**
 * Member accounts to collect, and which are left out and why. When the accounts could not all be listed, those that
 * `include` names are collected all the same: the gap on the list says that others may be missing.
 */
export function organizationTargets(
  config: OrganizationConfig,
  listed: Omit<OrganizationAccounts, "excluded">,
  base: AwsIdentity,
): OrganizationTargets {
  const excluded: Exclusion[] = [];
  const left = new Map((config.exclude ?? []).map((entry) => [entry.id, entry]));
  const include = config.include === undefined ? undefined : new Set(config.include);
  const members: Target[] = [];
  const known = new Set<string>();
  for (const account of listed.accounts) {
    const { Id } = account;
    if (Id === undefined || Id === base.account) continue;
    known.add(Id);
    const exclusion = left.get(Id);
    const state = account.State ?? account.Status ?? "not stated";
    if (exclusion !== undefined)
      excluded.push({
        rule: `account ${Id} is not collected`,
        count: 1,
        owner: exclusion.owner,
        reason: exclusion.reason,
      });
    else if (include !== undefined && !include.has(Id))
      excluded.push({
        rule: `account ${Id} is not collected`,
        count: 1,
        owner: "configuration",
        reason: "organization.include does not name it",
      });
    else if (!isActive(account))
      excluded.push({
        rule: `account ${Id} is not collected`,
        count: 1,
        owner: "AWS",
        reason: `its state is ${state}: only active accounts can be entered`,
      });
    else members.push(memberTarget(config, Id, base));
  }
  const unlisted =
    listed.problem === undefined
      ? []
      : (config.include ?? []).filter((id) => !known.has(id) && !left.has(id) && id !== base.account);
  members.push(...unlisted.map((id) => memberTarget(config, id, base)));
  return { members, discovered: { ...listed, excluded } };
}

function memberTarget(config: OrganizationConfig, id: string, base: AwsIdentity): Target {
  return { account: id, role: entering(roleArnOf(base, id, config.roleName), id, config.externalId) };
}

function roleArnOf(base: AwsIdentity, account: string, roleName: string): string {
  return `arn:${base.partition}:iam::${account}:role/${roleName}`;
}

export function entering(roleArn: string, account: string, externalId: string | undefined): AssumeRole {
  return { roleArn, externalId, sessionName: `exhibit-${account}` };
}
