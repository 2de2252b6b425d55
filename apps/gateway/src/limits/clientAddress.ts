import type { IncomingMessage } from "node:http";
import ipaddr from "ipaddr.js";
import proxyAddr from "proxy-addr";

/** Whether an address may be believed when it says for whom it asks. */
export type Trust = (address: string, hop: number) => boolean;

/** Trusts these addresses and subnets, for example `["127.0.0.1", "10.0.0.0/8"]`. Throws TypeError for any other form. */
export const trustProxies = (proxies: readonly string[]): Trust => proxyAddr.compile([...proxies]);

/**
 * Who asks, as far as limits need to know: the network of the client, IPv4 to 24 and IPv6 to 48 bits, which is what one
 * subscriber or office can change at will. `X-Forwarded-For` counts only as far as proxies are trusted. It is for
 * comparing in memory: never stored, never logged.
 */
export const clientAddress = (request: IncomingMessage, trust: Trust): string => {
  const text = proxyAddr(request, trust);
  // A proxy may pass on what is no address; all of those are one.
  if (!text || !ipaddr.isValid(text)) return "unknown";
  const address = ipaddr.process(text);
  const bits = address.kind() === "ipv4" ? 24 : 48;
  const kept = address.toByteArray().slice(0, bits / 8);
  return `${address.kind()}/${Buffer.from(kept).toString("hex")}`;
};
