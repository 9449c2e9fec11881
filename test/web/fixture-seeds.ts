import { AWS_CONFIG_SEEDS, SECURITY_GROUP_SEEDS } from "./fixture-seeds/aws-config.ts";
import { AWS_IAM_SEEDS } from "./fixture-seeds/aws-iam.ts";
import { GITHUB_SEEDS } from "./fixture-seeds/github.ts";
import { GOOGLE_SEEDS } from "./fixture-seeds/google-workspace.ts";
import type { CheckSeed } from "./fixture-seeds/seed.ts";

export { GAP_SEEDS, SCOPES } from "./fixture-seeds/places.ts";
export type { CheckSeed } from "./fixture-seeds/seed.ts";

export const CHECK_SEEDS: readonly CheckSeed[] = [
  ...AWS_IAM_SEEDS,
  ...AWS_CONFIG_SEEDS,
  ...GITHUB_SEEDS,
  ...GOOGLE_SEEDS,
  ...SECURITY_GROUP_SEEDS,
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
