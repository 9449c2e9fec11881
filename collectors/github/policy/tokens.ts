import { notApplicable, type CheckExample, type Judgement } from "#sdk";
import type { PersonalAccessToken } from "../evidence.ts";
import { daysAgo, token } from "./samples.ts";

/** A token that opens nothing, or not yet. */
export function opensNothing(record: PersonalAccessToken): Judgement | undefined {
  if (record.state !== "granted") return notApplicable("a request: nothing is granted yet");
  return record.token_expired === true ? notApplicable("the token has expired") : undefined;
}

export const OPENS_NOTHING_EXAMPLES: readonly CheckExample<PersonalAccessToken>[] = [
  {
    name: "only requested",
    record: token({
      state: "requested",
      repository_selection: "all",
      token_expires_at: null,
      created_at: daysAgo(1),
    }),
    outcome: "not-applicable",
  },
  {
    name: "expired",
    record: token({
      token_expired: true,
      token_expires_at: daysAgo(1),
      token_last_used_at: daysAgo(400),
      repository_selection: "all",
    }),
    outcome: "not-applicable",
  },
];
