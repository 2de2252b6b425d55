import { settingAt } from "@eigenkanaal/domain";
import type { RetentionSettings, RetentionTable } from "@eigenkanaal/protocol";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useState } from "react";
import { useFormats } from "../texts/formats.js";
import { inLanguage, useTexts } from "../texts/texts.js";
import type { FormParts } from "./ChangeForm.js";
import { Changes } from "./Changes.js";
import { ClassForm } from "./ClassForm.js";
import { goToRecords, hashOfRecords } from "./place.js";
import { RulesForm } from "./RulesForm.js";
import type { RoomProps } from "./roomProps.js";
import { termWords } from "./terms.js";
import { useLoaded } from "./useLoaded.js";
import { WhenLoaded } from "./WhenLoaded.js";

/** What is kept for how long: the classes, the rules around them, and who changed what. */
export const RetentionRoom = ({ open, actions, members, online }: RoomProps) => {
  const { records: words } = useTexts();
  const [state, load] = useLoaded(actions.retention);
  const [said, setSaid] = useState<{ of: string | null; words: string }>({ of: null, words: "" });
  return (
    <WhenLoaded state={state} load={load} loading={words.loading}>
      {(settings) => {
        const form: FormParts = {
          ...{ settings, actions, online },
          said: said.of === open ? said.words : "",
          onDone: async (of, done) => {
            await load();
            setSaid({ of, words: done });
            if (of !== open) goToRecords({ room: "retention", open: of });
          },
        };
        return (
          <div className="town-split">
            <div className="town-list">
              <ClassList settings={settings} open={open} />
            </div>
            <div className="town-detail">
              <Detail key={open} open={open} form={form} members={members} />
            </div>
          </div>
        );
      }}
    </WhenLoaded>
  );
};

const Detail = ({
  open,
  form,
  members,
}: {
  open: string | null;
  form: FormParts;
  members: RoomProps["members"];
}) => {
  const { records: words } = useTexts();
  const known = form.settings.table.classes.find((one) => one.class === open);
  if (open === "changes") return <Changes form={form} members={members} />;
  if (open === "rules") return <RulesForm form={form} />;
  if (open === "new") return <ClassForm form={form} of={null} />;
  return known ? (
    <ClassForm form={form} of={known} />
  ) : (
    <Paragraph className="quiet">{words.choose}</Paragraph>
  );
};

/** When something is to change of a part of the table, and it is announced. */
const nextChange = (
  { announced, nowMs, table }: RetentionSettings,
  part: (table: RetentionTable) => unknown,
): number | undefined => {
  const dated = announced.map((one) => ({ validFromMs: one.validFromMs, setting: one.table }));
  const now = JSON.stringify(part(table));
  return dated.find(({ validFromMs }) => {
    const then = settingAt(dated, Math.max(validFromMs, nowMs));
    return then !== undefined && JSON.stringify(part(then)) !== now;
  })?.validFromMs;
};

const ClassList = ({ settings, open }: { settings: RetentionSettings; open: string | null }) => {
  const texts = useTexts();
  const { retention: words, terms } = texts.records;
  const { list, date } = useFormats();
  const { table } = settings;
  const rows = table.classes.map((one) => {
    const next = nextChange(settings, (then) => then.classes.find((each) => each.class === one.class));
    return {
      id: one.class,
      name: `${one.class} ${inLanguage(one.name, texts)}`,
      signs: [
        termWords(one.term, { words: terms, list }),
        ...(next === undefined ? [] : [words.announced(date(next))]),
      ],
    };
  });
  const others = [
    { id: "rules", name: words.rules, signs: [] },
    { id: "changes", name: words.changes, signs: [] },
    { id: "new", name: words.add, signs: [] },
  ];
  return (
    <div className="town-list-body">
      <section aria-labelledby="records-classes">
        <Heading level={2} appearance="level-5" id="records-classes">
          {words.classes}
        </Heading>
        <Rows rows={rows} open={open} />
      </section>
      <Rows rows={others} open={open} />
    </div>
  );
};

const Rows = ({
  rows,
  open,
}: {
  rows: { id: string; name: string; signs: string[] }[];
  open: string | null;
}) => (
  <ul className="town-rows">
    {rows.map(({ id, name, signs }) => (
      <li key={id}>
        <a
          className="town-row"
          href={hashOfRecords({ room: "retention", open: id })}
          aria-current={open === id ? "true" : undefined}
        >
          {name}
          {signs.length > 0 && <span className="quiet keys-hint">{signs.join(" · ")}</span>}
        </a>
      </li>
    ))}
  </ul>
);
