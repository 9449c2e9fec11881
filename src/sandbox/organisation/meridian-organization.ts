import { builder } from "./builders.ts";
import { allow, awsManaged, deny, policy } from "./documents.ts";
import { MANAGEMENT_ID } from "./meridian-management.ts";
import { MEMBER_ID } from "./meridian-member.ts";
import type { AwsOrganization, IdentityCenter, OrganizationPolicy, PermissionSet, PresetOptions } from "./model.ts";
import { hex, token, uuid } from "./random.ts";

const ROOT = { id: "r-mf01", name: "Root", type: "ROOT" } as const;
const FREIGHT_OU = { id: "ou-mf01-freight1", name: "Freight", type: "ORGANIZATIONAL_UNIT" } as const;

/** AWS's own policy that every root starts with. */
export const FULL_ACCESS: OrganizationPolicy = {
  id: "p-FullAWSAccess",
  name: "FullAWSAccess",
  description: "Allows access to every operation",
  type: "SERVICE_CONTROL_POLICY",
  awsManaged: true,
  content: policy(allow("*")),
  targets: [ROOT, FREIGHT_OU],
};

export function scp(
  name: string,
  content: OrganizationPolicy["content"],
  targets: OrganizationPolicy["targets"],
  type = "SERVICE_CONTROL_POLICY",
): OrganizationPolicy {
  return {
    id: `p-${token(name, 10)
      .toLowerCase()
      .replaceAll(/[^a-z0-9]/g, "0")}`,
    name,
    description: `${name} of Meridian Freight`,
    type,
    awsManaged: false,
    content,
    targets,
  };
}

export function meridianOrganization({ asOf }: PresetOptions): AwsOrganization {
  const { ago } = builder(MANAGEMENT_ID, asOf);
  return {
    id: "o-meridian01",
    managementAccountId: MANAGEMENT_ID,
    featureSet: "ALL",
    rootId: ROOT.id,
    policyTypes: [
      { type: "SERVICE_CONTROL_POLICY", status: "ENABLED" },
      { type: "TAG_POLICY", status: "ENABLED" },
      { type: "RESOURCE_CONTROL_POLICY", status: "PENDING_ENABLE" },
    ],
    policies: [
      FULL_ACCESS,
      scp("deny-leaving", policy(deny("organizations:LeaveOrganization")), [ROOT]),
      // Written but attached to nothing: it protects nobody.
      scp("deny-root-user", policy(deny("*", "*", { StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:root" } })), []),
      scp(
        "keep-regions",
        policy({
          Effect: "Deny",
          NotAction: ["iam:*", "organizations:*", "sts:*", "support:*"],
          Resource: "*",
          Condition: { StringNotEquals: { "aws:RequestedRegion": ["eu-central-1", "eu-west-1", "us-east-1"] } },
        }),
        [FREIGHT_OU],
      ),
      scp(
        "cost-centre-tag",
        { tags: { "cost-centre": { tag_key: { "@@assign": "cost-centre" } } } },
        [ROOT],
        "TAG_POLICY",
      ),
    ],
    trustedServices: [
      { principal: "sso.amazonaws.com", enabled: ago(700) },
      { principal: "access-analyzer.amazonaws.com", enabled: ago(400) },
      { principal: "iam.amazonaws.com", enabled: ago(100) },
      { principal: "account.amazonaws.com", enabled: ago(100) },
    ],
    delegatedAdministrators: [{ accountId: MEMBER_ID, enabled: ago(350) }],
    iamFeatures: ["RootCredentialsManagement"],
  };
}

export function meridianIdentityCenter({ asOf }: PresetOptions): IdentityCenter {
  const { ago } = builder(MANAGEMENT_ID, asOf);
  const instance = "ssoins-6987e2a1bexample";
  const set = (name: string, parts: Partial<PermissionSet>): PermissionSet => ({
    arn: `arn:aws:sso:::permissionSet/${instance}/ps-${hex(name, 16)}`,
    name,
    description: `${name} at Meridian Freight`,
    created: ago(600),
    managed: [],
    customerManaged: [],
    assignments: [],
    ...parts,
  });
  const user = (label: string): string => uuid(`identity-user/${label}`);
  const group = (label: string): string => uuid(`identity-group/${label}`);
  return {
    instanceArn: `arn:aws:sso:::instance/${instance}`,
    identityStoreId: "d-9967100000",
    name: "meridian",
    homeRegion: "eu-central-1",
    created: ago(700),
    permissionSets: [
      set("Administrator", {
        sessionDuration: "PT12H",
        managed: [{ arn: awsManaged("AdministratorAccess"), name: "AdministratorAccess" }],
        assignments: [
          { accountId: MANAGEMENT_ID, type: "GROUP", principalId: group("platform") },
          { accountId: MEMBER_ID, type: "USER", principalId: user("ines") },
        ],
      }),
      set("Auditor", {
        sessionDuration: "PT4H",
        managed: [
          { arn: awsManaged("SecurityAudit"), name: "SecurityAudit" },
          { arn: awsManaged("ViewOnlyAccess"), name: "ViewOnlyAccess" },
        ],
        assignments: [
          { accountId: MANAGEMENT_ID, type: "GROUP", principalId: group("audit") },
          { accountId: MEMBER_ID, type: "GROUP", principalId: group("audit") },
        ],
      }),
      set("Deployer", {
        inline: policy(allow(["ecs:*", "ecr:*"]), allow("iam:PassRole", "arn:aws:iam::*:role/service/*")),
        customerManaged: [{ name: "print-labels", path: "/" }],
        boundary: { managedArn: awsManaged("PowerUserAccess") },
        assignments: [{ accountId: MEMBER_ID, type: "GROUP", principalId: group("platform") }],
      }),
      set("Night-Shift", {
        sessionDuration: "PT8H",
        inline: policy(allow("*", "*")),
        boundary: { customer: { name: "vendor-boundary", path: "/" } },
      }),
    ],
    users: [
      {
        id: user("ines"),
        userName: "ines.halvorsen@example.com",
        givenName: "Ines",
        familyName: "Halvorsen",
        enabled: true,
      },
      {
        id: user("bruno"),
        userName: "bruno.keller@example.com",
        givenName: "Bruno",
        familyName: "Keller",
        enabled: true,
      },
      {
        id: user("farid"),
        userName: "farid.zaman@example.com",
        givenName: "Farid",
        familyName: "Zaman",
        enabled: false,
      },
    ],
    groups: [
      {
        id: group("platform"),
        name: "Platform",
        description: "Runs the platform",
        members: [user("bruno"), user("farid")],
      },
      { id: group("audit"), name: "Audit", description: "Internal audit", members: [user("ines")] },
      { id: group("retired"), name: "Retired", description: "Nobody is left", members: [] },
    ],
  };
}
