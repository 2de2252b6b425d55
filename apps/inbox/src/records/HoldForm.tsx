import type { SignInFailure } from "@eigenkanaal/client";
import type { Hold, HoldId } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { type FormEvent, useState } from "react";
import { topicsOf } from "../queue/names.js";
import { SessionFailure } from "../session/Passphrase.js";
import { useTexts } from "../texts/texts.js";
import { Group } from "../townSettings/fields.js";
import { DetailTitle } from "./DetailTitle.js";
import { DayField, TextArea } from "./fields.js";
import { HeldUntil, WhyHeld } from "./HoldFields.js";
import { emptyHold, type HoldDraft, namedIn, readHold } from "./holdDraft.js";
import { PickSome } from "./PickSome.js";
import { RecordsList } from "./RecordsList.js";
import type { RoomProps } from "./roomProps.js";

type State =
  | { at: "still" | "placing" }
  | { at: "wrong"; words: string }
  | { at: "refused"; failure: SignInFailure };

/** Holds conversations: why, which and until when. */
export const HoldForm = ({
  hold,
  actions,
  town,
  names,
  online,
  onDone,
}: Omit<RoomProps, "open" | "members"> & { hold: HoldId; onDone: (placed: Hold) => Promise<void> }) => {
  const { records } = useTexts();
  const { holds: words } = records;
  const [draft, setDraft] = useState<HoldDraft>(emptyHold);
  const [listed, setListed] = useState(false);
  const [state, setState] = useState<State>({ at: "still" });
  const set = (some: Partial<HoldDraft>) => setDraft({ ...draft, ...some });
  const missing = state.at === "wrong";

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const read = readHold(draft);
    if (!read.ok) {
      const wrong = { missing: words.missing, period: words.wrongPeriod };
      return setState({
        at: "wrong",
        words: read.wrong === "id" ? words.wrongId(read.line) : wrong[read.wrong],
      });
    }
    setState({ at: "placing" });
    const answer = await actions.placeHold(hold, read.asked);
    if (answer.ok) return onDone(answer.value);
    const told: Partial<Record<SignInFailure, string>> = {
      not_found: words.notThere,
      in_the_past: words.past,
    };
    const said = told[answer.failure];
    setState(said === undefined ? { at: "refused", failure: answer.failure } : { at: "wrong", words: said });
  };
  const chosen = new Set(namedIn(draft.named));
  const desks = town.desks.map(({ desk }) => desk);
  return (
    <form className="town-form" onSubmit={(event) => void submit(event)} noValidate>
      <DetailTitle place={{ room: "holds", open: "new" }}>{words.newTitle}</DetailTitle>
      <WhyHeld draft={draft} missing={missing} onChange={set} />
      <Group title={words.which} hint={words.whichHint}>
        <PickSome
          title={words.desks}
          hint={words.anyDesk}
          options={desks.map((desk) => ({ id: desk, name: names.desk(desk) }))}
          chosen={draft.desks}
          onChange={(desks) => set({ desks })}
        />
        <PickSome
          title={words.topics}
          hint={words.topicsHint}
          options={topicsOf(town.topics, draft.desks.length === 0 ? desks : draft.desks, names).map(
            ({ topic, name }) => ({ id: topic, name }),
          )}
          chosen={draft.topics}
          onChange={(topics) => set({ topics })}
        />
        <p className="hint">{words.periodHint}</p>
        <div className="records-period">
          <DayField label={words.from} value={draft.fromDay} onChange={(fromDay) => set({ fromDay })} />
          <DayField label={words.until} value={draft.untilDay} onChange={(untilDay) => set({ untilDay })} />
        </div>
        <TextArea
          label={words.named}
          hint={words.namedHint}
          value={draft.named}
          maxLength={40_000}
          onChange={(named) => set({ named })}
        />
        <Button purpose="secondary" aria-expanded={listed} onClick={() => setListed(!listed)}>
          {listed ? words.hideList : words.list}
        </Button>
        {listed && (
          <RecordsList
            {...{ actions, town, names }}
            chosen={chosen}
            onChoose={(conversation, isChosen) => {
              const others = [...chosen].filter((one) => one !== conversation);
              set({ named: [...others, ...(isChosen ? [conversation] : [])].join("\n") });
            }}
          />
        )}
      </Group>
      <HeldUntil draft={draft} onChange={set} />
      <div className="town-actions">
        <p className="quiet" role="status">
          {state.at === "placing" && words.placing}
        </p>
        {state.at === "wrong" && (
          <Paragraph className="notice notice-danger" role="alert">
            {state.words}
          </Paragraph>
        )}
        {state.at === "refused" && <SessionFailure failure={state.failure} />}
        {!online && <Paragraph className="notice">{records.offline}</Paragraph>}
        <Button purpose="primary" type="submit" disabled={!online || state.at === "placing"}>
          {words.place}
        </Button>
      </div>
    </form>
  );
};
