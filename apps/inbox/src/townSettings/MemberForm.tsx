import type { TownSettingsActions } from "@eigenkanaal/client";
import { settingAt } from "@eigenkanaal/domain";
import type { MemberSetting, TownSettings } from "@eigenkanaal/protocol";
import { useState } from "react";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";
import { Choice, Group, isCount, NumberField } from "./fields.js";
import { offeredLanguages } from "./languages.js";
import { type FormPlace, SettingForm } from "./SettingForm.js";

const maxCapacity = 100;

/** Writes how many conversations a colleague can have, and in which languages. */
export const MemberForm = ({
  of,
  town,
  form,
  actions,
}: {
  of: TownSettings["members"][number];
  town: TownSettings;
  form: FormPlace;
  actions: TownSettingsActions;
}) => {
  const texts = useTexts();
  const { members: words, ...common } = texts.townSettings;
  const { languageName, list } = useFormats();
  const before = settingAt(of.settings, town.nowMs);
  const [capacity, setCapacity] = useState(before?.capacity ?? 4);
  const [languages, setLanguages] = useState(before?.languages ?? ["nl"]);
  const offered = [...new Set([...offeredLanguages, ...(before?.languages ?? [])])];

  const read = (): { setting: MemberSetting } | { wrong: string } => {
    if (languages.length === 0) return { wrong: words.noLanguage };
    return isCount(capacity, maxCapacity) ? { setting: { capacity, languages } } : { wrong: common.missing };
  };
  return (
    <SettingForm
      title={of.name}
      form={form}
      read={read}
      save={(validFromMs, setting) => actions.setMember(of.member, { validFromMs, setting })}
      announced={of.settings.filter(({ validFromMs }) => validFromMs > town.nowMs)}
      describe={(setting) => words.summary(setting.capacity, list(setting.languages.map(languageName)))}
      takeBack={(validFromMs) => actions.takeBack(`members/${of.member}`, validFromMs)}
    >
      <NumberField
        label={words.capacity}
        hint={words.capacityHint}
        value={capacity}
        max={maxCapacity}
        onChange={setCapacity}
      />
      <Group title={words.languages} hint={words.languagesHint}>
        <div className="town-holidays">
          {offered.map((language) => (
            <Choice
              key={language}
              label={languageName(language)}
              checked={languages.includes(language)}
              onChange={(checked) =>
                setLanguages(
                  offered.filter((each) => (each === language ? checked : languages.includes(each))),
                )
              }
            />
          ))}
        </div>
      </Group>
    </SettingForm>
  );
};
