import { tryOut } from "@eigenkanaal/domain";
import { type MemberId, TopicId, type TownSettings } from "@eigenkanaal/protocol";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useId, useState } from "react";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";
import { Choice, Field, Group } from "./fields.js";
import { offeredLanguages } from "./languages.js";
import type { SettingNames } from "./names.js";
import { clockMoment, clockText, zoneOf } from "./timeZone.js";
import { topicsNow, treeOf } from "./tree.js";
import { tryOutWords } from "./tryOutWords.js";

type Who = "nobody" | "as_now" | "chosen";

/** What would happen to a question, and why, step by step; nothing is asked of the gateway. */
export const TryOut = ({ town, names }: { town: TownSettings; names: SettingNames }) => {
  const texts = useTexts();
  const formats = useFormats();
  const words = texts.townSettings.tryOut;
  const [topic, setTopic] = useState<TopicId | null>(null);
  const [moment, setMoment] = useState(clockText(zoneOf(town), town.nowMs));
  const [language, setLanguage] = useState("");
  const [who, setWho] = useState<Who>("nobody");
  const [chosen, setChosen] = useState<ReadonlyMap<MemberId, number>>(new Map());
  const radios = useId();

  const nowOn = new Map(
    town.members.filter(({ state }) => state === "on_duty").map(({ member, open }) => [member, open]),
  );
  const onDuty = { nobody: new Map<MemberId, number>(), as_now: nowOn, chosen }[who];
  const atMs = clockMoment(zoneOf(town), moment) ?? town.nowMs;
  const steps = tryOut(town, { topic, atMs, language: language === "" ? null : language, onDuty });
  const deskStep = steps.find((step) => step.step === "desk");
  const answering = town.members.filter(({ member }) =>
    town.desks.some(({ desk, members }) => desk === deskStep?.desk && members.includes(member)),
  );
  const all = topicsNow(town);
  const put = (member: MemberId, open: number | undefined) => {
    const next = new Map(chosen);
    if (open === undefined) next.delete(member);
    else next.set(member, open);
    setChosen(next);
  };
  return (
    <div className="town-try">
      <div className="town-form">
        <Paragraph className="quiet">{words.intro}</Paragraph>
        <Field label={words.topic}>
          {(described) => (
            <select
              {...described}
              className="field"
              value={topic ?? ""}
              onChange={(event) => setTopic(TopicId.safeParse(event.target.value).data ?? null)}
            >
              <option value="">{words.somethingElse}</option>
              {town.desks.map(({ desk }) => (
                <optgroup key={desk} label={names.desk(desk)}>
                  {treeOf(all, desk, "").map((row) => (
                    <option key={row.topic} value={row.topic}>
                      {names.topic(row.topic)}
                    </option>
                  ))}
                </optgroup>
              ))}
            </select>
          )}
        </Field>
        <Field label={words.moment}>
          {(described) => (
            <input
              {...described}
              className="field field-moment"
              type="datetime-local"
              value={moment}
              onChange={(event) => setMoment(event.target.value)}
            />
          )}
        </Field>
        <Field label={words.language}>
          {(described) => (
            <select
              {...described}
              className="field"
              value={language}
              onChange={(event) => setLanguage(event.target.value)}
            >
              <option value="">{words.anyLanguage}</option>
              {offeredLanguages.map((each) => (
                <option key={each} value={each}>
                  {formats.languageName(each)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Group title={words.onDuty}>
          {(["nobody", "as_now", "chosen"] as const).map((each) => (
            <Choice
              key={each}
              type="radio"
              name={radios}
              label={{ nobody: words.nobody, as_now: words.asNow, chosen: words.chosen }[each]}
              checked={who === each}
              onChange={() => setWho(each)}
            />
          ))}
          {who === "chosen" && answering.length === 0 && <p>{words.nobodyAnswers}</p>}
          {who === "chosen" &&
            answering.map(({ member, name }) => {
              const open = chosen.get(member);
              return (
                <div key={member} className="town-duty">
                  <Choice
                    label={name}
                    checked={open !== undefined}
                    onChange={(checked) => put(member, checked ? 0 : undefined)}
                  />
                  {open !== undefined && (
                    <input
                      className="field field-number"
                      type="number"
                      min={0}
                      max={100}
                      aria-label={words.has(name)}
                      value={open}
                      onChange={(event) =>
                        put(member, Math.max(0, Math.floor(event.target.valueAsNumber || 0)))
                      }
                    />
                  )}
                </div>
              );
            })}
        </Group>
      </div>
      <section className="town-way" aria-labelledby="town-way-title">
        <Heading level={2} appearance="level-4" id="town-way-title">
          {words.result}
        </Heading>
        <ol aria-live="polite">
          {tryOutWords(steps, {
            ...{ texts, names, list: formats.list, dateTime: formats.dateTimeIn(zoneOf(town)) },
          }).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ol>
      </section>
    </div>
  );
};
