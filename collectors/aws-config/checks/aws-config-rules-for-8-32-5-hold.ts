import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.32-5", subject: "rollback" });
