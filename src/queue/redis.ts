import { Redis } from "ioredis";
import { ExhibitError, isExhibitError, messageOf } from "../core/index.ts";
import type { QueueLog } from "./types.ts";

const CONNECT_TIMEOUT_MS = 10_000;
const LONGEST_PAUSE_MS = 5_000;
/** How Redis begins its answer to credentials that it does not accept. Source: Redis ACL documentation, AUTH. */
const REFUSED = /\b(WRONGPASS|NOAUTH|NOPERM|ERR invalid password|ERR AUTH)\b/;

/**
 * A connection that comes back by itself for as long as the process lives, once it stood. CONFIG_INVALID for a malformed URL
 * a server that may evict keys or one that refuses the password; QUEUE_UNREACHABLE names host and port, never the password.
 */
export async function openRedis(url: string, log: QueueLog): Promise<Redis> {
  const place = placeOf(url);
  let stood = false;
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    // BullMQ demands it for blocking connections: commands wait for the server to come back.
    maxRetriesPerRequest: null,
    retryStrategy: (times) => (stood ? Math.min(50 * 2 ** times, LONGEST_PAUSE_MS) : null),
  });
  let reason = "no answer";
  let away = false;
  redis.on("error", (error) => {
    reason = messageOf(error);
    if (stood && !away) log("warn", "Redis is away", { place, reason });
    away = true;
  });
  redis.on("ready", () => {
    if (stood && away) log("info", "Redis is back", { place });
    stood = true;
    away = false;
  });
  try {
    await redis.connect();
    await requireSuitable(redis, place);
    return redis;
  } catch (error) {
    redis.disconnect();
    if (isExhibitError(error)) throw error;
    if (REFUSED.test(reason) || REFUSED.test(messageOf(error)))
      throw new ExhibitError("CONFIG_INVALID", `the Redis server ${place} refuses the user or the password`, {
        place: "REDIS_URL",
        remedy: "Correct user and password in REDIS_URL (special characters percent-encoded).",
      });
    throw new ExhibitError("QUEUE_UNREACHABLE", `the Redis server ${place} cannot be used: ${reason}`, {
      place,
      remedy:
        "Check that the server runs and that host, port and password in REDIS_URL are right; or unset REDIS_URL to keep the queue in the database.",
      cause: new Error(messageOf(error)),
    });
  }
}

/** A server that throws keys away when its memory is full leaves half a job behind, which nothing can read. */
async function requireSuitable(redis: Redis, place: string): Promise<void> {
  const memory = await redis.info("memory");
  const policy = /^maxmemory_policy:(\S+)/m.exec(memory)?.[1] ?? "noeviction";
  const limited = (/^maxmemory:(\d+)/m.exec(memory)?.[1] ?? "0") !== "0";
  if (policy === "noeviction" || !limited) return;
  throw new ExhibitError("CONFIG_INVALID", `the Redis server evicts keys when its memory is full (${policy})`, {
    place,
    remedy: "Set `maxmemory-policy noeviction` on the server, or use another server or no REDIS_URL for the queue.",
  });
}

/** `host:port/database` of a Redis URL: all that may be shown of it. */
function placeOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !["redis:", "rediss:"].includes(parsed.protocol)) {
    throw new ExhibitError("CONFIG_INVALID", "the Redis URL is not one", {
      place: "REDIS_URL",
      remedy:
        "Write it as redis://USER:PASSWORD@HOST:PORT/DATABASE (rediss:// for TLS), special characters percent-encoded.",
    });
  }
  return `${parsed.hostname}:${parsed.port === "" ? "6379" : parsed.port}${parsed.pathname === "/" ? "" : parsed.pathname}`;
}
