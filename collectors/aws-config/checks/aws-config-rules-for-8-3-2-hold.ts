import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.3-2", subject: "resource-level access" });
