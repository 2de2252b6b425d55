import * as z from "zod/mini";
import { base64Url } from "./bytes.js";
import { DeskId, MemberId, OrganisationId, SessionId, TopicId } from "./ids.js";
import { RetentionCode, RetentionTable } from "./retention.js";

/** What HTTP carries, as JSON. Routes and rules: PROTOCOL.md. */

const timeMs = z.int().check(z.nonnegative());

/** A signed certificate: the exact payload bytes, who signed, and its leaf's place in the transparency log. */
export const CertificateResource = z.strictObject({
  payload: base64Url(65536),
  signatures: z
    .array(z.strictObject({ vk: base64Url(32), signature: base64Url(64) }))
    .check(z.minLength(1), z.maxLength(4)),
  logIndex: z.int().check(z.nonnegative()),
});
export type CertificateResource = z.infer<typeof CertificateResource>;

/** Words in the languages the town has them in; Dutch always. */
export const Localised = z.strictObject({ nl: z.string(), en: z.optional(z.string()) });
export type Localised = z.infer<typeof Localised>;

const clock = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/));

/** Opening hours of a desk: a list of spans per weekday (ISO: 1 is Monday) and days that differ, in the town's own time zone. */
export const Hours = z.strictObject({
  timeZone: z.string(),
  weekly: z.array(
    z.strictObject({ day: z.int().check(z.minimum(1), z.maximum(7)), opens: clock, closes: clock }),
  ),
  exceptions: z.array(
    z.strictObject({ date: z.iso.date(), spans: z.array(z.strictObject({ opens: clock, closes: clock })) }),
  ),
});
export type Hours = z.infer<typeof Hours>;

/** Days that a town can keep closed each year without naming their dates; what they are: packages/domain, `holidays.ts`. */
export const Holiday = z.enum([
  "new_years_day",
  "good_friday",
  "easter_sunday",
  "easter_monday",
  "kings_day",
  "liberation_day",
  "liberation_day_every_fifth_year",
  "ascension_day",
  "friday_after_ascension_day",
  "whit_sunday",
  "whit_monday",
  "christmas_day",
  "boxing_day",
]);
export type Holiday = z.infer<typeof Holiday>;

/** Hours as a town sets them: with the holidays on which it is closed. What crosses the wire has these as exceptions. */
export const HoursSetting = z.strictObject({ ...Hours.shape, holidays: z._default(z.array(Holiday), []) });
export type HoursSetting = z.infer<typeof HoursSetting>;

export const DeskResource = z.strictObject({
  desk: DeskId,
  name: Localised,
  /** The general desk takes what fits nowhere else and what another desk cannot take now. */
  general: z.boolean(),
  hours: Hours,
});
export type DeskResource = z.infer<typeof DeskResource>;

export const TopicResource = z.strictObject({
  topic: TopicId,
  /** The topic it stands under; null where it stands right under its desk, or where that topic is no longer there. */
  parent: z.nullable(TopicId),
  desk: DeskId,
  name: Localised,
  /** Within how many minutes of opening hours an answer is expected. */
  normMinutes: z.int().check(z.positive()),
  /** Its own opening hours; null where its desk's hold. */
  hours: z.nullable(Hours),
  /** The gateway is told the desk only, never this topic: `conversation:open` carries no topic [C1]. */
  sensitive: z.boolean(),
  /** The class by which its conversations are kept; null for the town's general one. */
  retention: z.nullable(RetentionCode),
});
export type TopicResource = z.infer<typeof TopicResource>;

/** What people call a topic besides its name: synonyms, everyday words and expressions, per language. */
export const TopicWords = z.strictObject({
  nl: z.array(z.string()),
  en: z.optional(z.array(z.string())),
});
export type TopicWords = z.infer<typeof TopicWords>;

/**
 * `GET /api/v1/organisations/{rootVk}/topic-words`: for the suggestion on the citizen's device. Apart from the
 * directory, because it is large, changes seldom, and nobody has to wait for it.
 */
export const TopicWordList = z.strictObject({
  topics: z.array(z.strictObject({ topic: TopicId, words: TopicWords })),
});
export type TopicWordList = z.infer<typeof TopicWordList>;

/** Where somebody in need finds help by phone. */
export const CrisisLine = z.strictObject({
  name: Localised,
  phone: z.string().check(z.regex(/^\+?[0-9][0-9 ()-]{1,23}$/)),
});
export type CrisisLine = z.infer<typeof CrisisLine>;

/** Free of charge and national: 113 Zelfmoordpreventie, Veilig Thuis and de Kindertelefoon. A town can set its own. */
export const defaultCrisisLines: CrisisLine[] = [
  { name: { nl: "Denkt u aan zelfmoord?", en: "Thinking about suicide?" }, phone: "113" },
  {
    name: { nl: "Onveilig thuis?", en: "Unsafe at home?" },
    phone: "0800-2000",
  },
  { name: { nl: "De Kindertelefoon", en: "Helpline for children" }, phone: "0800-0432" },
];

