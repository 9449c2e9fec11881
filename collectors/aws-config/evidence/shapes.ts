import * as z from "zod";

/** Text of an ISO 8601 instant. */
export const instantText = z.iso.datetime({ offset: true });

/** `eu-west-1/rule-name`: a rule's name is unique in its region. */
export function ruleKey(record: { awsRegion: string; ConfigRuleName: string }): string {
  return `${record.awsRegion}/${record.ConfigRuleName}`;
}
