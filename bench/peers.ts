/** An estate that the call counts are compared on; counts of entities. */
export interface Estate {
  readonly users: number;
  readonly roles: number;
  /** Customer-managed policies. */
  readonly policies: number;
  readonly groups: number;
  /** AWS-managed policies in use. */
  readonly awsPolicies: number;
  /** Inline policies. */
  readonly inline: number;
}

/**
 * The estates on which Prowler 5 was measured: 11,653 and 52,102 calls. `inline` is what its formula leaves of these.
 * The sandbox's accounts hold more inline policies, each of which costs every peer one call more and us none.
 */
export const MEASURED_ESTATES: readonly Estate[] = [
  { users: 500, roles: 1_000, policies: 400, groups: 40, awsPolicies: 200, inline: 17 },
  { users: 2_000, roles: 5_000, policies: 1_500, groups: 200, awsPolicies: 400, inline: 86 },
];

interface Peer {
  readonly name: string;
  readonly formula: string;
  /** How the formula is known. */
  readonly source: string;
  readonly calls: (estate: Estate) => number;
}

/** Calls that other collectors make for the IAM facts of one account. */
export const PEERS: readonly Peer[] = [
  {
    name: "Prowler",
    formula: "16 + 9U + 6R + 2P + Pa + 3G + I",
    source: "measured",
    calls: ({ users, roles, policies, awsPolicies, groups, inline }) =>
      16 + 9 * users + 6 * roles + 2 * policies + awsPolicies + 3 * groups + inline,
  },
  {
    name: "CloudSploit",
    formula: "10 + 6U + 3R + 2(P + Pa) + 3G + I",
    source: "read in collectors/aws, every policy attached, every plug-in on",
    calls: ({ users, roles, policies, awsPolicies, groups, inline }) =>
      10 + 6 * users + 3 * roles + 2 * (policies + awsPolicies) + 3 * groups + inline,
  },
  {
    name: "ScoutSuite",
    formula: "9 + 6U + 3R + 2(P + Pa) + 2G + I",
    source: "read in facade/iam.py, every policy attached",
    calls: ({ users, roles, policies, awsPolicies, groups, inline }) =>
      9 + 6 * users + 3 * roles + 2 * (policies + awsPolicies) + 2 * groups + inline,
  },
  {
    name: "Steampipe",
    formula: "6U + 4R + 2P + 3G + I",
    source: "read in table_aws_iam_*.go, every column queried",
    calls: ({ users, roles, policies, groups, inline }) => 6 * users + 4 * roles + 2 * policies + 3 * groups + inline,
  },
];
