import { Undetermined, type ReadView } from "#sdk";
import { statementsOf, type RawDocument, type Statement } from "./document.ts";
import { allows, grants, intersection, type Access, type Grant, type Question } from "./evaluate.ts";

interface InlinePolicy {
  readonly PolicyName: string;
  readonly PolicyDocument: RawDocument;
}
interface AttachedPolicy {
  readonly PolicyArn: string;
}
interface Bounded {
  readonly PermissionsBoundary?: { readonly PermissionsBoundaryArn: string } | undefined;
}
export interface PolicyRecord {
  readonly Arn: string;
  readonly DefaultVersionId: string;
  readonly PolicyVersionList: readonly {
    readonly VersionId: string;
    readonly IsDefaultVersion: boolean;
    readonly Document: RawDocument;
  }[];
}
export interface GroupRecord {
  readonly Arn: string;
  readonly GroupName: string;
  readonly GroupPolicyList: readonly InlinePolicy[];
  readonly AttachedManagedPolicies: readonly AttachedPolicy[];
}
export interface UserRecord extends Bounded {
  readonly Arn: string;
  readonly UserName: string;
  readonly UserPolicyList: readonly InlinePolicy[];
  readonly GroupList: readonly string[];
  readonly AttachedManagedPolicies: readonly AttachedPolicy[];
}
export interface RoleRecord extends Bounded {
  readonly Arn: string;
  readonly RoleName: string;
  readonly Path: string;
  readonly AssumeRolePolicyDocument: RawDocument;
  readonly RolePolicyList: readonly InlinePolicy[];
  readonly AttachedManagedPolicies: readonly AttachedPolicy[];
}

export interface PolicyViews {
  readonly policies: ReadView<PolicyRecord>;
  readonly groups?: ReadView<GroupRecord>;
}

export interface PolicySource {
  /** `inline policy x`, `group ops: policy y`: how `observed` names it. */
  readonly label: string;
  /** ARN of a managed policy. */
  readonly arn?: string;
  readonly statements: readonly Statement[];
}

/** Whoever holds permissions: a user or role with everything that applies to it, or one policy or group taken alone. */
export interface Identity {
  readonly arn: string;
  readonly partition: string;
  readonly account: string;
  readonly sources: readonly PolicySource[];
  readonly statements: readonly Statement[];
  readonly groupArns: readonly string[];
  readonly boundary: PolicySource | undefined;
  /** Parts that could not be seen: what they grant, or deny, is unknown. */
  readonly unknown: readonly Undetermined[];
  /** Set when there is a permissions boundary that could not be seen. */
  readonly boundaryUnknown: Undetermined | undefined;
  readonly variables: Readonly<Record<string, string>>;
}

/** Texts of AWS-managed policies that are stable and public, for accounts where the record itself was not seen. */
const WELL_KNOWN: Readonly<Record<string, RawDocument>> = {
  AdministratorAccess: { Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
  IAMFullAccess: { Statement: [{ Effect: "Allow", Action: "iam:*", Resource: "*" }] },
};

export function isAwsManaged(arn: string): boolean {
  return /^arn:[^:]+:iam::aws:policy\//.test(arn);
}

/** The name at the end of an ARN's path. */
export function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}

/**
 * Statements of a managed policy's default version.
 * @throws Undetermined (schema-mismatch) when the record does not hold the version that it names as default
 */
export function defaultStatements(policy: PolicyRecord): readonly Statement[] {
  const version = policy.PolicyVersionList.find(({ VersionId }) => VersionId === policy.DefaultVersionId);
  if (version === undefined)
    throw new Undetermined(
      "schema-mismatch",
      `default version ${policy.DefaultVersionId} of ${policy.Arn} is not in its record`,
    );
  return statementsOf(version.Document);
}

class Gathering {
  readonly sources: PolicySource[] = [];
  readonly unknown: Undetermined[] = [];
  readonly groupArns: string[] = [];

  /** Adds what `read` gives; what it could not see is noted, and the rest goes on. */
  add(read: () => PolicySource): void {
    const result = attempt(read);
    if (result instanceof Undetermined) this.unknown.push(result);
    else this.sources.push(result);
  }

  policies(
    prefix: string,
    inline: readonly InlinePolicy[],
    managed: readonly AttachedPolicy[],
    views: PolicyViews,
  ): void {
    for (const { PolicyName, PolicyDocument } of inline) {
      this.add(() => ({ label: `${prefix}inline policy ${PolicyName}`, statements: statementsOf(PolicyDocument) }));
    }
    for (const { PolicyArn } of managed) this.add(() => managedSource(prefix, PolicyArn, views));
  }
}

function attempt<T>(read: () => T): T | Undetermined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Undetermined) return error;
    throw error;
  }
}

function managedSource(prefix: string, arn: string, views: PolicyViews): PolicySource {
  const label = `${prefix}policy ${nameOf(arn)}`;
  const record = attempt(() => views.policies.get(arn));
  if (record !== undefined && !(record instanceof Undetermined))
    return { label, arn, statements: defaultStatements(record) };
  const text = isAwsManaged(arn) ? WELL_KNOWN[nameOf(arn)] : undefined;
  if (text !== undefined) return { label, arn, statements: statementsOf(text) };
  throw record ?? new Undetermined("schema-mismatch", `${arn} is attached but is not among the account's policies`);
}

