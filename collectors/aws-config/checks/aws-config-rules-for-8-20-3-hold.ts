import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.20-3", subject: "hardening of public services" });
