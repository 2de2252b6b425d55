import type { RequestHandler } from "express";
import helmet from "helmet";
import type { Database } from "../store/database.js";
import { embeddingOrigins } from "../store/organisations.js";

const self = "'self'";
const none = "'none'";

/** Nothing here looks, listens, locates or pays; a script that got in may not either (W3C Permissions Policy). */
const noDevices = [
  "accelerometer",
  "autoplay",
  "browsing-topics",
  "camera",
  "display-capture",
  "geolocation",
  "gyroscope",
  "hid",
  "idle-detection",
  "magnetometer",
  "microphone",
  "midi",
  "payment",
  "serial",
  "usb",
  "xr-spatial-tracking",
]
  .map((feature) => `${feature}=()`)
  .join(", ");

/**
 * The headers of every response of an origin (PROTOCOL.md H4). `frameAncestors` says who may frame this one.
 * The same policy serves the worker's script, which runs libsodium's WebAssembly and inherits nothing from its page.
 */
const headers = (origin: string, frameAncestors: readonly string[]): RequestHandler => {
  const secure = origin.startsWith("https:");
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        "default-src": [none],
        "script-src": [self, "'wasm-unsafe-eval'"],
        "style-src": [self],
        "font-src": [self],
        "img-src": [self, "data:"],
        // Older Safari does not take 'self' for the same origin's WebSocket.
        "connect-src": [self, origin.replace(/^http/, "ws")],
        "worker-src": [self],
        "manifest-src": [self],
        "frame-ancestors": [...frameAncestors],
        "base-uri": [none],
        "form-action": [none],
        "require-trusted-types-for": ["'script'"],
        // The one policy that the apps make: for the URL of their own worker (`new Worker` takes a TrustedScriptURL).
        "trusted-types": ["eigenkanaal"],
      },
    },
    xFrameOptions: frameAncestors.includes(none) ? { action: "deny" } : false,
    referrerPolicy: { policy: "no-referrer" },
    strictTransportSecurity: secure ? { maxAge: 31_536_000 } : false,
    crossOriginOpenerPolicy: secure ? { policy: "same-origin" } : false,
    originAgentCluster: secure,
  });
  return (request, response, next) => {
    response.setHeader("Permissions-Policy", noDevices);
    protect(request, response, next);
  };
};

const isPage = (path: string) => path.endsWith("/") || path.endsWith(".html");

/** The widget's pages may be framed by the towns' own origins; all else of its origin by nobody. */
export const widgetSecurity = (origin: string, { database }: { database: Database }): RequestHandler => {
  const framedByNobody = headers(origin, [none]);
  return async (request, response, next) => {
    if (!isPage(request.path)) return framedByNobody(request, response, next);
    const towns = await embeddingOrigins(database);
    headers(origin, towns.length > 0 ? towns : [none])(request, response, next);
  };
};

/** Nothing of the inbox may be framed. */
export const inboxSecurity = (origin: string): RequestHandler => headers(origin, [none]);