function identity(
  arn: string,
  gathered: Gathering,
  bounded: Bounded,
  views: PolicyViews | undefined,
  variables: Identity["variables"],
): Identity {
  const [, partition = "aws", , , account = ""] = arn.split(":");
  const boundaryArn = bounded.PermissionsBoundary?.PermissionsBoundaryArn;
  const boundary =
    boundaryArn === undefined || views === undefined
      ? undefined
      : attempt(() => managedSource("permissions boundary ", boundaryArn, views));
  return {
    arn,
    partition,
    account,
    sources: gathered.sources,
    statements: gathered.sources.flatMap(({ statements }) => statements),
    groupArns: gathered.groupArns,
    boundary: boundary instanceof Undetermined ? undefined : boundary,
    unknown: gathered.unknown,
    boundaryUnknown: boundary instanceof Undetermined ? boundary : undefined,
    variables: { "aws:principalarn": arn, "aws:principalaccount": account, ...variables },
  };
}

export function userIdentity(user: UserRecord, views: PolicyViews): Identity {
  const gathered = new Gathering();
  gathered.policies("", user.UserPolicyList, user.AttachedManagedPolicies, views);
  for (const name of user.GroupList) {
    const group = attempt(() => views.groups?.get(name));
    if (group === undefined)
      gathered.unknown.push(
        new Undetermined("schema-mismatch", `group ${name} of the user is not among the account's groups`),
      );
    else if (group instanceof Undetermined) gathered.unknown.push(group);
    else {
      gathered.groupArns.push(group.Arn);
      gathered.policies(`group ${name}: `, group.GroupPolicyList, group.AttachedManagedPolicies, views);
    }
  }
  return identity(user.Arn, gathered, user, views, { "aws:username": user.UserName });
}

export function roleIdentity(role: RoleRecord, views: PolicyViews): Identity {
  const gathered = new Gathering();
  gathered.policies("", role.RolePolicyList, role.AttachedManagedPolicies, views);
  return identity(role.Arn, gathered, role, views, {});
}

/** A group's own policies: what it gives to any member. */
export function groupIdentity(group: GroupRecord, views: PolicyViews): Identity {
  const gathered = new Gathering();
  gathered.policies("", group.GroupPolicyList, group.AttachedManagedPolicies, views);
  return identity(group.Arn, gathered, {}, views, {});
}

/** One policy taken alone: what it would give to whomever it is attached to. */
export function policyIdentity(policy: PolicyRecord): Identity {
  const gathered = new Gathering();
  gathered.sources.push({
    label: `policy ${nameOf(policy.Arn)}`,
    arn: policy.Arn,
    statements: defaultStatements(policy),
  });
  return identity(policy.Arn, gathered, {}, undefined, {});
}

/** A permission set as it acts in an account: its policies by ARN or name, its inline policy and its boundary. */
export interface PermissionSetRecord {
  readonly ManagedPolicies: readonly { readonly Arn: string }[];
  readonly CustomerManagedPolicies: readonly { readonly Name: string; readonly Path?: string | undefined }[];
  readonly InlinePolicy?: RawDocument | undefined;
  readonly PermissionsBoundary?: Readonly<Record<string, unknown>> | undefined;
}

export function permissionSetIdentity(
  set: PermissionSetRecord,
  account: string,
  partition: string,
  views: PolicyViews,
): Identity {
  const customer = (name: string, path = "/"): string => `arn:${partition}:iam::${account}:policy${path}${name}`;
  const gathered = new Gathering();
  const inline =
    set.InlinePolicy === undefined ? [] : [{ PolicyName: "of the permission set", PolicyDocument: set.InlinePolicy }];
  const managed = [
    ...set.ManagedPolicies.map(({ Arn }) => Arn),
    ...set.CustomerManagedPolicies.map(({ Name, Path }) => customer(Name, Path)),
  ];
  gathered.policies(
    "",
    inline,
    managed.map((PolicyArn) => ({ PolicyArn })),
    views,
  );
  return identity(
    `arn:${partition}:iam::${account}:role/aws-reserved/sso.amazonaws.com/${"AWSReservedSSO_"}`,
    gathered,
    boundaryOf(set.PermissionsBoundary, customer),
    views,
    {},
  );
}

function boundaryOf(
  boundary: PermissionSetRecord["PermissionsBoundary"],
  customer: (name: string, path?: string) => string,
): Bounded {
  if (boundary === undefined) return {};
  const arn = boundary["ManagedPolicyArn"];
  if (typeof arn === "string") return { PermissionsBoundary: { PermissionsBoundaryArn: arn } };
  const reference = boundary["CustomerManagedPolicyReference"] as { Name?: unknown; Path?: unknown } | undefined;
  const name = typeof reference?.Name === "string" ? reference.Name : "(unnamed)";
  const path = typeof reference?.Path === "string" ? reference.Path : undefined;
  return { PermissionsBoundary: { PermissionsBoundaryArn: customer(name, path) } };
}

/** What the identity may do to *all* of the asked resources, its boundary included. An unseen boundary is left out here. */
export function can(who: Identity, question: Question): Access {
  const asked = { ...question, variables: who.variables };
  const access = allows(who.statements, asked);
  if (who.boundary === undefined || access.effect === "denied") return access;
  return intersection(access, allows(who.boundary.statements, asked));
}

/** On which of the asked resources the identity may act, its boundary included. */
export function reach(who: Identity, question: Question): readonly Grant[] {
  const asked = { ...question, variables: who.variables };
  const found = grants(who.statements, asked);
  const { boundary } = who;
  if (boundary === undefined) return found;
  return found.flatMap(({ resource, conditions }) =>
    grants(boundary.statements, { ...asked, resource }).map((part) => ({
      resource: part.resource,
      conditions: [...conditions, ...part.conditions],
    })),
  );
}
