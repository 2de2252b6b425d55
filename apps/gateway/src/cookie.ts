const name = "eigenkanaal_inbox";

/** The cookie's name: bound to the host over https (RFC 6265bis §4.1.3.2), plain for a town that tries it on localhost. */
export const sessionCookieName = (inboxOrigin: string): string =>
  inboxOrigin.startsWith("https:") ? `__Host-${name}` : name;

/** The session's cookie value out of a Cookie header, or undefined. */
export const readSessionCookie = (header: string | undefined, inboxOrigin: string): string | undefined => {
  const wanted = `${sessionCookieName(inboxOrigin)}=`;
  return header
    ?.split(/; */)
    .find((pair) => pair.startsWith(wanted))
    ?.slice(wanted.length);
};
