import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "7.11-3", subject: "network paths" });
