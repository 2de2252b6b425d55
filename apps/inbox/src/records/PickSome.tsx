import { useTexts } from "../texts/texts.js";
import { Choice, Group } from "../townSettings/fields.js";

/** Some of many, folded away until somebody wants to choose. */
export const PickSome = <Id extends string>({
  title,
  hint,
  options,
  chosen,
  onChange,
}: {
  title: string;
  hint: string;
  options: readonly { id: Id; name: string }[];
  chosen: readonly Id[];
  onChange: (chosen: Id[]) => void;
}) => {
  const { holds: words } = useTexts().records;
  return (
    <details className="records-pick">
      <summary>
        {title}
        {chosen.length > 0 && <span className="quiet"> ({words.chosen(chosen.length)})</span>}
      </summary>
      <Group title={title} hint={hint}>
        <div className="town-holidays">
          {options.map(({ id, name }) => (
            <Choice
              key={id}
              label={name}
              checked={chosen.includes(id)}
              onChange={(checked) =>
                onChange(checked ? [...chosen, id] : chosen.filter((each) => each !== id))
              }
            />
          ))}
        </div>
      </Group>
    </details>
  );
};
