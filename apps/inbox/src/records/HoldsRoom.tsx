import { type Hold, HoldId, type Holds } from "@eigenkanaal/protocol";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useState } from "react";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";
import { HoldDetail } from "./HoldDetail.js";
import { HoldForm } from "./HoldForm.js";
import { endWords } from "./holdWords.js";
import { goToRecords, hashOfRecords } from "./place.js";
import type { RoomProps } from "./roomProps.js";
import { useLoaded } from "./useLoaded.js";
import { WhenLoaded } from "./WhenLoaded.js";

const newHold = () => HoldId.parse(crypto.randomUUID());

/** What is held and what was, and the way to hold something. */
export const HoldsRoom = ({ open, ...props }: RoomProps) => {
  const { records } = useTexts();
  const { number } = useFormats();
  const { actions } = props;
  const [state, load] = useLoaded(actions.holds);
  const [said, setSaid] = useState<{ of: string | null; words: string }>({ of: null, words: "" });
  // A hold keeps its id until it is there, so that placing it twice is placing it once.
  const [fresh, renew] = useState(newHold);
  const done = async (of: string, words: string) => {
    await load();
    setSaid({ of, words });
    if (of === open) return;
    goToRecords({ room: "holds", open: of });
    renew(newHold);
  };
  return (
    <WhenLoaded state={state} load={load} loading={records.counting}>
      {({ holding, ended }) => {
        const known = [...holding, ...ended].find(({ hold }) => hold === open);
        return (
          <div className="town-split">
            <div className="town-list">
              <HoldList holds={{ holding, ended }} open={open} />
            </div>
            <div className="town-detail">
              {open === "new" && (
                <HoldForm
                  {...props}
                  hold={fresh}
                  onDone={({ hold, held }) => done(hold, records.holds.placed(held, number(held)))}
                />
              )}
              {known && (
                <HoldDetail
                  key={known.hold}
                  {...props}
                  of={known}
                  holds={holding.includes(known)}
                  said={said.of === open ? said.words : ""}
                  onDone={(words) => done(known.hold, words)}
                />
              )}
              {open !== "new" && !known && <Paragraph className="quiet">{records.chooseHold}</Paragraph>}
            </div>
          </div>
        );
      }}
    </WhenLoaded>
  );
};

const HoldList = ({ holds, open }: { holds: Holds; open: string | null }) => {
  const { holds: words } = useTexts().records;
  return (
    <div className="town-list-body">
      <a
        className="nl-button nl-button--primary records-new"
        href={hashOfRecords({ room: "holds", open: "new" })}
        aria-current={open === "new" ? "true" : undefined}
      >
        {words.add}
      </a>
      <Paragraph className="quiet">{words.intro}</Paragraph>
      <section aria-labelledby="records-holding">
        <Heading level={2} appearance="level-5" id="records-holding">
          {words.holding}
        </Heading>
        {holds.holding.length === 0 && <Paragraph className="quiet">{words.none}</Paragraph>}
        <HoldRows holds={holds.holding} open={open} />
      </section>
      {holds.ended.length > 0 && (
        <section aria-labelledby="records-ended">
          <Heading level={2} appearance="level-5" id="records-ended">
            {words.ended}
          </Heading>
          <HoldRows holds={holds.ended} open={open} ended />
        </section>
      )}
    </div>
  );
};

const HoldRows = ({
  holds,
  open,
  ended = false,
}: {
  holds: readonly Hold[];
  open: string | null;
  ended?: boolean;
}) => {
  const { holds: words } = useTexts().records;
  const formats = useFormats();
  return (
    <ul className="town-rows">
      {holds.map((one) => (
        <li key={one.hold}>
          <a
            className="town-row"
            href={hashOfRecords({ room: "holds", open: one.hold })}
            aria-current={open === one.hold ? "true" : undefined}
          >
            {words.kinds[one.kind]} {one.reference}
            {!ended && (
              <span className="quiet keys-hint">
                {words.held(one.held, formats.number(one.held))} ·{" "}
                {endWords(one.endsAtMs, { words, formats })}
              </span>
            )}
          </a>
        </li>
      ))}
    </ul>
  );
};
