import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "5.15-4", subject: "wide grants in resource policies" });
