import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.9-2", subject: "drift" });
