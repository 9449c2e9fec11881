import type { Value } from "../protocol/answer.ts";

/** A configuration item as AWS Config would hold it. */
export interface ConfigItem {
  readonly resourceType: string;
  readonly resourceId: string;
  readonly resourceName?: string;
  readonly arn?: string;
  /** `global` for resources of no region; else the region that holds the item. */
  readonly awsRegion: string;
  readonly availabilityZone?: string;
  readonly created?: Date;
  readonly captured: Date;
  readonly configuration: Readonly<Record<string, unknown>>;
  readonly supplementaryConfiguration?: Readonly<Record<string, unknown>>;
  readonly tags?: Readonly<Record<string, string>>;
  readonly relationships?: readonly Readonly<Record<string, string>>[];
}

/** Items made on demand, so that a hundred thousand need no memory. */
export interface ConfigItems {
  readonly count: number;
  at(index: number): ConfigItem;
}

export interface ConfigRecorder {
  readonly name: string;
  readonly recording: boolean;
  readonly lastStatus: "PENDING" | "SUCCESS" | "FAILURE";
  readonly lastErrorCode?: string;
  /** As the API writes it. */
  readonly group: Readonly<Record<string, Value>>;
  readonly frequency: "CONTINUOUS" | "DAILY";
}

export interface ConfigChannel {
  readonly name: string;
  readonly bucket: string;
  readonly kmsKeyArn?: string;
  readonly topicArn?: string;
  readonly lastStatus: "Success" | "Failure" | "Not_Applicable";
}

export interface ConfigServiceRule {
  readonly name: string;
  readonly owner: "AWS" | "CUSTOM_LAMBDA" | "CUSTOM_POLICY";
  readonly identifier?: string;
  readonly types: readonly string[];
  readonly parameters?: Readonly<Record<string, string>>;
  /** Service principal of the service that made it. */
  readonly createdBy?: string;
  readonly modes?: readonly ("DETECTIVE" | "PROACTIVE")[];
  /** What the rule says of a resource; undefined = out of its scope. */
  readonly verdict: (item: ConfigItem) => "COMPLIANT" | "NON_COMPLIANT" | undefined;
  readonly annotation?: string;
  /** Set when the rule has no results whatever the resources are. */
  readonly conclusion?: "INSUFFICIENT_DATA" | "NOT_APPLICABLE" | "COMPLIANT" | "NON_COMPLIANT";
  readonly lastErrorCode?: string;
  readonly remediation?: {
    readonly document: string;
    readonly automatic: boolean;
    readonly parameters?: Readonly<Record<string, string>>;
    readonly exceptions: readonly {
      readonly resourceType: string;
      readonly resourceId: string;
      readonly message?: string;
      readonly expires?: Date;
    }[];
  };
}

export interface ConfigPack {
  readonly name: string;
  readonly createdBy?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  /** Names of the region's rules. */
  readonly rules: readonly { readonly name: string; readonly controls: readonly string[] }[];
}

export interface ConfigAggregator {
  readonly name: string;
  readonly organization: boolean;
  /** Absent: all regions. */
  readonly regions?: readonly string[];
  /** Sources that are not up to date, as `111122223333/eu-west-1`. */
  readonly failed: readonly string[];
}

/** AWS Config in one region of an account. Absent from the account: Config is off there. */
export interface ConfigRegion {
  readonly region: string;
  readonly recorder?: ConfigRecorder;
  readonly serviceLinked: readonly { readonly name: string; readonly servicePrincipal: string }[];
  readonly channel?: ConfigChannel;
  readonly retentionDays?: number;
  readonly rules: readonly ConfigServiceRule[];
  readonly packs: readonly ConfigPack[];
  readonly aggregators: readonly ConfigAggregator[];
  readonly items: ConfigItems;
}
