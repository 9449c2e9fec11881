import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.7-2", subject: "mail through SES" });
