import type { Statement } from "./document.ts";
import { covers } from "./wildcard.ts";

/** True when a resource pattern takes in every resource of a service: `*`, `arn:aws:*`, `arn:aws:s3:::*`, `arn:*:ec2:*:*:*`. */
export function everyResourceOf(pattern: string, service: string): boolean {
  if (covers(pattern, `arn:aws:${service}:*`)) return true;
  const [arn, , named, region, account, ...rest] = pattern.split(":");
  const open = (part: string | undefined): boolean => part === "*" || part === "";
  return (
    arn === "arn" &&
    (named === service || named === "*") &&
    open(region) &&
    open(account) &&
    /^(\*|\*\/\*)$/.test(rest.join(":"))
  );
}

/** Services whose every action an Allow statement gives on every resource; `*` for all services. */
export function wholeServices(statement: Statement, onEveryResource = true): readonly string[] {
  if (statement.effect !== "Allow" || statement.actions.except) return [];
  const services = statement.actions.listed.flatMap((pattern) => {
    if (/^\*+(:\*+)?$/.test(pattern)) return ["*"];
    const match = /^([^:*?]+):\*+$/.exec(pattern);
    return match?.[1] === undefined ? [] : [match[1]];
  });
  const { resources } = statement;
  if (!onEveryResource || resources === undefined || resources.except) return services;
  return services.filter((service) => resources.listed.some((pattern) => everyResourceOf(pattern, service)));
}
