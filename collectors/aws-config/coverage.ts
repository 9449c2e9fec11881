import type { RecordingGroup } from "@aws-sdk/client-config-service";

/** The four types that `allSupported` leaves out unless the recorder asks for them (aws-config.md §5). */
const GLOBAL_IAM = new Set(["AWS::IAM::User", "AWS::IAM::Group", "AWS::IAM::Role", "AWS::IAM::Policy"]);

/** Whether a recorder records a resource type; undefined when its recording group does not say. */
export function recordsType(group: RecordingGroup | undefined, resourceType: string): boolean | undefined {
  if (group === undefined) return undefined;
  const strategy = group.recordingStrategy?.useOnly;
  if (strategy === "EXCLUSION_BY_RESOURCE_TYPES") {
    const excluded: readonly string[] | undefined = group.exclusionByResourceTypes?.resourceTypes;
    return excluded === undefined ? undefined : !excluded.includes(resourceType);
  }
  if (strategy === "INCLUSION_BY_RESOURCE_TYPES" || (strategy === undefined && group.allSupported === false)) {
    const included: readonly string[] | undefined = group.resourceTypes;
    return included === undefined ? undefined : included.includes(resourceType);
  }
  if (strategy !== "ALL_SUPPORTED_RESOURCE_TYPES" && group.allSupported !== true) return undefined;
  if (GLOBAL_IAM.has(resourceType)) return group.includeGlobalResourceTypes === true;
  return true;
}
