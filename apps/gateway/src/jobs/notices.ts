import { noticePause, noticeStep } from "@eigenkanaal/domain";
import type { OrganisationId } from "@eigenkanaal/protocol";
import type { Logger } from "pino";
import type { Mailer } from "../notices/mailer.js";
import { noticeTexts } from "../notices/texts.js";
import type { Database } from "../store/database.js";
import { deleteNotice, type NoticeRow, noteAttempt, readNotices } from "../store/notices.js";
import { chatPage, organisations } from "../store/organisations.js";
import { openAddress } from "../store/sealing.js";

type Parts = {
  database: Database;
  noticeKeys: (organisation: OrganisationId) => Promise<Uint8Array>;
  /** Undefined where this installation cannot send mail: then addresses only go. */
  mailer: Mailer | undefined;
  notices: { from: string | undefined; afterMs: number };
  logger: Logger;
};

/**
 * Tells who asked for it that there is an answer, and removes the addresses of closed conversations (PROTOCOL.md N2, N3).
 * It goes by what is stored, so that a restart loses nothing; a crash between sending and noting sends twice.
 */
export const sweepNotices = async (parts: Parts) => {
  for (const organisation of await organisations(parts.database)) {
    const rows = await parts.database.forOrganisation(organisation, readNotices);
    for (const row of rows) await step(organisation, row, parts);
  }
};

const step = async (organisation: OrganisationId, row: NoticeRow, parts: Parts) => {
  const { database, mailer, notices } = parts;
  const { conversation } = row;
  const next = mailer ? noticeStep(row, Date.now(), notices.afterMs) : row.closed ? "delete" : "wait";
  if (next === "wait") return;
  const outcome = next === "send" && mailer ? await send(organisation, row, { ...parts, mailer }) : undefined;
  await database.forOrganisation(organisation, async (scope) => {
    if (outcome === "sent") {
      const toldSeq = row.answer?.seq ?? row.toldSeq;
      return noteAttempt(scope, conversation, { toldSeq, failures: 0, nextAttemptAtMs: 0 });
    }
    const failures = row.failures + 1;
    const pauseMs = outcome === "failed" ? noticePause(failures) : undefined;
    if (pauseMs === undefined) return deleteNotice(scope, conversation);
    return noteAttempt(scope, conversation, {
      toldSeq: row.toldSeq,
      failures,
      nextAttemptAtMs: Date.now() + pauseMs,
    });
  });
};

const send = async (
  organisation: OrganisationId,
  { conversation, sealedAddress, language, failures }: NoticeRow,
  { database, noticeKeys, mailer, notices, logger }: Parts & { mailer: Mailer },
) => {
  const place = { organisation, conversation };
  const { name, domain, url } = await database.forOrganisation(organisation, chatPage);
  const outcome = await mailer.send({
    from: { name, address: notices.from ?? `noreply@${domain}` },
    to: openAddress(await noticeKeys(organisation), place, sealedAddress),
    ...noticeTexts(language, { town: name, chatUrl: url("#chat") }),
  });
  logger.info({ ...place, outcome, failures }, "notice");
  return outcome;
};
