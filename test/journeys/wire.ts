import type { Browser, BrowserContext, Request, Response, WebSocket } from "@playwright/test";
import type { Place } from "../harness/needles.js";

/** A browser whose every byte to and from servers is kept. */
export type RecordedBrowser = {
  browser: Pick<Browser, "newContext">;
  /** What was recorded so far, once the bodies that are still on their way have come in. */
  wire(): Promise<Place[]>;
};

/**
 * Records what pages, their frames and their workers send and get: of each request the address, headers and body, of
 * each response headers and unpacked body, and each frame of a WebSocket, text or binary. That is what a server can
 * see before TLS packs it; it leaves out only the framing of HTTP and WebSocket themselves. The fragment of an address
 * is left out as the browser leaves it out.
 */
export const recordWire = (browser: Browser): RecordedBrowser => {
  const recorded: Place[] = [];
  const coming: Promise<void>[] = [];
  const keep = (name: string, bytes: Buffer | string | null) => {
    if (bytes !== null) recorded.push({ name: `wire: ${name}`, bytes: Buffer.from(bytes) });
  };
  const keepWhenHere = (name: string, bytes: Promise<Buffer | string | null>) => {
    const kept = bytes.then((here) => keep(name, here));
    // Of a browser that is closed meanwhile nobody asks any more: who asks hears of it in `wire`.
    kept.catch(() => undefined);
    coming.push(kept);
  };

  const hearRequest = (request: Request) => {
    const name = `${request.method()} ${request.url().split("#", 1)[0]}`;
    keep(name, name);
    keep(`${name} body`, request.postDataBuffer());
    keepWhenHere(`${name} headers`, request.allHeaders().then(JSON.stringify));
  };
  const hearResponse = (response: Response) => {
    const name = `${response.status()} ${response.url()}`;
    keepWhenHere(`${name} headers`, response.allHeaders().then(JSON.stringify));
    keepWhenHere(`${name} body`, response.body());
  };
  const hearSocket = (socket: WebSocket) => {
    keep("socket", socket.url());
    socket.on("framesent", ({ payload }) => keep("frame sent", payload));
    socket.on("framereceived", ({ payload }) => keep("frame received", payload));
  };
  const listen = (context: BrowserContext) => {
    context.on("request", hearRequest);
    context.on("response", hearResponse);
    context.on("page", (page) => page.on("websocket", hearSocket));
  };
  return {
    browser: {
      newContext: async (options) => {
        const context = await browser.newContext(options);
        listen(context);
        return context;
      },
    },
    wire: async () => {
      await Promise.all(coming);
      return recorded;
    },
  };
};
