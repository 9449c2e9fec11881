import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "5.28-2", subject: "unchangeable logs" });
