import { scopeKey } from "#core";
import type { AnyCheck } from "#sdk";
import { Undetermined } from "#sdk";
import { viewOf } from "../../../src/sdk/testing.ts";
