import type { ItemTemplate } from "./config-items.ts";
import { BAD_BACKUP } from "./config-items-bad/backup.ts";
import { BAD_AUTO_SCALING, BAD_ECS, BAD_EKS, BAD_INSTANCES, BAD_LAMBDA } from "./config-items-bad/compute.ts";
import { BAD_DYNAMODB, BAD_OPENSEARCH, BAD_RDS, BAD_REDSHIFT } from "./config-items-bad/databases.ts";
import { BAD_CODE_SERVICES, BAD_STACKS } from "./config-items-bad/delivery.ts";
import { BAD_API_STAGES, BAD_DISTRIBUTIONS, BAD_LOAD_BALANCERS } from "./config-items-bad/edge.ts";
import { BAD_CERTIFICATES, BAD_KMS_KEYS, BAD_SECRETS } from "./config-items-bad/keys.ts";
import { BAD_KINESIS, BAD_TOPICS_AND_QUEUES } from "./config-items-bad/messages.ts";
import { BAD_DETECTORS, BAD_TRAILS_AND_ALARMS } from "./config-items-bad/monitoring.ts";
import {
  BAD_ADDRESSES_AND_FLOW_LOGS,
  BAD_CLIENT_VPNS,
  BAD_FIREWALL_POLICIES,
  BAD_NETWORKS,
} from "./config-items-bad/network.ts";
import { BAD_ECR, BAD_EFS, BAD_S3, BAD_VOLUMES } from "./config-items-bad/storage.ts";
import { BAD_SYSTEMS_MANAGER } from "./config-items-bad/systems-manager.ts";

/**
 * Neglected resources: each has one thing wrong, beside what is simply not stated. Their order counts: names follow from
 * the place in the list, and the mixed organisation takes every third.
 */
export const BAD_ITEMS: readonly ItemTemplate[] = [
  ...BAD_CERTIFICATES,
  ...BAD_API_STAGES,
  ...BAD_AUTO_SCALING,
  ...BAD_BACKUP,
  ...BAD_CLIENT_VPNS,
  ...BAD_STACKS,
  ...BAD_DISTRIBUTIONS,
  ...BAD_TRAILS_AND_ALARMS,
  ...BAD_CODE_SERVICES,
  ...BAD_DYNAMODB,
  ...BAD_VOLUMES,
  ...BAD_ADDRESSES_AND_FLOW_LOGS,
  ...BAD_INSTANCES,
  ...BAD_NETWORKS,
  ...BAD_ECR,
  ...BAD_ECS,
  ...BAD_EFS,
  ...BAD_EKS,
  ...BAD_LOAD_BALANCERS,
  ...BAD_DETECTORS,
  ...BAD_KINESIS,
  ...BAD_KMS_KEYS,
  ...BAD_LAMBDA,
  ...BAD_FIREWALL_POLICIES,
  ...BAD_OPENSEARCH,
  ...BAD_RDS,
  ...BAD_REDSHIFT,
  ...BAD_S3,
  ...BAD_SECRETS,
  ...BAD_TOPICS_AND_QUEUES,
  ...BAD_SYSTEMS_MANAGER,
];
