import { defineKind } from "#sdk";
import * as z from "zod";
import { instantText } from "./shapes.ts";

const Recorder = z.looseObject({
  name: z.string(),
  arn: z.string().optional(),
  roleARN: z.string().optional(),
  /** Set for recorders that a service made (`securityhub.amazonaws.com`). */
  servicePrincipal: z.string().optional(),
  /** PAID or INTERNAL; INTERNAL items can be read by the service only. */
  recordingScope: z.string().optional(),
  recordingGroup: z
    .looseObject({
      allSupported: z.boolean().optional(),
      includeGlobalResourceTypes: z.boolean().optional(),
      resourceTypes: z.array(z.string()).optional(),
      exclusionByResourceTypes: z.looseObject({ resourceTypes: z.array(z.string()).optional() }).optional(),
      recordingStrategy: z.looseObject({ useOnly: z.string().optional() }).optional(),
    })
    .optional(),
  recordingMode: z
    .looseObject({
      recordingFrequency: z.string().optional(),
      recordingModeOverrides: z.array(z.looseObject({})).optional(),
    })
    .optional(),
  /** Absent when the status could not be read. `lastStatus` as sent: AWS writes `Success` and `SUCCESS`. */
  status: z
    .looseObject({
      recording: z.boolean().optional(),
      lastStatus: z.string().optional(),
      lastErrorCode: z.string().optional(),
      lastErrorMessage: z.string().optional(),
      lastStartTime: instantText.optional(),
      lastStopTime: instantText.optional(),
      lastStatusChangeTime: instantText.optional(),
    })
    .optional(),
});

/** One region: its own recorder (null = AWS Config is off there, a fact) and those that AWS services made. */
export const RegionRecording = z.looseObject({
  accountId: z.string(),
  awsRegion: z.string(),
  recorder: Recorder.nullable(),
  /** Absent when the recorders could not be listed. */
  serviceLinked: z.array(Recorder).optional(),
});
export type RegionRecording = z.infer<typeof RegionRecording>;
/** Keyed by region. */
export const recorderKind = defineKind({
  id: "aws-config.recorder",
  version: 1,
  title: "Configuration recorder of a region, with its status",
  schema: RegionRecording,
  key: (record) => record.awsRegion,
  sensitivity: "internal",
  personalData: false,
  population:
    "One record for each enabled region of the account, by account:ListRegions, ListConfigurationRecorders, DescribeConfigurationRecorders and DescribeConfigurationRecorderStatus.",
});
