import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.24-3", subject: "encryption in transit" });
