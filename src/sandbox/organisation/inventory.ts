import { AWS_MANAGED_NAMES, awsManaged, awsManagedPolicy } from "./documents.ts";
import type { Account, ManagedPolicy } from "./model.ts";
import { each } from "./population.ts";

/** What AWS counts over a whole account. Made by one pass over the entities; holds counters only, never entities. */
export interface Inventory {
  readonly attachments: ReadonlyMap<string, number>;
  readonly boundaries: ReadonlyMap<string, number>;
  /** AWS-managed policies that something in the account uses, in the order of their names. */
  readonly awsManagedInUse: readonly ManagedPolicy[];
  /** Summary of GetAccountSummary without quotas. */
  readonly virtualDevices: number;
  readonly usersWithMfa: number;
  readonly instanceProfiles: number;
}

export function inventory(account: Account): Inventory {
  const attachments = new Map<string, number>();
  const boundaries = new Map<string, number>();
  let virtualDevices = account.unassignedDevices.length + (account.root.mfa?.kind === "virtual" ? 1 : 0);
  let usersWithMfa = account.root.mfa === undefined ? 0 : 1;
  let instanceProfiles = 0;
  const attach = (arns: readonly string[]): void => {
    for (const arn of arns) attachments.set(arn, (attachments.get(arn) ?? 0) + 1);
  };
  const bound = (arn: string | undefined): void => {
    if (arn !== undefined) boundaries.set(arn, (boundaries.get(arn) ?? 0) + 1);
  };
  for (const user of each(account.users)) {
    attach(user.attached);
    bound(user.boundary);
    virtualDevices += user.mfa.filter((device) => device.kind === "virtual").length;
    if (user.mfa.length > 0) usersWithMfa += 1;
  }
  for (const group of each(account.groups)) attach(group.attached);
  for (const role of each(account.roles)) {
    attach(role.attached);
    bound(role.boundary);
    if (role.instanceProfile === true) instanceProfiles += 1;
  }
  const used = AWS_MANAGED_NAMES.map(awsManaged).filter((arn) => attachments.has(arn) || boundaries.has(arn));
  return {
    attachments,
    boundaries,
    awsManagedInUse: used.map(awsManagedPolicy),
    virtualDevices,
    usersWithMfa,
    instanceProfiles,
  };
}
