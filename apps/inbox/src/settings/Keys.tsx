import { Heading } from "@nl-design-system-candidate/heading-react";
import { Fragment, type ReactNode } from "react";
import { Modal } from "../navigation/Modal.js";
import type { Preferences } from "../preferences.js";
import { useTexts } from "../texts/texts.js";
import type { Texts } from "../texts/wording.js";

type KeysProps = {
  preferences: Preferences;
  onPreferences: (some: Partial<Preferences>) => void;
  /** Sets what the town sets. */
  administers: boolean;
  /** Keeps the archive. */
  archives: boolean;
  /** Supervises desks. */
  supervises: boolean;
  /** Answers citizens. */
  answers: boolean;
  onClose: () => void;
};

/** Every key, and the switch for those of one letter (WCAG 2.1.4). */
export const Keys = ({ preferences, onPreferences, onClose, ...may }: KeysProps) => {
  const texts = useTexts();
  return (
    <Modal title={texts.keys.title} onClose={onClose}>
      <label className="choice keys-switch">
        <input
          type="checkbox"
          checked={preferences.singleLetterKeys}
          onChange={(event) => onPreferences({ singleLetterKeys: event.target.checked })}
        />
        <span>
          {texts.keys.singleLetters}
          <span className="quiet keys-hint">{texts.keys.singleLettersHint}</span>
        </span>
      </label>
      <div className="keys-groups">
        {groups(texts, may).map(({ title, keys }) => (
          <section key={title}>
            <Heading level={3} appearance="level-5">
              {title}
            </Heading>
            <dl className="keys">
              {keys.map(({ does, press }) => (
                <Fragment key={does}>
                  <dt>{does}</dt>
                  <dd>{press}</dd>
                </Fragment>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
};

type Group = { title: string; keys: { does: string; press: ReactNode }[] };

const groups = (
  { blocking, colleagueFigures, keys, lists, records, reviews, search, supervisor, townSettings }: Texts,
  {
    administers,
    archives,
    supervises,
    answers,
  }: Pick<KeysProps, "administers" | "archives" | "supervises" | "answers">,
): Group[] => {
  const either = (first: string, second: string) => (
    <>
      <kbd>{first}</kbd> {keys.or} <kbd>{second}</kbd>
    </>
  );
  const after = (first: string, second: string) => (
    <>
      <kbd>{first}</kbd> {keys.andThen} <kbd>{second}</kbd>
    </>
  );
  return [
    {
      title: keys.inLists,
      keys: [
        { does: keys.down, press: either("j", "↓") },
        { does: keys.up, press: either("k", "↑") },
        { does: keys.open, press: <kbd>Enter</kbd> },
        { does: keys.filter, press: <kbd>f</kbd> },
        { does: keys.choose, press: <kbd>x</kbd> },
        { does: keys.chooseMore, press: either("Shift+↓", "Shift+↑") },
        { does: keys.chooseAll, press: <kbd>Shift+X</kbd> },
        { does: keys.undo, press: <kbd>z</kbd> },
      ],
    },
    {
      title: keys.inConversation,
      keys: [
        { does: keys.answer, press: <kbd>r</kbd> },
        { does: keys.note, press: <kbd>n</kbd> },
        { does: keys.transfer, press: <kbd>t</kbd> },
        { does: keys.overflow, press: <kbd>Shift+T</kbd> },
        { does: keys.standardAnswer, press: <kbd>/</kbd> },
        { does: keys.recall, press: <kbd>z</kbd> },
        { does: keys.snooze, press: <kbd>s</kbd> },
        { does: keys.label, press: <kbd>l</kbd> },
        { does: keys.caseNumber, press: <kbd>c</kbd> },
        { does: keys.finish, press: <kbd>e</kbd> },
        { does: keys.followUp, press: <kbd>v</kbd> },
        { does: blocking.key, press: <kbd>Shift+B</kbd> },
        { does: keys.send, press: either("Enter", "Ctrl+Enter") },
        { does: keys.newLine, press: <kbd>Shift+Enter</kbd> },
      ],
    },
    {
      title: keys.goTo,
      keys: [
        { does: lists.waiting, press: after("g", "w") },
        { does: lists.mine, press: after("g", "m") },
        { does: lists.desk, press: after("g", "b") },
        { does: lists.snoozed, press: after("g", "u") },
        { does: lists.closed, press: after("g", "a") },
        { does: keys.links, press: after("g", "l") },
        {
          does: search.key,
          press: (
            <>
              <kbd>/</kbd> {keys.or} {after("g", "z")}
            </>
          ),
        },
        ...(answers ? [{ does: colleagueFigures.title, press: after("g", "c") }] : []),
        { does: reviews.key, press: after("g", "v") },
        ...(administers ? [{ does: townSettings.title, press: after("g", "i") }] : []),
        ...(archives ? [{ does: records.title, press: after("g", "r") }] : []),
        ...(supervises
          ? [
              { does: supervisor.keyBoard, press: after("g", "o") },
              { does: supervisor.keyReports, press: after("g", "p") },
              { does: supervisor.keyQuality, press: after("g", "k") },
              { does: supervisor.keyWall, press: <kbd>w</kbd> },
            ]
          : []),
      ],
    },
    {
      title: keys.general,
      keys: [
        { does: keys.emergency, press: either("!", "F8") },
        { does: keys.presence, press: <kbd>p</kbd> },
        { does: keys.counter, press: <kbd>b</kbd> },
        { does: keys.overview, press: <kbd>?</kbd> },
        { does: keys.escape, press: <kbd>Esc</kbd> },
      ],
    },
  ];
};
