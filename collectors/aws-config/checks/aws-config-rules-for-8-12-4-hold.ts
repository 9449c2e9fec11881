import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.12-4", subject: "bulk exposure" });
