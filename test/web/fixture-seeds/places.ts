import type { Scope } from "../../../src/core/evidence.ts";
import type { GapReason } from "../../../src/core/outcome.ts";

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
