import type { ItemTemplate } from "../config-items.ts";

export const BAD_SYSTEMS_MANAGER: readonly ItemTemplate[] = [
  {
    resourceType: "AWS::SSM::AssociationCompliance",
    configuration: {
      "AWS:ComplianceItem": {
        SchemaVersion: "1.0",
        Content: { Association: { "Association-0": { Id: "Association-0", Status: "NON_COMPLIANT" } } },
      },
    },
  },
  {
    resourceType: "AWS::SSM::PatchCompliance",
    configuration: {
      "AWS:ComplianceItem": {
        SchemaVersion: "1.0",
        Content: {
          Patch: {
            "Patch-0": { Id: "Patch-0", Status: "COMPLIANT" },
            "Patch-1": { Id: "Patch-1", Status: "NON_COMPLIANT" },
          },
        },
      },
    },
  },
];
