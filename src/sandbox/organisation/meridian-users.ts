import type { Builder } from "./builders.ts";
import { allow, awsManaged, deny, policy } from "./documents.ts";
import type { Group, User } from "./model.ts";
import { uniqueId, uuid } from "./random.ts";

/** The tag by which an account says whose it is; the directory and GitHub know the same address. */
export function emailTag(name: string) {
  return { Key: "email", Value: `${name}@example.com` } as const;
}

/** Users of the management account; among them the states that other tools are known to misjudge. */
export function meridianUsers(build: Builder): readonly User[] {
  return [
    build.user("amara.okafor", {
      path: "/people/",
      groups: ["Operators"],
      password: build.password(40, 1),
      mfa: [build.fido("amara.okafor", "yubikey")],
      sshKeys: [{ id: uniqueId("APKA", "amara"), status: "Active", uploaded: build.ago(30) }],
      tags: [
        { Key: "department", Value: "Yard & Rail <Nord>" },
        { Key: "cost-centre", Value: "4711" },
        { Key: "owner", Value: "amara.okafor" },
        emailTag("amara.okafor"),
      ],
    }),
    // Administrator of AWS, of the directory and of GitHub.
    build.user("bruno.keller", {
      path: "/people/",
      tags: [emailTag("bruno.keller")],
      groups: ["Administrators"],
      password: build.password(30, 0.2),
      mfa: [build.virtualMfa("bruno.keller")],
    }),
    build.user("chidi.mensah", {
      path: "/people/",
      tags: [emailTag("chidi.mensah")],
      groups: ["Operators", "Tariff-Editors"],
      password: build.password(80, 2),
    }),
    // Created today and never signed in: not an unused account yet.
    build.user("dana.novak", {
      path: "/people/",
      ageDays: 0.1,
      tags: [emailTag("dana.novak")],
      groups: ["Operators"],
      password: build.password(0.1),
      mfa: [build.virtualMfa("dana.novak", 0.05)],
    }),
    // Left: suspended in the directory, and still able to sign in here.
    build.user("emeka.lindqvist", {
      path: "/people/",
      tags: [emailTag("emeka.lindqvist")],
      ageDays: 400,
      groups: ["Auditors"],
      password: build.password(400),
      mfa: [build.hardwareMfa("emeka", 399)],
    }),
    build.user("ci-freight", {
      ageDays: 500,
      groups: ["Deployers"],
      keys: [build.key("ci-1", 45, 0.01), build.key("ci-2", 200, 46, "Inactive")],
    }),
    build.user("deploy-legacy", { ageDays: 410, keys: [build.key("legacy", 400)], groups: ["Deployers"] }),
    build.user("reporting-export", {
      ageDays: 260,
      keys: [build.key("reporting-1", 250, 3), build.key("reporting-2", 60, 0.5)],
      groups: ["Auditors"],
    }),
    build.user("backup-operator", {
      keys: [build.key("backup", 30, 0.1)],
      inline: [build.inline("everything", policy(allow("*")))],
    }),
    // All actions on every ARN of the partition is all actions on everything.
    build.user("tariff-import", { keys: [build.key("tariff", 85, 4)], attached: [build.policyArn("partition-wide")] }),
    build.user("break-glass", {
      tags: [{ Key: "email", Value: "break-glass@meridian.example.com" }],
      password: build.password(20, 200),
      mfa: [build.fido("break-glass", "vault-key"), build.virtualMfa("break-glass")],
      attached: [build.policyArn("admin-with-mfa")],
    }),
    build.user("fleet-sync", { keys: [build.key("fleet", 10, 0.3)], attached: [build.policyArn("all-but-billing")] }),
    build.user("vendor-onsite", {
      password: build.password(15, 4),
      mfa: [build.virtualMfa("vendor-onsite")],
      attached: [awsManaged("AdministratorAccess")],
      boundary: build.policyArn("vendor-boundary"),
    }),
    build.user("frozen-admin", {
      password: build.password(60, 50),
      mfa: [build.virtualMfa("frozen-admin")],
      attached: [awsManaged("AdministratorAccess")],
      inline: [build.inline("freeze", policy(deny("*")))],
    }),
    build.user("pass-only", {
      keys: [build.key("pass-only", 12, 1)],
      inline: [build.inline("pass", policy(allow("iam:PassRole")))],
    }),
    build.user("pass-and-run", {
      keys: [build.key("pass-and-run", 12, 1)],
      inline: [build.inline("pass", policy(allow("iam:PassRole"), allow(["ec2:RunInstances", "ec2:Describe*"])))],
    }),
    build.user("code-mirror", {
      ageDays: 800,
      groups: ["Deployers"],
      sshKeys: [
        { id: uniqueId("APKA", "mirror-1"), status: "Active", uploaded: build.ago(790) },
        { id: uniqueId("APKA", "mirror-2"), status: "Inactive", uploaded: build.ago(795) },
      ],
      serviceCredentials: [
        {
          id: uniqueId("ACCA", "mirror-git"),
          service: "codecommit.amazonaws.com",
          status: "Active",
          created: build.ago(780),
          serviceUserName: `code-mirror-at-${build.accountId}`,
        },
        {
          id: uniqueId("ACCA", "mirror-bedrock"),
          service: "bedrock.amazonaws.com",
          status: "Active",
          created: build.ago(25),
          expires: build.ago(-5),
          alias: `code-mirror-${uuid("alias").slice(0, 8)}`,
        },
        {
          id: uniqueId("ACCA", "mirror-old"),
          service: "bedrock.amazonaws.com",
          status: "Expired",
          created: build.ago(120),
          expires: build.ago(90),
          alias: "code-mirror-old",
        },
      ],
    }),
    build.user("edi-gateway", {
      ageDays: 1200,
      keys: [build.key("edi", 700, 120)],
      certificates: [{ id: "TA7SMP42TDN5Z26OBPJE7EXAMPLE", status: "Active", uploaded: build.ago(1100) }],
      attached: [awsManaged("AmazonS3ReadOnlyAccess")],
    }),
  ];
}

export function meridianGroups(build: Builder): readonly Group[] {
  return [
    build.group("Administrators", { path: "/people/", attached: [awsManaged("AdministratorAccess")] }),
    build.group("Operators", {
      path: "/people/",
      attached: [
        awsManaged("AmazonEC2ReadOnlyAccess"),
        build.policyArn("operate-yard", "/freight/"),
        awsManaged("AWSCloudShellFullAccess"),
      ],
    }),
    build.group("Auditors", { attached: [awsManaged("SecurityAudit")] }),
    build.group("Deployers", { attached: [build.policyArn("deploy-services", "/freight/")] }),
    build.group("Tariff-Editors", {
      inline: [
        build.inline(
          "edit-tariffs",
          policy(allow(["dynamodb:PutItem", "dynamodb:UpdateItem"], "arn:aws:dynamodb:*:*:table/tariffs")),
        ),
      ],
    }),
    build.group("Retired-Project", { ageDays: 1300, attached: [awsManaged("PowerUserAccess")] }),
  ];
}
