import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { clientAddress, trustProxies } from "./clientAddress.js";

/** A request that came from an address, with what it says of others. */
const from = (remoteAddress: string, forwardedFor?: string) => {
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: remoteAddress });
  const request = new IncomingMessage(socket);
  if (forwardedFor !== undefined) request.headers["x-forwarded-for"] = forwardedFor;
  return request;
};
const nobody = trustProxies([]);
const proxies = trustProxies(["10.0.0.0/8", "::1"]);

test("clients of one network are one, of two networks two", () => {
  const of = (address: string) => clientAddress(from(address), nobody);
  expect(of("192.0.2.1")).toBe(of("192.0.2.254"));
  expect(of("192.0.2.1")).not.toBe(of("192.0.3.1"));
  expect(of("::ffff:192.0.2.1")).toBe(of("192.0.2.7"));
  expect(of("2001:db8:1:2::3")).toBe(of("2001:db8:1:ffff::9"));
  expect(of("2001:db8:1::1")).not.toBe(of("2001:db8:2::1"));
});

test("what a trusted proxy says counts, what anybody else says does not", () => {
  const behind = (proxy: string, said: string) => clientAddress(from(proxy, said), proxies);
  const client = clientAddress(from("198.51.100.1"), nobody);
  expect(behind("10.0.0.1", "198.51.100.9")).toBe(client);
  expect(behind("::1", "203.0.113.5, 198.51.100.9, 10.0.0.2")).toBe(client);
  expect(behind("192.0.2.1", "198.51.100.9")).not.toBe(client);
  expect(clientAddress(from("10.0.0.1", "198.51.100.9"), nobody)).not.toBe(client);
});

test("what is no address is one unknown client", () => {
  expect(clientAddress(from("10.0.0.1", "nonsense"), proxies)).toBe("unknown");
  expect(clientAddress(from(""), nobody)).toBe("unknown");
});
