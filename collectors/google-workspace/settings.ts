import { ALL_ADMINS, type EffectiveSetting, type EffectiveSettings, type OrgUnit, type Policy } from "./evidence.ts";
import { DEFAULTS, MAPPED, MERGED, RULES } from "./settings-types.ts";

type Value = Readonly<Record<string, unknown>>;

export interface SettingsInput {
  /** All policies of the tenant, in the order of the API. */
  readonly policies: readonly Policy[];
  /** All units, the root included. */
  readonly orgUnits: readonly OrgUnit[];
  /** E-mail addresses of groups by id, as far as they are known. */
  readonly groupEmails: ReadonlyMap<string, string>;
  /** Active users by unit path; undefined when users were not wholly listed. */
  readonly activeUsers: ReadonlyMap<string, number> | undefined;
}

export interface Resolution {
  readonly records: Iterable<EffectiveSettings>;
  /** Policies of units that do not exist any more; they apply to nobody. */
  readonly orphaned: number;
}

interface Unit {
  readonly id: string;
  readonly path: string;
  readonly parent: string | undefined;
}

/** Policies by setting type, of one target. */
type ByType = Map<string, Policy[]>;

/**
 * What every unit, every group with overrides, and all administrators really have. Of several policies for one setting
 * type the one with the highest sort order wins, SYSTEM or ADMIN alike: sort orders are unique among the policies of a
 * type, and a unit's own lies above those of the units above it. Groups are resolved apart: the sort orders of
 * {@link ALL_ADMINS} lie below those of units although it overrides them (google-workspace.md §5).
 * @throws RangeError when the root is not among the units
 */
export function resolveSettings({ policies, orgUnits, groupEmails, activeUsers }: SettingsInput): Resolution {
  const units = new Map<string, Unit>();
  for (const { orgUnitId, orgUnitPath, parentOrgUnitId } of orgUnits)
    units.set(bare(orgUnitId), {
      id: bare(orgUnitId),
      path: orgUnitPath,
      parent: parentOrgUnitId === undefined ? undefined : bare(parentOrgUnitId),
    });
  const root = [...units.values()].find(({ path }) => path === "/");
  if (root === undefined) throw new RangeError("the root is not among the org units");
  const byUnit = new Map<string, ByType>();
  const byGroup = new Map<string, { readonly unit: Unit; readonly types: ByType }>();
  let orphaned = 0;
  for (const policy of policies) {
    const { orgUnit, group } = policy.policyQuery;
    const unit = orgUnit === undefined ? root : units.get(bare(orgUnit));
    if (unit === undefined) orphaned += 1;
    else if (group === undefined) add(ofUnit(byUnit, unit.id), policy);
    else {
      const found = byGroup.get(group) ?? { unit, types: new Map<string, Policy[]>() };
      byGroup.set(group, found);
      add(found.types, policy);
    }
  }
  return { records: records(), orphaned };

  function* records(): Generator<EffectiveSettings> {
    for (const unit of units.values()) {
      const settings = settingsOf(unit, units, byUnit);
      const active = activeUsers === undefined ? {} : { activeUsers: activeUsers.get(unit.path) ?? 0 };
      yield { target: `orgUnits/${unit.id}`, targetType: "org-unit", orgUnitPath: unit.path, ...active, settings };
    }
    for (const [target, { unit, types }] of byGroup) {
      const email = groupEmails.get(bare(target));
      yield {
        target,
        targetType: target === ALL_ADMINS ? "admins" : "group",
        orgUnitPath: unit.path,
        ...(email === undefined ? {} : { groupEmail: email }),
        settings: overridesOf(types, unit, units, byUnit),
      };
    }
  }
}

function settingsOf(
  unit: Unit,
  units: ReadonlyMap<string, Unit>,
  byUnit: ReadonlyMap<string, ByType>,
): Record<string, EffectiveSetting> {
  const chain = chainOf(unit, units);
  const types = new Set(Object.keys(DEFAULTS));
  for (const { id } of chain) for (const type of byUnit.get(id)?.keys() ?? []) types.add(type);
  const settings: Record<string, EffectiveSetting> = {};
  for (const type of [...types].toSorted()) {
    const candidates = chain.flatMap(({ id }) => byUnit.get(id)?.get(type) ?? []);
    settings[type] = effective(type, candidates, unit, units);
  }
  return settings;
}

function overridesOf(
  types: ByType,
  unit: Unit,
  units: ReadonlyMap<string, Unit>,
  byUnit: ReadonlyMap<string, ByType>,
): Record<string, EffectiveSetting> {
  const settings: Record<string, EffectiveSetting> = {};
  for (const [type, own] of [...types].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    // Where fields merge, those that the group leaves open come from the unit below it.
    const below = MERGED.has(type)
      ? bySortOrder(chainOf(unit, units).flatMap(({ id }) => byUnit.get(id)?.get(type) ?? []))
      : [];
    const reduced = reduce(type, [...bySortOrder(own), ...below]);
    settings[type] = described(type, reduced, { origin: "set" });
  }
  return settings;
}

