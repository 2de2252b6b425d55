import type { TownView } from "@eigenkanaal/client";
import { presetPeriod, type ReportPreset, reportPresets } from "@eigenkanaal/domain";
import { type DeskId, Entry, type Report, ReportQuery, type TopicId } from "@eigenkanaal/protocol";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useState } from "react";
import { type TownNames, topicsOf } from "../../queue/names.js";
import { DayField, SelectField } from "../../records/fields.js";
import { useFormats } from "../../texts/formats.js";
import { useTexts } from "../../texts/texts.js";
import { hashOfReports, type ReportWish } from "./place.js";
import { entryName } from "./tables.js";

/** What can be chosen; of ways in and languages, those that were seen. */
export type Choices = { desks: readonly DeskId[]; entries: readonly string[]; languages: readonly string[] };

/** The choices of a report beside those that were there before it was narrowed. */
export const choicesWith = (before: Choices, { supervised, byEntry, byLanguage }: Report): Choices => {
  const both = (some: readonly string[], more: readonly { key: string }[]) =>
    [...new Set([...some, ...more.map(({ key }) => key)])].toSorted();
  return {
    desks: supervised,
    entries: both(before.entries, byEntry),
    languages: both(before.languages, byLanguage),
  };
};

/** Goes to the same page of another wish. */
const goTo = (wish: ReportWish) => {
  window.location.hash = hashOfReports({ page: "figures", wish });
};

/** What the figures are of: which days, and whether of one desk, topic, way in or language. */
export const Filters = ({
  wish,
  today,
  choices,
  town,
  names,
}: {
  wish: ReportWish;
  today: string;
  choices: Choices;
  town: TownView;
  names: TownNames;
}) => {
  const { reports: words } = useTexts();
  const { filters } = words;
  const formats = useFormats();
  const change = (some: Partial<ReportWish>) => goTo({ ...wish, ...some });
  const desks = wish.desk ? [wish.desk] : choices.desks;
  const topics = topicsOf(town.topics, desks, names);
  return (
    <section className="report-filters not-printed" aria-label={filters.title}>
      <Period key={JSON.stringify(wish.period)} wish={wish} today={today} onWish={change} />
      <DeskFilter
        desk={wish.desk}
        desks={choices.desks}
        names={names}
        onDesk={(desk) => change({ desk, topic: undefined })}
      />
      <SelectField
        label={filters.topic}
        value={wish.topic}
        onChange={(id) =>
          change({ topic: id === "none" ? id : topics.find(({ topic }) => topic === id)?.topic })
        }
      >
        <option value="">{filters.anyTopic}</option>
        {topics.map(({ topic, name }) => (
          <option key={topic} value={topic}>
            {name}
          </option>
        ))}
        {unlisted(wish.topic, topics) && (
          <option value={wish.topic}>{names.topic(wish.topic as TopicId)}</option>
        )}
        <option value="none">{words.noTopic}</option>
      </SelectField>
      <SelectField
        label={filters.entry}
        value={wish.entry}
        onChange={(entry) => change({ entry: Entry.safeParse(entry).data })}
      >
        <option value="">{filters.anyEntry}</option>
        {withChosen(choices.entries, wish.entry).map((entry) => (
          <option key={entry} value={entry}>
            {entryName(entry, words)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={filters.language}
        value={wish.language}
        onChange={(language) => change({ language: language === "" ? undefined : language })}
      >
        <option value="">{filters.anyLanguage}</option>
        {withChosen(choices.languages, wish.language).map((language) => (
          <option key={language} value={language}>
            {language === "none" ? words.noLanguage : formats.languageName(language)}
          </option>
        ))}
      </SelectField>
    </section>
  );
};

const withChosen = (known: readonly string[], chosen: string | undefined) =>
  chosen === undefined || known.includes(chosen) ? known : [...known, chosen];

/** A topic that has ended is chosen by a link only. */
const unlisted = (topic: string | undefined, topics: readonly { topic: string }[]) =>
  topic !== undefined && topic !== "none" && !topics.some((one) => one.topic === topic);

/** One of the supervisor's desks, or all of them. */
export const DeskFilter = ({
  desk,
  desks,
  names,
  onDesk,
}: {
  desk: DeskId | undefined;
  desks: readonly DeskId[];
  names: TownNames;
  onDesk: (desk: DeskId | undefined) => void;
}) => {
  const { filters } = useTexts().reports;
  return (
    <SelectField label={filters.desk} value={desk} onChange={(id) => onDesk(desks.find((one) => one === id))}>
      <option value="">{filters.anyDesk}</option>
      {desks.map((one) => (
        <option key={one} value={one}>
          {names.desk(one)}
        </option>
      ))}
    </SelectField>
  );
};

/** A period that moves on with the calendar, or days of one's own. */
export const Period = ({
  wish: { period },
  today,
  onWish,
}: {
  wish: ReportWish;
  today: string;
  onWish: (some: Pick<ReportWish, "period">) => void;
}) => {
  const { filters: words } = useTexts().reports;
  const [days, setDays] = useState(typeof period === "string" ? presetPeriod(period, today) : period);
  const isOwn = typeof period !== "string";
  const isPeriod = ReportQuery.safeParse(days).success;
  const setDay = (some: Partial<typeof days>) => {
    const wanted = { ...days, ...some };
    setDays(wanted);
    if (ReportQuery.safeParse(wanted).success) onWish({ period: wanted });
  };
  return (
    <>
      <SelectField
        label={words.period}
        value={isOwn ? "own" : period}
        onChange={(chosen) => {
          const preset = reportPresets.find((one): one is ReportPreset => one === chosen);
          onWish({ period: preset ?? days });
        }}
      >
        {reportPresets.map((preset) => (
          <option key={preset} value={preset}>
            {words.presets[preset]}
          </option>
        ))}
        <option value="own">{words.own}</option>
      </SelectField>
      {isOwn && (
        <>
          <DayField label={words.from} value={days.fromDate} onChange={(fromDate) => setDay({ fromDate })} />
          <DayField label={words.until} value={days.toDate} onChange={(toDate) => setDay({ toDate })} />
          {!isPeriod && (
            <Paragraph className="notice notice-danger" role="alert">
              {words.wrongPeriod}
            </Paragraph>
          )}
        </>
      )}
    </>
  );
};
