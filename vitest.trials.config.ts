import base from "./vitest.config.ts";

const { projects: _projects, exclude: _exclude, ...settings } = base.test ?? {};

/** `npm run test:trials`: EXHIBIT_TRIALS=100 EXHIBIT_TRIAL_SEED=1. */
export default { ...base, test: { ...settings, include: ["test/trials/**/*.test.ts"] } };
