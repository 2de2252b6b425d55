import type { ConversationId, ConversationRecord } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import type { TownNames } from "../../queue/names.js";
import { SessionFailure } from "../../session/Passphrase.js";
import { useFormats } from "../../texts/formats.js";
import { useTexts } from "../../texts/texts.js";
import type { Texts } from "../../texts/wording.js";
import { hashOfRecords } from "../place.js";
import { type Progress, progressOf, type Work } from "./progress.js";
import type { WooSearch } from "./search.js";

const progressWords = (progress: Progress, { progress: words }: Texts["records"]["woo"]): string =>
  progress.at === "open" ? words.open(progress.left) : words[progress.at];

/** How far the search is, what it found, and what can be done with what is chosen of it. */
export const WooFound = ({
  search,
  found,
  chosen,
  works,
  open,
  choose,
  onStop,
  names,
}: {
  search: WooSearch;
  found: readonly ConversationRecord[];
  chosen: ReadonlySet<ConversationId>;
  works: ReadonlyMap<ConversationId, Work>;
  open: string | null;
  choose: (chosen: ReadonlySet<ConversationId>) => void;
  onStop: () => void;
  names: TownNames;
}) => {
  const { woo: words } = useTexts().records;
  const { date } = useFormats();
  const toggle = (conversation: ConversationId, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(conversation);
    else next.delete(conversation);
    choose(next);
  };
  return (
    <>
      <SearchSays search={search} />
      {(search.at === "listing" || search.at === "reading") && (
        <Button purpose="secondary" onClick={onStop}>
          {words.stop}
        </Button>
      )}
      {found.length > 0 && (
        <>
          <div className="woo-actions">
            <Button
              purpose="secondary"
              onClick={() => choose(new Set(found.map(({ conversation }) => conversation)))}
            >
              {words.chooseAll}
            </Button>
            <Button purpose="secondary" onClick={() => choose(new Set())}>
              {words.chooseNone}
            </Button>
          </div>
          <ul className="records-rows" aria-label={words.results}>
            {found.map(({ conversation, topic, desk, closedAtMs }) => {
              const name = `${names.topic(topic)}, ${date(closedAtMs)}`;
              return (
                <li key={conversation} className="records-row">
                  <input
                    type="checkbox"
                    aria-label={words.chooseOne(name)}
                    checked={chosen.has(conversation)}
                    onChange={(event) => toggle(conversation, event.target.checked)}
                  />
                  <a
                    className="town-row"
                    href={hashOfRecords({ room: "woo", open: conversation })}
                    aria-current={open === conversation ? "true" : undefined}
                  >
                    {name}
                    <span className="quiet keys-hint">
                      {names.desk(desk)} · {progressWords(progressOf(works.get(conversation)), words)}
                    </span>
                  </a>
                </li>
              );
            })}
          </ul>
          <p className="quiet" role="status">
            {words.chosen(chosen.size)}
          </p>
          <div className="woo-actions">
            <a
              className="nl-button nl-button--secondary"
              href={hashOfRecords({ room: "woo", open: "hold" })}
              aria-current={open === "hold" ? "true" : undefined}
            >
              {words.hold}
            </a>
            <a
              className="nl-button nl-button--secondary"
              href={hashOfRecords({ room: "woo", open: "export" })}
              aria-current={open === "export" ? "true" : undefined}
            >
              {words.export}
            </a>
          </div>
        </>
      )}
    </>
  );
};

const SearchSays = ({ search }: { search: WooSearch }) => {
  const { woo: words } = useTexts().records;
  const { number } = useFormats();
  if (search.at === "still") return null;
  if (search.at === "failed") return <SessionFailure failure={search.failure} />;
  if (search.at === "listing")
    return (
      <p className="quiet" role="status">
        {words.listing(search.listed, number(search.listed))}
      </p>
    );
  const { at, found, unread, read, of } = search;
  return (
    <>
      {at === "reading" && (
        <progress
          className="woo-progress"
          aria-label={words.reading(number(read), number(of))}
          value={read}
          max={of}
        />
      )}
      <p className="quiet" role="status">
        {at === "reading" && words.reading(number(read), number(of))}
        {at === "stopped" && words.stopped(number(read), number(of))}{" "}
        {found.length === 0 && at !== "reading"
          ? words.none
          : found.length > 0 && words.found(found.length, number(found.length))}
      </p>
      {unread > 0 && (
        <Paragraph className="notice notice-danger">{words.unread(unread, number(unread))}</Paragraph>
      )}
    </>
  );
};
