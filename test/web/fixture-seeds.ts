import type { Scope } from "../../src/core/evidence.ts";
import type { GapReason, Outcome, Severity, UndeterminedReason } from "../../src/core/outcome.ts";

/** One check of the fixture and how its resources turn out: the first `fail` fail, the next `undetermined` are not decided. */
export interface CheckSeed {
  readonly id: string;
  readonly title: string;
  readonly rationale: string;
  readonly severity: Severity;
  readonly kind: string;
  readonly controls: readonly string[];
  readonly gate?: boolean;
  readonly partly?: boolean;
  readonly point: string;
  readonly expected: string;
  readonly remediation: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly origin?: string;
  readonly total: number;
  readonly fail: number;
  readonly undetermined: number;
  readonly reason?: UndeterminedReason;
  readonly subject: (index: number, scope: Scope) => string;
  readonly observed: (outcome: Outcome, index: number) => string;
}

const aws = (account: string, region?: string): Scope => ({
  platform: "aws",
  account,
  ...(region === undefined ? {} : { region }),
});

export const SCOPES: readonly {
  readonly connection: string;
  readonly scope: Scope;
  readonly kinds: readonly string[];
  readonly principal: string;
}[] = [
  {
    connection: "aws-prod",
    scope: aws("111122223333"),
    kinds: ["aws-iam"],
    principal: "arn:aws:sts::111122223333:assumed-role/exhibit-read/run",
  },
  {
    connection: "aws-prod",
    scope: aws("444455556666"),
    kinds: ["aws-iam"],
    principal: "arn:aws:sts::444455556666:assumed-role/exhibit-read/run",
  },
  {
    connection: "aws-config",
    scope: aws("111122223333", "eu-west-1"),
    kinds: ["aws-config"],
    principal: "arn:aws:sts::111122223333:assumed-role/exhibit-read/run",
  },
  {
    connection: "github",
    scope: { platform: "github", account: "kestrel-ferries" },
    kinds: ["github"],
    principal: "app/exhibit-read (installation 48213377)",
  },
  {
    connection: "workspace",
    scope: { platform: "google-workspace", account: "kestrel.example.com" },
    kinds: ["google-workspace"],
    principal: "exhibit-read@kestrel.example.com",
  },
];

export const GAP_SEEDS: readonly {
  readonly kind: string;
  readonly scope: Scope;
  readonly reason: GapReason;
  readonly operation: string;
  readonly detail: string;
  readonly subjects: readonly string[];
}[] = [
  {
    kind: "aws-iam.access-key",
    scope: aws("444455556666"),
    reason: "denied",
    operation: "iam:GetAccessKeyLastUsed",
    detail: "The role exhibit-read is not allowed to perform iam:GetAccessKeyLastUsed on these users.",
    subjects: ["deploy-staging", "terraform-legacy", "harbour-display-03"],
  },
  {
    kind: "github.repository",
    scope: { platform: "github", account: "kestrel-ferries" },
    reason: "not-licensed",
    operation: "GET /repos/{owner}/{repo}/rulesets",
    detail: "Rulesets of private repositories need a plan that this organisation does not have.",
    subjects: ["booking-engine", "crew-rota"],
  },
  {
    kind: "google-workspace.drive-setting",
    scope: { platform: "google-workspace", account: "kestrel.example.com" },
    reason: "denied",
    operation: "cloudidentity.policies.list",
    detail: "The service account lacks the scope cloud-identity.policies.readonly.",
    subjects: [],
  },
];

const people = ["a.lindqvist", "b.moreau", "c.okonkwo", "d.haas", "e.varga", "f.nakamura", "g.silva", "h.petrov"];
const repos = [
  "booking-engine",
  "crew-rota",
  "harbour-display",
  "timetable",
  "tickets-web",
  "infra",
  "payments",
  "fleet-telemetry",
];
const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;
const suffix = (list: readonly unknown[], index: number): string =>
  index < list.length ? "" : `-${Math.floor(index / list.length) + 1}`;
