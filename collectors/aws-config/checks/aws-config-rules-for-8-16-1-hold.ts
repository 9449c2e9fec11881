import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.16-1", subject: "detection" });
