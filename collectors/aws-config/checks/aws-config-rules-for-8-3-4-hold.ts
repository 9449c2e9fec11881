import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.3-4", subject: "signed addresses" });
