import { LateIcon, WarningIcon } from "../../icons.js";

const icons = { warned: WarningIcon, passed: LateIcon };

/** A number that asks for attention once it is not nought: with an icon and words beside the colour. */
export const Figure = ({
  count,
  late,
  words,
}: {
  count: number;
  late: keyof typeof icons;
  words: string;
}) => {
  if (count === 0) return <span className="board-nought">0</span>;
  const Icon = icons[late];
  return (
    <span className={`board-alarm waiting-${late}`}>
      <Icon />
      {count}
      <span className="unseen"> {words}</span>
    </span>
  );
};
