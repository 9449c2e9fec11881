import { Undetermined } from "#sdk";
import type { ConfigurationItem } from "../../evidence.ts";
import { list, textIn } from "./members.ts";

/** A load balancer's attribute by key, in lower case. @throws Undetermined when it is not stated */
export function attribute(balancer: ConfigurationItem, key: string): string {
  const found = list(balancer, "supplementaryConfiguration.LoadBalancerAttributes").find(
    (each) => textIn(each, "key") === key,
  );
  const value = textIn(found, "value");
  if (value === undefined) throw new Undetermined("schema-mismatch", `AWS Config did not state ${key}`);
  return value.toLowerCase();
}
