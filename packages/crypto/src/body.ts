import {
  binary,
  boolean,
  type Codec,
  decodeCanonical,
  encodeCanonical,
  integer,
  list,
  object,
  oneOf,
  optional,
  text,
  uuid,
} from "./canonicalJson.js";

/** What the server sees of a message's kind; only *message* counts as unread, as an answer or as reopening. */
export type MessageClass = "message" | "ephemeral" | "service";

/** The longest text, in bytes of UTF-8. */
export const maxTextBytes = 16_000;

/** The longest fields of what a conversation is registered with, in bytes of UTF-8. */
export const maxRegistrationBytes = { summary: 2_000, place: 500, topic: 200 } as const;

/** The longest remark on a conversation that is closed, in bytes of UTF-8: what 1,000 characters of a text field can take. */
const maxRemarkBytes = 3_000;

const words = text(maxTextBytes);
const hash = binary(32);

/** What a message says about a file that stands encrypted elsewhere (DESIGN §3.3). */
const attachment = object({
  id: uuid,
  key: binary(32),
  size: integer,
  chunks: integer,
  name: text(255),
  mime: text(127),
  hash,
});
export type AttachmentReference = BodyOf<typeof attachment>;

type BodyOf<C> = C extends Codec<infer T> ? T : never;

const codecs = {
  text: object({
    text: text(maxTextBytes, 0),
    re: optional(object({ id: uuid, h: hash })),
    att: optional(list(attachment, 10)),
  }),
  edit: object({ target: uuid, h: hash, text: words }),
  redact: object({ target: uuid, h: hash, why: text(500) }),
  system: object({ text_key: text(100) }),
  /** *left*: the citizen ended it; the others are an agent's judgement. */
  close: object({ outcome: oneOf("answered", "refused", "no_answer", "spam", "left") }),
  receipt: object({ read: boolean }),
  typing: object({}),
  gossip: object({ size: integer, root: hash }),
  /** *given* to, or given back (*returned*) to, a colleague or a desk; the text says why and may be empty. */
  handover: object({
    step: oneOf("given", "returned"),
    to: oneOf("colleague", "desk"),
    id: uuid,
    text: text(maxTextBytes, 0),
  }),
  /** The number of the case in another system; the newest counts, an empty one takes it away. */
  case: object({ number: text(64, 0) }),
  /** What a conversation is kept under when it is closed: in words, for who looks for it later; the newest counts. */
  registration: object({
    summary: text(maxRegistrationBytes.summary),
    place: text(maxRegistrationBytes.place, 0),
    topic: text(maxRegistrationBytes.topic, 0),
  }),
  /** What a citizen says of the conversation once it is closed: it asks for no answer. *shared*: also for supervisors (DESIGN §3.6). */
  remark: object({ text: text(maxRemarkBytes), shared: boolean }),
};

type Bodies = { [K in keyof typeof codecs]: BodyOf<(typeof codecs)[K]> };

/** What a message says, per content type (DESIGN §3.1). */
export type Body = { [K in keyof Bodies]: { readonly type: K } & Bodies[K] }[keyof Bodies];

/** The number of a handing over on the wire: who may say it is another rule than of the rest (DESIGN §3.1). */
export const handoverCtype = 9;

/** Per type its number on the wire and the one class that fits it. */
const types: Record<Body["type"], { readonly ctype: number; readonly messageClass: MessageClass }> = {
  text: { ctype: 1, messageClass: "message" },
  edit: { ctype: 2, messageClass: "message" },
  redact: { ctype: 3, messageClass: "message" },
  system: { ctype: 4, messageClass: "service" },
  close: { ctype: 5, messageClass: "service" },
  receipt: { ctype: 6, messageClass: "service" },
  typing: { ctype: 7, messageClass: "ephemeral" },
  gossip: { ctype: 8, messageClass: "service" },
  handover: { ctype: handoverCtype, messageClass: "message" },
  case: { ctype: 10, messageClass: "message" },
  registration: { ctype: 11, messageClass: "message" },
  remark: { ctype: 12, messageClass: "service" },
};

const codecOf = (type: Body["type"]): Codec<object> => codecs[type];

/** A body as it travels; undefined when a field is out of bounds, a text over 16,000 bytes for one. */
export function encodeBody(
  body: Body,
): { ctype: number; messageClass: MessageClass; bodyBytes: Uint8Array } | undefined {
  const { type, ...fields } = body;
  const bodyBytes = encodeCanonical(codecOf(type), fields);
  const { ctype, messageClass } = types[type];
  return decodeBody({ ctype, messageClass, bodyBytes }) && { ctype, messageClass, bodyBytes };
}

/** The body of received bytes; undefined for an unknown type, a class that does not fit it, or any other spelling. */
export function decodeBody(received: {
  readonly ctype: number;
  readonly messageClass: MessageClass;
  readonly bodyBytes: Uint8Array;
}): Body | undefined {
  const type = (Object.keys(codecs) as Body["type"][]).find((one) => types[one].ctype === received.ctype);
  if (!type || types[type].messageClass !== received.messageClass) return undefined;
  const fields = decodeCanonical(codecOf(type), received.bodyBytes);
  if (!fields) return undefined;
  const body = { type, ...fields } as Body;
  return body.type === "text" && body.text === "" && !body.att?.length ? undefined : body;
}