function effective(
  type: string,
  candidates: readonly Policy[],
  unit: Unit,
  units: ReadonlyMap<string, Unit>,
): EffectiveSetting {
  if (candidates.length === 0) {
    const assumed = DEFAULTS[type];
    if (assumed === undefined) throw new RangeError(`no policy and no default for ${type}`);
    return { value: assumed.value, origin: "default", policies: [], source: assumed.source };
  }
  const ordered = bySortOrder(candidates);
  const winner = ordered[0];
  const of = winner?.policyQuery.orgUnit;
  const owner = of === undefined ? "/" : (units.get(bare(of))?.path ?? "/");
  const place: Place = owner === unit.path ? { origin: "set" } : { origin: "inherited", from: owner };
  return described(type, reduce(type, ordered), place);
}

interface Reduced {
  readonly value: Value;
  /** Policies that the value comes from, highest sort order first. */
  readonly from: readonly Policy[];
  readonly licences: readonly string[];
  readonly otherwise: Value | undefined;
}

/** One value of several policies, which come highest sort order first. */
function reduce(type: string, ordered: readonly Policy[]): Reduced {
  const all = combine(type, ordered);
  const conditional = all.from.filter((policy) => licencesOf(policy).length > 0);
  if (conditional.length === 0) return { ...all, licences: [], otherwise: undefined };
  const rest = ordered.filter((policy) => licencesOf(policy).length === 0);
  return {
    ...all,
    licences: [...new Set(conditional.flatMap(licencesOf))].toSorted(),
    otherwise: rest.length === 0 ? DEFAULTS[type]?.value : combine(type, rest).value,
  };
}

function combine(type: string, ordered: readonly Policy[]): Pick<Reduced, "value" | "from"> {
  const values = ordered.map(({ setting }) => setting.value ?? {});
  if (RULES.has(type)) return { value: { rules: values }, from: ordered };
  if (MERGED.has(type)) return { value: Object.assign({}, ...values.toReversed()) as Value, from: ordered };
  const mapped = MAPPED[type];
  if (mapped !== undefined) return { value: mergeEntries(values, mapped), from: ordered };
  return { value: values[0] ?? {}, from: ordered.slice(0, 1) };
}

function mergeEntries(values: readonly Value[], { list, key }: { readonly list: string; readonly key: string }): Value {
  const entries = new Map<unknown, Value>();
  for (const value of values) {
    const items: unknown = value[list];
    if (!Array.isArray(items)) continue;
    for (const item of items as readonly Value[]) {
      const id = item[key] ?? Symbol("an entry without its key stands alone");
      entries.set(id, { ...item, ...entries.get(id) });
    }
  }
  return { ...values[0], [list]: [...entries.values()] };
}

type Place = { readonly origin: "set" } | { readonly origin: "inherited"; readonly from: string };

function described(type: string, { value, from, licences, otherwise }: Reduced, place: Place): EffectiveSetting {
  const [first] = from;
  const defaults = DEFAULTS[type]?.value ?? {};
  const assumedFields = Object.keys(defaults).filter((field) => !(field in value));
  return {
    value: assumedFields.length === 0 ? value : { ...defaults, ...value },
    ...place,
    policies: from.map(({ name }) => name),
    ...(first?.type === undefined ? {} : { policyType: first.type }),
    ...(first?.policyQuery.sortOrder === undefined ? {} : { sortOrder: first.policyQuery.sortOrder }),
    ...(assumedFields.length === 0 ? {} : { assumedFields, source: DEFAULTS[type]?.source ?? "" }),
    ...(licences.length === 0 ? {} : { licences: [...licences] }),
    ...(otherwise === undefined ? {} : { otherwise }),
  };
}

/** The unit and those above it, to the root. A tree that turns in a circle ends where it began. */
function chainOf(unit: Unit, units: ReadonlyMap<string, Unit>): readonly Unit[] {
  const chain: Unit[] = [];
  for (let at: Unit | undefined = unit; at !== undefined && !chain.includes(at);) {
    chain.push(at);
    at = at.parent === undefined ? undefined : units.get(at.parent);
  }
  return chain;
}

function bySortOrder(policies: readonly Policy[]): readonly Policy[] {
  return policies.toSorted((a, b) => (b.policyQuery.sortOrder ?? 0) - (a.policyQuery.sortOrder ?? 0));
}

/** Licences that a policy's condition names: `license in ['/product/Google-Apps/sku/1010020020']`. */
function licencesOf({ policyQuery: { query = "" } }: Policy): readonly string[] {
  const inside = /entity\.licenses\.exists\([^[]*\[([^\]]*)\]/.exec(query)?.[1] ?? "";
  return [...inside.matchAll(/'([^']+)'/g)].map(([, licence = ""]) => licence);
}

export function settingType({ setting }: Policy): string {
  return setting.type.replace(/^settings\//, "");
}

/** `id:03ph…`, `orgUnits/03ph…` and `groups/02xc…` without what goes before. */
export function bare(id: string): string {
  return id.replace(/^(id:|orgUnits\/|groups\/)/, "");
}

function ofUnit(byUnit: Map<string, ByType>, id: string): ByType {
  const found = byUnit.get(id) ?? new Map<string, Policy[]>();
  byUnit.set(id, found);
  return found;
}

function add(types: ByType, policy: Policy): void {
  const type = settingType(policy);
  const list = types.get(type);
  if (list === undefined) types.set(type, [policy]);
  else list.push(policy);
}
