import { bareAccount } from "./builders.ts";
import { withMeridianConfig } from "./config-meridian.ts";
import { filledWithItems } from "./config-regions.ts";
import { MANAGEMENT_ID, meridianManagement } from "./meridian-management.ts";
import { meridianMember } from "./meridian-member.ts";
import { meridianIdentityCenter, meridianOrganization } from "./meridian-organization.ts";
import type { Account, Organisation, PresetOptions } from "./model.ts";
import { READER } from "./reader.ts";
import { withReservedRoles } from "./reserved-roles.ts";
import { filledUp, sizedAccount } from "./sized.ts";

/**
 * Meridian Freight, an invented haulier: a management and a member account with a realistic mix of good, bad and
 * unreadable, and a third account that is suspended and cannot be reached.
 */
export function meridianFreight(options: PresetOptions): Organisation {
  const named = [meridianManagement(options), meridianMember(options)];
  const suspended: Account = { ...bareAccount("123456789012", "meridian-old-depot", options.asOf), state: "SUSPENDED" };
  const organisation: Organisation = {
    name: "Meridian Freight",
    accounts: [...named, suspended],
    reader: READER,
    organization: meridianOrganization(options),
    identityCenter: meridianIdentityCenter(options),
  };
  return withMeridianConfig(withReservedRoles(organisation, options), options);
}

/** One account in no organization, with nothing but its root user: every population is of size zero. */
export function emptyAccount(options: PresetOptions): Organisation {
  const account = bareAccount(MANAGEMENT_ID, "empty", options.asOf);
  return { name: "Empty", accounts: [account], reader: READER };
}

/** Applies `options.size` to every reachable account of a preset, adding accounts until there are as many as asked for. */
export function sized(organisation: Organisation, options: PresetOptions): Organisation {
  const { size } = options;
  if (size === undefined) return organisation;
  const central = organisation.accounts[0]?.id ?? MANAGEMENT_ID;
  const reachable = organisation.accounts.filter((account) => account.state === "ACTIVE").length;
  const further = Array.from({ length: Math.max(0, (size.accounts ?? 0) - reachable) }, (_, index) =>
    sizedAccount(String(555_500_000_001 + index), central, options, size),
  );
  const filled = organisation.accounts.map((account) =>
    account.state === "ACTIVE" ? filledUp(account, options, size) : account,
  );
  const { configItems } = size;
  const accounts = [...filled, ...further].map((account) =>
    configItems === undefined || account.state !== "ACTIVE"
      ? account
      : filledWithItems(account, configItems, options.asOf),
  );
  return { ...organisation, accounts };
}
