import type { ItemTemplate } from "./config-items.ts";
import { GOOD_BACKUP } from "./config-items-good/backup.ts";
import { GOOD_COMPUTE } from "./config-items-good/compute.ts";
import { GOOD_DATABASES } from "./config-items-good/databases.ts";
import { GOOD_DELIVERY } from "./config-items-good/delivery.ts";
import { GOOD_EDGE } from "./config-items-good/edge.ts";
import { GOOD_KEYS } from "./config-items-good/keys.ts";
import { GOOD_MESSAGES } from "./config-items-good/messages.ts";
import { GOOD_MONITORING } from "./config-items-good/monitoring.ts";
import { GOOD_DEFAULT_NETWORK, GOOD_NETWORK } from "./config-items-good/network.ts";
import { GOOD_STORAGE } from "./config-items-good/storage.ts";
import { GOOD_SYSTEMS_MANAGER } from "./config-items-good/systems-manager.ts";

/**
 * One well-kept resource of every type that has a kind of evidence, in AWS Config's own shape. Their order counts:
 * names follow from the place in the list.
 */
export const GOOD_ITEMS: readonly ItemTemplate[] = [
  ...GOOD_STORAGE,
  ...GOOD_DATABASES,
  ...GOOD_COMPUTE,
  ...GOOD_NETWORK,
  ...GOOD_EDGE,
  ...GOOD_KEYS,
  ...GOOD_MONITORING,
  ...GOOD_BACKUP,
  ...GOOD_MESSAGES,
  ...GOOD_DELIVERY,
  ...GOOD_SYSTEMS_MANAGER,
  ...GOOD_DEFAULT_NETWORK,
];
