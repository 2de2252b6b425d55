import type { TownSettings } from "@eigenkanaal/protocol";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { type KeyboardEvent, useState } from "react";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";
import { Field } from "./fields.js";
import type { SettingNames } from "./names.js";
import { hashOfPlace } from "./place.js";
import { type TreeRow, topicsNow, treeOf } from "./tree.js";

/** Arrows go from link to link; everything else is the browser's. */
const walk = (event: KeyboardEvent<HTMLElement>) => {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>("a")];
  const at = links.indexOf(document.activeElement as HTMLElement);
  if (at < 0 && by < 0) return;
  event.preventDefault();
  links[Math.max(at + by, 0)]?.focus();
};

/** The town's topics by desk, those under another behind it; found by name or word. */
export const TopicList = ({
  town,
  names,
  open,
}: {
  town: TownSettings;
  names: SettingNames;
  open: string | null;
}) => {
  const { topics: words } = useTexts().townSettings;
  const [typed, setTyped] = useState("");
  const topics = topicsNow(town);
  const desks = town.desks
    .map(({ desk }) => ({ desk, rows: treeOf(topics, desk, typed) }))
    .filter(({ rows }) => rows.length > 0);
  const found = desks.reduce((sum, { rows }) => sum + rows.length, 0);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrows only help; every link can be reached without them.
    <div className="town-list-body" onKeyDown={walk}>
      <a className="nl-button nl-button--secondary" href={hashOfPlace({ room: "topics", open: "new" })}>
        {words.add}
      </a>
      <Field label={words.search}>
        {(described) => (
          <input
            {...described}
            className="field"
            type="search"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <p className="quiet">
        <span role="status">{words.found(found)}</span> · {words.keys}
      </p>
      {desks.map(({ desk, rows }) => (
        <section key={desk} aria-labelledby={`topics-${desk}`}>
          <Heading level={2} appearance="level-5" id={`topics-${desk}`}>
            {names.desk(desk)}
          </Heading>
          <ul className="town-rows">
            {rows.map((row) => (
              <TopicRow
                key={row.topic}
                row={row}
                open={open === row.topic}
                nowMs={town.nowMs}
                names={names}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
};

const TopicRow = ({
  row: { topic, setting, announced, depth },
  open,
  names,
}: {
  row: TreeRow;
  open: boolean;
  nowMs: number;
  names: SettingNames;
}) => {
  const { topics: words, announcedShort } = useTexts().townSettings;
  const { dateTime } = useFormats();
  const [next] = announced;
  const signs = [
    ...(setting.ended ? [words.endedBadge] : []),
    ...(setting.sensitive ? [words.sensitiveBadge] : []),
    ...(next === undefined ? [] : [announcedShort(dateTime(next))]),
  ];
  return (
    <li>
      <a
        className={`town-row town-depth-${Math.min(depth, 3)}`}
        href={hashOfPlace({ room: "topics", open: topic })}
        aria-current={open ? "true" : undefined}
      >
        {names.topic(topic)}
        {signs.length > 0 && <span className="quiet keys-hint">{signs.join(" · ")}</span>}
      </a>
    </li>
  );
};
