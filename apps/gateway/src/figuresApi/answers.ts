import { publishedReport } from "@eigenkanaal/domain";
import type {
  Report,
  ReportedConversation,
  ReportedConversations,
  ReportListQuery,
  ReportQuery,
} from "@eigenkanaal/protocol";
import type { FiguresConversation, FiguresConversations, FiguresReport } from "./shapes.js";

/** What was counted, as programs are told it: moments in RFC 3339, and links by which to go on. */

/** In UTC. */
const moment = (ms: number): string => new Date(ms).toISOString();
const momentOrNull = (ms: number | null) => (ms === null ? null : moment(ms));

/** `base`: the URL under which the figures are asked. */
type Place = { base: string };

export const reportAnswer = (
  report: Report,
  { base, query, publication }: Place & { query: ReportQuery; publication: "true" | "false" | undefined },
): FiguresReport => {
  const { atMs, uncountedSinceMs, supervised: _, ...counted } = report;
  const at = moment(atMs);
  return {
    at,
    uncountedSince: momentOrNull(uncountedSinceMs),
    ...(publication === "true" ? publishedReport(report, counted) : counted),
    links: {
      self: linkTo(`${base}/reports`, { ...query, publication }),
      conversations: linkTo(`${base}/conversations`, { ...query, at }),
    },
  };
};

export const listAnswer = (
  { total, conversations, next }: ReportedConversations,
  { base, query: { atMs, ...filters } }: Place & { query: ReportListQuery & { atMs: number } },
): FiguresConversations => {
  // Along the links it is the same list, whatever becomes late meanwhile.
  const linked = { ...filters, at: moment(atMs) };
  const url = `${base}/conversations`;
  return {
    at: linked.at,
    total,
    conversations: conversations.map(conversationAnswer),
    links: {
      self: linkTo(url, linked),
      next: next === null ? null : linkTo(url, { ...linked, before: next }),
    },
  };
};

const conversationAnswer = ({
  openedAtMs,
  askedAtMs,
  closedAtMs,
  ...known
}: ReportedConversation): FiguresConversation => ({
  ...{ openedAt: moment(openedAtMs), askedAt: momentOrNull(askedAtMs), closedAt: momentOrNull(closedAtMs) },
  ...known,
});

const linkTo = (url: string, query: Record<string, string | number | undefined>): string => {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) given.set(name, String(value));
  return `${url}?${given}`;
};
