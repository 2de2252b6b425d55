import type { AuditLogActions, ColleagueView } from "@eigenkanaal/client";
import { AuditAct, AuditActor, type AuditLine } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useId, useMemo, useState } from "react";
import { useClock } from "../queue/clock.js";
import type { TownNames } from "../queue/names.js";
import { SessionFailure } from "../session/Passphrase.js";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";
import { actChoices, objectOf, resultOf, whatOf, whoOf } from "./auditWords.js";
import { dayOf, firstOfMonth, periodOf } from "./period.js";
import { type AuditFilter, useAuditLog } from "./useAuditLog.js";

type AuditLogProps = {
  actions: AuditLogActions;
  members: readonly ColleagueView[];
  names: TownNames;
};

/** Who had access to what and who did what, for who keeps the town's records (PROTOCOL.md Y4, Y5). */
export const AuditLogRoom = ({ actions, members, names }: AuditLogProps) => {
  const texts = useTexts();
  const { auditLog: words } = texts;
  const [filter, setFilter] = useState<AuditFilter>({ actor: null, act: null });
  const { state, load } = useAuditLog(actions, filter);
  return (
    <div className="town-body">
      <Paragraph>{words.intro}</Paragraph>
      <Filters filter={filter} members={members} onFilter={setFilter} />
      {state.at === "loading" && <p role="status">{words.loading}</p>}
      {state.at === "failed" && (
        <>
          <SessionFailure failure={state.failure} />
          <Button purpose="primary" onClick={() => void load([])}>
            {texts.tryAgain}
          </Button>
        </>
      )}
      {state.at === "shown" && (
        <>
          <p className="quiet" role="status">
            {state.lines.length === 0 ? words.empty : words.shown(state.lines.length)}
          </p>
          {state.lines.length > 0 && <Lines lines={state.lines} members={members} names={names} />}
          {state.failure && <SessionFailure failure={state.failure} />}
          {state.older !== "none" && (
            // It stays where it is and keeps the focus while it works.
            <Button
              purpose="secondary"
              aria-disabled={state.older === "loading"}
              onClick={() => state.older === "more" && void load(state.lines)}
            >
              {state.older === "loading" ? words.loadingMore : words.more}
            </Button>
          )}
        </>
      )}
      <Export actions={actions} />
    </div>
  );
};

const Filters = ({
  filter,
  members,
  onFilter,
}: {
  filter: AuditFilter;
  members: readonly ColleagueView[];
  onFilter: (filter: AuditFilter) => void;
}) => {
  const { auditLog: words } = useTexts();
  const acts = useMemo(() => actChoices(words), [words]);
  const id = useId();
  return (
    <div className="audit-filters">
      <div>
        <label className="label" htmlFor={`${id}who`}>
          {words.filterWho}
        </label>
        <select
          id={`${id}who`}
          className="field"
          value={filter.actor ?? ""}
          onChange={({ target }) =>
            onFilter({ ...filter, actor: AuditActor.safeParse(target.value).data ?? null })
          }
        >
          <option value="">{words.everybody}</option>
          {members.map(({ member, name }) => (
            <option key={member} value={member}>
              {name}
            </option>
          ))}
          {Object.entries(words.actors).map(([actor, name]) => (
            <option key={actor} value={actor}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label className="label" htmlFor={`${id}what`}>
          {words.filterWhat}
        </label>
        <select
          id={`${id}what`}
          className="field"
          value={filter.act ?? ""}
          onChange={({ target }) =>
            onFilter({ ...filter, act: AuditAct.safeParse(target.value).data ?? null })
          }
        >
          <option value="">{words.everything}</option>
          {acts.map(({ act, name }) => (
            <option key={act} value={act}>
              {name}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
};

const Lines = ({
  lines,
  members,
  names,
}: {
  lines: readonly AuditLine[];
  members: readonly ColleagueView[];
  names: TownNames;
}) => {
  const { auditLog: words } = useTexts();
  const formats = useFormats();
  const { columns } = words;
  return (
    <table className="audit-lines">
      <caption className="unseen">{words.caption}</caption>
      <thead>
        <tr>
          {[columns.when, columns.who, columns.what, columns.object, columns.result].map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.line}>
            <td className="audit-when">
              <time dateTime={new Date(line.atMs).toISOString()}>{formats.exactly(line.atMs)}</time>
            </td>
            <td>{whoOf(line, members, words)}</td>
            <td className="audit-what">{whatOf(line, words)}</td>
            <td>{objectOf(line, { members, names, formats, words })}</td>
            <td className={line.result === "done" ? "quiet" : undefined}>{resultOf(line, words)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const Export = ({ actions }: { actions: Pick<AuditLogActions, "exportAddress"> }) => {
  const { auditLog: words } = useTexts();
  const today = useClock(dayOf);
  const monthBegan = useClock(firstOfMonth);
  const [days, setDays] = useState<{ from?: string; until?: string }>({});
  const { from = monthBegan, until = today } = days;
  const period = periodOf(from, until);
  const id = useId();
  const fields = [
    { name: "from", label: words.from, value: from },
    { name: "until", label: words.until, value: until },
  ] as const;
  return (
    <section className="setting audit-export" aria-labelledby={`${id}title`}>
      <Heading level={2} appearance="level-5" id={`${id}title`}>
        {words.exportTitle}
      </Heading>
      <Paragraph className="quiet">{words.exportHint}</Paragraph>
      <div className="audit-filters">
        {fields.map(({ name, label, value }) => (
          <div key={name}>
            <label className="label" htmlFor={id + name}>
              {label}
            </label>
            <input
              id={id + name}
              className="field"
              type="date"
              max={today}
              value={value}
              onChange={({ target }) => setDays({ ...days, [name]: target.value })}
            />
          </div>
        ))}
      </div>
      {period ? (
        <a className="nl-button nl-button--secondary" href={actions.exportAddress(period)} download>
          {words.export}
        </a>
      ) : (
        <Paragraph className="notice notice-danger" role="alert">
          {words.wrongPeriod}
        </Paragraph>
      )}
    </section>
  );
};
