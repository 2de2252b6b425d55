import { RetentionCode, type RetentionTable } from "@eigenkanaal/protocol";
import { termWords } from "../closing/keptWords.js";
import { useFormats } from "../texts/formats.js";
import { inLanguage, useTexts } from "../texts/texts.js";
import { Field } from "./fields.js";

/** By which class of the town's table the conversations of a topic are kept; null for the general one. */
export const RetentionField = ({
  table: { classes, general },
  retention,
  onChange,
}: {
  table: RetentionTable;
  retention: RetentionCode | null;
  onChange: (retention: RetentionCode | null) => void;
}) => {
  const texts = useTexts();
  const formats = useFormats();
  const { topics: words } = texts.townSettings;
  const isGone = retention !== null && !classes.some((one) => one.class === retention);
  return (
    <Field label={words.retention} hint={words.retentionHint}>
      {(described) => (
        <select
          {...described}
          className="field"
          value={retention ?? ""}
          onChange={(event) => onChange(RetentionCode.safeParse(event.target.value).data ?? null)}
        >
          <option value="">{words.retentionGeneral(general)}</option>
          {isGone && <option value={retention}>{words.retentionGone(retention)}</option>}
          {classes.map(({ class: code, name, term }) => (
            <option key={code} value={code}>
              {words.retentionClass(code, inLanguage(name, texts), termWords(term, { texts, formats }))}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
};
