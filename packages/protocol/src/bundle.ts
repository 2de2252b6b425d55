import * as z from "zod/mini";
import { base64Url } from "./bytes.js";
import { DeskId, MemberId, OrganisationId } from "./ids.js";
import { Account, CertificateResource, DeskKeyResource, Role, SlotResource } from "./resources.js";

/**
 * What the ceremony hands to the gateway, as one signed file: everything that makes or changes an organisation's
 * trust. An import only adds; it is refused whole when one part does not verify.
 */
export const BundleMember = z.strictObject({
  member: MemberId,
  account: Account,
  name: z.string().check(z.minLength(1)),
  alias: z.string().check(z.minLength(1)),
  roles: z.array(Role),
  vk: base64Url(32),
  slots: z.array(SlotResource).check(z.minLength(1)),
  rootPin: base64Url(72),
  /** The signing-in half of the stretched passphrase; the gateway keeps only a slow hash of it. */
  auth: base64Url(32),
});

export const BundleDesk = z.strictObject({
  desk: DeskId,
  kind: z.enum(["desk", "archive"]),
  name: z.string(),
  general: z.boolean(),
});

export const BundleContent = z.strictObject({
  v: z.literal(1),
  organisation: OrganisationId,
  name: z.string().check(z.minLength(1)),
  /** The part behind the @ of this town's accounts. */
  domain: z.string(),
  rootVk: base64Url(32),
  /** In the order in which they become leaves of the log; `logIndex` continues where the log stands. */
  certificates: z.array(CertificateResource),
  desks: z.array(BundleDesk),
  members: z.array(BundleMember),
  deskKeys: z.array(z.strictObject({ member: MemberId, ...DeskKeyResource.shape })),
});
export type BundleContent = z.infer<typeof BundleContent>;

/** `content` are the exact bytes that were signed (Ed25519, tag "MCE1/bundle"), by the root or an officer that it certifies. */
export const Bundle = z.strictObject({
  content: base64Url(16_777_216),
  vk: base64Url(32),
  signature: base64Url(64),
});
export type Bundle = z.infer<typeof Bundle>;
