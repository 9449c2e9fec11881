import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.6-1", subject: "utilisation alarms" });
