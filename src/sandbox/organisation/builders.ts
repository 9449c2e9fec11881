import type {
  AccessKey,
  Account,
  Group,
  InlinePolicy,
  ManagedPolicy,
  MfaDevice,
  PolicyDocument,
  Region,
  Role,
  User,
} from "./model.ts";
import { serviceTrust } from "./documents.ts";
import { listed } from "./population.ts";
import { uniqueId } from "./random.ts";

const DAY_MS = 86_400_000;

/** Makes the entities of one account: ages are days before the preset's `asOf`, ids follow from account and name. */
export interface Builder {
  readonly accountId: string;
  ago(days: number): Date;
  user(name: string, parts?: UserParts): User;
  group(name: string, parts?: EntityParts): Group;
  role(name: string, parts?: RoleParts): Role;
  policy(name: string, document: PolicyDocument, parts?: PolicyParts): ManagedPolicy;
  policyArn(name: string, path?: string): string;
  key(label: string, ageDays: number, usedDays?: number, status?: AccessKey["status"]): AccessKey;
  virtualMfa(name: string, ageDays?: number): MfaDevice;
  hardwareMfa(label: string, ageDays?: number): MfaDevice;
  fido(userName: string, label: string, ageDays?: number): MfaDevice;
  inline(name: string, document: PolicyDocument): InlinePolicy;
  password(changedDays: number, usedDays?: number): NonNullable<User["password"]>;
}

interface EntityParts {
  readonly path?: string;
  readonly ageDays?: number;
  readonly inline?: readonly InlinePolicy[];
  readonly attached?: readonly string[];
}
export interface UserParts
  extends EntityParts, Partial<Omit<User, "name" | "id" | "path" | "created" | "inline" | "attached">> {}
export interface RoleParts
  extends EntityParts, Partial<Omit<Role, "name" | "id" | "path" | "created" | "inline" | "attached" | "lastUsed">> {
  /** Days since the last use; absent: not used within the tracking period. */
  readonly usedDays?: number;
}
interface PolicyParts {
  readonly path?: string;
  readonly ageDays?: number;
  readonly description?: string;
  /** Earlier versions, oldest first; the document itself is the newest and the default. */
  readonly earlier?: readonly PolicyDocument[];
}

