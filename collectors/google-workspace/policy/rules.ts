import { fail, notApplicable, pass, Undetermined, undetermined, type Judgement } from "#sdk";
import type { EffectiveSettings } from "../evidence.ts";
import { bindsNobody, isOff, listOf, targetName } from "./settings.ts";

interface Rule {
  readonly displayName?: unknown;
  readonly state?: unknown;
  readonly triggers?: unknown;
  readonly action?: unknown;
}

function rulesOf(record: EffectiveSettings, type: string): readonly Rule[] | undefined {
  const setting = record.settings[type];
  return setting === undefined ? undefined : (listOf(setting.value, "rules") as readonly Rule[]);
}

const SYSTEM_ALERTS = "rule.system_defined_alerts";

/** System-defined alerts are rules of the whole tenant: they are judged once, at the root. */
function elsewhereThanRoot(record: EffectiveSettings): boolean {
  return record.targetType !== "org-unit" || record.orgUnitPath !== "/";
}

/**
 * Whether one of Google's own alerts is switched on. A rule that is not listed is at Google's default, which is not
 * documented for each: undetermined.
 */
export function alertIsOn(record: EffectiveSettings, displayName: string): Judgement {
  if (elsewhereThanRoot(record)) return notApplicable("alert rules are of the whole tenant: judged at the root");
  const rules = rulesOf(record, SYSTEM_ALERTS);
  if (rules === undefined) return undetermined("schema-mismatch", "the Policy API states no alert rules");
  const rule = rules.find((candidate) => candidate.displayName === displayName);
  if (rule === undefined)
    return undetermined("schema-mismatch", `no rule "${displayName}" is listed: it is as Google set it`);
  const observed = `"${displayName}" is ${String(rule.state)}, ${recipientsOf(rule)}`;
  if (rule.state === "ACTIVE") return pass(observed);
  return rule.state === "INACTIVE" ? fail(observed) : undetermined("schema-mismatch", observed);
}

/** The active ones of these alerts that nobody is mailed about; undefined when none of them is listed. */
export function silentAlerts(
  record: EffectiveSettings,
  displayNames: readonly string[],
): { readonly active: readonly string[]; readonly silent: readonly string[] } | undefined {
  if (elsewhereThanRoot(record)) return undefined;
  const rules = rulesOf(record, SYSTEM_ALERTS);
  if (rules === undefined) throw new Undetermined("schema-mismatch", "the Policy API states no alert rules");
  const active = rules.filter(
    ({ displayName, state }) => displayNames.some((name) => name === displayName) && state === "ACTIVE",
  );
  return {
    active: active.map(({ displayName }) => String(displayName)),
    silent: active.filter((rule) => recipients(rule).length === 0).map(({ displayName }) => String(displayName)),
  };
}

function recipients({ action }: Rule): readonly unknown[] {
  const alert = objectOf(objectOf(action)["alertCenterAction"]);
  // Left out when nobody is named (measured, samples).
  return alert["recipients"] === undefined ? [] : listOf(alert, "recipients");
}

function recipientsOf(rule: Rule): string {
  const list = recipients(rule);
  if (list.length === 0) return "shown in the alert center and mailed to nobody";
  return list.some((recipient) => objectOf(recipient)["allSuperAdmins"] === true)
    ? "mailed to all super administrators"
    : `mailed to ${list.length} ${list.length === 1 ? "recipient" : "recipients"}`;
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

export interface Channel {
  /** Begin of the triggers, `google.workspace.drive.`. */
  readonly trigger: string;
  /** Member of `action`, `driveAction`. */
  readonly action: string;
  /** `drive_and_docs`. */
  readonly service: string;
  readonly name: string;
}
export const DRIVE: Channel = {
  trigger: "google.workspace.drive.",
  action: "driveAction",
  service: "drive_and_docs",
  name: "Drive",
};
export const GMAIL: Channel = {
  trigger: "google.workspace.gmail.",
  action: "gmailAction",
  service: "gmail",
  name: "Gmail",
};
export const CHAT: Channel = {
  trigger: "google.workspace.chat.",
  action: "chatAction",
  service: "chat",
  name: "Chat",
};

/**
 * Whether a data protection rule binds the people of a unit on a channel and does something: rules that are inactive or
 * only record (audit only) do not count. The Policy API lists every rule, so that none listed means none.
 */
export function leakRuleIsEnforced(
  record: EffectiveSettings,
  channel: Channel,
  effects: readonly ("block" | "warn")[],
): Judgement {
  if (record.targetType !== "org-unit")
    return notApplicable("rules of a group come on top of those of its members' units");
  const nobody = bindsNobody(record);
  if (nobody !== undefined) return notApplicable(nobody);
  if (isOff(record, channel.service)) return notApplicable(`${channel.service} is switched off here`);
  const setting = record.settings["rule.dlp"];
  const rules = (rulesOf(record, "rule.dlp") ?? []).filter((rule) =>
    listOf({ triggers: rule.triggers }, "triggers").some((trigger) => String(trigger).startsWith(channel.trigger)),
  );
  const active = rules.filter(({ state }) => state === "ACTIVE");
  const enforced = active.filter((rule) => effectsOf(rule, channel).some((effect) => effects.includes(effect)));
  if (enforced.length > 0) {
    const names = enforced.map(({ displayName }) => `"${String(displayName)}"`);
    const observed = `${targetName(record)}: ${names.slice(0, 5).join(", ")} ${enforced.length === 1 ? "acts" : "act"} on ${channel.name}`;
    if (setting?.licences === undefined) return pass(observed);
    return undetermined("schema-mismatch", `${observed}, only for people with ${setting.licences.join(", ")}`);
  }
  const odd = rules.find(({ state }) => state !== "ACTIVE" && state !== "INACTIVE");
  if (odd !== undefined)
    return undetermined("schema-mismatch", `a rule has state ${String(odd.state)}, which is not known here`);
  return fail(
    active.length > 0
      ? `${targetName(record)}: ${active.length} active ${active.length === 1 ? "rule looks" : "rules look"} at ${channel.name} and none does more than record`
      : `${targetName(record)}: no active rule looks at ${channel.name}${rules.length === 0 ? "" : ` (${rules.length} inactive)`}`,
  );
}

function effectsOf(rule: Rule, { action }: Channel): readonly ("block" | "warn")[] {
  return Object.keys(objectOf(objectOf(rule.action)[action])).flatMap((name): ("block" | "warn")[] =>
    /^(?:block|quarantine|restrict|reject)/i.test(name) ? ["block"] : /^warn/i.test(name) ? ["warn"] : [],
  );
}

/** One of Google's alert rules, for examples. */
export function alertRule(
  displayName: string,
  state: string,
  to: readonly Readonly<Record<string, unknown>>[] = [],
): object {
  return { displayName, state, action: { alertCenterAction: { recipients: to } } };
}

/** A data protection rule, for examples. */
export function leakRule(channel: Channel, effect: string, state = "ACTIVE"): object {
  return {
    displayName: "Card numbers",
    state,
    triggers: [`${channel.trigger}file.v1.share`],
    action: { [channel.action]: { [effect]: {} } },
  };
}
