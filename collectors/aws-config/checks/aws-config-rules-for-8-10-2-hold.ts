import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.10-2", subject: "orphaned copies" });
