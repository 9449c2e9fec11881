import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "5.16-3", subject: "roles for programs" });
