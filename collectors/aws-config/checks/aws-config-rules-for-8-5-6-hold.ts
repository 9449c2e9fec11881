import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.5-6", subject: "sign-in to own applications" });
