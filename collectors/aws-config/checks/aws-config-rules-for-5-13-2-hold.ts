import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "5.13-2", subject: "labels on resources" });
