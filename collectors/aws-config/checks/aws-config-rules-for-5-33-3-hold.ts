import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "5.33-3", subject: "protection of records" });
