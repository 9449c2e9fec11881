import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.32-3", subject: "changes outside the pipeline" });
