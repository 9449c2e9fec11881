import type { CheckExample } from "#sdk";
import type { EffectiveSettings } from "../evidence.ts";
import { overrides, unit, unitByDefault, unitForLicence } from "./samples.ts";

type Examples = readonly CheckExample<EffectiveSettings>[];

interface Setting {
  /** `gmail.pop_access`. */
  readonly type: string;
  /** `gmail`: where it is switched off the setting binds nobody. */
  readonly service?: string;
}

interface Values<T> {
  readonly wanted: T;
  readonly otherwise: T;
}

/** Whom a setting binds: what holds of every check of one field, whatever the field says. */
export function bindingExamples(
  { type, service }: Setting,
  field: string,
  { wanted, otherwise }: Values<unknown>,
): Examples {
  const bad = { [type]: { [field]: otherwise } };
  const switchedOff: Examples =
    service === undefined
      ? []
      : [
          {
            name: "the service is switched off here",
            record: unit({ [`${service}.service_status`]: { serviceState: "DISABLED" }, ...bad }),
            outcome: "not-applicable",
          },
        ];
  return [
    { name: "a group that overrides it", record: overrides(bad), outcome: "fail" },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    ...switchedOff,
    { name: "nobody active in the unit", record: unit(bad, { activeUsers: 0 }), outcome: "not-applicable" },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence({ [type]: { [field]: wanted } }, { [field]: otherwise }),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ [type]: {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ];
}

/**
 * The examples of a check that one field of a setting has the value that is wanted. A field of named values must be
 * undetermined for a name that Google adds later.
 * @param values with `byDefault`, Google's documented default, where there is one
 */
export function settingExamples<T extends string | boolean>(
  setting: Setting,
  field: string,
  values: Values<T> & { readonly byDefault?: T },
): Examples {
  const { wanted, otherwise, byDefault } = values;
  const of = (value: string | boolean) => ({ [setting.type]: { [field]: value } });
  const documented: Examples =
    byDefault === undefined
      ? []
      : [
          {
            name: "Google's documented default",
            record: unitByDefault(of(byDefault)),
            outcome: byDefault === wanted ? "pass" : "fail",
          },
        ];
  const unknown: Examples =
    typeof wanted === "boolean"
      ? []
      : [
          {
            name: "a value that is not known here",
            record: unit(of("SOMETHING_NEW")),
            outcome: "undetermined",
            reason: "schema-mismatch",
          },
        ];
  return [
    { name: "as wanted", record: unit(of(wanted)), outcome: "pass" },
    { name: "otherwise", record: unit(of(otherwise)), outcome: "fail" },
    ...documented,
    ...bindingExamples(setting, field, values),
    ...unknown,
  ];
}
