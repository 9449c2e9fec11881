import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "5.21-4", subject: "integrity of artefacts" });
