import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.8-5", subject: "automatic updates" });
