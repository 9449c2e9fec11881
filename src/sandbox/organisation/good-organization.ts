import { builder } from "./builders.ts";
import { allow, deny, policy } from "./documents.ts";
import { MANAGEMENT_ID } from "./meridian-management.ts";
import { FULL_ACCESS, meridianIdentityCenter, scp } from "./meridian-organization.ts";
import type { AwsOrganization, IdentityCenter, PresetOptions } from "./model.ts";

const ORGANIZATION_ID = "o-meridian02";
const ROOT = { id: "r-mf02", name: "Root", type: "ROOT" } as const;

export function goodOrganization({ asOf }: PresetOptions): AwsOrganization {
  const { ago } = builder(MANAGEMENT_ID, asOf);
  return {
    id: ORGANIZATION_ID,
    managementAccountId: MANAGEMENT_ID,
    featureSet: "ALL",
    rootId: ROOT.id,
    policyTypes: [
      { type: "SERVICE_CONTROL_POLICY", status: "ENABLED" },
      { type: "RESOURCE_CONTROL_POLICY", status: "ENABLED" },
      { type: "TAG_POLICY", status: "ENABLED" },
      { type: "AISERVICES_OPT_OUT_POLICY", status: "ENABLED" },
    ],
    policies: [
      { ...FULL_ACCESS, targets: [ROOT] },
      scp("deny-leaving", policy(deny("organizations:LeaveOrganization")), [ROOT]),
      scp("deny-root-user", policy(deny("*", "*", { StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:root" } })), [
        ROOT,
      ]),
      scp(
        "keep-trail",
        policy(
          deny([
            "cloudtrail:StopLogging",
            "cloudtrail:DeleteTrail",
            "config:StopConfigurationRecorder",
            "config:DeleteConfigurationRecorder",
            "access-analyzer:DeleteAnalyzer",
          ]),
        ),
        [ROOT],
      ),
      scp(
        "keep-regions",
        policy({
          Effect: "Deny",
          NotAction: ["iam:*", "organizations:*", "sts:*", "support:*", "account:*"],
          Resource: "*",
          Condition: { StringNotEquals: { "aws:RequestedRegion": ["eu-central-1", "us-east-1"] } },
        }),
        [ROOT],
      ),
      scp(
        "own-principals-only",
        policy({
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: "*",
          Condition: { StringNotEqualsIfExists: { "aws:PrincipalOrgID": ORGANIZATION_ID } },
        }),
        [ROOT],
        "RESOURCE_CONTROL_POLICY",
      ),
      scp("owner-tag", { tags: { owner: { tag_key: { "@@assign": "owner" } } } }, [ROOT], "TAG_POLICY"),
      scp(
        "no-training-on-our-data",
        {
          services: {
            default: {
              "@@operators_allowed_for_child_policies": ["@@none"],
              opt_out_policy: { "@@assign": "optOut", "@@operators_allowed_for_child_policies": ["@@none"] },
            },
          },
        },
        [ROOT],
        "AISERVICES_OPT_OUT_POLICY",
      ),
    ],
    trustedServices: ["sso.amazonaws.com", "access-analyzer.amazonaws.com", "iam.amazonaws.com"].map((principal) => ({
      principal,
      enabled: ago(300),
    })),
    delegatedAdministrators: [],
    iamFeatures: ["RootCredentialsManagement", "RootSessions"],
  };
}

/** The same people; sessions of hours, no administrator for daily work, assignments to groups only. */
export function goodIdentityCenter(options: PresetOptions): IdentityCenter {
  const center = meridianIdentityCenter(options);
  const sets = center.permissionSets.filter(({ name }) => name === "Auditor" || name === "Deployer");
  return {
    ...center,
    permissionSets: sets.map((set) => ({
      ...set,
      sessionDuration: "PT4H",
      ...(set.name === "Deployer"
        ? {
            inline: policy(allow("ecs:UpdateService", "arn:aws:ecs:eu-central-1:*:service/dispatch/*")),
            customerManaged: [{ name: "deploy-dispatch", path: "/" }],
          }
        : {}),
    })),
  };
}
