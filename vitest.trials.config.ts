import base from "./vitest.config.ts";

/** `npm run test:trials`: EXHIBIT_TRIALS=100 EXHIBIT_TRIAL_SEED=1. */
export default { ...base, test: { ...base.test, include: ["test/trials/**/*.test.ts"], exclude: ["node_modules/**"] } };
