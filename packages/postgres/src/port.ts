import { createServer } from "node:net";

/** The one address that the server listens on. */
export const LOOPBACK = "127.0.0.1";

/** A TCP port that is free at this moment. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, LOOPBACK, () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === "object" && address !== null) resolve(address.port);
        else reject(new Error("a TCP server has an address with a port"));
      });
    });
  });
