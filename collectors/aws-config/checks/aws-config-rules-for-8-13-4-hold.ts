import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.13-4", subject: "encrypted backups" });
