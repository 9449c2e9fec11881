import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "7.5-3", subject: "spread over sites" });
