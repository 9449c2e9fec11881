import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.31-2", subject: "deployment roles" });
