import { createHash } from "node:crypto";
import type { AuditLine, ExportedAuditLine, OrganisationId } from "@eigenkanaal/protocol";

/** Bytes in hexadecimal that are the line's own, for a purpose. */
const idOf = (purpose: string, { organisation, line }: { organisation: OrganisationId; line: number }) =>
  createHash("sha256").update(`${purpose}/${organisation}/${line}`).digest("hex");

/**
 * A line in the form of the standard Logboek dataverwerkingen (Logius). Its ids are made of the line's own number: no
 * request carries a trace through this program, and stored random ones would only be longer; so a line has the same ids in
 * every export. The processing activity is named by a tag URI (RFC 4151) of the town's own domain, which the town's
 * register can refer to. There is no data subject: whose data it was the gateway does not know, and a conversation's
 * pseudonym names nobody.
 */
export const exportedLine = (
  { line, atMs, actor, session, act, objectKind, objectId, detail, result, times }: AuditLine,
  { organisation, domain }: { organisation: OrganisationId; domain: string },
): ExportedAuditLine => {
  const at = new Date(atMs).toISOString();
  const of = { organisation, line };
  const own = { actor, session, object_kind: objectKind, object_id: objectId, detail, result, times, line };
  return {
    trace_id: idOf("trace", of).slice(0, 32),
    operation_id: idOf("operation", of).slice(0, 16),
    status_code: result === "done" ? "OK" : "ERROR",
    name: act,
    start_time: at,
    end_time: at,
    resource: { name: "eigenkanaal" },
    attributes: {
      "dpl.core.processing_activity_id": `tag:${domain},2026:eigenkanaal/${activityOf(act)}`,
      ...Object.fromEntries(
        Object.entries(own).flatMap(([name, value]) =>
          value === null ? [] : [[`eigenkanaal.${name}`, value]],
        ),
      ),
    },
  };
};

/** Contact with citizens, or what is done so that it can be. */
const activityOf = (act: string) => (/^(conversation|search):/.test(act) ? "contact" : "administration");
