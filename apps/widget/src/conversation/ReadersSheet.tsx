import type { ConversationView, ReaderView, TownView } from "@eigenkanaal/client";
import { Sheet } from "../shell/Sheet.js";
import { useSurroundings } from "../shell/surroundings.js";
import { readersTexts } from "../texts/readers.js";
import { useReading } from "../texts/reading.js";
import { certifiedDesk, deskTitle } from "./deskNames.js";
import { handingOver } from "./readers.js";

/** *Wie kan dit lezen?*: every reader by name, and how to check for oneself that there is no other. */
export const ReadersSheet = ({
  conversation,
  town,
  onClose,
}: {
  conversation: ConversationView;
  town: TownView;
  onClose: () => void;
}) => {
  const reading = useReading();
  const words = readersTexts[reading.lang];
  const { phone } = useSurroundings();
  const others = conversation.readers.filter(({ role }) => role !== "citizen");
  return (
    <Sheet title={words.title} onClose={onClose}>
      <ul class="readers">
        <li>
          <strong>{words.you}</strong>
          <span>{words.youHint}</span>
        </li>
        {others.length === 0 && (
          <>
            <li>
              <strong>{deskTitle(town, conversation.desk, reading)}</strong>
              <span>{words.deskEmpty}</span>
            </li>
            <li>
              <strong>{words.archive}</strong>
              <span>{words.archiveHint}</span>
            </li>
          </>
        )}
        {others.map((reader) => (
          <Reader
            key={`${reader.role} ${reader.name} ${reader.members.join()}`}
            reader={reader}
            town={town}
          />
        ))}
      </ul>
      <p class="nl-paragraph">{words.nobodyElse}</p>
      <h3 class="nl-heading nl-heading--level-5">{words.check}</h3>
      <p class="nl-paragraph">{words.checkHow(phone)}</p>
      <dl class="numbers">
        <dt>{words.number}</dt>
        <dd class={conversation.number === null ? "" : "number"}>
          {conversation.number ?? words.numberLater}
        </dd>
        <dt>{words.organisation}</dt>
        <dd class="number">{town.organisationNumber}</dd>
        <dd>{words.organisationHow}</dd>
      </dl>
    </Sheet>
  );
};

const Reader = ({ reader, town }: { reader: ReaderView; town: TownView }) => {
  const reading = useReading();
  const { lang, texts } = reading;
  const words = readersTexts[lang];
  const members = new Intl.ListFormat(lang, { type: "conjunction" }).format(reader.members);
  switch (reader.role) {
    case "citizen":
      return null;
    case "desk":
      return (
        <li>
          <strong>{texts.desk.title(certifiedDesk(town, reader.name, reading))}</strong>
          <span>{members === "" ? words.deskEmpty : words.deskHint(members)}</span>
        </li>
      );
    case "archive":
      return (
        <li>
          <strong>{words.archive}</strong>
          <span>{words.archiveHint}</span>
        </li>
      );
    case "handing_over":
      return (
        <li>
          <strong>{handingOver(reader, town, reading)}</strong>
          <span>{words.handingOverHint}</span>
        </li>
      );
    case "reviewer":
      return (
        <li>
          <strong>{words.reviewer}</strong>
          <span>{words.reviewerHint(members)}</span>
        </li>
      );
  }
};
