import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.13-2", subject: "backups out of reach" });
