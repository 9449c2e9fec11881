import * as z from "zod";
import { CHECK_ROLES, POINT_MODES, THEMES, type Control } from "../core/control.ts";

const text = z.string().trim().min(1, "must not be empty");
const texts = z.array(text);
const controlId = z.string().regex(/^[5-8]\.[1-9]\d?$/, 'must be a control id in quotes, such as "5.1"');

const CONTROL_TYPES = ["preventive", "detective", "corrective"] as const;
const PROPERTIES = ["confidentiality", "integrity", "availability"] as const;
const CONCEPTS = ["identify", "protect", "detect", "respond", "recover"] as const;
const DOMAINS = ["governance_and_ecosystem", "protection", "defence", "resilience"] as const;
const CAPABILITIES = [
  "governance",
  "asset_management",
  "information_protection",
  "human_resource_security",
  "physical_security",
  "system_and_network_security",
  "application_security",
  "secure_configuration",
  "identity_and_access_management",
  "threat_and_vulnerability_management",
  "continuity",
  "supplier_relationships_security",
  "legal_and_compliance",
  "information_security_event_management",
  "information_security_assurance",
] as const;

/** What a person brings as evidence of a point that no platform can show. */
export const EVIDENCE_KINDS = ["policy", "process", "record", "interview", "contract", "physical"] as const;

const PointCheckEntry = z.strictObject({
  id: text,
  role: z.enum(CHECK_ROLES),
  rationale: text,
});

const PointEntry = z.strictObject({
  id: z.string().regex(/^[5-8]\.[1-9]\d?-[1-9]\d?$/, "must be a point id such as 5.1-1"),
  text,
  mode: z.enum(POINT_MODES),
  weight: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  platforms: texts,
  checks: z.array(PointCheckEntry),
  unseen: text.optional(),
  person: text.optional(),
  evidenceHint: text.optional(),
  evidenceKinds: z.array(z.enum(EVIDENCE_KINDS)),
});

/** One file of the mapping. Strict everywhere: a misspelt key would otherwise drop what it holds without a word. */
export const ControlEntry = z.strictObject({
  id: controlId,
  title: text,
  theme: z.enum(THEMES),
  isNew: z.boolean(),
  purpose: text,
  owner: text,
  related: z.array(controlId),
  predecessors2013: texts,
  attributes: z.strictObject({
    controlType: z.array(z.enum(CONTROL_TYPES)).min(1),
    properties: z.array(z.enum(PROPERTIES)).min(1),
    concepts: z.array(z.enum(CONCEPTS)).min(1),
    capabilities: z.array(z.enum(CAPABILITIES)).min(1),
    domains: z.array(z.enum(DOMAINS)).min(1),
  }),
  points: z.array(PointEntry).min(1, "a control needs at least one point"),
});
export type ControlEntry = z.infer<typeof ControlEntry>;

/** The parsed entry as the core type: optional members that are absent stay absent. */
export function toControl(entry: ControlEntry): Control {
  return {
    ...entry,
    points: entry.points.map(({ unseen, person, evidenceHint, ...point }) => ({
      ...point,
      ...(unseen === undefined ? {} : { unseen }),
      ...(person === undefined ? {} : { person }),
      ...(evidenceHint === undefined ? {} : { evidenceHint }),
    })),
  };
}