export function builder(accountId: string, asOf: Date): Builder {
  const ago = (days: number): Date => new Date(Math.floor((asOf.getTime() - days * DAY_MS) / 1000) * 1000);
  const unique = (prefix: Parameters<typeof uniqueId>[0], name: string): string =>
    uniqueId(prefix, `${accountId}/${name}`);
  const policyArn = (name: string, path = "/"): string => `arn:aws:iam::${accountId}:policy${path}${name}`;
  const entity = (
    prefix: "AIDA" | "AGPA" | "AROA",
    name: string,
    { path = "/", ageDays = 300, inline = [], attached = [] }: EntityParts,
  ): Group => ({
    name,
    id: unique(prefix, name),
    path,
    created: ago(ageDays),
    inline,
    attached,
  });
  return {
    accountId,
    ago,
    policyArn,
    user: (name, parts = {}) => ({
      groups: [],
      tags: [],
      mfa: [],
      keys: [],
      certificates: [],
      sshKeys: [],
      serviceCredentials: [],
      ...withoutEntityParts(parts),
      ...entity("AIDA", name, parts),
    }),
    group: (name, parts = {}) => entity("AGPA", name, parts),
    role(name, parts = {}) {
      const { usedDays, ...rest } = parts;
      return {
        trust: serviceTrust("ec2.amazonaws.com"),
        tags: [],
        maxSessionSeconds: 3600,
        ...withoutEntityParts(rest),
        ...(usedDays === undefined ? {} : { lastUsed: { at: ago(usedDays), region: "eu-central-1" } }),
        ...entity("AROA", name, parts),
      };
    },
    policy(name, document, { path = "/", ageDays = 200, description, earlier = [] } = {}) {
      const documents = [...earlier, document];
      const versions = documents.map((text, index) => ({
        id: `v${index + 1}`,
        isDefault: index === documents.length - 1,
        created: ago(ageDays - index),
        document: text,
      }));
      return {
        name,
        id: unique("ANPA", name),
        arn: policyArn(name, path),
        path,
        ...(description === undefined ? {} : { description }),
        created: ago(ageDays),
        updated: ago(ageDays - documents.length + 1),
        versions: versions.toReversed(),
      };
    },
    key: (label, ageDays, usedDays, status = "Active") => ({
      id: unique("AKIA", label),
      status,
      created: ago(ageDays),
      ...(usedDays === undefined ? {} : { lastUsed: { at: ago(usedDays), service: "s3", region: "eu-central-1" } }),
    }),
    virtualMfa: (name, ageDays = 100) => ({
      kind: "virtual",
      serial: `arn:aws:iam::${accountId}:mfa/${name}`,
      enabled: ago(ageDays),
    }),
    hardwareMfa: (label, ageDays = 100) => ({
      kind: "hardware",
      serial: `GAHT${String(10_000_000 + (label.length * 7919 + label.charCodeAt(0) * 131)).slice(0, 8)}`,
      enabled: ago(ageDays),
    }),
    fido: (userName, label, ageDays = 100) => ({
      kind: "fido",
      serial: `arn:aws:iam::${accountId}:u2f/user/${userName}/${label}-${uniqueId("AIDA", `${userName}${label}`)}`,
      enabled: ago(ageDays),
    }),
    inline: (name, document) => ({ name, document }),
    password: (changedDays, usedDays) => ({
      lastChanged: ago(changedDays),
      ...(usedDays === undefined ? {} : { lastUsed: ago(usedDays) }),
    }),
  };
}

/** `entity` settles these; a key left as undefined in `parts` would otherwise shadow its default. */
function withoutEntityParts<T extends EntityParts>(parts: T): Omit<T, keyof EntityParts> {
  const { path: _path, ageDays: _age, inline: _inline, attached: _attached, ...rest } = parts;
  return rest;
}

/** Regions that an account has without asking, and a few that it may opt in to. */
export const REGIONS: readonly Region[] = [
  ...[
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "eu-central-1",
    "eu-north-1",
  ].map((name) => ({ name, status: "ENABLED_BY_DEFAULT" }) as const),
  ...[
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "ca-central-1",
    "sa-east-1",
  ].map((name) => ({ name, status: "ENABLED_BY_DEFAULT" }) as const),
  ...[
    "af-south-1",
    "ap-east-1",
    "eu-south-1",
    "eu-south-2",
    "eu-central-2",
    "me-south-1",
    "me-central-1",
    "il-central-1",
  ].map((name) => ({ name, status: "DISABLED" }) as const),
];

/** An account with nothing in it but its root user; presets override what they describe. */
export function bareAccount(id: string, name: string, asOf: Date): Account {
  const build = builder(id, asOf);
  return {
    id,
    name,
    email: `${name}@example.com`,
    state: "ACTIVE",
    joined: { at: build.ago(900), method: "CREATED" },
    root: { created: build.ago(900), passwordPresent: true, keys: [], certificates: [] },
    users: listed([]),
    groups: listed([]),
    roles: listed([]),
    policies: listed([]),
    unassignedDevices: [],
    samlProviders: [],
    oidcProviders: [],
    serverCertificates: [],
    regions: REGIONS,
    analyzers: [],
    lastAccessed: [
      { namespace: "s3", name: "Amazon S3", usedDays: 1 },
      { namespace: "ec2", name: "Amazon EC2", usedDays: 200 },
      { namespace: "dynamodb", name: "Amazon DynamoDB" },
    ],
    refusals: [],
    report: "absent",
  };
}