const user = (index: number, scope: Scope): string =>
  `arn:aws:iam::${scope.account}:user/${at(people, index)}${suffix(people, index)}`;
const repo = (index: number): string => `kestrel-ferries/${at(repos, index)}${suffix(repos, index)}`;
const member = (index: number): string => `${at(people, index)}${suffix(people, index)}@kestrel.example.com`;
const said = (pass: string, fail: string, unknown: string) => (outcome: Outcome) =>
  outcome === "pass" ? pass : outcome === "fail" ? fail : unknown;

export const CHECK_SEEDS: readonly CheckSeed[] = [
  {
    id: "aws-iam-root-has-mfa",
    title: "The root user has a second factor",
    severity: "critical",
    kind: "aws-iam.account-summary",
    rationale:
      "Whoever holds the root user's password alone holds the account; a second factor stops a stolen password.",
    controls: ["8.2", "8.5", "5.17"],
    gate: true,
    point: "Identities that can do everything sign in with a second factor.",
    expected: "AccountMFAEnabled is 1",
    remediation:
      "Sign in as root, open Security credentials and assign a hardware key. Keep it in the safe that the break-glass procedure names.",
    total: 2,
    fail: 0,
    undetermined: 0,
    subject: (_, scope) => scope.account,
    observed: said("AccountMFAEnabled is 1", "AccountMFAEnabled is 0", ""),
  },
  {
    id: "aws-iam-root-has-no-access-key",
    title: "The root user has no access key",
    severity: "critical",
    kind: "aws-iam.account-summary",
    rationale: "A root access key has every right, no second factor and no expiry.",
    controls: ["8.2", "5.18"],
    gate: true,
    point: "Rights beyond daily work are not held in standing keys.",
    expected: "AccountAccessKeysPresent is 0",
    remediation: "Delete the root user's access keys after moving their callers to a role.",
    total: 2,
    fail: 0,
    undetermined: 0,
    subject: (_, scope) => scope.account,
    observed: said("AccountAccessKeysPresent is 0", "AccountAccessKeysPresent is 1", ""),
  },
  {
    id: "aws-iam-user-has-mfa",
    title: "Each user with a password has a second factor",
    severity: "high",
    kind: "aws-iam.user",
    rationale: "Passwords leak; a second factor keeps one leak from being a sign-in.",
    controls: ["8.5", "5.16", "5.17"],
    gate: true,
    point: "People sign in with more than a password.",
    expected: "at least one MFA device",
    remediation:
      "Have the user register a device under Security credentials; deny all else until it is done with a policy on aws:MultiFactorAuthPresent.",
    total: 23,
    fail: 2,
    undetermined: 0,
    subject: user,
    observed: said("1 device, virtual", "password enabled, 0 devices", ""),
  },
  {
    id: "aws-iam-access-key-is-rotated",
    title: "Access keys are younger than the limit",
    severity: "medium",
    kind: "aws-iam.access-key",
    rationale: "The longer a key lives, the more places it has been copied to.",
    controls: ["5.17", "8.24"],
    point: "Secrets of machines are renewed on a schedule.",
    params: { maxAgeDays: 90, countInactive: false },
    origin:
      "Our default: CIS AWS Foundations 1.14 says 90 days. Your policy may say otherwise; set it in the configuration.",
    expected: "created at most 90 days ago",
    remediation:
      "Create a second key, move its caller, disable the old one for a week, delete it. Better: replace the key with a role.",
    total: 31,
    fail: 4,
    undetermined: 3,
    subject: (index, scope) => `${user(index, scope)}/AKIAIOSFODNN7EXAMPLE`,
    observed: (outcome, index) =>
      outcome === "fail"
        ? `active, created ${120 + index * 31} days ago`
        : outcome === "pass"
          ? `active, created ${(index * 7) % 90} days ago`
          : "last use could not be read",
  },
  {
    id: "aws-iam-password-policy-min-length",
    title: "Passwords have at least the demanded length",
    severity: "medium",
    kind: "aws-iam.password-policy",
    rationale: "Length is what makes guessing expensive.",
    controls: ["5.17"],
    point: "Password rules demand length before everything else.",
    params: { minimumLength: 14 },
    origin: "Our default: CIS AWS Foundations 1.8.",
    expected: "MinimumPasswordLength is at least 14",
    remediation: "Set the account password policy's minimum length to 14 or more.",
    total: 2,
    fail: 1,
    undetermined: 0,
    subject: (_, scope) => scope.account,
    observed: said("MinimumPasswordLength is 16", "no policy configured: the platform's default of 8 applies", ""),
  },
  {
    id: "aws-iam-policy-grants-no-full-administration",
    title: "Customer policies do not grant everything",
    severity: "high",
    kind: "aws-iam.policy",
    rationale: "A policy that allows every action on every resource makes each holder an administrator, unnamed.",
    controls: ["8.2", "5.15", "5.3", "8.3"],
    gate: true,
    point: "No policy of our own hands out every right at once.",
    expected: "no Allow of * on *",
    remediation: "Replace the statement by the actions that are used; Access Analyzer can propose them from the trail.",
    total: 18,
    fail: 0,
    undetermined: 0,
    subject: (index, scope) => `arn:aws:iam::${scope.account}:policy/team-${at(repos, index)}${suffix(repos, index)}`,
    observed: said("widest statement: s3:* on 1 bucket", "Allow * on *", ""),
  },
  {
    id: "aws-iam-role-is-used",
    title: "Roles were used within the limit",
    severity: "low",
    kind: "aws-iam.role",
    rationale: "Rights that nobody uses are rights that nobody watches.",
    controls: ["5.18", "5.15"],
    partly: true,
    point: "Rights that are no longer used are taken away.",
    params: { unusedDays: 90 },
    origin: "Your policy P-12, section 4.",
    expected: "last used at most 90 days ago",
    remediation: "Ask the owner, then delete the role.",
    total: 40,
    fail: 1,
    undetermined: 0,
    subject: (index, scope) => `arn:aws:iam::${scope.account}:role/svc-${at(repos, index)}${suffix(repos, index)}`,
    observed: said("last used 3 days ago", "last used 211 days ago", ""),
  },
  {
    id: "aws-config-recorder-is-on",
    title: "Configuration is recorded in each region in use",
    severity: "high",
    kind: "aws-config.recorder",
    rationale: "Without a record of configuration nobody can say what changed before an incident.",
    controls: ["8.9", "5.9", "8.15"],
    gate: true,
    point: "Configuration of every resource is recorded as it changes.",
    expected: "recording, all resource types",
    remediation: "Start a configuration recorder for all resource types in the region.",
    total: 4,
    fail: 1,
    undetermined: 0,
    subject: (index) => `recorder/${at(["eu-west-1", "eu-central-1", "us-east-1", "ap-southeast-1"], index)}`,
    observed: said("recording all supported types", "recorder stopped on 2026-07-02", ""),
  },
  {
    id: "aws-config-rule-s3-public-access-is-blocked",
    title: "Buckets refuse public access",
    severity: "high",
    kind: "aws-config.rule-result",
    rationale: "A bucket opened by mistake is the commonest way in which data leave a cloud account.",
    controls: ["8.12", "5.10", "8.3"],
    gate: true,
    point: "Stores of data cannot be opened to everyone by mistake.",
    expected: "all four block settings on",
    remediation: "Turn on Block Public Access for the account.",
    total: 36,
    fail: 0,
    undetermined: 0,
    subject: (index) => `arn:aws:s3:::kestrel-${at(repos, index)}${suffix(repos, index)}`,
    observed: said("all four settings on", "BlockPublicPolicy off", ""),
  },
  {
    id: "aws-config-rule-volume-is-encrypted",
    title: "Volumes are encrypted at rest",
    severity: "medium",
    kind: "aws-config.rule-result",
    rationale: "A snapshot that is shared by mistake stays unreadable when its volume was encrypted.",
    controls: ["8.24", "8.10"],
    point: "Data at rest are encrypted with keys that we manage.",
    expected: "Encrypted is true",
    remediation: "Copy the snapshot with encryption and replace the volume; turn on encryption by default.",
    total: 52,
    fail: 0,
    undetermined: 0,
    subject: (index) => `vol-0a1b2c3d4e${String(index).padStart(3, "0")}`,
    observed: said("Encrypted is true, key alias/kestrel-data", "Encrypted is false", ""),
  },
  {
    id: "aws-config-rule-backup-plan-covers",
    title: "Databases are in a backup plan",
    severity: "high",
    kind: "aws-config.rule-result",
    rationale: "What no plan covers is not restored.",
    controls: ["8.13", "8.14"],
    partly: true,
    point: "Everything that must be restored is in a backup plan.",
    expected: "in a plan with daily copies",
    remediation: "Add the database's tag to the backup selection.",
    total: 9,
    fail: 0,
    undetermined: 0,
    subject: (index) => `db/${at(repos, index)}${suffix(repos, index)}`,
    observed: said("plan kestrel-daily, last copy 4 h ago", "no plan", ""),
  },
  {
    id: "github-default-branch-requires-review",
    title: "Default branches require a review",
    severity: "high",
    kind: "github.repository",
    rationale: "A second pair of eyes catches mistakes, and makes one stolen account not enough.",
    controls: ["8.4", "8.25", "8.28", "8.32"],
    gate: true,
    point: "No change reaches the main line without somebody else's approval.",
    params: { approvals: 1 },
    origin: "Our default; SLSA Source Level 3 asks for two-party review.",
    expected: "at least 1 approving review",
    remediation: "Add a ruleset on the default branch that requires a pull request with one approval.",
    total: 26,
    fail: 1,
    undetermined: 2,
    reason: "not-licensed",
    subject: repo,
    observed: said(
      "1 approval required by ruleset main",
      "no rule demands a review",
      "rules of private repositories cannot be read on this plan",
    ),
  },
  {
    id: "github-push-protection-is-on",
    title: "Pushes that hold secrets are blocked",
    severity: "high",
    kind: "github.repository",
    rationale: "A secret that never enters the history need not be rotated.",
    controls: ["8.28", "8.4", "8.12"],
    point: "Secrets are kept out of source code.",
    expected: "push protection enabled",
    remediation: "Turn on push protection for the organisation.",
    total: 26,
    fail: 0,
    undetermined: 2,
    reason: "not-licensed",
    subject: repo,
    observed: said(
      "enabled, push protection on",
      "disabled",
      "security settings of private repositories cannot be read on this plan",
    ),
  },
  {
    id: "github-organisation-requires-second-factor",
    title: "The organisation requires a second factor",
    severity: "critical",
    kind: "github.organisation",
    rationale: "Source code is as safe as the weakest member's sign-in.",
    controls: ["8.5", "8.4"],
    gate: true,
    point: "Access to source code needs a second factor.",
    expected: "two_factor_requirement_enabled is true",
    remediation: "Require two-factor authentication in the organisation's settings.",
    total: 1,
    fail: 0,
    undetermined: 0,
    subject: () => "kestrel-ferries",
    observed: said("two_factor_requirement_enabled is true", "two_factor_requirement_enabled is false", ""),
  },
  {
    id: "github-dependency-alerts-are-handled",
    title: "Alerts of vulnerable dependencies are closed in time",
    severity: "medium",
    kind: "github.alert",
    rationale: "Known holes are found by others as quickly as by us.",
    controls: ["8.8", "5.7"],
    partly: true,
    point: "Known weaknesses are fixed within the time set for their severity.",
    params: { critical: 7, high: 30 },
    origin: "Your policy P-31, table 2.",
    expected: "closed within 30 days",
    remediation: "Update the dependency, or record why the alert does not apply.",
    total: 48,
    fail: 6,
    undetermined: 0,
    subject: (index) => `${repo(index)}#alert-${index + 1}`,
    observed: (outcome, index) =>
      outcome === "fail" ? `open for ${34 + index * 9} days, high` : "closed after 5 days",
  },
  {
    id: "google-workspace-user-has-second-factor",
    title: "Each user signs in with a second factor",
    severity: "high",
    kind: "google-workspace.user",
    rationale: "Mail is where passwords are reset: who reads the mail owns the rest.",
    controls: ["8.5", "5.16", "6.7"],
    gate: true,
    point: "Mail and documents need a second factor.",
    expected: "isEnrolledIn2Sv is true",
    remediation: "Enforce 2-Step Verification for the organisational unit.",
    total: 64,
    fail: 0,
    undetermined: 0,
    subject: member,
    observed: said("enrolled and enforced", "not enrolled", ""),
  },
  {
    id: "google-workspace-suspended-user-has-no-role",
    title: "People who left hold no administrator role",
    severity: "high",
    kind: "google-workspace.user",
    rationale: "A suspended account can be restored together with its rights.",
    controls: ["5.11", "5.18", "6.5"],
    point: "Rights end when the work ends.",
    expected: "suspended users hold no role",
    remediation: "Remove role assignments when suspending a user.",
    total: 64,
    fail: 0,
    undetermined: 0,
    subject: member,
    observed: said("active, or suspended without a role", "suspended, holds Groups Admin", ""),
  },
  {
    id: "google-workspace-external-sharing-is-limited",
    title: "Files are shared outside by exception",
    severity: "medium",
    kind: "google-workspace.drive-setting",
    rationale: "A link that anyone may open is read by anyone.",
    controls: ["5.14", "5.12", "8.3"],
    point: "Sharing outside the organisation is an exception that somebody allowed.",
    expected: "sharing outside is off or allow-listed",
    remediation: "Restrict sharing outside to allow-listed domains.",
    total: 5,
    fail: 0,
    undetermined: 5,
    subject: (index) => `orgUnit/${at(["/", "/Crew", "/Office", "/Contractors", "/Service"], index)}`,
    observed: said("allow-listed domains only", "anyone with the link", "the setting could not be read"),
  },
  {
    id: "google-workspace-audit-log-is-kept",
    title: "Sign-in logs are exported and kept",
    severity: "medium",
    kind: "google-workspace.log-setting",
    rationale: "Six months pass before some intrusions are noticed.",
    controls: ["8.15", "8.16", "5.28"],
    point: "Records of sign-ins are kept long enough to look back.",
    expected: "exported to a store with at least 365 days",
    remediation: "Configure the export and its retention.",
    total: 1,
    fail: 0,
    undetermined: 0,
    subject: () => "kestrel.example.com",
    observed: said("exported daily, kept 400 days", "not exported", ""),
  },
  {
    id: "aws-config-rule-security-group-is-narrow",
    title: "Security groups open no remote access to everyone",
    severity: "high",
    kind: "aws-config.rule-result",
    rationale: "Remote access from everywhere is tried within minutes of appearing.",
    controls: ["8.20", "8.22", "8.21"],
    gate: true,
    point: "Networks let in what is needed and nothing else.",
    expected: "no 0.0.0.0/0 on 22 or 3389",
    remediation: "Remove the rule; reach machines through Session Manager.",
    total: 22,
    fail: 13,
    undetermined: 0,
    subject: (index) => `sg-0f9e8d7c6b${String(index).padStart(3, "0")}`,
    observed: (outcome, index) =>
      outcome === "fail" ? `0.0.0.0/0 on port ${index % 2 === 0 ? 22 : 3389}` : "no rule from everywhere",
  },
];

export const POINT_TEXTS: readonly string[] = [
  "A named owner answers for it, and the name is still of somebody who works here.",
  "It is written down, approved by the management that can pay for it, and reviewed when something important changes.",
  "The people who must act on it know of it, and a sample of them can say what it asks of them.",
  "A record shows that it was done, when, and by whom, for the whole of the period.",
  "Exceptions are asked for, decided by somebody else, dated, and end.",
  "What went wrong before led to a change that somebody checked afterwards.",
  "Suppliers are held to the same by contract, and what they report is read.",
  "It works when tried: a test within the last year, with its result and what followed from it.",
  "Physical access is limited to those who need it, and visitors are accompanied and recorded.",
  "It is part of induction, and refreshed when a role changes.",
];
