import type { TownSettingsActions } from "@eigenkanaal/client";
import { type RetentionTable, TopicId, type TownSettings } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useEffect, useMemo, useState } from "react";
import { BackIcon, OfflineIcon } from "../icons.js";
import { hashOf, home } from "../navigation/route.js";
import { SessionFailure } from "../session/Passphrase.js";
import { useTexts } from "../texts/texts.js";
import { DeskForm } from "./DeskForm.js";
import { MemberForm } from "./MemberForm.js";
import { settingNames } from "./names.js";
import { ChangeList, DeskList, MemberList } from "./PlainLists.js";
import { goToPlace, hashOfPlace, type Place, rooms } from "./place.js";
import type { FormPlace } from "./SettingForm.js";
import { TopicForm } from "./TopicForm.js";
import { TopicList } from "./TopicList.js";
import { TryOut } from "./TryOut.js";
import { useTownSettings } from "./useTownSettings.js";

type RoomProps = {
  place: Place;
  actions: TownSettingsActions;
  /** What the town keeps for how long. */
  retention: RetentionTable;
  online: boolean;
};

/** What the town sets, room by room: a page of its own, because its forms are long. */
export const TownRoom = ({ place, actions, retention, online }: RoomProps) => {
  const texts = useTexts();
  const { townSettings: words } = texts;
  const [state, load] = useTownSettings(actions);

  const { room, open } = place;
  // Who comes along a link arrives at the words it leads to.
  useEffect(() => {
    const within = `.town[data-room="${room}"]`;
    const find = (id: string) => document.querySelector<HTMLElement>(`${within} ${id}`);
    (find(open === null ? "#town-title" : "#town-form-title") ?? find("#town-title"))?.focus();
  }, [room, open]);

  return (
    <main className={open === null ? "town" : "town town-open"} data-room={room}>
      <header className="town-header">
        <a className="town-back" href={hashOf(home)}>
          <BackIcon />
          {words.backToInbox}
        </a>
        <Heading level={1} appearance="level-3" id="town-title" tabIndex={-1}>
          {words.title}
        </Heading>
        <nav aria-label={words.title}>
          <ul className="town-rooms">
            {rooms.map((each) => (
              <li key={each}>
                <a
                  href={hashOfPlace({ room: each, open: null })}
                  aria-current={room === each ? "page" : undefined}
                >
                  {words.rooms[each]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {!online && (
          <p className="offline-bar" role="status">
            <OfflineIcon />
            {words.offline}
          </p>
        )}
      </header>
      {state.at === "loading" && (
        <p className="town-body skeleton" role="status">
          {words.loading}
        </p>
      )}
      {state.at === "failed" && (
        <div className="town-body town-form">
          <SessionFailure failure={state.failure} />
          <Button purpose="primary" onClick={() => void load()}>
            {texts.tryAgain}
          </Button>
        </div>
      )}
      {state.at === "shown" && <Rooms {...{ place, actions, retention, online, load }} town={state.town} />}
    </main>
  );
};

const Rooms = ({
  place,
  actions,
  retention,
  online,
  town,
  load,
}: RoomProps & { town: TownSettings; load: () => Promise<void> }) => {
  const texts = useTexts();
  const names = useMemo(() => settingNames(town, texts), [town, texts]);
  const [said, setSaid] = useState<{ of: string | null; words: string }>({ of: null, words: "" });
  const { room, open } = place;
  // A new topic keeps its id until it is there, so that saving it twice is saving it once.
  const [fresh, renew] = useState(newTopic);

  const form = {
    ...{ place, names, online },
    said: said.of === open ? said.words : "",
    onDone: async (words: string) => {
      const of = open === "new" ? fresh : open;
      await load();
      setSaid({ of, words });
      if (open !== "new") return;
      goToPlace({ room, open: of });
      renew(newTopic);
    },
  };
  if (room === "try-out")
    return (
      <div className="town-body">
        <TryOut town={town} names={names} />
      </div>
    );
  if (room === "changes")
    return (
      <div className="town-body">
        <ChangeList town={town} names={names} />
      </div>
    );
  const list = { town, names, open };
  return (
    <div className="town-split">
      <div className="town-list">
        {room === "topics" && <TopicList {...list} />}
        {room === "desks" && <DeskList {...list} />}
        {room === "members" && <MemberList {...list} />}
      </div>
      <div className="town-detail">
        <Detail key={open === "new" ? fresh : open} {...{ place, fresh, town, form, actions, retention }} />
      </div>
    </div>
  );
};

const newTopic = () => TopicId.parse(crypto.randomUUID());

/** The form of what is open. */
const Detail = ({
  place: { room, open },
  fresh,
  town,
  form,
  actions,
  retention,
}: {
  place: Place;
  fresh: TopicId;
  town: TownSettings;
  form: FormPlace;
  actions: TownSettingsActions;
  retention: RetentionTable;
}) => {
  const { townSettings: words } = useTexts();
  const topic = open === "new" ? fresh : town.topics.find((one) => one.topic === open)?.topic;
  const desk = town.desks.find((one) => one.desk === open);
  const member = town.members.find((one) => one.member === open);
  const parts = { town, form, actions };
  if (room === "topics" && topic) return <TopicForm topic={topic} retention={retention} {...parts} />;
  if (room === "desks" && desk) return <DeskForm of={desk} {...parts} />;
  if (room === "members" && member) return <MemberForm of={member} {...parts} />;
  return <Paragraph className="quiet">{words.choose}</Paragraph>;
};
