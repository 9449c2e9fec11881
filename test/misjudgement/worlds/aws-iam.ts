import { awsIam } from "../../../collectors/aws-iam/index.ts";
import { type FaultRule, startSandbox } from "../../../src/sandbox/index.ts";
import { awsConnection } from "../../support/connection-run.ts";
import { wholeOrganization } from "../../support/estate.ts";
import { clock, type State, type World } from "../world.ts";

const ACCOUNT = "111122223333";
const MEMBER = "444455556666";
const user = (name: string): string => `arn:aws:iam::${ACCOUNT}:user/${name}`;
const role = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const policy = (name: string): string => `arn:aws:iam::${ACCOUNT}:policy/${name}`;
const root = `arn:aws:iam::${ACCOUNT}:root`;

/** Checks of each user: the root row of the credential report is none of theirs. */
const PER_USER = [
  "aws-iam-console-user-has-mfa",
  "aws-iam-user-mfa-is-phishing-resistant",
  "aws-iam-access-key-rotated",
  "aws-iam-access-key-used-recently",
  "aws-iam-console-password-used-recently",
  "aws-iam-user-is-not-dormant",
  "aws-iam-user-has-at-most-one-active-key",
  "aws-iam-user-has-no-active-signing-certificate",
  "aws-iam-user-has-no-long-lived-key",
  "aws-iam-user-has-no-unused-initial-key",
  "aws-iam-user-has-password-or-keys-not-both",
  "aws-iam-person-signs-in-through-federation",
] as const;

const organisation: readonly State[] = [
  {
    case: "IAM-01",
    state: "active access key, 400 days old, never used",
    check: "aws-iam-access-key-used-recently",
    subject: user("deploy-legacy"),
    outcome: "fail",
    observed: /400 days\), never used/,
  },
  {
    case: "IAM-01",
    state: "its user does nothing either",
    check: "aws-iam-user-is-not-dormant",
    subject: user("deploy-legacy"),
    outcome: "fail",
  },
  {
    case: "IAM-03",
    state: "console password set 400 days ago, never signed in",
    check: "aws-iam-console-password-used-recently",
    subject: user("people/emeka.lindqvist"),
    outcome: "fail",
    observed: /never used; set .*400 days/,
  },
  {
    case: "IAM-04",
    state: "console user created today, never signed in",
    check: "aws-iam-console-password-used-recently",
    subject: user("people/dana.novak"),
    outcome: "pass",
  },
  {
    case: "IAM-04",
    state: "nor is such a user dormant",
    check: "aws-iam-user-is-not-dormant",
    subject: user("people/dana.novak"),
    outcome: "pass",
  },
  {
    case: "IAM-10",
    state: "root has a virtual MFA whose serial is a custom name",
    check: "aws-iam-root-mfa-is-hardware",
    subject: ACCOUNT,
    outcome: "fail",
    observed: /virtual/,
  },
  {
    state: "root has MFA, and no virtual device is assigned to it",
    check: "aws-iam-root-mfa-is-hardware",
    subject: MEMBER,
    account: MEMBER,
    outcome: "pass",
  },
  {
    case: "IAM-13",
    state: "policy Allow * on Resource arn:aws:*",
    check: "aws-iam-customer-policy-does-not-grant-administration",
    subject: policy("partition-wide"),
    outcome: "fail",
  },
  {
    case: "IAM-15",
    state: "Allow *:* only when MultiFactorAuthPresent",
    check: "aws-iam-customer-policy-does-not-grant-administration",
    subject: policy("admin-with-mfa"),
    outcome: "fail",
    observed: /on condition: when Bool aws:MultiFactorAuthPresent true/,
  },
  ...[
    role("yard-server"),
    role("camera-transcoder"),
    role("aws-service-role/support.amazonaws.com/AWSServiceRoleForSupport"),
  ].map((subject): State => ({
    case: "IAM-20",
    state: "service that sends neither SourceArn nor SourceAccount, or service-linked role",
    check: "aws-iam-role-service-trust-pins-source",
    subject,
    outcome: "not-applicable",
  })),
  ...PER_USER.map((check): State => ({
    case: "IAM-22",
    state: "root user row inside a per-user rule",
    check,
    subject: root,
    outcome: "not-applicable",
    observed: /root user/,
  })),
  {
    case: "IAM-30",
    state: "PassRole alone",
    check: "aws-iam-user-cannot-escalate-privileges",
    subject: user("pass-only"),
    outcome: "pass",
  },
  {
    case: "IAM-30",
    state: "PassRole and RunInstances",
    check: "aws-iam-user-cannot-escalate-privileges",
    subject: user("pass-and-run"),
    outcome: "fail",
    observed: /iam:PassRole to ec2\.amazonaws\.com \+ ec2:RunInstances/,
  },
  {
    state: "a member account may not read its security contact",
    check: "aws-account-security-contact-is-registered",
    subject: "*",
    account: MEMBER,
    outcome: "undetermined",
    reason: "denied",
  },
];