/** How to reach a person without this chat; on every screen of the widget. */
export const ContactResource = z.strictObject({
  phone: z.string(),
  /** Shown wherever one has to wait. The general emergency number 112 always stands before them. */
  crisisLines: z._default(z.array(CrisisLine), defaultCrisisLines),
  counterUrl: z.url(),
  privacyUrl: z.url(),
});
export type ContactResource = z.infer<typeof ContactResource>;

/** What a town no longer offers, and what it called it. */
export const FormerNames = z.strictObject({
  desks: z.array(z.strictObject({ desk: DeskId, name: Localised })),
  topics: z.array(z.strictObject({ topic: TopicId, name: Localised })),
});
export type FormerNames = z.infer<typeof FormerNames>;

/** `GET /api/v1/organisations/{rootVk}/directory`, and most of `GET /api/v1/directory` for a signed-in member. Public by nature. */
export const Directory = z.strictObject({
  organisation: OrganisationId,
  name: z.string(),
  rootVk: base64Url(32),
  contact: ContactResource,
  /** The town's own steps for when somebody is in danger; for members only, and null where the product's hold. */
  emergencyProcedure: z.optional(z.nullable(z.array(Localised))),
  /** For members only: their open conversations keep the names that they began under. */
  former: z.optional(FormerNames),
  certificates: z.array(CertificateResource),
  log: z.strictObject({ size: z.int().check(z.nonnegative()), root: base64Url(32) }),
  desks: z.array(DeskResource),
  topics: z.array(TopicResource),
  /** What is kept for how long, for whoever wants to know. */
  retention: RetentionTable,
  nowMs: timeMs,
});
export type Directory = z.infer<typeof Directory>;

/** `name@town-domain`, lower case. */
export const Account = z.string().check(z.maxLength(200), z.regex(/^[a-z0-9._-]+@[a-z0-9.-]+$/));

/** `POST /api/v1/session/parameters`: how to stretch this account's passphrase. An unknown account gets an answer of the same form. */
export const SignInParametersRequest = z.strictObject({ account: Account });
export const SignInParameters = z.strictObject({ salt: base64Url(16), ops: z.int(), memBytes: z.int() });
export type SignInParameters = z.infer<typeof SignInParameters>;

/** `POST /api/v1/session`: `auth` is the derived half that is not the key. The answer sets the session cookie. */
export const SignInRequest = z.strictObject({ account: Account, auth: base64Url(32) });

export const Role = z.enum([
  "agent",
  "supervisor",
  "records_officer",
  "key_officer",
  "functional_administrator",
]);
export type Role = z.infer<typeof Role>;

export const SlotResource = z.strictObject({
  type: z.int().check(z.minimum(1), z.maximum(3)),
  salt: base64Url(16),
  ops: z.int(),
  memBytes: z.int(),
  slot: base64Url(72),
});
export type SlotResource = z.infer<typeof SlotResource>;

/** `GET /api/v1/session`: who is signed in, and the sealed slots that only their passphrase or kit opens. */
export const Session = z.strictObject({
  organisation: OrganisationId,
  member: MemberId,
  account: Account,
  name: z.string(),
  roles: z.array(Role),
  vk: base64Url(32),
  slots: z.array(SlotResource),
  /** The organisation's root key sealed under the member's own local key at admission, so that no server can choose whom this client trusts. */
  rootPin: base64Url(72),
});
export type Session = z.infer<typeof Session>;

/** `GET /api/v1/sessions`: where the member is signed in, by time alone: no address, no browser. Newest use first. */
export const Sessions = z.strictObject({
  sessions: z.array(
    z.strictObject({
      session: SessionId,
      createdAtMs: timeMs,
      /** To the minute. */
      lastSeenAtMs: timeMs,
      /** The one that asks. */
      current: z.boolean(),
    }),
  ),
});
export type Sessions = z.infer<typeof Sessions>;

/** `GET /api/v1/desk-keys`: the desk seeds wrapped to the signed-in member. */
export const DeskKeyResource = z.strictObject({
  desk: DeskId,
  epoch: z.int().check(z.positive()),
  alg: z.int().check(z.minimum(1), z.maximum(2)),
  wrap: base64Url(1192),
});
export const DeskKeys = z.strictObject({ keys: z.array(DeskKeyResource) });
export type DeskKeys = z.infer<typeof DeskKeys>;

/** Colleagues as the inbox names them: `GET /api/v1/members`, those of the caller's organisation. */
export const MemberResource = z.strictObject({ member: MemberId, name: z.string(), alias: z.string() });
export const Members = z.strictObject({ members: z.array(MemberResource) });
export type Members = z.infer<typeof Members>;
