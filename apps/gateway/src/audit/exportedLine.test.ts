import { type AuditLine, ExportedAuditLine, OrganisationId, SessionId } from "@eigenkanaal/protocol";
import { expect, test } from "vitest";
import { exportedLine } from "./exportedLine.js";

const organisation = OrganisationId.parse("00000000-0000-4000-8000-000000000001");
const town = { organisation, domain: "voorbeeld.nl" };
const line: AuditLine = {
  ...{ line: 7, atMs: Date.parse("2026-11-30T09:00:00.123Z"), actor: "system" },
  ...{ session: SessionId.parse("00000000-0000-4000-8000-000000000002"), act: "conversation:load" },
  ...{ objectKind: "conversation", objectId: "x", detail: "public", result: "done", times: 1 },
};

test("has the fields of the standard, and an activity under the town's own domain", () => {
  const exported = ExportedAuditLine.parse(exportedLine(line, town));
  expect(exported).toMatchObject({
    ...{ status_code: "OK", name: "conversation:load" },
    ...{ start_time: "2026-11-30T09:00:00.123Z", end_time: "2026-11-30T09:00:00.123Z" },
    attributes: {
      "dpl.core.processing_activity_id": "tag:voorbeeld.nl,2026:eigenkanaal/contact",
      "eigenkanaal.session": line.session,
      "eigenkanaal.detail": "public",
    },
  });
  expect(Object.keys(exported.attributes).filter((name) => name.includes("data_subject"))).toEqual([]);
  expect(() => new URL(String(exported.attributes["dpl.core.processing_activity_id"]))).not.toThrow();
});

test("has the same ids in every export, and no other line's or town's", () => {
  const idsOf = (one: AuditLine, of = town) => {
    const { trace_id, operation_id } = exportedLine(one, of);
    return [trace_id, operation_id];
  };
  expect(idsOf(line)).toEqual(idsOf(line));
  const other = OrganisationId.parse("00000000-0000-4000-8000-000000000009");
  const ids = [
    ...idsOf(line),
    ...idsOf({ ...line, line: 8 }),
    ...idsOf(line, { ...town, organisation: other }),
  ];
  expect(new Set(ids).size).toBe(6);
});

test("is an error where it was refused", () => {
  expect(exportedLine({ ...line, result: "not_found" }, town).status_code).toBe("ERROR");
});
