import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.24-5", subject: "certificates" });
