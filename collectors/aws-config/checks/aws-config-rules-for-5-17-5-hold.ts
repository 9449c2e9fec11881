import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "5.17-5", subject: "secrets outside the vault" });
