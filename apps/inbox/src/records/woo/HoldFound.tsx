import type { SignInFailure } from "@eigenkanaal/client";
import { type ConversationId, type Hold, HoldId } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { type FormEvent, useState } from "react";
import { SessionFailure } from "../../session/Passphrase.js";
import { useFormats } from "../../texts/formats.js";
import { useTexts } from "../../texts/texts.js";
import { DetailTitle } from "../DetailTitle.js";
import { HeldUntil, WhyHeld } from "../HoldFields.js";
import { emptyHold, type HoldDraft, readHold } from "../holdDraft.js";
import { hashOfRecords } from "../place.js";
import type { RoomProps } from "../roomProps.js";

type State =
  | { at: "still" | "placing" | "missing" }
  | { at: "placed"; hold: Hold }
  | { at: "refused"; failure: SignInFailure };

/** So many conversations a hold can name one by one. */
const maxNamed = 1_000;

/** Holds what was found by its content and chosen: the gateway learns which conversations, and not by which words. */
export const HoldFound = ({
  conversations,
  actions,
  online,
}: Pick<RoomProps, "actions" | "online"> & { conversations: readonly ConversationId[] }) => {
  const texts = useTexts();
  const { woo: words, holds, offline } = texts.records;
  const { number } = useFormats();
  // It keeps its id, so that placing it twice is placing it once.
  const [id] = useState(() => HoldId.parse(crypto.randomUUID()));
  const [draft, setDraft] = useState(emptyHold);
  const set = (some: Partial<HoldDraft>) => setDraft({ ...draft, ...some });
  const [state, setState] = useState<State>({ at: "still" });
  const tooMany = conversations.length > maxNamed;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const read = readHold({ ...draft, named: conversations.join("\n") });
    if (!read.ok) return setState({ at: "missing" });
    setState({ at: "placing" });
    const answer = await actions.placeHold(id, read.asked);
    setState(answer.ok ? { at: "placed", hold: answer.value } : { at: "refused", failure: answer.failure });
  };
  return (
    <form className="town-form" onSubmit={(event) => void submit(event)} noValidate>
      <DetailTitle place={{ room: "woo", open: "hold" }}>{words.holdTitle}</DetailTitle>
      <Paragraph>
        {words.chosen(conversations.length)}. {words.holdHint}
      </Paragraph>
      {state.at === "placed" ? (
        <>
          <p className="notice notice-ok" role="status">
            {holds.placed(state.hold.held, number(state.hold.held))}
          </p>
          <a href={hashOfRecords({ room: "holds", open: state.hold.hold })}>{words.toHold}</a>
        </>
      ) : (
        <>
          <WhyHeld draft={draft} missing={state.at === "missing"} onChange={set} />
          <HeldUntil draft={draft} onChange={set} />
          {tooMany && (
            <Paragraph className="notice notice-danger">{words.tooMany(number(maxNamed))}</Paragraph>
          )}
          {state.at === "missing" && (
            <Paragraph className="notice notice-danger" role="alert">
              {holds.missing}
            </Paragraph>
          )}
          {state.at === "refused" && <Refusal failure={state.failure} />}
          {!online && <Paragraph className="notice">{offline}</Paragraph>}
          <div className="town-actions">
            <p className="quiet" role="status">
              {state.at === "placing" && holds.placing}
            </p>
            <Button
              purpose="primary"
              type="submit"
              disabled={!online || tooMany || conversations.length === 0 || state.at === "placing"}
            >
              {holds.place}
            </Button>
          </div>
        </>
      )}
    </form>
  );
};

const Refusal = ({ failure }: { failure: SignInFailure }) => {
  const { holds: words } = useTexts().records;
  const told: Partial<Record<SignInFailure, string>> = {
    not_found: words.notThere,
    in_the_past: words.past,
  };
  if (told[failure] === undefined) return <SessionFailure failure={failure} />;
  return (
    <Paragraph className="notice notice-danger" role="alert">
      {told[failure]}
    </Paragraph>
  );
};
