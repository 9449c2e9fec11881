import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.25-5", subject: "credentials of pipelines" });
