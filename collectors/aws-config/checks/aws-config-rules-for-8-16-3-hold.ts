import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.16-3", subject: "alarms that reach people" });
