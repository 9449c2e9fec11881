import { useId } from "preact/hooks";
import { THEME_ORDER, THEME_WORDS } from "../../words.ts";
import {
  ATTRIBUTE_NAMES,
  ATTRIBUTES,
  GROUPS,
  narrows,
  NO_FILTER,
  SORTS,
  type Attribute,
  type Filter,
} from "../filter.ts";
import { words } from "../format.ts";
import type { ControlView } from "../model.ts";

interface FiltersProps {
  readonly filter: Filter;
  readonly controls: readonly ControlView[];
  readonly shown: number;
  readonly onChange: (filter: Filter) => void;
}

export function Filters({ filter, controls, shown, onChange }: FiltersProps) {
  const searchId = useId();
  return (
    <form class="filters" role="search" aria-label="Filter controls" onSubmit={(event) => event.preventDefault()}>
      <div class="filter-row">
        <div class="filter-search">
          <label for={searchId}>Search</label>
          <input
            id={searchId}
            type="search"
            placeholder="Title, guidance or check"
            value={filter.text}
            onInput={(event) => onChange({ ...filter, text: event.currentTarget.value })}
          />
        </div>
        <Choice
          label="Theme"
          value={filter.theme}
          options={[["", "Any"], ...THEME_ORDER.map((id) => [id, THEME_WORDS[id].label] as const)]}
          onChange={(value) => onChange({ ...filter, theme: THEME_ORDER.find((id) => id === value) ?? "" })}
        />
        {ATTRIBUTE_NAMES.map((name) => (
          <Choice
            key={name}
            label={ATTRIBUTES[name]}
            value={filter.attributes[name] ?? ""}
            options={[["", "Any"], ...valuesOf(controls, name).map((value) => [value, words(value)] as const)]}
            onChange={(value) => onChange({ ...filter, attributes: withAttribute(filter.attributes, name, value) })}
          />
        ))}
      </div>
      <div class="view-row">
        <p class="shown">
          <span aria-live="polite">
            <span class="num">{shown}</span> of <span class="num">{controls.length}</span> controls shown
          </span>
          {narrows(filter) ? (
            <button
              type="button"
              class="link"
              onClick={() => onChange({ ...NO_FILTER, sort: filter.sort, group: filter.group })}
            >
              Show all
            </button>
          ) : null}
        </p>
        <label class="check">
          <input
            type="checkbox"
            checked={filter.withEvidence}
            onChange={(event) => onChange({ ...filter, withEvidence: event.currentTarget.checked })}
          />
          Only with evidence
        </label>
        <Choice
          label="Group by"
          value={filter.group}
          options={Object.entries(GROUPS)}
          onChange={(value) => onChange({ ...filter, group: value as Filter["group"] })}
        />
        <Choice
          label="Sort"
          value={filter.sort}
          options={Object.entries(SORTS)}
          onChange={(value) => onChange({ ...filter, sort: value as Filter["sort"] })}
        />
      </div>
    </form>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly onChange: (value: string) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div class="choice">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

function valuesOf(controls: readonly ControlView[], name: Attribute): readonly string[] {
  return [...new Set(controls.flatMap((view) => view.control?.attributes[name] ?? []))].sort();
}

function withAttribute(attributes: Filter["attributes"], name: Attribute, value: string): Filter["attributes"] {
  const { [name]: _previous, ...rest } = attributes;
  return value === "" ? rest : { ...rest, [name]: value };
}
