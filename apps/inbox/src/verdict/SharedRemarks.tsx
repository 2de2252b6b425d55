import type { SharedRemarkActions, SharedRemarkView, SignInFailure } from "@eigenkanaal/client";
import { Button } from "@nl-design-system-candidate/button-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useCallback, useEffect, useState } from "react";
import { Modal } from "../navigation/Modal.js";
import type { TownNames } from "../queue/names.js";
import { SessionFailure } from "../session/Passphrase.js";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";

type State = {
  at: "loading" | "shown" | { failure: SignInFailure };
  remarks: readonly SharedRemarkView[];
  more: boolean;
};

/** What citizens let a supervisor read of what they said of a conversation; the conversation itself is not here. */
export const SharedRemarks = ({
  actions,
  names,
  onClose,
}: {
  actions: SharedRemarkActions;
  names: TownNames;
  onClose: () => void;
}) => {
  const { verdict: words } = useTexts();
  const [state, setState] = useState<State>({ at: "loading", remarks: [], more: false });
  const load = useCallback(
    async (before: number | null) => {
      const answer = await actions.load(before);
      setState((known) =>
        answer.ok
          ? { at: "shown", remarks: [...known.remarks, ...answer.value.remarks], more: answer.value.more }
          : { ...known, at: { failure: answer.failure } },
      );
    },
    [actions],
  );
  useEffect(() => void load(null), [load]);
  return (
    <Modal title={words.listTitle} onClose={onClose}>
      <Paragraph>{words.listIntro}</Paragraph>
      {state.at === "loading" && <p role="status">{words.loading}</p>}
      {typeof state.at === "object" && <SessionFailure failure={state.at.failure} />}
      {state.at === "shown" && state.remarks.length === 0 && (
        <Paragraph className="quiet">{words.none}</Paragraph>
      )}
      <ul className="sessions" aria-label={words.listTitle}>
        {state.remarks.map((remark) => (
          <Row key={remark.remark} remark={remark} names={names} />
        ))}
      </ul>
      {state.more && (
        <Button purpose="secondary" onClick={() => void load(state.remarks.at(-1)?.remark ?? null)}>
          {words.older}
        </Button>
      )}
    </Modal>
  );
};

const Row = ({ remark, names }: { remark: SharedRemarkView; names: TownNames }) => {
  const { verdict: words } = useTexts();
  const { dateTime } = useFormats();
  const { topic, desk, verdict, atMs, text } = remark;
  return (
    <li className="session-row">
      <div>
        <p className="setting-name">
          {names.topic(topic)} · {names.desk(desk)}
        </p>
        <p dir="auto">{text ?? words.closed}</p>
        <p className="quiet">
          {dateTime(atMs)}
          {verdict !== null && ` · ${words.helped(words.given[verdict])}`}
        </p>
      </div>
    </li>
  );
};
