import type { AccountActions, SignInFailure } from "@eigenkanaal/client";
import type { SessionId, Sessions as SessionList } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { Modal } from "../navigation/Modal.js";
import { SessionFailure } from "../session/Passphrase.js";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";

type SessionsProps = {
  account: Pick<AccountActions, "sessions" | "endSession" | "endOtherSessions">;
  onClose: () => void;
};

type State =
  | { at: "loading" }
  | { at: "failed"; failure: SignInFailure }
  | { at: "shown"; sessions: SessionList["sessions"]; failure: SignInFailure | null; said: string };

/** Where one is signed in, and the end of any of it. */
export const Sessions = ({ account, onClose }: SessionsProps) => {
  const { sessions: words } = useTexts();
  const [state, setState] = useState<State>({ at: "loading" });
  const list = useRef<HTMLUListElement>(null);
  const load = useCallback(
    async (said: string, failure: SignInFailure | null) => {
      const answer = await account.sessions();
      setState(
        answer.ok
          ? { at: "shown", ...answer.value, failure, said }
          : { at: "failed", failure: answer.failure },
      );
    },
    [account],
  );
  useEffect(() => void load("", null), [load]);

  const end = async (which: SessionId | "others") => {
    const answer = await (which === "others" ? account.endOtherSessions() : account.endSession(which));
    await load(answer.ok ? words.ended : "", answer.ok ? null : answer.failure);
    // The button that was pressed is gone.
    list.current?.focus();
  };

  return (
    <Modal title={words.title} onClose={onClose}>
      <Paragraph>{words.intro}</Paragraph>
      {state.at === "loading" && <p role="status">{words.loading}</p>}
      {state.at === "failed" && <SessionFailure failure={state.failure} />}
      {state.at === "shown" && (
        <>
          {state.failure && <SessionFailure failure={state.failure} />}
          <p className="quiet" role="status">
            {state.said}
          </p>
          <ul className="sessions" ref={list} tabIndex={-1} aria-label={words.title}>
            {state.sessions.map((session) => (
              <SessionRow key={session.session} session={session} onEnd={(which) => void end(which)} />
            ))}
          </ul>
          {state.sessions.length > 1 ? (
            <Button purpose="secondary" onClick={() => void end("others")}>
              {words.endOthers}
            </Button>
          ) : (
            <Paragraph className="quiet">{words.only}</Paragraph>
          )}
        </>
      )}
    </Modal>
  );
};

const SessionRow = ({
  session,
  onEnd,
}: {
  session: SessionList["sessions"][number];
  onEnd: (session: SessionId) => void;
}) => {
  const { sessions: words } = useTexts();
  const { dateTime } = useFormats();
  const began = words.began(dateTime(session.createdAtMs));
  return (
    <li className="session-row">
      <div>
        <p className="setting-name">{session.current ? words.here : began}</p>
        <p className="quiet">{session.current ? began : words.lastSeen(dateTime(session.lastSeenAtMs))}</p>
      </div>
      {!session.current && (
        <Button purpose="secondary" onClick={() => onEnd(session.session)}>
          {words.end}
          <span className="unseen">: {began}</span>
        </Button>
      )}
    </li>
  );
};
