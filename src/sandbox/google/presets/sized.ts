import { googleBuilder, member, numericId } from "../builders.ts";
import { chance, pick } from "../../organisation/random.ts";
import type { GoogleGroup, GoogleTenant, GoogleUser, TenantOptions } from "../model.ts";
import { DOMAIN, usageOfUser } from "./base.ts";

/** Adds users, groups and sign-ins until there are as many as asked for; users are made page by page. */
export function sizedTenant(tenant: GoogleTenant, options: TenantOptions): GoogleTenant {
  const { size, seed = 1 } = options;
  if (size === undefined) return tenant;
  const { user, group, activity } = googleBuilder(options, DOMAIN);
  const { count } = tenant.users;
  const total = Math.max(count, size.users ?? 0);
  const units = tenant.orgUnits.map(({ orgUnitPath }) => orgUnitPath ?? "/");
  const generated = (index: number): GoogleUser => {
    const name = `worker-${String(index).padStart(5, "0")}`;
    const label = `${seed}/${name}`;
    return user(name, {
      unit: pick(["/", ...units], label),
      ageDays: 30 + (index % 900),
      seen: chance(4, label) ? 200 : 1 + (index % 20),
      enrolled: !chance(6, `2sv/${label}`),
      enforced: !chance(3, `enforced/${label}`),
      more: chance(5, `left/${label}`) ? { suspended: true, suspensionReason: "ADMIN" } : {},
    });
  };
  const at = (index: number): GoogleUser => (index < count ? tenant.users.at(index) : generated(index - count));
  const extra = Math.max(0, (size.groups ?? 0) - tenant.groups.length);
  const groups: GoogleGroup[] = Array.from({ length: extra }, (_, index) =>
    group(`team-${String(index).padStart(5, "0")}`, 3 + (index % 5)),
  );
  const added = new Map(groups.map((made, index) => [made.id, { index, size: Number(made.directMembersCount) }]));
  const logins = Array.from({ length: Math.max(0, (size.logins ?? 0) - tenant.activities.login.length) }, (_, number) =>
    activity("login", "login_success", 0.01 + (number % 600) / 100, { actor: at(number % total).primaryEmail, number }),
  );
  return {
    ...tenant,
    users: { count: total, at },
    groups: [...tenant.groups, ...groups],
    members: (id) => {
      const made = added.get(id);
      if (made === undefined) return tenant.members(id);
      return Array.from({ length: made.size }, (_, number) =>
        member(at((made.index * 7 + number) % total).primaryEmail, number === 0 ? "OWNER" : "MEMBER"),
      );
    },
    mobileDevices: filled(tenant.mobileDevices, size.mobileDevices, (template, number) => ({
      ...template,
      resourceId: numericId(`mobile/sized/${number}`),
      deviceId: numericId(`device/sized/${number}`),
      email: [at(number % total).primaryEmail],
    })),
    chromeDevices: filled(tenant.chromeDevices, size.chromeDevices, (template, number) => ({
      ...template,
      deviceId: numericId(`chrome/sized/${number}`),
      annotatedUser: at(number % total).primaryEmail,
    })),
    activities: { ...tenant.activities, login: [...tenant.activities.login, ...logins] },
    userUsage: (one) => (one.primaryEmail.startsWith("worker-") ? usageOfUser(one, false) : tenant.userUsage(one)),
  };
}

/** Further ones after the example of those that are there, in turn. */
function filled<T>(
  some: readonly T[],
  total: number | undefined,
  like: (template: T, number: number) => T,
): readonly T[] {
  const missing = some.length === 0 ? 0 : Math.max(0, (total ?? 0) - some.length);
  return [...some, ...Array.from({ length: missing }, (_, number) => like(some[number % some.length] as T, number))];
}
