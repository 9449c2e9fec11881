import * as z from "zod";
import { AssessmentShape, CheckResultShape, EvidenceShape, ManifestShape } from "../../src/core/public-shapes.ts";
import type { Generated } from "../generate.ts";

const SHAPES = {
  assessment: [AssessmentShape, "assessment.json of a bundle"],
  "check-result": [CheckResultShape, "one line of results/<check>.ndjson"],
  receipt: [EvidenceShape, "evidence/<id>/receipt.json, byte for byte the ledger leaf"],
  manifest: [ManifestShape, "manifest.json of a bundle"],
} as const;

/** `docs/schemas/*.schema.json`: the public shapes. */
export function publicSchemas(): readonly Generated[] {
  return Object.entries(SHAPES).map(([name, [shape, title]]) => ({
    path: `docs/schemas/${name}.schema.json`,
    text: `${JSON.stringify({ title, ...z.toJSONSchema(shape) }, null, 2)}\n`,
  }));
}
