import type { ReadView } from "#sdk";

/**
 * Whether an account belongs to the organization of the account that is judged.
 * @throws Undetermined when the organization's accounts, which only its management account may list, were not seen
 */
export function inOrganization(
  account: string,
  organizations: ReadView<{ readonly InOrganization: boolean }>,
  accounts: ReadView<{ readonly Id: string }>,
): boolean {
  for (const { InOrganization } of organizations.seen()) if (!InOrganization) return false;
  return accounts.get(account) !== undefined;
}

export interface PolicyTargets {
  readonly Name?: string | undefined;
  readonly Id: string;
  readonly Type: string;
  readonly AwsManaged?: boolean | undefined;
  readonly Targets: readonly { readonly TargetId: string; readonly Type: string }[];
}

/**
 * How far an organization policy reaches: `all` when attached to the root, `account` when attached to this account
 * itself, `units` when only to organizational units (whether the account stands below them is not known here), else `none`.
 */
export function reachOf(policy: PolicyTargets, account: string): "all" | "account" | "units" | "none" {
  if (policy.Targets.some(({ Type }) => Type === "ROOT")) return "all";
  if (policy.Targets.some(({ TargetId }) => TargetId === account)) return "account";
  return policy.Targets.some(({ Type }) => Type === "ORGANIZATIONAL_UNIT") ? "units" : "none";
}

export function policyLabel({ Name, Id }: PolicyTargets): string {
  return Name === undefined ? Id : `${Name} (${Id})`;
}

/** `attached to the organization's root`, as `observed` carries it. */
export function reachText(reach: "all" | "account" | "units" | "none"): string {
  return {
    all: "attached to the organization's root",
    account: "attached to this account",
    units: "attached to organizational units only",
    none: "attached to nothing",
  }[reach];
}

/** Control policies never limit the management account: what they protect is the rest of the organization. */
export function managementNote(organization: {
  readonly AccountId: string;
  readonly ManagementAccountId?: string | undefined;
  readonly IsManagementAccount?: boolean | undefined;
}): string {
  const management = organization.IsManagementAccount ?? organization.ManagementAccountId === organization.AccountId;
  return management ? "; it limits the member accounts, never this management account itself" : "";
}
