import { Undetermined } from "#sdk";
import type { ConfigurationItem } from "../../evidence.ts";
import { inside, member, textIn } from "./members.ts";
import { item } from "./samples.ts";

/**
 * States in an item of Systems Manager: `AWS:ComplianceItem.Content.Patch` maps each patch to `{ Status, Title, … }`
 * (an object by id, or a list). @throws Undetermined when the item has no such content
 */
export function ssmState(
  record: ConfigurationItem,
  type: "Patch" | "Association",
): { readonly states: number; readonly bad: readonly string[] } {
  const content =
    inside(inside(record.configuration, "AWS:ComplianceItem"), "Content") ?? member(record, "configuration");
  const found = inside(content, type);
  if (typeof found !== "object" || found === null)
    throw new Undetermined("schema-mismatch", `AWS Config did not state the content of ${type}`);
  const entries = Object.entries(found);
  const bad: string[] = [];
  for (const [id, entry] of entries) {
    const status = textIn(entry, "Status") ?? textIn(entry, "ComplianceStatus");
    if (status === undefined) throw new Undetermined("schema-mismatch", `the state of ${id} was not stated`);
    if (status.toUpperCase() === "NON_COMPLIANT") bad.push(textIn(entry, "Id") ?? textIn(entry, "Title") ?? id);
  }
  return { states: entries.length, bad };
}

/** An item for examples with one entry for each status. */
export function ssmSample(
  resourceType: string,
  type: "Patch" | "Association",
  ...states: readonly string[]
): ConfigurationItem {
  const entries = Object.fromEntries(states.map((Status, n) => [`${type}-${n}`, { Id: `${type}-${n}`, Status }]));
  return item(resourceType, { "AWS:ComplianceItem": { SchemaVersion: "1.0", Content: { [type]: entries } } });
}
