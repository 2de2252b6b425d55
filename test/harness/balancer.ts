import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** Stands where a load balancer stands: passes every connection to the first of its ports that takes it. */
export type Balancer = { origin: string; close(): Promise<void> };

export const startBalancer = async (ports: readonly number[]): Promise<Balancer> => {
  const open = new Set<Socket>();
  const pass = (client: Socket, [port, ...others]: readonly number[]) => {
    if (port === undefined) return void client.destroy();
    const gateway = connect(port, "localhost");
    const refused = () => pass(client, others);
    gateway.once("error", refused);
    gateway.once("connect", () => {
      gateway.off("error", refused);
      for (const [one, other] of [
        [client, gateway],
        [gateway, client],
      ] as const) {
        one.on("error", () => other.destroy());
        one.on("close", () => other.destroy());
        one.pipe(other);
      }
    });
  };
  const server = createServer((client) => {
    open.add(client);
    client.on("error", () => {});
    client.on("close", () => open.delete(client));
    pass(client, ports);
  }).listen(0);
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    origin: `http://localhost:${address.port}`,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
};
