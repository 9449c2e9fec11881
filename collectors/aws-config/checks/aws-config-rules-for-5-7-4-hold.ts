import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "5.7-4", subject: "threat intelligence in detection" });
