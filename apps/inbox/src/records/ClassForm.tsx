import { readPeriod, selectielijstTerm, writePeriod } from "@eigenkanaal/domain";
import { RetentionClass, RetentionCode, type RetentionTable } from "@eigenkanaal/protocol";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useId, useState } from "react";
import { useFormats } from "../texts/formats.js";
import { inLanguage, useTexts } from "../texts/texts.js";
import { Choice, Field, Group, TextField } from "../townSettings/fields.js";
import { ChangeForm, type FormParts } from "./ChangeForm.js";
import { TextArea } from "./fields.js";
import { termWords } from "./terms.js";

/** The parts of a term as they stand in their fields. */
type Draft = Record<"years" | "months" | "days", string>;
const parts = ["years", "months", "days"] as const;

const draftOf = (term: string | null): Draft => {
  const { years, months, days } = readPeriod(term ?? "") ?? { years: 0, months: 0, days: 0 };
  return { years: String(years), months: String(months), days: String(days) };
};

/** A term as the wire has it; of no length where nothing is filled in, for the gateway to refuse in words. */
const termOf = (draft: Draft): string => {
  const [years, months, days] = parts.map((part) =>
    draft[part].trim() === "" ? 0 : Number(draft[part]),
  ) as [number, number, number];
  return writePeriod({ years, months, days }) ?? "P0D";
};

/** Writes one class of the table, or a new one. */
export const ClassForm = ({ form, of }: { form: FormParts; of: RetentionClass | null }) => {
  const texts = useTexts();
  const { retention: words, terms } = texts.records;
  const { list } = useFormats();
  const [number, setNumber] = useState<string>(of?.class ?? "");
  const [nl, setNl] = useState(of?.name.nl ?? "");
  const [en, setEn] = useState(of?.name.en ?? "");
  const [forever, setForever] = useState(of !== null && of.term === null);
  const [term, setTerm] = useState(() => draftOf(of?.term ?? null));
  const [ground, setGround] = useState(of?.ground ?? "");
  const [tried, setTried] = useState(false);
  const radios = useId();
  const lawful = selectielijstTerm(number.trim());

  const read = (base: RetentionTable): { table: RetentionTable } | { wrong: string } => {
    const written = RetentionClass.safeParse({
      ...{ class: number.trim(), trigger: "closed", ground, term: forever ? null : termOf(term) },
      name: { nl, ...(en.trim() !== "" && { en }) },
    });
    if (!written.success) return { wrong: words.missing };
    const classes = of
      ? base.classes.map((one) => (one.class === of.class ? written.data : one))
      : [...base.classes, written.data];
    const table = { ...base, classes };
    return JSON.stringify(table) === JSON.stringify(base) ? { wrong: words.unchanged } : { table };
  };
  const title = of ? `${of.class} ${inLanguage(of.name, texts)}` : words.add;
  return (
    <ChangeForm
      title={title}
      open={number.trim()}
      of={RetentionCode.safeParse(number.trim()).data ?? null}
      form={form}
      read={read}
      onTried={() => setTried(true)}
    >
      {!of && (
        <TextField
          label={words.number}
          hint={words.numberHint}
          value={number}
          missing={tried && !RetentionCode.safeParse(number.trim()).success}
          onChange={setNumber}
        />
      )}
      <TextField label={words.name} value={nl} missing={tried && nl.trim() === ""} onChange={setNl} />
      <TextField label={words.nameEnglish} value={en} lang="en" onChange={setEn} />
      <Group
        title={words.term}
        {...(lawful !== undefined && {
          hint:
            lawful === null ? words.lawfulForever : words.lawful(termWords(lawful, { words: terms, list })),
        })}
      >
        <Choice
          type="radio"
          name={radios}
          label={words.until}
          checked={!forever}
          onChange={() => setForever(false)}
        />
        {!forever && (
          <div className="records-term">
            {parts.map((part) => (
              <Field key={part} label={words[part]}>
                {(described) => (
                  <input
                    {...described}
                    className="field"
                    inputMode="numeric"
                    autoComplete="off"
                    maxLength={4}
                    value={term[part]}
                    onChange={(event) => setTerm({ ...term, [part]: event.target.value })}
                  />
                )}
              </Field>
            ))}
          </div>
        )}
        <Choice
          type="radio"
          name={radios}
          label={words.forever}
          checked={forever}
          onChange={() => setForever(true)}
        />
      </Group>
      <Paragraph className="quiet">{words.trigger}</Paragraph>
      <TextArea
        label={words.ground}
        hint={words.groundHint}
        value={ground}
        maxLength={300}
        rows={2}
        missing={tried && ground.trim() === ""}
        onChange={setGround}
      />
    </ChangeForm>
  );
};
