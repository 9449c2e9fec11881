import { aggregatorKind } from "./evidence/aggregators.ts";
import { conformancePackKind } from "./evidence/conformance-packs.ts";
import { deliveryChannelKind, retentionKind } from "./evidence/delivery.ts";
import { resourceCountKind } from "./evidence/inventory.ts";
import { ITEM_TYPES } from "./evidence/items.ts";
import { recorderKind } from "./evidence/recording.ts";
import { remediationExceptionKind, remediationKind } from "./evidence/remediation.ts";
import { ruleComplianceKind, ruleKind, ruleResultKind } from "./evidence/rules.ts";

export * from "./evidence/aggregators.ts";
export * from "./evidence/conformance-packs.ts";
export * from "./evidence/delivery.ts";
export * from "./evidence/inventory.ts";
export * from "./evidence/item.ts";
export * from "./evidence/items.ts";
export * from "./evidence/recording.ts";
export * from "./evidence/remediation.ts";
export * from "./evidence/rules.ts";

/** Kinds beside the configuration items. */
export const serviceKinds = [
  recorderKind,
  deliveryChannelKind,
  retentionKind,
  ruleKind,
  ruleComplianceKind,
  ruleResultKind,
  conformancePackKind,
  remediationKind,
  remediationExceptionKind,
  aggregatorKind,
  resourceCountKind,
] as const;

export const awsConfigKinds = [...serviceKinds, ...ITEM_TYPES.map(({ kind }) => kind)] as const;
