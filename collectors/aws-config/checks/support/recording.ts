import { Undetermined, type ReadView } from "#sdk";
import type { RegionRecording } from "../../evidence.ts";

type Recorder = NonNullable<RegionRecording["recorder"]>;

/** IAM types that `allSupported` leaves out unless `includeGlobalResourceTypes` says otherwise (aws-config.md §5). */
const GLOBAL_IAM = ["AWS::IAM::User", "AWS::IAM::Group", "AWS::IAM::Role", "AWS::IAM::Policy"];

/** Whether the recorder runs. @throws Undetermined when its status was not read */
export function isRecording(recorder: Recorder): boolean {
  const recording = recorder.status?.recording;
  if (recording === undefined || recording === null)
    throw new Undetermined("schema-mismatch", `the status of recorder ${recorder.name} was not stated`);
  return recording;
}

/** What a recorder is set to record, in words, and what it leaves out. @throws Undetermined when it is not stated */
export function coverage(recorder: Recorder): { readonly whole: boolean; readonly words: string } {
  const group = recorder.recordingGroup;
  const strategy = group?.recordingStrategy?.useOnly;
  const excluded = group?.exclusionByResourceTypes?.resourceTypes ?? [];
  const named = group?.resourceTypes ?? [];
  if (strategy === "EXCLUSION_BY_RESOURCE_TYPES" || excluded.length > 0)
    return { whole: excluded.length === 0, words: `all types but ${some(excluded)}` };
  if (group?.allSupported === true) return { whole: true, words: "all supported types" };
  if (strategy === "INCLUSION_BY_RESOURCE_TYPES" || group?.allSupported === false)
    return { whole: false, words: `${named.length} types only: ${some(named)}` };
  throw new Undetermined("schema-mismatch", `what recorder ${recorder.name} records was not stated`);
}

/** Whether a type's items are recorded in a region as far as its recorder is set. */
export function recordsType(region: RegionRecording, type: string): boolean {
  const { recorder } = region;
  if (recorder === null || recorder.status?.recording !== true) return false;
  const group = recorder.recordingGroup;
  if (group === undefined) return false;
  if ((group.exclusionByResourceTypes?.resourceTypes ?? []).includes(type)) return false;
  if (GLOBAL_IAM.includes(type)) return group.includeGlobalResourceTypes === true || named(group, type);
  return group.allSupported === true || excludes(group) || named(group, type);
}

type Group = NonNullable<Recorder["recordingGroup"]>;

function excludes(group: Group): boolean {
  return group.recordingStrategy?.useOnly === "EXCLUSION_BY_RESOURCE_TYPES";
}

function named(group: Group, type: string): boolean {
  return (group.resourceTypes ?? []).includes(type);
}

/** The recorder of a region; null = AWS Config is off there. @throws Undetermined when the region was not seen */
export function recorderOf(view: ReadView<RegionRecording>, region: string): Recorder | null {
  const record = view.get(region);
  if (record === undefined) throw new Undetermined("no-population", `whether ${region} records was not seen`);
  return record.recorder;
}

function some(names: readonly string[]): string {
  if (names.length === 0) return "none";
  return names.length <= 6 ? names.join(", ") : `${names.slice(0, 6).join(", ")} and ${names.length - 6} more`;
}

/** A region's record for examples. */
export function regionRecording(
  more: Partial<RegionRecording> = {},
  recorder: Partial<Recorder> = {},
): RegionRecording {
  return {
    accountId: "111122223333",
    awsRegion: "eu-west-1",
    serviceLinked: [],
    recorder: {
      name: "default",
      recordingGroup: { allSupported: true, includeGlobalResourceTypes: true, resourceTypes: [] },
      recordingMode: { recordingFrequency: "CONTINUOUS" },
      status: { recording: true, lastStatus: "SUCCESS" },
      ...recorder,
    },
    ...more,
  };
}
