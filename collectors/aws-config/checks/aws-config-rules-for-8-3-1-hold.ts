import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.3-1", subject: "public data" });
