export type { CheckAggregate, EnumerationState, ReasonCounts, ScopeAggregate } from "./aggregate.ts";
export {
  createCheckAggregator,
  type CheckAggregator,
  type EvidenceTiming,
  type ScopeEnumeration,
} from "./aggregator.ts";
export type { AcceptedRisk } from "./applicability.ts";
export { assessControls, compareIds, type AssessControlsInput } from "./assess.ts";
export { DEFAULT_PARAMETERS, GRADES, parametersDigest, type Grade, type ScoringParameters } from "./parameters.ts";
export type { PersonJudgement } from "./point.ts";
export {
  programmeBounds,
  summarise,
  type NextEvidence,
  type ProgrammeRow,
  type ProgrammeSummary,
} from "./programme.ts";
