import type { ItemTemplate } from "../config-items.ts";

export const GOOD_MESSAGES: readonly ItemTemplate[] = [
  {
    resourceType: "AWS::SNS::Topic",
    configuration: {
      TopicArn: "arn:aws:sns:eu-central-1:111122223333:alerts",
      KmsMasterKeyId: "alias/aws/sns",
      DisplayName: "alerts",
      Subscription: [{ Protocol: "https", Endpoint: "https://hooks.example.com/canary-sns-93b2" }],
      Policy: {
        Statement: [
          {
            Sid: "Publish",
            Effect: "Allow",
            Principal: { AWS: "*" },
            Action: "SNS:Publish",
            Resource: "*",
            Condition: { StringEquals: { "AWS:SourceOwner": "111122223333" } },
          },
        ],
      },
    },
  },
  {
    resourceType: "AWS::SQS::Queue",
    configuration: {
      QueueArn: "arn:aws:sqs:eu-central-1:111122223333:orders",
      KmsMasterKeyId: "alias/messages",
      SqsManagedSseEnabled: "true",
      RedrivePolicy: { deadLetterTargetArn: "arn:aws:sqs:eu-central-1:111122223333:dead-letters", maxReceiveCount: 5 },
      Policy: {
        Statement: [
          {
            Sid: "Send",
            Effect: "Allow",
            Principal: "*",
            Action: "SQS:SendMessage",
            Resource: "*",
            Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:sns:eu-west-1:111122223333:orders" } },
          },
        ],
      },
    },
  },
  { resourceType: "AWS::Kinesis::Stream", configuration: { StreamEncryption: { EncryptionType: "KMS" } } },
];
