import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.20-4", subject: "network logs" });
