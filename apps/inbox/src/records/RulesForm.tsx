import type { RetentionCode, RetentionTable } from "@eigenkanaal/protocol";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useState } from "react";
import { inLanguage, useTexts } from "../texts/texts.js";
import { Field, isCount, NumberField } from "../townSettings/fields.js";
import { ChangeForm, type FormParts } from "./ChangeForm.js";

const maxSilentDays = 366;
const maxApprovals = 2;

/** Writes the rules around the classes: what is kept by which where nothing says so, and who approves of destroying. */
export const RulesForm = ({ form }: { form: FormParts }) => {
  const texts = useTexts();
  const { retention: words } = texts.records;
  const { classes, ...before } = form.settings.table;
  const [rules, setRules] = useState(before);
  const set = (some: Partial<typeof before>) => setRules({ ...rules, ...some });
  const read = (base: RetentionTable): { table: RetentionTable } | { wrong: string } => {
    if (!isCount(rules.abandonedAfterDays, maxSilentDays) || !isCount(rules.approvals, maxApprovals))
      return { wrong: words.missing };
    const table = { ...rules, classes: base.classes };
    const same = (Object.keys(before) as (keyof typeof before)[]).every((key) => table[key] === base[key]);
    return same ? { wrong: words.unchanged } : { table };
  };
  return (
    <ChangeForm title={words.rules} open="rules" of={null} form={form} read={read} onTried={() => {}}>
      <Paragraph className="quiet">{words.rulesHint}</Paragraph>
      {(["general", "refused", "aborted"] as const).map((rule) => (
        <Field key={rule} label={words[rule]}>
          {(described) => (
            <select
              {...described}
              className="field"
              value={rules[rule]}
              onChange={(event) => set({ [rule]: event.target.value as RetentionCode })}
            >
              {classes.map((one) => (
                <option key={one.class} value={one.class}>
                  {one.class} {inLanguage(one.name, texts)}
                </option>
              ))}
            </select>
          )}
        </Field>
      ))}
      <NumberField
        label={words.abandonedAfter}
        hint={words.abandonedHint}
        value={rules.abandonedAfterDays}
        max={maxSilentDays}
        onChange={(abandonedAfterDays) => set({ abandonedAfterDays })}
      />
      <NumberField
        label={words.approvals}
        value={rules.approvals}
        max={maxApprovals}
        onChange={(approvals) => set({ approvals })}
      />
    </ChangeForm>
  );
};
