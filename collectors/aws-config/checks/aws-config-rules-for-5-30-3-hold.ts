import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "5.30-3", subject: "recovery tests" });
