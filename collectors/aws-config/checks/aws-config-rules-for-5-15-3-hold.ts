import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "5.15-3", subject: "grants to everybody" });
