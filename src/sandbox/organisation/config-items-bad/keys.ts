import type { ItemTemplate } from "../config-items.ts";

export const BAD_CERTIFICATES: readonly ItemTemplate[] = [
  { resourceType: "AWS::ACM::Certificate", configuration: { inUseBy: ["lb"], notAfter: "2026-12-01T12:00:00.000Z" } },
  { resourceType: "AWS::ACM::Certificate", configuration: { keyAlgorithm: "RSA-1024" } },
];

export const BAD_KMS_KEYS: readonly ItemTemplate[] = [
  { resourceType: "AWS::KMS::Key", configuration: { keyState: "PendingDeletion" } },
  {
    resourceType: "AWS::KMS::Key",
    configuration: { keyManager: "CUSTOMER", keySpec: "SYMMETRIC_DEFAULT", origin: "AWS_KMS", keyState: "Enabled" },
    supplementaryConfiguration: { KeyRotationStatus: false },
  },
  {
    resourceType: "AWS::KMS::Key",
    configuration: {},
    supplementaryConfiguration: {
      Policy: {
        Version: "2012-10-17",
        Statement: [{ Sid: "Use", Effect: "Allow", Principal: { AWS: "*" }, Action: "kms:*", Resource: "*" }],
      },
    },
  },
];

export const BAD_SECRETS: readonly ItemTemplate[] = [
  { resourceType: "AWS::SecretsManager::Secret", configuration: { RotationEnabled: false } },
];
