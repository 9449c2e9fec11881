import type { ItemTemplate } from "../config-items.ts";

export const GOOD_KEYS: readonly ItemTemplate[] = [
  {
    resourceType: "AWS::KMS::Key",
    configuration: { keyState: "Enabled", keyManager: "CUSTOMER", keySpec: "SYMMETRIC_DEFAULT", origin: "AWS_KMS" },
    supplementaryConfiguration: {
      KeyRotationStatus: true,
      Policy: {
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "Use",
            Effect: "Allow",
            Principal: { AWS: "arn:aws:iam::111122223333:root" },
            Action: "kms:*",
            Resource: "*",
          },
        ],
      },
    },
  },
  {
    resourceType: "AWS::ACM::Certificate",
    configuration: {
      domainName: "portal.example.com",
      status: "ISSUED",
      type: "AMAZON_ISSUED",
      keyAlgorithm: "RSA-2048",
      notAfter: "2027-06-01T12:00:00.000Z",
      renewalEligibility: "ELIGIBLE",
      inUseBy: ["arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/web/1"],
    },
  },
  {
    resourceType: "AWS::SecretsManager::Secret",
    configuration: {
      Name: "ledger/database",
      KmsKeyId: "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
      RotationEnabled: true,
      RotationRules: { AutomaticallyAfterDays: 30 },
      LastRotatedDate: "2026-11-10T08:00:00.000Z",
      LastAccessedDate: "2026-11-19T00:00:00.000Z",
    },
  },
];
