import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.16-2", subject: "alarms on trails" });
