import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.19-1", subject: "approved images" });
