import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "5.21-3", subject: "vulnerable components" });
