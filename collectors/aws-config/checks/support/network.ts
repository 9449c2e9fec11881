import { Undetermined } from "#sdk";
import type { ConfigurationItem } from "../../evidence.ts";
import { inside, list, listIn, numberIn, textIn } from "./members.ts";

/** One rule of a security group, in one direction. */
export interface GroupRule {
  /** `-1` = every protocol. */
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
  readonly ranges: readonly string[];
  /** Other groups and prefix lists that the rule names. */
  readonly others: number;
}

/** @throws Undetermined when the rules, or the ports of one, are not stated */
export function groupRules(
  group: ConfigurationItem,
  direction: "ipPermissions" | "ipPermissionsEgress",
): readonly GroupRule[] {
  return list(group, `configuration.${direction}`).map((rule) => {
    const protocol = textIn(rule, "ipProtocol");
    if (protocol === undefined)
      throw new Undetermined("schema-mismatch", "AWS Config did not state the protocol of a rule");
    const all = protocol === "-1";
    const from = numberIn(rule, "fromPort");
    const to = numberIn(rule, "toPort");
    if (!all && (from === undefined || to === undefined) && ["tcp", "udp", "6", "17"].includes(protocol))
      throw new Undetermined("schema-mismatch", "AWS Config did not state the ports of a rule");
    const ranges = [
      ...listIn(rule, "ipRanges").map((range) => (typeof range === "string" ? range : textIn(range, "cidrIp"))),
      ...listIn(rule, "ipv4Ranges").map((range) => textIn(range, "cidrIp")),
      ...listIn(rule, "ipv6Ranges").map((range) => textIn(range, "cidrIpv6")),
    ].filter((range) => range !== undefined);
    const others = listIn(rule, "userIdGroupPairs").length + listIn(rule, "prefixListIds").length;
    const any = all || from === -1;
    return {
      protocol,
      from: any ? 0 : (from ?? 0),
      to: any ? 65_535 : (to ?? 65_535),
      ranges: [...new Set(ranges)],
      others,
    };
  });
}

/** Whether a range lets in half of the internet or more: nobody meant 0.0.0.0/1 as a restriction. */
export function isAnywhere(range: string): boolean {
  return /^(?:0\.0\.0\.0|128\.0\.0\.0)\/[01]$/.test(range) || /^(?:::|8000::)\/[01]$/.test(range);
}

/** Protocols that carry ports. */
export function carriesPorts(protocol: string): boolean {
  return ["-1", "tcp", "udp", "6", "17"].includes(protocol.toLowerCase());
}

export function opens(rule: GroupRule, ports: readonly number[]): readonly number[] {
  return carriesPorts(rule.protocol) ? ports.filter((port) => rule.from <= port && port <= rule.to) : [];
}

export function describeRule({ protocol, from, to, ranges }: GroupRule): string {
  const ports = protocol === "-1" ? "all traffic" : from === to ? `${protocol} ${from}` : `${protocol} ${from}-${to}`;
  return `${ports} from ${ranges.filter(isAnywhere).join(", ")}`;
}

/** Remote shells, directories, databases and management interfaces. Origin: CIS AWS Foundations 5.2/5.3 and AWS FSBP EC2.19. */
export const ADMIN_PORTS = [
  20, 21, 22, 23, 25, 110, 135, 143, 445, 1433, 1434, 2375, 2376, 2379, 3000, 3306, 3389, 4333, 5000, 5432, 5500, 5601,
  5900, 5985, 5986, 6379, 6443, 8080, 8088, 8888, 9042, 9092, 9200, 9300, 10_250, 11_211, 27_017,
] as const;

interface AclEntry {
  readonly egress: boolean;
  readonly allow: boolean;
  readonly order: number;
  readonly from: number;
  readonly to: number;
  readonly range: string;
  readonly ports: boolean;
}

/** Incoming entries of a network ACL in the order in which they are tried. @throws Undetermined when not stated */
export function incomingEntries(acl: ConfigurationItem): readonly AclEntry[] {
  return list(acl, "configuration.entries")
    .map((entry) => {
      const egress = inside(entry, "egress");
      const action = textIn(entry, "ruleAction");
      const order = numberIn(entry, "ruleNumber");
      const protocol = textIn(entry, "protocol");
      const range = textIn(entry, "cidrBlock") ?? textIn(entry, "ipv6CidrBlock");
      if (
        typeof egress !== "boolean" ||
        action === undefined ||
        order === undefined ||
        protocol === undefined ||
        range === undefined
      )
        throw new Undetermined("schema-mismatch", "AWS Config did not state an entry of the network ACL in full");
      return {
        egress,
        allow: action.toLowerCase() === "allow",
        order,
        from: numberIn(entry, "portRange.from") ?? 0,
        to: numberIn(entry, "portRange.to") ?? 65_535,
        range,
        ports: ["-1", "6", "17"].includes(protocol),
      };
    })
    .filter(({ egress, ports }) => !egress && ports)
    .toSorted((a, b) => a.order - b.order);
}

/** Whether the first entry that speaks about this port from anywhere lets it in. */
export function letsIn(entries: readonly AclEntry[], port: number): boolean {
  const first = entries.find(({ range, from, to }) => isAnywhere(range) && from <= port && port <= to);
  return first?.allow === true;
}
