export type { StoredArchive } from "./archive/archive-file.ts";
export { summarizeExchanges } from "./exchange-log.ts";
export { createGateway, type Gateway, type GatewayOptions } from "./gateway.ts";
export { hostMatches } from "./hosts.ts";
export { DEFAULT_LIMITS, type GatewayLimits, type HostLimits } from "./limits.ts";
export type { AttemptEvent, AttemptObserver } from "./observe.ts";
export type { SensitiveReplay } from "./replay/synthetic.ts";
export type { ExchangeFilter, Session, SessionClosure, SessionCollector, SessionOptions } from "./session.ts";
