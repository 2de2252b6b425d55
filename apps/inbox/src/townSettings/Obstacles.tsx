import type { SignInFailure } from "@eigenkanaal/client";
import type { Obstacle } from "@eigenkanaal/protocol";
import { SessionFailure } from "../session/Passphrase.js";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";
import type { Texts } from "../texts/wording.js";
import type { SettingNames } from "./names.js";

export type Refused = { failure: SignInFailure; obstacles: Obstacle[] };

/** Why a setting was refused: what stands in its way, one line each. */
export const Obstacles = ({ refused, names }: { refused: Refused; names: SettingNames }) => {
  const { townSettings } = useTexts();
  const { list } = useFormats();
  if (refused.obstacles.length === 0) return <SessionFailure failure={refused.failure} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a small screen its lines scroll, also for who has only a keyboard.
    <div className="notice notice-danger obstacles" role="alert" tabIndex={0}>
      <p>
        <strong>{townSettings.obstacles.title}</strong>
      </p>
      <ul>
        {refused.obstacles.map((obstacle) => (
          <li key={JSON.stringify(obstacle)}>
            {obstacleWords(obstacle, { names, list, words: townSettings.obstacles })}
          </li>
        ))}
      </ul>
    </div>
  );
};

type Wording = {
  names: SettingNames;
  list: (words: string[]) => string;
  words: Texts["townSettings"]["obstacles"];
};

const obstacleWords = (obstacle: Obstacle, { names, list, words }: Wording): string => {
  switch (obstacle.kind) {
    case "hours":
      return words.hours[obstacle.fault];
    case "desk_not_in_use":
      return words.deskNotInUse(names.desk(obstacle.desk));
    case "nobody_answers":
      return words.nobodyAnswers(names.desk(obstacle.desk));
    case "parent_not_in_use":
      return words.parentNotInUse(names.topic(obstacle.topic));
    case "parent_at_other_desk":
      return words.parentAtOtherDesk(names.topic(obstacle.topic));
    case "retention_unknown":
      return words.retentionUnknown(obstacle.class);
    case "topic_loop":
      return words.topicLoop(list(obstacle.topics.map(names.topic)));
    case "topic_below":
      return words.topicBelow(names.topic(obstacle.topic));
    case "topic_of_desk":
      return words.topicOfDesk(names.topic(obstacle.topic));
    case "overflow_loop":
      return words.overflowLoop(list(obstacle.desks.map(names.desk)));
    case "overflow_nowhere":
      return words.overflowNowhere(names.desk(obstacle.desk));
    case "overflow_of_desk":
      return words.overflowOfDesk(names.desk(obstacle.desk));
    case "open_conversations":
      return words.openConversations(obstacle.open);
    case "general_desk":
      return words.generalDesk;
    case "ends_later":
      return words.endsLater;
  }
};
