import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.8-2", subject: "missing patches" });
