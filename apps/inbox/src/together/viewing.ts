import type { ColleagueView, ViewerView } from "@eigenkanaal/client";
import type { Formats } from "../texts/formats.js";
import type { Texts } from "../texts/wording.js";

type Doing = ViewerView["doing"] | "having";
const order: readonly Doing[] = ["answering", "noting", "having", "reading"];

/**
 * What the others do here, one line for all who do the same; who writes an answer first. Of whoever has the conversation in
 * hand it is not said that they read along.
 */
export const viewingLines = (
  viewers: readonly ViewerView[],
  {
    assignee,
    texts,
    formats,
  }: { assignee: Pick<ColleagueView, "member"> | null; texts: Texts; formats: Pick<Formats, "list"> },
): { doing: Doing; line: string }[] =>
  order.flatMap((doing) => {
    const names = viewers.filter((viewer) => doingOf(viewer, assignee) === doing).map(({ name }) => name);
    return names.length === 0
      ? []
      : [{ doing, line: texts.together[doing](formats.list(names), names.length) }];
  });

const doingOf = ({ member, doing }: ViewerView, assignee: Pick<ColleagueView, "member"> | null): Doing =>
  doing === "reading" && member === assignee?.member ? "having" : doing;

/** What was told of whom, so that it is told once: that somebody came, and that they write an answer. */
export type Told = ReadonlySet<string>;

const key = ({ member, doing }: ViewerView) => `${member} ${doing === "answering" ? doing : "here"}`;

/**
 * Whom to tell of now, and what has been told then. Typing comes and goes and is told once; whoever leaves and comes
 * back is told of again.
 */
export const newsOf = (
  viewers: readonly ViewerView[],
  told: Told,
): { news: readonly ViewerView[]; told: Told } => {
  const here = new Set(viewers.map(({ member }) => member));
  const kept = [...told].filter((one) => here.has(one.split(" ")[0] as ViewerView["member"]));
  return {
    news: viewers.filter((viewer) => !told.has(key(viewer))),
    told: new Set([...kept, ...viewers.map(key), ...viewers.map(({ member }) => `${member} here`)]),
  };
};
