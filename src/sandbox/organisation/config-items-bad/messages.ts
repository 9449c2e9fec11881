import type { ItemTemplate } from "../config-items.ts";

export const BAD_KINESIS: readonly ItemTemplate[] = [
  { resourceType: "AWS::Kinesis::Stream", configuration: { StreamEncryption: { EncryptionType: "NONE" } } },
];

export const BAD_TOPICS_AND_QUEUES: readonly ItemTemplate[] = [
  { resourceType: "AWS::SNS::Topic", configuration: { KmsMasterKeyId: "" } },
  {
    resourceType: "AWS::SNS::Topic",
    configuration: {
      Policy: {
        Statement: [{ Sid: "Publish", Effect: "Allow", Principal: { AWS: "*" }, Action: "SNS:Publish", Resource: "*" }],
      },
    },
  },
  { resourceType: "AWS::SQS::Queue", configuration: { SqsManagedSseEnabled: "false" } },
  {
    resourceType: "AWS::SQS::Queue",
    configuration: {
      Policy: {
        Statement: [{ Sid: "Send", Effect: "Allow", Principal: "*", Action: "SQS:SendMessage", Resource: "*" }],
      },
    },
  },
];
