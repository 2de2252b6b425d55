import { DeskId, RetentionCode, TopicId } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { type FormEvent, useId, useState } from "react";
import { topicsOf } from "../../queue/names.js";
import { SessionFailure } from "../../session/Passphrase.js";
import { useFormats } from "../../texts/formats.js";
import { inLanguage, useTexts } from "../../texts/texts.js";
import { Choice, Group, TextField } from "../../townSettings/fields.js";
import { DayField, SelectField, TextArea } from "../fields.js";
import type { RoomProps } from "../roomProps.js";
import { type ExportDraft, emptyExport, readChoice } from "./choice.js";
import { canChooseFolder } from "./target.js";
import type { Exporting } from "./useExport.js";

/** So many conversations fit in a package, whatever was said: each is seven to thirteen files. */
const maxChosen = 5_000;

type FormProps = { exporting: Exporting } & Pick<RoomProps, "town" | "names" | "online">;

/** Which conversations, counted before anything is opened; then how the package leaves. */
export const ExportForm = ({ exporting, town, names, online }: FormProps) => {
  const texts = useTexts();
  const { deposits: words, list } = texts.records;
  const formats = useFormats();
  const [draft, setDraft] = useState<ExportDraft>(emptyExport);
  const [wrong, setWrong] = useState("");
  const { state } = exporting;
  const isBusy = state.at === "counting" || state.at === "searching";
  /** Of what was counted, until something else is chosen. */
  const counted = state.at === "counted" ? state.records.length : null;
  const set = (some: Partial<ExportDraft>) => {
    setWrong("");
    if (isBusy || counted !== null) exporting.cancel();
    setDraft({ ...draft, ...some });
  };
  const count = (event: FormEvent) => {
    event.preventDefault();
    const read = readChoice(draft);
    if (read.ok) return void exporting.count(read.choice);
    setWrong(read.wrong === "period" ? words.wrongPeriod : words.wrongNumber);
  };
  const desks = town.desks.map(({ desk }) => desk);
  const topics = topicsOf(town.topics, draft.desk ? [draft.desk] : desks, names);
  return (
    <>
      <form className="town-form" onSubmit={count} noValidate>
        <Group title={words.which} hint={words.whichHint}>
          <div className="records-period">
            <DayField label={words.from} value={draft.fromDay} onChange={(fromDay) => set({ fromDay })} />
            <DayField
              label={words.through}
              value={draft.throughDay}
              onChange={(throughDay) => set({ throughDay })}
            />
          </div>
          <div className="records-filters">
            <SelectField
              label={list.desk}
              value={draft.desk}
              onChange={(id) => set({ desk: DeskId.safeParse(id).data ?? null, topic: null })}
            >
              <option value="">{list.anyDesk}</option>
              {desks.map((desk) => (
                <option key={desk} value={desk}>
                  {names.desk(desk)}
                </option>
              ))}
            </SelectField>
            <SelectField
              label={list.topic}
              value={draft.topic}
              onChange={(id) => set({ topic: TopicId.safeParse(id).data ?? null })}
            >
              <option value="">{list.anyTopic}</option>
              {topics.map(({ topic, name }) => (
                <option key={topic} value={topic}>
                  {name}
                </option>
              ))}
            </SelectField>
            <SelectField
              label={list.retention}
              value={draft.class}
              onChange={(code) => set({ class: RetentionCode.safeParse(code).data ?? null })}
            >
              <option value="">{list.anyClass}</option>
              {town.retention.classes.map((one) => (
                <option key={one.class} value={one.class}>
                  {one.class} {inLanguage(one.name, texts)}
                </option>
              ))}
            </SelectField>
          </div>
          <TextField
            label={words.number}
            hint={words.numberHint}
            value={draft.number}
            onChange={(number) => set({ number })}
          />
        </Group>
        <p className="quiet" role="status">
          {state.at === "counting" && words.counting(formats.number(state.count))}
          {state.at === "searching" && words.searching(formats.number(state.count))}
          {counted !== null && counted > 0 && words.counted(counted, formats.number(counted))}
          {counted === 0 && (draft.number.trim() === "" ? words.nothing : words.notFound)}
        </p>
        {wrong !== "" && (
          <Paragraph className="notice notice-danger" role="alert">
            {wrong}
          </Paragraph>
        )}
        {state.at === "refused" && <SessionFailure failure={state.failure} />}
        {counted !== null && counted > maxChosen && <Paragraph className="notice">{words.tooMany}</Paragraph>}
        <Button purpose="secondary" type="submit" disabled={!online || isBusy}>
          {words.count}
        </Button>
      </form>
      {counted !== null && counted > 0 && counted <= maxChosen && (
        <HowItLeaves exporting={exporting} online={online} count={counted} draft={draft} set={setDraft} />
      )}
    </>
  );
};

const HowItLeaves = ({
  exporting,
  online,
  count,
  draft,
  set,
}: {
  exporting: Exporting;
  online: boolean;
  count: number;
  draft: ExportDraft;
  set: (draft: ExportDraft) => void;
}) => {
  const { records } = useTexts();
  const { deposits: words } = records;
  const formats = useFormats();
  const radios = useId();
  const [wrong, setWrong] = useState("");
  const { sealed, key } = draft;
  const start = async (event: FormEvent) => {
    event.preventDefault();
    const began = await exporting.start(sealed ? key : null);
    setWrong(began === "wrong_key" ? words.wrongKey : "");
  };
  return (
    <form className="town-form" onSubmit={(event) => void start(event)} noValidate>
      <Group title={words.forWhom}>
        <Choice
          type="radio"
          name={radios}
          label={words.sealed}
          hint={words.sealedHint}
          checked={sealed}
          onChange={() => set({ ...draft, sealed: true })}
        />
        {sealed && (
          <TextArea
            label={words.key}
            hint={words.keyHint}
            value={key}
            maxLength={4_000}
            missing={wrong !== ""}
            onChange={(typed) => set({ ...draft, key: typed })}
          />
        )}
        <Choice
          type="radio"
          name={radios}
          label={words.clear}
          hint={words.clearHint}
          checked={!sealed}
          onChange={() => set({ ...draft, sealed: false })}
        />
        {!sealed && <Paragraph className="notice">{words.clearWarning}</Paragraph>}
      </Group>
      {!canChooseFolder() && <Paragraph className="quiet">{words.noFolder}</Paragraph>}
      <div className="town-actions">
        {wrong !== "" && (
          <Paragraph className="notice notice-danger" role="alert">
            {wrong}
          </Paragraph>
        )}
        {!online && <Paragraph className="notice">{records.offline}</Paragraph>}
        <Button purpose="primary" type="submit" disabled={!online}>
          {words.start(count, formats.number(count))}
        </Button>
      </div>
    </form>
  );
};
