import type { TownSettingsActions } from "@eigenkanaal/client";
import { settingAt } from "@eigenkanaal/domain";
import {
  DeskId,
  type RetentionTable,
  TopicId,
  type TopicSetting,
  type TownSettings,
} from "@eigenkanaal/protocol";
import { useState } from "react";
import { useTexts } from "../texts/texts.js";
import { Choice, Field, isCount, NumberField, TextField } from "./fields.js";
import { HoursFields } from "./HoursFields.js";
import { draftOf, hoursOf, officeHours } from "./hoursDraft.js";
import { wrongHours } from "./hoursWords.js";
import { RetentionField } from "./RetentionField.js";
import { type FormPlace, SettingForm } from "./SettingForm.js";
import { allUnder, topicsNow } from "./tree.js";

const maxNormMinutes = 100_000;

const linesOf = (words: readonly string[] = []) => words.join("\n");
const wordsOf = (lines: string) => [
  ...new Set(
    lines
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== ""),
  ),
];

/** Writes a topic's setting; of a topic that is not there yet, its first. */
export const TopicForm = ({
  topic,
  town,
  retention: table,
  form,
  actions,
}: {
  topic: TopicId;
  town: TownSettings;
  retention: RetentionTable;
  form: FormPlace;
  actions: TownSettingsActions;
}) => {
  const texts = useTexts();
  const { topics: words, ...common } = texts.townSettings;
  const known = town.topics.find((one) => one.topic === topic);
  const announced = (known?.settings ?? []).filter(({ validFromMs }) => validFromMs > town.nowMs);
  const before = known && (settingAt(known.settings, town.nowMs) ?? known.settings[0]?.setting);
  const general = town.desks.find((desk) => desk.general) ?? town.desks[0];

  const [desk, setDesk] = useState(before?.desk ?? general?.desk);
  const [parent, setParent] = useState(before?.parent ?? null);
  const [nl, setNl] = useState(before?.name.nl ?? "");
  const [en, setEn] = useState(before?.name.en ?? "");
  const [wordsNl, setWordsNl] = useState(linesOf(before?.words.nl));
  const [wordsEn, setWordsEn] = useState(linesOf(before?.words.en));
  const [normMinutes, setNormMinutes] = useState(before?.normMinutes ?? 480);
  const [hasHours, setHasHours] = useState(before ? before.hours !== null : false);
  const [hours, setHours] = useState(() => draftOf(before?.hours ?? officeHours));
  const [retention, setRetention] = useState(before?.retention ?? null);
  const [sensitive, setSensitive] = useState(before?.sensitive ?? false);
  const [ended, setEnded] = useState(before?.ended ?? false);
  const [along, setAlong] = useState(false);

  const all = topicsNow(town);
  const under = allUnder(all, topic).filter(({ setting }) => !setting.ended);
  const parents = all.filter(
    (one) =>
      one.setting.desk === desk &&
      !one.setting.ended &&
      one.topic !== topic &&
      !under.some((each) => each.topic === one.topic),
  );
  const missingName = nl.trim() === "";

  const read = (): { setting: TopicSetting } | { wrong: string } => {
    const own = hasHours ? hoursOf(hours) : undefined;
    if (own?.ok === false) return { wrong: wrongHours(own.unread, common.hours) };
    if (!desk || missingName || !isCount(normMinutes, maxNormMinutes)) return { wrong: common.missing };
    return {
      setting: {
        ...{ desk, normMinutes, sensitive, ended },
        parent: parents.some((one) => one.topic === parent) ? parent : null,
        name: { nl: nl.trim(), ...(en.trim() !== "" && { en: en.trim() }) },
        words: { nl: wordsOf(wordsNl), ...(wordsEn.trim() !== "" && { en: wordsOf(wordsEn) }) },
        hours: own?.hours ?? null,
        retention,
      },
    };
  };
  return (
    <SettingForm
      title={known ? form.names.topic(topic) : words.newTitle}
      form={form}
      read={read}
      save={(validFromMs, setting) =>
        actions.setTopic(topic, { validFromMs, below: along ? "along" : "stay", setting })
      }
      announced={announced}
      describe={(setting) =>
        [setting.name.nl, form.names.desk(setting.desk), ...(setting.ended ? [words.endedBadge] : [])].join(
          " · ",
        )
      }
      takeBack={(validFromMs) => actions.takeBack(`topics/${topic}`, validFromMs)}
    >
      <TextField
        label={common.dutch}
        value={nl}
        missing={missingName && known !== undefined}
        lang="nl"
        onChange={setNl}
      />
      <TextField label={common.english} value={en} lang="en" onChange={setEn} />
      <Field label={words.desk}>
        {(described) => (
          <select
            {...described}
            className="field"
            value={desk}
            onChange={(event) => setDesk(DeskId.parse(event.target.value))}
          >
            {town.desks.map((each) => (
              <option key={each.desk} value={each.desk}>
                {form.names.desk(each.desk)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={words.parent}>
        {(described) => (
          <select
            {...described}
            className="field"
            value={parents.some((one) => one.topic === parent) ? (parent ?? "") : ""}
            onChange={(event) => setParent(TopicId.safeParse(event.target.value).data ?? null)}
          >
            <option value="">{words.noParent}</option>
            {parents.map((one) => (
              <option key={one.topic} value={one.topic}>
                {form.names.topic(one.topic)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <NumberField
        label={words.norm}
        hint={words.normHint}
        value={normMinutes}
        max={maxNormMinutes}
        onChange={setNormMinutes}
      />
      <Field label={words.words} hint={words.wordsHint}>
        {(described) => (
          <textarea
            {...described}
            className="field"
            lang="nl"
            rows={6}
            value={wordsNl}
            onChange={(event) => setWordsNl(event.target.value)}
          />
        )}
      </Field>
      <Field label={words.wordsEnglish}>
        {(described) => (
          <textarea
            {...described}
            className="field"
            lang="en"
            rows={3}
            value={wordsEn}
            onChange={(event) => setWordsEn(event.target.value)}
          />
        )}
      </Field>
      <RetentionField table={table} retention={retention} onChange={setRetention} />
      <Choice label={words.ownHours} hint={words.ownHoursHint} checked={hasHours} onChange={setHasHours} />
      {hasHours && <HoursFields draft={hours} onChange={setHours} />}
      <Choice
        label={words.sensitive}
        hint={words.sensitiveHint}
        checked={sensitive}
        onChange={setSensitive}
      />
      <Choice label={words.ended} hint={words.endedHint} checked={ended} onChange={setEnded} />
      {under.length > 0 && (
        <Choice
          label={words.along(under.length)}
          hint={words.alongHint}
          checked={along}
          onChange={setAlong}
        />
      )}
    </SettingForm>
  );
};
