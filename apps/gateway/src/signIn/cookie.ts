/**
 * The cookies of the inbox's origin: who is signed in, who owes the second step of signing in, and a browser in which
 * somebody signed in before.
 */
export type CookieKind = "session" | "pending" | "device";

const names = {
  session: "eigenkanaal_inbox",
  pending: "eigenkanaal_sign_in",
  device: "eigenkanaal_device",
} satisfies Record<CookieKind, string>;

/** A cookie's name: bound to the host over https (RFC 6265bis §4.1.3.2), plain for a town that tries it on localhost. */
export const cookieName = (kind: CookieKind, inboxOrigin: string): string =>
  inboxOrigin.startsWith("https:") ? `__Host-${names[kind]}` : names[kind];

/** A cookie's value out of a Cookie header, or undefined. */
export const readCookie = (
  header: string | undefined,
  { kind, origin }: { kind: CookieKind; origin: string },
): string | undefined => {
  const wanted = `${cookieName(kind, origin)}=`;
  return header
    ?.split(/; */)
    .find((pair) => pair.startsWith(wanted))
    ?.slice(wanted.length);
};
