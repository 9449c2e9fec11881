import type { ItemTemplate } from "../config-items.ts";

export const GOOD_SYSTEMS_MANAGER: readonly ItemTemplate[] = [
  {
    resourceType: "AWS::SSM::ManagedInstanceInventory",
    configuration: {
      "AWS:InstanceInformation": {
        Content: {
          "i-0a1b2c3d4e5f6a7b8": { PlatformName: "Amazon Linux", PlatformVersion: "2023", InstanceStatus: "Active" },
        },
      },
    },
    resourceId: "i-0a1b2c3d4e5f6a7b8",
  },
  {
    resourceType: "AWS::SSM::PatchCompliance",
    configuration: {
      "AWS:ComplianceItem": {
        SchemaVersion: "1.0",
        Content: {
          Patch: {
            "Patch-0": { Id: "Patch-0", Status: "COMPLIANT" },
            "Patch-1": { Id: "Patch-1", Status: "COMPLIANT" },
          },
        },
      },
    },
  },
  {
    resourceType: "AWS::SSM::AssociationCompliance",
    configuration: {
      "AWS:ComplianceItem": {
        SchemaVersion: "1.0",
        Content: { Association: { "Association-0": { Id: "Association-0", Status: "COMPLIANT" } } },
      },
    },
  },
];
