import { Holiday } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { useTexts } from "../texts/texts.js";
import { Choice, Field, Group } from "./fields.js";
import { type HoursDraft, spansOf } from "./hoursDraft.js";

/** Opening hours in fields: a week, days that differ, and holidays. */
export const HoursFields = ({
  draft,
  onChange,
}: {
  draft: HoursDraft;
  onChange: (draft: HoursDraft) => void;
}) => {
  const { hours: words } = useTexts().townSettings;
  const setException = (index: number, some: Partial<HoursDraft["exceptions"][number]>) =>
    onChange({
      ...draft,
      exceptions: draft.exceptions.map((each, at) => (at === index ? { ...each, ...some } : each)),
    });
  return (
    <>
      <Group title={words.week} hint={words.weekHint}>
        <div className="town-week">
          {words.days.map((day, index) => (
            <Field key={day} label={day}>
              {(described) => (
                <input
                  {...described}
                  className="field"
                  value={draft.days[index] ?? ""}
                  aria-invalid={spansOf(draft.days[index] ?? "") === undefined || undefined}
                  onChange={(event) =>
                    onChange({ ...draft, days: draft.days.with(index, event.target.value) })
                  }
                />
              )}
            </Field>
          ))}
        </div>
      </Group>
      <Group title={words.exceptions} hint={words.exceptionHint}>
        {draft.exceptions.map(({ date, times }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: while it is filled in, a day has nothing but its place.
          <div key={index} className="town-exception">
            <Field label={words.exceptionDate}>
              {(described) => (
                <input
                  {...described}
                  className="field"
                  type="date"
                  required
                  value={date}
                  onChange={(event) => setException(index, { date: event.target.value })}
                />
              )}
            </Field>
            <Field label={words.exceptionTimes}>
              {(described) => (
                <input
                  {...described}
                  className="field"
                  value={times}
                  aria-invalid={spansOf(times) === undefined || undefined}
                  onChange={(event) => setException(index, { times: event.target.value })}
                />
              )}
            </Field>
            <Button
              purpose="subtle"
              onClick={() =>
                onChange({ ...draft, exceptions: draft.exceptions.filter((_, at) => at !== index) })
              }
            >
              {words.removeException(date)}
            </Button>
          </div>
        ))}
        <Button
          purpose="secondary"
          onClick={() => onChange({ ...draft, exceptions: [...draft.exceptions, { date: "", times: "" }] })}
        >
          {words.addException}
        </Button>
      </Group>
      <Group title={words.holidays}>
        <div className="town-holidays">
          {Holiday.options.map((holiday) => (
            <Choice
              key={holiday}
              label={words.holidayNames[holiday]}
              checked={draft.holidays.includes(holiday)}
              onChange={(checked) =>
                onChange({
                  ...draft,
                  holidays: Holiday.options.filter((each) =>
                    each === holiday ? checked : draft.holidays.includes(each),
                  ),
                })
              }
            />
          ))}
        </div>
      </Group>
    </>
  );
};
