import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.15-4", subject: "service logs" });
