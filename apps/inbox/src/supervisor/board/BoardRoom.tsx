import type { BoardActions } from "@eigenkanaal/client";
import { useClientState } from "@eigenkanaal/client/react";
import { boardTotal } from "@eigenkanaal/domain";
import type { Board } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useEffect, useState } from "react";
import { DeskIcon } from "../../icons.js";
import { useKeys } from "../../navigation/useKeys.js";
import type { TownNames } from "../../queue/names.js";
import { SessionFailure } from "../../session/Passphrase.js";
import { useFormats } from "../../texts/formats.js";
import { useTexts } from "../../texts/texts.js";
import { AlertsDialog } from "./AlertsDialog.js";
import type { BoardAlerts } from "./alerts.js";
import { BoardTable } from "./BoardTable.js";
import { BoardWall } from "./BoardWall.js";
import { Freshness } from "./Freshness.js";
import { useAlerts } from "./useAlerts.js";
import { useSparingly } from "./useSparingly.js";

export type BoardProps = {
  actions: BoardActions;
  names: TownNames;
  online: boolean;
  alerts: BoardAlerts;
  onAlerts: (alerts: BoardAlerts) => void;
  singleLetterKeys: boolean;
};

/** How it is at the desks that one supervises, at this moment. */
export const BoardRoom = (props: BoardProps) => {
  const texts = useTexts();
  const { board: words } = texts.supervisor;
  const { actions } = props;
  const state = useClientState(actions.state);
  useEffect(() => actions.follow(), [actions]);
  if (state.phase === "loading")
    return (
      <div className="town-body skeleton" role="status">
        <span className="unseen">{words.loading}</span>
        {["a", "b", "c", "d"].map((key) => (
          <div key={key} className="skeleton-row" />
        ))}
      </div>
    );
  if (state.phase === "failed")
    return (
      <div className="town-body town-form">
        <SessionFailure failure={state.failure} />
        <Button purpose="primary" onClick={() => void actions.refresh()}>
          {texts.tryAgain}
        </Button>
      </div>
    );
  if (state.board.desks.length === 0)
    return (
      <div className="town-body">
        <div className="empty">
          <DeskIcon />
          <Heading level={2} appearance="level-4">
            {words.none.title}
          </Heading>
          <Paragraph>{words.none.text}</Paragraph>
        </div>
      </div>
    );
  return <Shown {...props} board={state.board} isCurrent={props.online && state.failure === null} />;
};

const Shown = ({
  board,
  isCurrent,
  names,
  online,
  alerts,
  onAlerts,
  singleLetterKeys,
}: BoardProps & { board: Board; isCurrent: boolean }) => {
  const { supervisor } = useTexts();
  const { list } = useFormats();
  const { board: words, alerts: alertWords, wall } = supervisor;
  const [shown, setShown] = useState<"table" | "wall" | "alerts">("table");
  const { over, crossed } = useAlerts(board.desks, alerts);
  const { waiting, late } = boardTotal(board.desks, board.everyone);
  const summary = useSparingly(words.summary(waiting, late));
  useKeys({ w: () => setShown("wall") }, singleLetterKeys);
  return (
    <div className="town-body board">
      <p className="unseen" role="status">
        {crossed.length > 0 && alertWords.crossed(list(crossed.map(names.desk)))}
      </p>
      <p className="unseen" role="status">
        {summary}
      </p>
      <div className="board-tools">
        <Freshness board={board} isCurrent={isCurrent} online={online} />
        <Button
          purpose="secondary"
          data-opens="wall"
          aria-keyshortcuts="w"
          label={wall.open}
          iconEnd={
            <span className="key" aria-hidden="true">
              w
            </span>
          }
          onClick={() => setShown("wall")}
        />
        <Button
          purpose="secondary"
          data-opens="alerts"
          aria-haspopup="dialog"
          onClick={() => setShown("alerts")}
        >
          {alertWords.open}
        </Button>
      </div>
      <BoardTable {...{ board, names, over }} />
      <Paragraph className="quiet">{words.explained}</Paragraph>
      {shown === "alerts" && (
        <AlertsDialog
          desks={board.desks.map(({ desk }) => ({ desk, name: names.desk(desk) }))}
          alerts={alerts}
          onSave={(changed) => {
            onAlerts(changed);
            setShown("table");
          }}
          onClose={() => setShown("table")}
        />
      )}
      {shown === "wall" && (
        <BoardWall {...{ board, names, over, isCurrent, online }} onLeave={() => setShown("table")} />
      )}
    </div>
  );
};
