import type { TownSettingsActions } from "@eigenkanaal/client";
import { settingAt } from "@eigenkanaal/domain";
import { DeskId, type DeskSetting, type TownSettings } from "@eigenkanaal/protocol";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useId, useState } from "react";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";
import { Choice, Field, Group, isCount, NumberField, TextField } from "./fields.js";
import { HoursFields } from "./HoursFields.js";
import { draftOf, hoursOf, officeHours } from "./hoursDraft.js";
import { wrongHours } from "./hoursWords.js";
import { type FormPlace, SettingForm } from "./SettingForm.js";

/** Writes a desk's setting. The desk itself, and who answers it, are the ceremony's. */
export const DeskForm = ({
  of,
  town,
  form,
  actions,
}: {
  of: TownSettings["desks"][number];
  town: TownSettings;
  form: FormPlace;
  actions: TownSettingsActions;
}) => {
  const texts = useTexts();
  const { desks: words, ...common } = texts.townSettings;
  const { list } = useFormats();
  const { desk } = of;
  const before = settingAt(of.settings, town.nowMs) ?? of.settings[0]?.setting;
  const [en, setEn] = useState(before?.english ?? "");
  const [hours, setHours] = useState(() => draftOf(before?.hours ?? officeHours));
  const [assignment, setAssignment] = useState(before?.assignment ?? "pull");
  const [overflow, setOverflow] = useState(before?.overflow ?? null);
  const [warnAt, setWarnAt] = useState(before?.warnAt ?? 75);
  const [ended, setEnded] = useState(before?.ended ?? false);
  const radios = useId();

  const read = (): { setting: DeskSetting } | { wrong: string } => {
    const week = hoursOf(hours);
    if (!week.ok) return { wrong: wrongHours(week.unread, common.hours) };
    if (!isCount(warnAt, 99)) return { wrong: common.missing };
    const english = en.trim() === "" ? null : en.trim();
    return { setting: { english, hours: week.hours, assignment, overflow, warnAt, ended } };
  };
  return (
    <SettingForm
      title={form.names.desk(desk)}
      form={form}
      read={read}
      save={(validFromMs, setting) => actions.setDesk(desk, { validFromMs, setting })}
      announced={of.settings.filter(({ validFromMs }) => validFromMs > town.nowMs)}
      describe={(setting) => words[setting.assignment]}
      takeBack={(validFromMs) => actions.takeBack(`desks/${desk}`, validFromMs)}
    >
      <Paragraph className="quiet">
        {of.members.length > 0 && `${words.colleagues(list(of.members.map(form.names.member)))} `}
        {words.roster}
      </Paragraph>
      <TextField label={common.english} value={en} lang="en" onChange={setEn} />
      <HoursFields draft={hours} onChange={setHours} />
      <Group title={words.assignment}>
        {(["pull", "push"] as const).map((each) => (
          <Choice
            key={each}
            type="radio"
            name={radios}
            label={words[each]}
            checked={assignment === each}
            onChange={() => setAssignment(each)}
          />
        ))}
      </Group>
      <NumberField label={words.warnAt} value={warnAt} max={99} onChange={setWarnAt} />
      <Field label={words.overflow}>
        {(described) => (
          <select
            {...described}
            className="field"
            value={overflow ?? ""}
            onChange={(event) => setOverflow(DeskId.safeParse(event.target.value).data ?? null)}
          >
            <option value="">{words.noOverflow}</option>
            {town.desks
              .filter((each) => each.desk !== desk)
              .map((each) => (
                <option key={each.desk} value={each.desk}>
                  {words.overflowTo(form.names.desk(each.desk))}
                </option>
              ))}
          </select>
        )}
      </Field>
      <Choice label={words.ended} hint={words.endedHint} checked={ended} onChange={setEnded} />
    </SettingForm>
  );
};
