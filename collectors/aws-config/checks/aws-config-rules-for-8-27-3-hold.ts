import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.27-3", subject: "private by default" });
