import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.7-1", subject: "malware protection" });
