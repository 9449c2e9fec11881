import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "5.25-3", subject: "open detections" });
