import type { SettingAnswer } from "@eigenkanaal/client";
import type { Dated } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { type FormEvent, type ReactNode, useState } from "react";
import { BackIcon } from "../icons.js";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";
import { type From, FromField, validFromOf } from "./fields.js";
import type { SettingNames } from "./names.js";
import { Obstacles, type Refused } from "./Obstacles.js";
import { hashOfPlace, type Place } from "./place.js";

/** What every form of a setting has around it. */
export type FormPlace = {
  place: Place;
  names: SettingNames;
  online: boolean;
  /** What was said of this form last. */
  said: string;
  /** The settings are others: fetches them, and says so. */
  onDone: (said: string) => Promise<void>;
};

type State =
  | { at: "still" }
  | { at: "saving" }
  | { at: "wrong"; words: string }
  | { at: "refused"; refused: Refused };

/** Writes a setting from a moment on: its fields, when it begins, what was refused and what is announced. */
export const SettingForm = <Setting,>({
  title,
  form,
  read,
  save,
  announced,
  describe,
  takeBack,
  children,
}: {
  title: string;
  form: FormPlace;
  /** The setting as it stands in the fields, or what is wrong with them. */
  read: () => { setting: Setting } | { wrong: string };
  save: (validFromMs: number | null, setting: Setting) => Promise<SettingAnswer>;
  announced: readonly Dated<Setting>[];
  /** What an announced setting will be, in short. */
  describe: (setting: Setting) => string;
  takeBack: (validFromMs: number) => Promise<SettingAnswer>;
  children: ReactNode;
}) => {
  const texts = useTexts();
  const { townSettings: words } = texts;
  const { dateTime } = useFormats();
  const { place, names, online, said, onDone } = form;
  const [from, setFrom] = useState<From>({ at: "now" });
  const [state, setState] = useState<State>({ at: "still" });

  const carryOut = async (work: Promise<SettingAnswer>, done: string) => {
    setState({ at: "saving" });
    const answer = await work;
    if (!answer.ok) return setState({ at: "refused", refused: answer });
    setState({ at: "still" });
    setFrom({ at: "now" });
    await onDone(done);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const validFromMs = validFromOf(from);
    const written = read();
    if ("wrong" in written) return setState({ at: "wrong", words: written.wrong });
    if (validFromMs === undefined) return setState({ at: "wrong", words: words.missing });
    const done = validFromMs === null ? words.keptNow : words.keptLater(dateTime(validFromMs));
    void carryOut(save(validFromMs, written.setting), done);
  };
  return (
    <form className="town-form" onSubmit={submit} noValidate>
      <a className="town-back" href={hashOfPlace({ ...place, open: null })}>
        <BackIcon />
        {words.backToList}
      </a>
      <Heading level={2} appearance="level-3" id="town-form-title" tabIndex={-1}>
        {title}
      </Heading>
      {announced.length > 0 && (
        <section className="town-announced">
          <Heading level={3} appearance="level-5">
            {words.announced}
          </Heading>
          <ul>
            {announced.map(({ validFromMs, setting }) => (
              <li key={validFromMs}>
                <p>
                  <strong>{words.announcedFrom(dateTime(validFromMs))}</strong>
                  <span className="quiet keys-hint">{describe(setting)}</span>
                </p>
                <Button
                  purpose="secondary"
                  onClick={() => void carryOut(takeBack(validFromMs), words.takenBack)}
                >
                  {words.takeBack}
                  <span className="unseen">: {dateTime(validFromMs)}</span>
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {children}
      <FromField from={from} onChange={setFrom} />
      {/* Stays in sight however long the form is, and so does what became of it. */}
      <div className="town-actions">
        <p className={said === "" ? "unseen" : "notice notice-ok"} role="status">
          {state.at === "saving" ? words.keeping : said}
        </p>
        {state.at === "wrong" && (
          <Paragraph className="notice notice-danger" role="alert">
            {state.words}
          </Paragraph>
        )}
        {state.at === "refused" && <Obstacles refused={state.refused} names={names} />}
        {!online && <Paragraph className="notice">{words.offline}</Paragraph>}
        <Button purpose="primary" type="submit" disabled={!online || state.at === "saving"}>
          {words.keep}
        </Button>
      </div>
    </form>
  );
};
