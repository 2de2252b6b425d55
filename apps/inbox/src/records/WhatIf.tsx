import type { ClassForecast, RetentionCode, RetentionForecast } from "@eigenkanaal/protocol";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useEffect, useRef } from "react";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";

/** So many months are shown; what comes after them is counted. */
const shownMonths = 12;

/** What a table would do to what is kept, before anybody accepts it. */
export const WhatIf = ({
  forecast,
  of,
  validFromMs,
}: {
  forecast: RetentionForecast;
  of: RetentionCode | null;
  validFromMs: number | null;
}) => {
  const { whatIf: words } = useTexts().records;
  const own = forecast.classes.find((one) => one.class === of);
  // Nobody accepts what they have not seen: it comes into sight, and a screen reader begins there.
  const shown = useRef<HTMLElement>(null);
  useEffect(() => {
    shown.current?.focus({ preventScroll: true });
    // Its beginning, also where it is longer than the screen.
    shown.current?.scrollIntoView({ block: "start" });
  }, []);
  return (
    <section
      className="town-announced records-what-if"
      aria-labelledby="records-what-if"
      tabIndex={-1}
      ref={shown}
    >
      <Heading level={3} appearance="level-5" id="records-what-if">
        {words.title}
      </Heading>
      {own ? <OfClass own={own} validFromMs={validFromMs} /> : <Paragraph>{words.nothingMoves}</Paragraph>}
    </section>
  );
};

const OfClass = ({ own, validFromMs }: { own: ClassForecast; validFromMs: number | null }) => {
  const { whatIf: words } = useTexts().records;
  const { number, list, date, month } = useFormats();
  const { sooner, later, due, held } = own;
  if (own.kept === 0) return <Paragraph>{words.nothingKept}</Paragraph>;
  const moves = [
    ...(sooner > 0 ? [words.sooner(sooner, number(sooner))] : []),
    ...(later > 0 ? [words.later(later, number(later))] : []),
  ];
  const next = own.months.find((one) => one.after > 0)?.month;
  const soon = validFromMs === null ? words.today : date(validFromMs);
  const first = due.after > 0 ? soon : next === undefined ? "" : month(next);
  return (
    <>
      <Paragraph>{moves.length === 0 ? words.nothingMoves : words.inAll(list(moves), first)}</Paragraph>
      {due.before + due.after > 0 && (
        <Paragraph>{words.dueNow(number(due.after), number(due.before))}</Paragraph>
      )}
      {held > 0 && <Paragraph>{words.held(held, number(held))}</Paragraph>}
      {moves.length > 0 && <Months own={own} />}
    </>
  );
};

const Months = ({ own }: { own: ClassForecast }) => {
  const { whatIf: words } = useTexts().records;
  const { number, month } = useFormats();
  const rows = [
    ...(own.due.before + own.due.after > 0 ? [{ name: words.atOnce, ...own.due }] : []),
    ...own.months.map((one) => ({ ...one, name: month(one.month) })),
  ];
  return (
    <>
      <table className="records-months">
        <caption>{words.table}</caption>
        <thead>
          <tr>
            <th scope="col">{words.month}</th>
            <th scope="col">{words.before}</th>
            <th scope="col">{words.after}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shownMonths).map(({ name, before, after }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{number(before)}</td>
              <td>{number(after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > shownMonths && (
        <Paragraph className="quiet">{words.more(rows.length - shownMonths)}</Paragraph>
      )}
    </>
  );
};
