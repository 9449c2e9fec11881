export { CATALOGUE } from "./catalogue.ts";
export type { MappableCheck } from "./consistency.ts";
export { loadMapping, type Mapping } from "./load.ts";
