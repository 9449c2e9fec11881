import { Undetermined, fail, pass, type Judgement, type ReadView } from "#sdk";
import { complete } from "./views.ts";

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
function reachOf(policy: PolicyTargets, account: string): "all" | "account" | "units" | "none" {
  if (policy.Targets.some(({ Type }) => Type === "ROOT")) return "all";
  if (policy.Targets.some(({ TargetId }) => TargetId === account)) return "account";
  return policy.Targets.some(({ Type }) => Type === "ORGANIZATIONAL_UNIT") ? "units" : "none";
}

export function policyLabel({ Name, Id }: PolicyTargets): string {
  return Name === undefined ? Id : `${Name} (${Id})`;
}

/** How a policy that may reach the account is attached, as `observed` carries it. */
const ATTACHED = {
  all: "attached to the organization's root",
  account: "attached to this account",
  units: "attached to organizational units only",
} as const;

/**
 * Whether a policy that reaches the account does what is asked; the first one that does is named.
 * @param says what such a policy does, for `observed`; undefined for one that does not do it
 * @throws Undetermined when only policies of organizational units do it, or none of those that were seen
 */
export function judgeReaching<P extends PolicyTargets>(
  policies: ReadView<P>,
  account: string,
  says: (policy: P, attached: string) => string | undefined,
  otherwise: string,
): Judgement {
  let units: string | undefined;
  for (const policy of policies.seen()) {
    const reach = reachOf(policy, account);
    if (reach === "none") continue;
    const observed = says(policy, ATTACHED[reach]);
    if (observed === undefined) continue;
    if (reach !== "units") return pass(observed);
    units ??= observed;
  }
  complete(policies);
  if (units !== undefined)
    throw new Undetermined("schema-mismatch", `${units}; whether the account stands below them was not stated`);
  return fail(otherwise);
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
