import { settingAt } from "@eigenkanaal/domain";
import type { TownSettings } from "@eigenkanaal/protocol";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";
import type { SettingNames } from "./names.js";
import { hashOfPlace, type Room } from "./place.js";

type ListProps = { town: TownSettings; names: SettingNames; open: string | null };

const Rows = ({
  room,
  open,
  rows,
}: {
  room: Room;
  open: string | null;
  rows: { id: string; name: string; signs: string[] }[];
}) => (
  <ul className="town-rows town-list-body">
    {rows.map(({ id, name, signs }) => (
      <li key={id}>
        <a
          className="town-row"
          href={hashOfPlace({ room, open: id })}
          aria-current={open === id ? "true" : undefined}
        >
          {name}
          <span className="quiet keys-hint">{signs.join(" · ")}</span>
        </a>
      </li>
    ))}
  </ul>
);

/** The town's desks, with what is open at each. */
export const DeskList = ({ town, names, open }: ListProps) => {
  const { desks: words, announcedShort } = useTexts().townSettings;
  const { dateTime } = useFormats();
  const rows = town.desks.map(({ desk, general, open: count, settings }) => {
    const next = settings.find(({ validFromMs }) => validFromMs > town.nowMs);
    return {
      id: desk,
      name: names.desk(desk),
      signs: [
        ...(general ? [words.general] : []),
        ...(settingAt(settings, town.nowMs)?.ended ? [words.endedBadge] : []),
        words.open(count),
        ...(next ? [announcedShort(dateTime(next.validFromMs))] : []),
      ],
    };
  });
  return <Rows room="desks" open={open} rows={rows} />;
};

/** The town's colleagues, with what each can have. */
export const MemberList = ({ town, open }: ListProps) => {
  const { members: words } = useTexts().townSettings;
  const { languageName, list } = useFormats();
  const rows = town.members.map(({ member, name, settings }) => {
    const { capacity = 4, languages = ["nl"] } = settingAt(settings, town.nowMs) ?? {};
    return { id: member, name, signs: [words.summary(capacity, list(languages.map(languageName)))] };
  });
  return <Rows room="members" open={open} rows={rows} />;
};

/** Who changed what, newest first. */
export const ChangeList = ({ town, names }: Omit<ListProps, "open">) => {
  const { changes: words } = useTexts().townSettings;
  const { dateTime } = useFormats();
  const nameOf = ({ subject, subjectId }: TownSettings["events"][number]) => {
    const known: Record<string, string> = Object.fromEntries([
      ...town.topics.map(({ topic }) => [topic, names.topic(topic)]),
      ...town.desks.map(({ desk }) => [desk, names.desk(desk)]),
      ...town.members.map(({ member, name }) => [member, name]),
    ]);
    return `${words.kinds[subject]} ${known[subjectId] ?? ""}`.trim();
  };
  if (town.events.length === 0) return <p>{words.none}</p>;
  return (
    <>
      <p className="quiet">{words.shown}</p>
      <ol className="town-changes">
        {town.events.map((event) => (
          <li key={`${event.atMs} ${event.subjectId} ${event.act}`}>
            <p>
              {event.act === "set"
                ? words.set(nameOf(event), dateTime(event.validFromMs))
                : words.takenBack(nameOf(event), dateTime(event.validFromMs))}
              <span className="quiet keys-hint">
                {words.by(names.member(event.by), dateTime(event.atMs))}
              </span>
            </p>
          </li>
        ))}
      </ol>
    </>
  );
};
