import { type KeyboardEvent, useId, useRef, useState } from "react";
import { type Formats, useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";
import type { Texts } from "../texts/wording.js";
import { matching, type Target } from "./targets.js";

type TargetFieldProps = {
  /** Undefined while they are looked up. */
  targets: readonly Target[] | undefined;
  chosen: Target | undefined;
  problem: string | undefined;
  onChoose: (target: Target) => void;
};

/** Typing narrows the list; arrow down goes into it, where the arrows choose. */
export const TargetField = ({ targets, chosen, problem, onChoose }: TargetFieldProps) => {
  const { transfer: words, presence } = useTexts();
  const formats = useFormats();
  const id = useId();
  const [typed, setTyped] = useState("");
  const list = useRef<HTMLDivElement>(null);
  const found = matching(targets ?? [], typed);
  const intoList = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown" && event.key !== "Enter") return;
    event.preventDefault();
    const [only, ...others] = found;
    if (only && others.length === 0) onChoose(only);
    list.current?.querySelector<HTMLElement>("input:checked, input")?.focus();
  };
  return (
    <fieldset className="transfer-targets" aria-describedby={`${id}-problem`}>
      <legend>{words.to}</legend>
      <input
        className="field"
        type="search"
        data-first
        autoComplete="off"
        aria-label={words.filter}
        placeholder={words.filter}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={intoList}
      />
      <p className="unseen" role="status">
        {targets && typed !== "" && words.found(found.length)}
      </p>
      <div className="transfer-list" ref={list}>
        {found.map((target) => (
          <label key={target.id} className="choice transfer-target">
            <input
              type="radio"
              name={`${id}-target`}
              checked={chosen?.id === target.id}
              onChange={() => onChoose(target)}
            />
            <span>
              {target.name}
              <span className="quiet transfer-hint">{hintOf(target, { words, presence, formats })}</span>
            </span>
          </label>
        ))}
        {targets && found.length === 0 && (
          <p className="quiet">{targets.length === 0 ? words.nobody : words.noneFound}</p>
        )}
      </div>
      <p id={`${id}-problem`} className="transfer-problem" role="alert">
        {problem}
      </p>
    </fieldset>
  );
};

/** What one wants to know before choosing: how a colleague is, and whether a desk is open. */
const hintOf = (
  target: Target,
  { words, presence, formats }: { words: Texts["transfer"]; presence: Texts["presence"]; formats: Formats },
): string => {
  if (target.kind === "colleague")
    return target.presence === null
      ? words.colleague
      : words.colleagueNow(presence.states[target.presence].toLowerCase());
  const { opening, back } = target;
  const closed = (opensAtMs: number | null) =>
    opensAtMs === null ? words.deskClosed : words.deskOpens(formats.dateTime(opensAtMs));
  const now = opening.at === "open" ? words.deskOpen : closed(opening.opensAtMs);
  return back === "came_from" ? `${now} · ${words.cameFrom}` : now;
};
