import type { DeskView, SearchActions, SearchResult, SearchState } from "@eigenkanaal/client";
import { useClientState } from "@eigenkanaal/client/react";
import type { ConversationId } from "@eigenkanaal/protocol";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { SearchIcon } from "../icons.js";
import { useKeys } from "../navigation/useKeys.js";
import type { TownNames } from "../queue/names.js";
import { inLanguage, useTexts } from "../texts/texts.js";
import { FoundRow } from "./FoundRow.js";
import { Progress } from "./Progress.js";
import { type Sought, useFound } from "./useFound.js";

type SearchProps = {
  actions: SearchActions;
  sought: Sought;
  onSought: (some: Partial<Sought>) => void;
  desks: readonly DeskView[];
  names: TownNames;
  online: boolean;
  /** The conversation that is on the screen. */
  open: ConversationId | null;
  onOpen: (conversation: ConversationId, entry: string | null) => void;
  singleLetterKeys: boolean;
};

/** So many are shown; who finds more says more. */
const shown = 50;

/** Searching in everything this member may read, in the place of a list. Nothing of it leaves the device. */
export const Search = (props: SearchProps) => {
  const { actions, sought, onSought, desks } = props;
  const texts = useTexts();
  const words = texts.search;
  const state = useClientState<SearchState>(actions.state);
  const found = useFound(sought, { find: actions.find, done: state.done });
  const list = useRef<HTMLUListElement>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);

  const rows = () => [...(list.current?.querySelectorAll<HTMLElement>(".found-row") ?? [])];
  const step = (by: 1 | -1) => {
    const at = rows().indexOf(document.activeElement as HTMLElement);
    if (at === 0 && by === -1) return field.current?.focus();
    rows()[Math.min(Math.max(at + by, 0), rows().length - 1)]?.focus();
  };
  useKeys({ j: () => step(1), k: () => step(-1) }, props.singleLetterKeys);
  const open = ({ conversation, hits }: SearchResult) =>
    props.onOpen(conversation, hits.find(({ entry }) => entry !== null)?.entry ?? null);
  const fieldKeys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const [first] = found?.results ?? [];
    if (event.key === "ArrowDown") {
      event.preventDefault();
      step(1);
    }
    if (event.key === "Enter" && first) open(first);
  };

  return (
    <>
      <header className="list-header">
        <Heading level={2} appearance="level-3" id="list-title" tabIndex={-1}>
          {words.title}
        </Heading>
        <p className="list-count" role="status">
          {found && found.results.length > 0 && countOf(found.results.length, words)}
        </p>
        <div className="list-tools">
          <input
            type="search"
            className="field search-field"
            aria-label={words.field}
            aria-describedby="search-hint"
            placeholder={words.placeholder}
            autoComplete="off"
            spellCheck={false}
            ref={field}
            value={sought.words}
            onChange={(event) => onSought({ words: event.target.value })}
            onKeyDown={fieldKeys}
          />
          <select
            className="field list-filter"
            aria-label={words.desk}
            value={sought.desk ?? ""}
            onChange={({ target }) =>
              onSought({ desk: desks.find(({ desk }) => desk === target.value)?.desk ?? null })
            }
          >
            <option value="">{words.allDesks}</option>
            {desks.map(({ desk, name }) => (
              <option key={desk} value={desk}>
                {inLanguage(name, texts)}
              </option>
            ))}
          </select>
          <select
            className="field list-filter"
            aria-label={words.state}
            value={sought.state}
            onChange={({ target }) => {
              const chosen = states.find((one) => one === target.value);
              if (chosen) onSought({ state: chosen });
            }}
          >
            {states.map((one) => (
              <option key={one} value={one}>
                {words.states[one]}
              </option>
            ))}
          </select>
        </div>
      </header>
      <div className="found">
        {found && found.results.length > 0 ? (
          <ul ref={list} aria-label={words.results}>
            {found.results.map((result) => (
              <FoundRow
                key={result.conversation}
                result={result}
                names={props.names}
                open={result.conversation === props.open}
                onOpen={open}
                onStep={step}
              />
            ))}
          </ul>
        ) : (
          <Nothing sought={found !== null} phase={state.phase} />
        )}
      </div>
      <Progress state={state} online={props.online} actions={actions} />
    </>
  );
};

const states = ["all", "open", "closed"] as const;

const countOf = (
  count: number,
  { found, manyFound }: Pick<ReturnType<typeof useTexts>["search"], "found" | "manyFound">,
) => (count < shown ? found(count) : manyFound(count));

const Nothing = ({ sought, phase }: { sought: boolean; phase: SearchState["phase"] }) => {
  const { search: words } = useTexts();
  const isWhole = phase === "ready";
  return (
    <div className="empty" id="search-hint" role={sought ? "status" : undefined}>
      <SearchIcon />
      {sought && (
        <Heading level={3} appearance="level-4">
          {isWhole ? words.none : words.noneYet}
        </Heading>
      )}
      <Paragraph>{sought ? (isWhole ? words.noneText : words.noneYetText) : words.hint}</Paragraph>
    </div>
  );
};
