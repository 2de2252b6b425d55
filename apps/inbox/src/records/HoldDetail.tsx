import type { SignInFailure } from "@eigenkanaal/client";
import type { Hold } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { type FormEvent, useState } from "react";
import { SessionFailure } from "../session/Passphrase.js";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";
import { DetailTitle } from "./DetailTitle.js";
import { ReasonField } from "./fields.js";
import { endWords, scopeWords } from "./holdWords.js";
import { RecordsList } from "./RecordsList.js";
import type { RoomProps } from "./roomProps.js";

type DetailProps = Omit<RoomProps, "open"> & {
  of: Hold;
  /** Whether it holds now. */
  holds: boolean;
  said: string;
  onDone: (said: string) => Promise<void>;
};

/** One hold: why, of what, by whom and until when, what it holds, and its end. */
export const HoldDetail = ({ of, holds, said, onDone, ...props }: DetailProps) => {
  const { holds: words } = useTexts().records;
  const formats = useFormats();
  const { names, members, actions, town } = props;
  const nameOf = (by: Hold["placedBy"]) =>
    members.find(({ member }) => member === by)?.name ?? names.colleague(by);
  const what = [
    ...(of.scope ? [scopeWords(of.scope, { words, formats, names })] : []),
    ...(of.conversations.length > 0 ? [words.names(of.conversations.length)] : []),
  ];
  return (
    <div className="town-form">
      <DetailTitle place={{ room: "holds", open: of.hold }}>
        {words.kinds[of.kind]} {of.reference}
      </DetailTitle>
      <p className={said === "" ? "unseen" : "notice notice-ok"} role="status">
        {said}
      </p>
      <Paragraph>{of.reason}</Paragraph>
      <ul className="records-facts">
        {what.map((line) => (
          <li key={line}>{line}</li>
        ))}
        {holds && <li>{words.held(of.held, formats.number(of.held))}</li>}
        {of.lifted === null && holds && <li>{endWords(of.endsAtMs, { words, formats })}</li>}
        <li>{words.placedBy(nameOf(of.placedBy), formats.dateTime(of.placedAtMs))}</li>
        {of.lifted && (
          <li>
            {words.liftedBy(nameOf(of.lifted.by), formats.dateTime(of.lifted.atMs))}
            <span className="records-reason">{of.lifted.reason}</span>
          </li>
        )}
        {!of.lifted && !holds && of.endsAtMs !== null && (
          <li>{words.endedBySelf(formats.dateTime(of.endsAtMs))}</li>
        )}
      </ul>
      {holds && <Lifting of={of} actions={actions} online={props.online} onDone={onDone} />}
      {holds && (
        <section className="records-held">
          <Heading level={3} appearance="level-5">
            {words.conversations}
          </Heading>
          <RecordsList {...{ actions, town, names }} held={of.hold} />
        </section>
      )}
    </div>
  );
};

type State = { at: "still" | "lifting" | "missing" } | { at: "refused"; failure: SignInFailure };

const Lifting = ({
  of,
  actions,
  online,
  onDone,
}: Pick<DetailProps, "of" | "actions" | "online" | "onDone">) => {
  const { records } = useTexts();
  const { holds: words } = records;
  const [reason, setReason] = useState("");
  const [state, setState] = useState<State>({ at: "still" });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === "") return setState({ at: "missing" });
    setState({ at: "lifting" });
    const answer = await actions.liftHold(of.hold, reason.trim());
    if (!answer.ok) return setState({ at: "refused", failure: answer.failure });
    await onDone(words.lifted);
  };
  return (
    <form className="town-announced town-form" onSubmit={(event) => void submit(event)} noValidate>
      <Heading level={3} appearance="level-5">
        {words.liftTitle}
      </Heading>
      <Paragraph className="quiet">{words.liftHint}</Paragraph>
      <ReasonField value={reason} missing={state.at === "missing"} onChange={setReason} />
      {state.at === "lifting" && (
        <p className="quiet" role="status">
          {words.lifting}
        </p>
      )}
      {state.at === "missing" && (
        <Paragraph className="notice notice-danger" role="alert">
          {words.liftMissing}
        </Paragraph>
      )}
      {state.at === "refused" && <SessionFailure failure={state.failure} />}
      {!online && <Paragraph className="notice">{records.offline}</Paragraph>}
      <Button purpose="secondary" type="submit" disabled={!online || state.at === "lifting"}>
        {words.lift}
      </Button>
    </form>
  );
};