/** What only the management account may list, asked with the member account's own credentials. */
const ORGANISATION_POLICIES = [
  "aws-organizations-ai-services-are-opted-out",
  "aws-organizations-audit-trail-is-protected",
  "aws-organizations-guardrails-are-attached",
  "aws-organizations-regions-are-restricted",
  "aws-organizations-tag-policy-is-attached",
] as const;

function alone(name: string, states: readonly State[], faults: readonly FaultRule[]): World {
  return {
    name: `AWS IAM, ${name}`,
    open: async () => {
      const sandbox = await startSandbox({ clock, faults });
      return {
        connection: awsConnection(awsIam, sandbox, { analyzerRegions: ["eu-central-1"] }),
        close: () => sandbox.close(),
      };
    },
    states,
  };
}

export const iamWorlds: readonly World[] = [
  {
    name: "AWS IAM, every account of Meridian Freight",
    open: async () => {
      const sandbox = await startSandbox({ clock });
      const config = { analyzerRegions: ["eu-central-1"], ...wholeOrganization(sandbox) };
      return { connection: awsConnection(awsIam, sandbox, config), close: () => sandbox.close() };
    },
    states: organisation,
  },
  {
    name: "AWS IAM, a member account with credentials of its own",
    open: async () => {
      const sandbox = await startSandbox({ clock });
      const member = sandbox.accounts[1];
      if (member === undefined) throw new Error("the organisation has lost its member account");
      const connection = awsConnection(awsIam, sandbox, { analyzerRegions: ["eu-central-1"] });
      const env = {
        AWS_ACCESS_KEY_ID: member.credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: member.credentials.secretAccessKey,
      };
      return { connection: { ...connection, env }, close: () => sandbox.close() };
    },
    states: ORGANISATION_POLICIES.map((check) => ({
      case: "ORG-01",
      state: "member account cannot list organization policies",
      check,
      subject: MEMBER,
      outcome: "undetermined",
      reason: "denied",
    })),
  },
  alone(
    "where lists that others rest on are refused",
    [
      {
        state: "root has MFA, but which devices are virtual may not be listed",
        check: "aws-iam-root-mfa-is-hardware",
        subject: ACCOUNT,
        outcome: "undetermined",
        reason: "denied",
      },
      {
        state: "the password policy may not be read",
        check: "aws-iam-password-policy-is-set",
        subject: "*",
        outcome: "undetermined",
        reason: "denied",
      },
      {
        state: "whether federation is configured may not be listed",
        check: "aws-iam-federation-is-configured",
        subject: ACCOUNT,
        outcome: "undetermined",
        reason: "denied",
      },
    ],
    [
      { operation: "iam:ListVirtualMFADevices", fault: { kind: "deny" } },
      { operation: "iam:GetAccountPasswordPolicy", fault: { kind: "deny" } },
      { operation: "iam:ListSAMLProviders", fault: { kind: "deny" } },
      { operation: "sso:ListInstances", fault: { kind: "deny" } },
      { operation: "organizations:ListAWSServiceAccessForOrganization", fault: { kind: "deny" } },
    ],
  ),
  alone(
    "where the credential report cannot be read",
    [
      {
        state: "no report",
        check: "aws-iam-access-key-used-recently",
        subject: "*",
        outcome: "undetermined",
        reason: "denied",
      },
      {
        state: "no report",
        check: "aws-iam-console-user-has-mfa",
        subject: "*",
        outcome: "undetermined",
        reason: "denied",
      },
    ],
    [{ operation: "iam:GetCredentialReport", fault: { kind: "deny" } }],
  ),
  alone(
    "where pages of users end in the middle",
    [
      {
        state: "a later page of users is cut off: no administrator is ruled out",
        check: "aws-iam-administrators-are-few",
        subject: ACCOUNT,
        outcome: "undetermined",
      },
    ],
    [{ operation: "iam:GetAccountAuthorizationDetails", fault: { kind: "truncate" } }],
  ),
];
