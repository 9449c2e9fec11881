import type { ConfigurationItem } from "../../evidence.ts";

/** An item for examples: what AWS Config records of one resource in one region. */
export function item(
  resourceType: string,
  configuration: Readonly<Record<string, unknown>> = {},
  more: Partial<ConfigurationItem> = {},
): ConfigurationItem {
  return {
    resourceType,
    resourceId: "example",
    accountId: "111122223333",
    awsRegion: "eu-west-1",
    arn: `arn:aws:${resourceType.split("::")[1]?.toLowerCase()}:eu-west-1:111122223333:example`,
    configurationItemCaptureTime: "2026-11-20T09:00:00.000Z",
    configurationItemStatus: "OK",
    configuration,
    ...more,
  };
}

/** An item whose `path` (dotted, from the item) has this value. */
export function itemWith(
  resourceType: string,
  path: string,
  value: unknown,
  configuration: Readonly<Record<string, unknown>> = {},
): ConfigurationItem {
  const base = item(resourceType, configuration);
  return place(base, path.split("."), value) as ConfigurationItem;
}

function place(target: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value;
  const object = typeof target === "object" && target !== null ? (target as Record<string, unknown>) : {};
  return { ...object, [name]: place(object[name], rest, value) };
}
