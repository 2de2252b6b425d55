import type { Label, TopicId } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { useState } from "react";
import { Modal } from "../navigation/Modal.js";
import { useTexts } from "../texts/texts.js";
import { type Filter, has, keyOf, toggled } from "./filters.js";

type FilterDialogProps = {
  filters: readonly Filter[];
  labels: readonly Label[];
  /** Those of this member's desks, by name. */
  topics: readonly { topic: TopicId; name: string }[];
  /** How many rows these filters leave of the list. */
  countOf: (filters: readonly Filter[]) => number;
  onApply: (filters: readonly Filter[]) => void;
  onClose: () => void;
};

/** What alone is shown of a list: chosen together, so that the list changes once. */
export const FilterDialog = ({ labels, topics, countOf, onApply, onClose, ...props }: FilterDialogProps) => {
  const { filters: words, cancel } = useTexts();
  const [filters, setFilters] = useState(props.filters);
  const [typed, setTyped] = useState("");
  const box = (filter: Filter, name: string, isFirst = false) => (
    <label key={keyOf(filter)} className="choice">
      <input
        type="checkbox"
        data-first={isFirst || undefined}
        checked={has(filters, filter)}
        onChange={() => setFilters(toggled(filters, filter))}
      />
      {name}
    </label>
  );
  const isFound = (name: string) => name.toLowerCase().includes(typed.trim().toLowerCase());
  return (
    <Modal title={words.title} onClose={onClose}>
      <form
        className="filter-form"
        onSubmit={(event) => {
          event.preventDefault();
          onApply(filters);
        }}
      >
        <fieldset className="filter-group">
          <legend>{words.show}</legend>
          {box({ by: "unread" }, words.unread, true)}
          {box({ by: "late" }, words.late)}
          {box({ by: "owner", owner: "mine" }, words.mine)}
          {box({ by: "owner", owner: "nobody" }, words.nobody)}
        </fieldset>
        {labels.length > 0 && (
          <fieldset className="filter-group">
            <legend>{words.labels}</legend>
            {labels.map(({ label, name }) => box({ by: "label", label }, name))}
          </fieldset>
        )}
        <fieldset className="filter-group">
          <legend>{words.topics}</legend>
          <input
            className="field filter-search"
            type="search"
            autoComplete="off"
            aria-label={words.searchTopics}
            placeholder={words.searchTopics}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <div className="filter-topics">
            {topics
              .filter(({ name, topic }) => isFound(name) || has(filters, { by: "topic", topic }))
              .map(({ topic, name }) => box({ by: "topic", topic }, name))}
          </div>
        </fieldset>
        <div className="modal-actions">
          <Button purpose="primary" type="submit">
            {words.apply(countOf(filters))}
          </Button>
          {filters.length > 0 && (
            <Button purpose="secondary" onClick={() => setFilters([])}>
              {words.clear}
            </Button>
          )}
          <Button purpose="subtle" onClick={onClose}>
            {cancel}
          </Button>
        </div>
      </form>
    </Modal>
  );
};
