import { CloseIcon } from "../icons.js";
import type { LabelNames } from "../labels/useLabels.js";
import type { TownNames } from "../queue/names.js";
import { useTexts } from "../texts/texts.js";
import type { Texts } from "../texts/wording.js";
import { type Filter, keyOf } from "./filters.js";

type FilterChipsProps = {
  filters: readonly Filter[];
  names: Pick<TownNames, "topic">;
  labels: LabelNames;
  onChange: (filters: readonly Filter[]) => void;
};

/** The filters that are on, each with a way to take it off. */
export const FilterChips = ({ filters, names, labels, onChange }: FilterChipsProps) => {
  const texts = useTexts();
  if (filters.length === 0) return null;
  return (
    <ul className="chips" aria-label={texts.filters.active}>
      {filters.map((filter) => {
        const name = nameOf(filter, { names, labels, words: texts.filters });
        const without = () => {
          onChange(filters.filter((one) => one !== filter));
          document.querySelector<HTMLElement>("[data-opens=filter]")?.focus();
        };
        return (
          <li key={keyOf(filter)}>
            <button type="button" className="chip" onClick={without}>
              <span className="unseen">{texts.filters.remove(name)}</span>
              <span className="chip-name" aria-hidden="true">
                {name}
              </span>
              <CloseIcon />
            </button>
          </li>
        );
      })}
    </ul>
  );
};

const nameOf = (
  filter: Filter,
  { names, labels, words }: Pick<FilterChipsProps, "names" | "labels"> & { words: Texts["filters"] },
): string => {
  switch (filter.by) {
    case "owner":
      return words[filter.owner];
    case "label":
      return labels.name(filter.label);
    case "topic":
      return names.topic(filter.topic);
    default:
      return words[filter.by];
  }
};
