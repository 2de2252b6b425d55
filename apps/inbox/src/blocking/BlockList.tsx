import type { BlockActions, ColleagueView, SignInFailure } from "@eigenkanaal/client";
import type { Blocks, ConversationId, DeskId } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { Modal } from "../navigation/Modal.js";
import type { TownNames } from "../queue/names.js";
import { SessionFailure } from "../session/Passphrase.js";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";

type BlockListProps = {
  actions: Pick<BlockActions, "load" | "lift">;
  names: TownNames;
  members: readonly ColleagueView[];
  /** The desks whose conversations this member can open. */
  mine: readonly DeskId[];
  onOpen: (conversation: ConversationId) => void;
  onClose: () => void;
};

type Row = Blocks["blocks"][number];
type State =
  | { at: "loading" }
  | { at: "failed"; failure: SignInFailure }
  | { at: "shown"; blocks: readonly Row[]; failure: SignInFailure | null; said: string };

/** Who cannot write now, for who coordinates colleagues or administers the town's settings, and the end of any of it. */
export const BlockList = ({ actions, names, members, mine, onOpen, onClose }: BlockListProps) => {
  const { blocking: words } = useTexts();
  const [state, setState] = useState<State>({ at: "loading" });
  const list = useRef<HTMLUListElement>(null);
  const load = useCallback(
    async (said: string, failure: SignInFailure | null) => {
      const answer = await actions.load();
      setState(
        answer.ok
          ? { at: "shown", ...answer.value, failure, said }
          : { at: "failed", failure: answer.failure },
      );
    },
    [actions],
  );
  useEffect(() => void load("", null), [load]);
  const lift = async (conversation: ConversationId) => {
    const refused = await actions.lift(conversation);
    await load(refused ? "" : words.lifted, refused?.code ?? null);
    // The button that was pressed is gone.
    list.current?.focus();
  };
  const nameOf = (row: Row) => members.find(({ member }) => member === row.by);
  return (
    <Modal title={words.listTitle} onClose={onClose}>
      <Paragraph>{words.listIntro}</Paragraph>
      {state.at === "loading" && <p role="status">{words.loading}</p>}
      {state.at === "failed" && <SessionFailure failure={state.failure} />}
      {state.at === "shown" && (
        <>
          {state.failure && <SessionFailure failure={state.failure} />}
          <p className="quiet" role="status">
            {state.said}
          </p>
          {state.blocks.length === 0 && <Paragraph className="quiet">{words.nobody}</Paragraph>}
          <ul className="sessions" ref={list} tabIndex={-1} aria-label={words.listTitle}>
            {state.blocks.map((row) => (
              <BlockRow
                key={row.conversation}
                row={row}
                names={names}
                by={nameOf(row)}
                onOpen={mine.includes(row.desk) ? () => onOpen(row.conversation) : undefined}
                onLift={() => void lift(row.conversation)}
              />
            ))}
          </ul>
        </>
      )}
    </Modal>
  );
};

const BlockRow = ({
  row,
  names,
  by,
  onOpen,
  onLift,
}: {
  row: Row;
  names: TownNames;
  by: ColleagueView | undefined;
  onOpen: (() => void) | undefined;
  onLift: () => void;
}) => {
  const { blocking: words } = useTexts();
  const { dateTime } = useFormats();
  const name = `${names.topic(row.topic)} · ${names.desk(row.desk)}`;
  const since = dateTime(row.atMs);
  return (
    <li className="session-row">
      <div>
        <p className="setting-name">{name}</p>
        <p>
          {words.reasons[row.reason]}. {words.until(dateTime(row.untilMs))}.
        </p>
        <p className="quiet">{by?.me ? words.sinceMe(since) : words.since(since, by?.name ?? "")}</p>
      </div>
      <div className="answer-actions">
        {onOpen && (
          <Button purpose="subtle" onClick={onOpen}>
            {words.open}
            <span className="unseen">: {name}</span>
          </Button>
        )}
        <Button purpose="secondary" onClick={onLift}>
          {words.lift}
          <span className="unseen">: {name}</span>
        </Button>
      </div>
    </li>
  );
};
