import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.15-3", subject: "retention of logs" });
