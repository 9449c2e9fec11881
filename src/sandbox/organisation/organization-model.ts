import type { PolicyDocument } from "./policy-model.ts";

export interface OrganizationPolicy {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly type: string;
  readonly awsManaged: boolean;
  readonly content: PolicyDocument | Readonly<Record<string, unknown>>;
  readonly targets: readonly {
    readonly id: string;
    readonly name: string;
    readonly type: "ROOT" | "ORGANIZATIONAL_UNIT" | "ACCOUNT";
  }[];
}

/** The AWS Organizations side of the invented company. */
export interface AwsOrganization {
  readonly id: string;
  readonly managementAccountId: string;
  readonly featureSet: "ALL" | "CONSOLIDATED_BILLING";
  readonly rootId: string;
  readonly policyTypes: readonly {
    readonly type: string;
    readonly status: "ENABLED" | "PENDING_ENABLE" | "PENDING_DISABLE";
  }[];
  readonly policies: readonly OrganizationPolicy[];
  readonly trustedServices: readonly { readonly principal: string; readonly enabled: Date }[];
  readonly delegatedAdministrators: readonly { readonly accountId: string; readonly enabled: Date }[];
  /** Of IAM; absent: IAM has no trusted access. */
  readonly iamFeatures?: readonly ("RootCredentialsManagement" | "RootSessions")[];
}

export interface PermissionSet {
  readonly arn: string;
  readonly name: string;
  readonly description: string;
  readonly created: Date;
  /** ISO 8601; absent: AWS's default of one hour. */
  readonly sessionDuration?: string;
  readonly managed: readonly { readonly arn: string; readonly name: string }[];
  readonly customerManaged: readonly { readonly name: string; readonly path: string }[];
  readonly inline?: PolicyDocument;
  readonly boundary?:
    | { readonly managedArn: string }
    | { readonly customer: { readonly name: string; readonly path: string } };
  readonly assignments: readonly {
    readonly accountId: string;
    readonly type: "USER" | "GROUP";
    readonly principalId: string;
  }[];
}

export interface IdentityCenter {
  readonly instanceArn: string;
  readonly identityStoreId: string;
  readonly name: string;
  readonly homeRegion: string;
  readonly created: Date;
  readonly permissionSets: readonly PermissionSet[];
  readonly users: readonly {
    readonly id: string;
    readonly userName: string;
    readonly givenName: string;
    readonly familyName: string;
    readonly enabled: boolean;
  }[];
  readonly groups: readonly {
    readonly id: string;
    readonly name: string;
    readonly description: string;
    readonly members: readonly string[];
  }[];
}
