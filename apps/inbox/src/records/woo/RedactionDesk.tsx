import {
  type Assessed,
  keyOf,
  placesOf,
  textsOf,
  undecided,
  type WooGround,
  withDecision,
  withMasksByHand,
} from "@eigenkanaal/records/redaction";
import { Button } from "@nl-design-system-candidate/button-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { type MouseEvent, useRef, useState } from "react";
import { useTexts } from "../../texts/texts.js";
import { Choice, Group, TextField } from "../../townSettings/fields.js";
import { GroundField } from "./GroundField.js";
import { MarkingDesk } from "./MarkingDesk.js";
import type { Work } from "./progress.js";
import { selectedParts } from "./selection.js";
import { useRedactionKeys } from "./useRedactionKeys.js";
import { WooLines } from "./WooLines.js";

const privateLife: WooGround = "5.1.2.e";
/** A button that does not take the selection away from the text. */
const keepSelection = (event: MouseEvent) => event.preventDefault();

/** Decides about each suggestion, masks what patterns missed, and says when it is done; by keyboard or by pointer. */
export const RedactionDesk = ({ work, onWork }: { work: Work; onWork: (work: Work) => void }) => {
  const { woo: words } = useTexts().records;
  const { assessed, done } = work;
  const { weighed, markings, withheld } = assessed;
  const [current, setCurrent] = useState(() => undecided(markings)[0] ?? markings[0]);
  const [ground, setGround] = useState<WooGround>(privateLife);
  const [handWords, setHandWords] = useState("");
  const [said, setSaid] = useState("");
  const desk = useRef<HTMLElement>(null);
  const texts = textsOf(weighed);
  const set = (some: Partial<Assessed>) => onWork({ assessed: { ...assessed, ...some }, done: false });

  const at = markings.findIndex((one) => current !== undefined && keyOf(one) === keyOf(current));
  const step = (by: number) =>
    setCurrent(markings[Math.min(markings.length - 1, Math.max(0, (at === -1 ? 0 : at) + by))]);
  const decide = (state: "confirmed" | "refused") => {
    const marking = markings[at];
    if (!marking || done) return;
    const decided = withDecision(markings, keyOf(marking), { state });
    set({ markings: decided });
    const open = undecided(decided);
    const next = open.find((one) => markings.findIndex((each) => keyOf(each) === keyOf(one)) > at) ?? open[0];
    setCurrent(next ?? decided[Math.min(at, decided.length - 1)]);
    setSaid("");
  };
  const maskPlaces = (places: ReturnType<typeof placesOf>, otherwise: string) => {
    if (done) return;
    if (places.length === 0) return setSaid(otherwise);
    const marked = withMasksByHand(texts, markings, { places, ground });
    set({ markings: marked });
    setSaid(words.masked(places.length));
    setCurrent(undecided(marked)[0] ?? marked.find((one) => one.kind === "by_hand"));
  };
  const maskSelection = () => {
    const selection = window.getSelection();
    maskPlaces(desk.current ? selectedParts(desk.current, selection) : [], words.nothingSelected);
    selection?.removeAllRanges();
  };
  useRedactionKeys(desk, {
    j: () => step(1),
    k: () => step(-1),
    l: () => decide("confirmed"),
    o: () => decide("refused"),
    s: maskSelection,
  });
  const left = withheld === null ? undecided(markings).length : 0;
  return (
    <section ref={desk} className="woo-desk" tabIndex={-1} aria-label={words.markings}>
      {weighed.doubts.length > 0 && <Paragraph className="notice notice-danger">{words.doubtful}</Paragraph>}
      <Paragraph className="notice">{words.patterns}</Paragraph>
      <MarkingDesk
        marking={markings[at]}
        place={at}
        markings={markings}
        texts={texts}
        disabled={done}
        onStep={step}
        onDecide={decide}
        onGround={(of, changed) => set({ markings: withDecision(markings, keyOf(of), { ground: changed }) })}
      />
      <Group title={words.conversation}>
        <WooLines weighed={weighed} markings={markings} current={markings[at]} />
      </Group>
      {!done && (
        <Group title={words.byHand} hint={words.selectionHint}>
          <GroundField value={ground} onChange={setGround} />
          <Button purpose="secondary" onMouseDown={keepSelection} onClick={maskSelection}>
            {words.selection}{" "}
            <span className="key" aria-hidden="true">
              s
            </span>
          </Button>
          <TextField label={words.handWords} value={handWords} onChange={setHandWords} />
          <Button
            purpose="secondary"
            onClick={() =>
              maskPlaces(handWords.trim() === "" ? [] : placesOf(texts, handWords), words.notThere)
            }
          >
            {words.handWordsDo}
          </Button>
        </Group>
      )}
      <p className="quiet" role="status">
        {said}
      </p>
      {!done && (
        <div className="woo-withhold">
          <Choice
            label={words.withhold}
            hint={words.withholdHint}
            checked={withheld !== null}
            onChange={(all) => set({ withheld: all ? "5.1.2.e" : null })}
          />
          {withheld !== null && (
            <GroundField value={withheld} onChange={(changed) => set({ withheld: changed })} />
          )}
        </div>
      )}
      <div className="town-actions">
        {done ? (
          <>
            <p className="notice notice-ok" role="status">
              {words.finished}
            </p>
            <Button purpose="secondary" onClick={() => onWork({ assessed, done: false })}>
              {words.reopen}
            </Button>
          </>
        ) : (
          <>
            {left > 0 && <Paragraph className="quiet">{words.finishFirst(left)}</Paragraph>}
            <Button purpose="primary" disabled={left > 0} onClick={() => onWork({ assessed, done: true })}>
              {words.finish}
            </Button>
          </>
        )}
      </div>
    </section>
  );
};
