import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "5.9-1", subject: "inventory" });
