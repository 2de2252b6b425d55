import type { RecordsWish, SignInFailure } from "@eigenkanaal/client";
import {
  type ConversationId,
  type ConversationRecord,
  DeskId,
  type HoldId,
  RetentionCode,
  TopicId,
} from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useCallback, useEffect, useState } from "react";
import { topicsOf } from "../queue/names.js";
import { SessionFailure } from "../session/Passphrase.js";
import { useFormats } from "../texts/formats.js";
import { inLanguage, useTexts } from "../texts/texts.js";
import { SelectField } from "./fields.js";
import type { RoomProps } from "./roomProps.js";

type ListProps = Pick<RoomProps, "actions" | "town" | "names"> & {
  /** Only what this hold holds. */
  held?: HoldId;
  /** What is chosen, and choosing; without them it is only to look at. */
  chosen?: ReadonlySet<string>;
  onChoose?: (conversation: ConversationId, chosen: boolean) => void;
};

type State = { records: ConversationRecord[]; next: string | null; at: "loading" | "shown" | SignInFailure };

/** Closed conversations of the whole town, by what is known without opening them; newest first, a page at a time. */
export const RecordsList = ({ actions, town, names, held, chosen, onChoose }: ListProps) => {
  const texts = useTexts();
  const { list: words } = texts.records;
  const [wish, setWish] = useState<RecordsWish>({});
  const [state, setState] = useState<State>({ records: [], next: null, at: "loading" });
  const { list } = actions;
  const ask = useCallback(
    async (before: string | null, known: ConversationRecord[]): Promise<State> => {
      const answer = await list({ ...wish, held: held ?? null, before });
      return answer.ok
        ? { records: [...known, ...answer.value.records], next: answer.value.next, at: "shown" }
        : { records: known, next: before, at: answer.failure };
    },
    [list, wish, held],
  );
  useEffect(() => {
    let wanted = true;
    setState({ records: [], next: null, at: "loading" });
    void ask(null, []).then((answered) => wanted && setState(answered));
    return () => {
      // Something else was asked for meanwhile.
      wanted = false;
    };
  }, [ask]);
  const desks = town.desks.map(({ desk }) => desk);
  const topics = topicsOf(town.topics, wish.desk ? [wish.desk] : desks, names);
  const { at, records, next } = state;
  const more = async () => setState(await ask(next, records));
  return (
    <div className="records-list">
      <div className="records-filters">
        <SelectField
          label={words.desk}
          value={wish.desk}
          onChange={(id) => setWish({ ...wish, desk: DeskId.safeParse(id).data ?? null, topic: null })}
        >
          <option value="">{words.anyDesk}</option>
          {desks.map((desk) => (
            <option key={desk} value={desk}>
              {names.desk(desk)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={words.topic}
          value={wish.topic}
          onChange={(id) => setWish({ ...wish, topic: TopicId.safeParse(id).data ?? null })}
        >
          <option value="">{words.anyTopic}</option>
          {topics.map(({ topic, name }) => (
            <option key={topic} value={topic}>
              {name}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={words.retention}
          value={wish.class}
          onChange={(code) => setWish({ ...wish, class: RetentionCode.safeParse(code).data ?? null })}
        >
          <option value="">{words.anyClass}</option>
          {town.retention.classes.map((one) => (
            <option key={one.class} value={one.class}>
              {one.class} {inLanguage(one.name, texts)}
            </option>
          ))}
        </SelectField>
      </div>
      <ul className="records-rows" aria-label={words.title}>
        {records.map((record) => (
          <RecordRow
            key={record.conversation}
            record={record}
            names={names}
            chosen={chosen?.has(record.conversation) ?? false}
            onChoose={onChoose}
          />
        ))}
      </ul>
      <p className="quiet" role="status">
        {at === "loading" && words.loading}
        {at === "shown" && records.length === 0 && words.empty}
      </p>
      {at !== "loading" && at !== "shown" && (
        <>
          <SessionFailure failure={at} />
          <Button purpose="secondary" onClick={() => void more()}>
            {texts.tryAgain}
          </Button>
        </>
      )}
      {at === "shown" && next !== null && (
        <Button purpose="secondary" onClick={() => void more()}>
          {words.more}
        </Button>
      )}
    </div>
  );
};

const RecordRow = ({
  record,
  names,
  chosen,
  onChoose,
}: {
  record: ConversationRecord;
  names: ListProps["names"];
  chosen: boolean;
  onChoose: ListProps["onChoose"] | undefined;
}) => {
  const { list: words } = useTexts().records;
  const { date } = useFormats();
  const { conversation, desk, topic, retention, outcome, closedAtMs, holds } = record;
  const name = `${names.topic(topic)}, ${date(closedAtMs)}`;
  const facts = [
    ...[names.desk(desk), retention, words.outcomes[outcome]],
    ...(holds > 0 ? [words.held(holds)] : []),
  ];
  return (
    <li className="records-row">
      {onChoose && (
        <input
          type="checkbox"
          aria-label={words.choose(name)}
          checked={chosen}
          onChange={(event) => onChoose(conversation, event.target.checked)}
        />
      )}
      <div>
        <p>{name}</p>
        <Paragraph className="quiet">{facts.join(" · ")}</Paragraph>
        <p className="quiet records-id">{conversation}</p>
      </div>
    </li>
  );
};
