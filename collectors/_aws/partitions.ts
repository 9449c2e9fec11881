/** Partitions that the collectors know, with the region that their global services answer in (aws-iam.md §1, measured). */
export const PARTITIONS = ["aws", "aws-cn", "aws-us-gov", "aws-eusc"] as const;
export type Partition = (typeof PARTITIONS)[number];

const HOME_REGIONS: Readonly<Record<Partition, string>> = {
  aws: "us-east-1",
  "aws-cn": "cn-north-1",
  "aws-us-gov": "us-gov-west-1",
  "aws-eusc": "eusc-de-east-1",
};

/** Region that IAM and STS are asked in. */
export function homeRegion(partition: Partition): string {
  return HOME_REGIONS[partition];
}

/** Organizations is signed for another region than IAM in China. */
export function organizationsRegion(partition: Partition): string {
  return partition === "aws-cn" ? "cn-northwest-1" : HOME_REGIONS[partition];
}

export function partitionOfRegion(region: string): Partition {
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  if (region.startsWith("eusc-")) return "aws-eusc";
  return "aws";
}

export interface ParsedArn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

export function parseArn(arn: string): ParsedArn | undefined {
  const [scheme, partition, service, region, account, ...rest] = arn.split(":");
  if (
    scheme !== "arn" ||
    partition === undefined ||
    service === undefined ||
    region === undefined ||
    account === undefined
  )
    return undefined;
  if (rest.length === 0) return undefined;
  return { partition, service, region, account, resource: rest.join(":") };
}

export function isPartition(text: string): text is Partition {
  return (PARTITIONS as readonly string[]).includes(text);
}

const DNS_SUFFIXES = ["amazonaws.com", "amazonaws.com.cn", "amazonaws.eu"] as const;

/** Host patterns of a service in every partition: its global name and its regional ones. */
export function hostsOf(service: string): readonly string[] {
  return DNS_SUFFIXES.flatMap((suffix) => [`${service}.${suffix}`, `${service}.*.${suffix}`]);
}
