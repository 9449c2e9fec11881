import { hash32, hex } from "../organisation/random.ts";
import type {
  Activity,
  GoogleGroup,
  GoogleUser,
  Member,
  OrgUnit,
  SettingPolicy,
  TenantOptions,
  UsageParameters,
} from "./model.ts";

export const CUSTOMER_ID = "C0meridian";
const DAY_MS = 86_400_000;

/** A number of many digits in text, as Google's ids are; the same for the same text. */
export function numericId(text: string): string {
  const digits = [1, 2, 3].map((part) => String(hash32(text, part)).padStart(10, "0")).join("");
  return `1${digits.slice(0, 20)}`;
}

function unitId(path: string): string {
  return `03ph8a2z${hex(`unit/${path}`, 7)}`;
}

export interface UserParts {
  readonly unit?: string;
  readonly ageDays?: number;
  /** Days since the last sign-in; `never` or a number. */
  readonly seen?: number | "never";
  readonly enrolled?: boolean;
  readonly enforced?: boolean;
  readonly more?: Partial<GoogleUser>;
}

export function googleBuilder({ asOf }: TenantOptions, domain: string) {
  const ago = (days: number): string => new Date(asOf.getTime() - days * DAY_MS).toISOString();
  return {
    ago,
    agoMs: (days: number): string => String(asOf.getTime() - days * DAY_MS),
    user(name: string, parts: UserParts = {}): GoogleUser {
      const { unit = "/", ageDays = 500, seen = 1, enrolled = true, enforced = true, more = {} } = parts;
      const primaryEmail = name.includes("@") ? name : `${name}@${domain}`;
      return {
        kind: "admin#directory#user",
        id: numericId(`user/${primaryEmail}`),
        primaryEmail,
        customerId: CUSTOMER_ID,
        isAdmin: false,
        isDelegatedAdmin: false,
        isEnrolledIn2Sv: enrolled,
        isEnforcedIn2Sv: enforced,
        suspended: false,
        archived: false,
        agreedToTerms: true,
        changePasswordAtNextLogin: false,
        ipWhitelisted: false,
        isMailboxSetup: true,
        includeInGlobalAddressList: true,
        lastLoginTime: seen === "never" ? "1970-01-01T00:00:00.000Z" : ago(seen),
        creationTime: ago(ageDays),
        orgUnitPath: unit,
        ...more,
      } satisfies GoogleUser;
    },
    unit(path: string): OrgUnit {
      const parent = path === "/" ? undefined : path.slice(0, path.lastIndexOf("/")) || "/";
      return {
        kind: "admin#directory#orgUnit",
        name: path === "/" ? domain : path.slice(path.lastIndexOf("/") + 1),
        orgUnitPath: path,
        orgUnitId: `id:${unitId(path)}`,
        ...(parent === undefined ? {} : { parentOrgUnitPath: parent, parentOrgUnitId: `id:${unitId(parent)}` }),
      } satisfies OrgUnit;
    },
    group(name: string, members: number, more: Partial<GoogleGroup> = {}): GoogleGroup {
      const email = `${name}@${domain}`;
      return {
        kind: "admin#directory#group",
        id: groupId(email),
        email,
        name,
        description: `${name} of Meridian Freight`,
        adminCreated: true,
        directMembersCount: String(members),
        ...more,
      } satisfies GoogleGroup;
    },
    /** A policy on a unit; `order` as Google numbers them: 101.x SYSTEM, 201 + depth ADMIN. */
    policy(type: string, value: Record<string, unknown>, parts: PolicyParts = {}): SettingPolicy {
      const { unit = "/", group, system = false, order, query, rule = "" } = parts;
      const depth = unit === "/" ? 0 : unit.split("/").length - 1;
      const sortOrder = order ?? (system ? 101 : group === undefined ? 201 + depth : 399);
      return {
        name: `policies/ax${hex(`${type}/${unit}/${group ?? ""}/${sortOrder}/${rule}`, 18)}`,
        customer: `customers/${CUSTOMER_ID}`,
        policyQuery: {
          orgUnit: `orgUnits/${unitId(unit)}`,
          ...(group === undefined ? {} : { group }),
          ...(query === undefined ? {} : { query }),
          sortOrder,
        },
        setting: { type: `settings/${type}`, value },
        type: system ? "SYSTEM" : "ADMIN",
      } satisfies SettingPolicy;
    },
    activity(application: string, name: string, days: number, parts: ActivityParts = {}): Activity {
      const { actor = `amara.okafor@${domain}`, type = "login", parameters = [], number = 0 } = parts;
      const time = ago(days);
      return {
        kind: "admin#reports#activity",
        id: {
          time,
          uniqueQualifier: numericId(`${application}/${name}/${time}/${actor}/${number}`).slice(0, 18),
          applicationName: application,
          customerId: CUSTOMER_ID,
        },
        actor: { callerType: "USER", email: actor, profileId: numericId(`user/${actor}`) },
        ipAddress: "192.0.2.17",
        events: [{ type, name, parameters: [...parameters] }],
      } satisfies Activity;
    },
  };
}
export type GoogleBuilder = ReturnType<typeof googleBuilder>;

interface PolicyParts {
  readonly unit?: string;
  readonly group?: string;
  readonly system?: boolean;
  readonly order?: number;
  readonly query?: string;
  /** Tells several rules of one type apart. */
  readonly rule?: string;
}

interface ActivityParts {
  readonly actor?: string;
  readonly type?: string;
  readonly number?: number;
  readonly parameters?: readonly { name: string; value?: string; multiValue?: string[]; boolValue?: boolean }[];
}

export function groupId(email: string): string {
  return `02xcytpi${hex(`group/${email}`, 7)}`;
}

export function member(email: string, role: "OWNER" | "MANAGER" | "MEMBER" = "MEMBER", type = "USER"): Member {
  return {
    kind: "admin#directory#member",
    id: type === "GROUP" ? groupId(email) : numericId(`user/${email}`),
    email,
    role,
    type,
    status: "ACTIVE",
  } satisfies Member;
}

/** Everybody of the tenant: the member has an id, and no address. */
export function everybody(): Member {
  return { kind: "admin#directory#member", id: CUSTOMER_ID, role: "MEMBER", type: "CUSTOMER" } satisfies Member;
}

export function usageCount(name: string, value: number): UsageParameters[number] {
  return { name: `accounts:${name}`, intValue: String(value) };
}
export function usageFlag(name: string, value: boolean): UsageParameters[number] {
  return { name: `accounts:${name}`, boolValue: value };
}
export function usageText(name: string, value: string): UsageParameters[number] {
  return { name: `accounts:${name}`, stringValue: value };
}
