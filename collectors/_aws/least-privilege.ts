import type { Operation } from "#sdk";

export interface IamPolicy {
  readonly Version: "2012-10-17";
  readonly Statement: readonly {
    readonly Sid: string;
    readonly Effect: "Allow";
    readonly Action: readonly string[];
    readonly Resource: string | readonly string[];
  }[];
}

/** Characters that IAM allows in a managed policy, white space not counted. */
export const MANAGED_POLICY_LIMIT = 6144;

const ENTITIES = ["user", "role", "group", "policy"];
const PER_USER = new Set([
  "iam:ListSSHPublicKeys",
  "iam:ListMFADevices",
  "iam:ListAccessKeys",
  "iam:GetAccessKeyLastUsed",
]);
const RESOURCES: Readonly<
  Record<string, { readonly sid: string; readonly resource: (partition: string) => readonly string[] }>
> = {
  "iam:GetSAMLProvider": {
    sid: "ExhibitSamlProviders",
    resource: (partition) => [`arn:${partition}:iam::*:saml-provider/*`],
  },
  "iam:GetOpenIDConnectProvider": {
    sid: "ExhibitOidcProviders",
    resource: (partition) => [`arn:${partition}:iam::*:oidc-provider/*`],
  },
  "iam:GenerateServiceLastAccessedDetails": {
    sid: "ExhibitServiceLastAccessed",
    resource: (partition) => ENTITIES.map((entity) => `arn:${partition}:iam::*:${entity}/*`),
  },
};

export interface LeastPrivilegeOptions {
  readonly partition?: string;
  /** Roles that the base identity enters; without them sign-in actions are left out. */
  readonly assumes?: readonly string[];
}

/**
 * The IAM policy that a collector's operations need, nothing more: one statement a service, resources narrowed where IAM
 * can narrow them (aws-iam.md §8). `sts:AssumeRole` stands in it only for the roles given, because on `*` it would be
 * far more than reading.
 */
export function leastPrivilegePolicy(
  collector: { readonly operations: readonly Operation[] },
  options: LeastPrivilegeOptions = {},
): IamPolicy {
  const partition = options.partition ?? "aws";
  const statements = new Map<string, { actions: Set<string>; resource: string | readonly string[] }>();
  const grant = (sid: string, action: string, resource: string | readonly string[]): void => {
    const statement = statements.get(sid) ?? { actions: new Set<string>(), resource };
    statement.actions.add(action);
    statements.set(sid, statement);
  };
  for (const action of grantedActions(collector)) {
    if (action === "sts:AssumeRole") {
      if (options.assumes !== undefined && options.assumes.length > 0)
        grant("ExhibitEnterAccounts", action, options.assumes);
      continue;
    }
    const narrowed = RESOURCES[action];
    if (narrowed !== undefined) grant(narrowed.sid, action, narrowed.resource(partition));
    else if (PER_USER.has(action)) grant("ExhibitIamPerUser", action, [`arn:${partition}:iam::*:user/*`]);
    else grant(`Exhibit${sidOf(action)}`, action, "*");
  }
  return {
    Version: "2012-10-17",
    Statement: [...statements].map(([Sid, { actions, resource }]) => ({
      Sid,
      Effect: "Allow",
      Action: [...actions].toSorted(),
      Resource: resource,
    })),
  };
}

/** Every IAM action that the operations declare, sign-in by federation left out: it is granted by trust, not by policy. */
export function grantedActions(collector: { readonly operations: readonly Operation[] }): readonly string[] {
  const actions = collector.operations.map(({ permission }) =>
    permission?.type === "iam-action" ? permission.value : undefined,
  );
  return [...new Set(actions.filter((action) => action !== undefined))].toSorted();
}

function sidOf(action: string): string {
  const service = action.slice(0, action.indexOf(":"));
  return `${service
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("")}Read`;
}

/** The committed form of a policy: indented JSON with a line feed at the end. */
export function policyText(policy: IamPolicy): string {
  return `${JSON.stringify(policy, undefined, 2)}\n`;
}
