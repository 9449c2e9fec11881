import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.10-1", subject: "deletion by rule" });
