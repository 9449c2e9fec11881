import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "5.33-2", subject: "retention and immutability" });
