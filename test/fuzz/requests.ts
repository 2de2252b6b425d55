import fc from "fast-check";
import { type ForeignCookie, foreignCookies } from "./foreign.js";
import { absurd, nearly } from "./mutations.js";
import { type Route, routes } from "./surface.js";
import { isKnown, Reference, referenceTo, valuesOf } from "./values.js";

/** HTTP requests: every route rightly, nearly and absurdly asked, and bytes that are none. */

/** A header's value may be of the running town: a reference, or its letters. */
export type Request = {
  route: string | undefined;
  origin: "widget" | "inbox";
  method: string;
  /** Segments; a reference stands for an identifier of the town. */
  path: (string | Reference)[];
  headers: [string, string | Reference][];
  /** Whose session it shows, where that is not the sender's. */
  as?: ForeignCookie;
  /** `json` is written as JSON, `bytes` as they are. */
  body:
    | { kind: "none" }
    | { kind: "json"; value: unknown }
    | { kind: "bytes"; bytes: Uint8Array; type: string };
};

const own = (kind: string) => new Reference(kind, "own");

/** A route's path with its parameters filled in. */
const pathOf = (path: string): fc.Arbitrary<(string | Reference)[]> =>
  fc
    .tuple(
      ...path.split("/").map((part): fc.Arbitrary<string | Reference> => {
        if (!part.startsWith(":")) return fc.constant(part);
        const name = part.slice(1);
        return isKnown(name) ? fc.oneof(referenceTo(name), fc.webSegment()) : fc.webSegment();
      }),
    )
    .map((parts) => parts.flatMap((part, index) => (index === 0 ? [part] : ["/", part])));

/** As the inbox's own pages send them. */
const rightHeaders: [string, Reference][] = [
  ["Origin", new Reference("origin", "inbox")],
  ["Cookie", own("cookie")],
];

const rightRequest = (route: string, { origin, body }: Route): fc.Arbitrary<Request> => {
  const [method = "", path = ""] = route.split(" ");
  const bodies = body
    ? valuesOf(body).map((value): Request["body"] => ({ kind: "json", value }))
    : fc.constant<Request["body"]>({ kind: "none" });
  return fc
    .tuple(pathOf(path), bodies)
    .map(([parts, right]) => ({ route, origin, method, path: parts, headers: rightHeaders, body: right }));
};

const right = fc.oneof(...Object.entries(routes).map(([route, of]) => rightRequest(route, of)));

const nearlyRight = fc
  .tuple(right, fc.constant(undefined))
  .chain(([request]) =>
    request.body.kind !== "json"
      ? fc.constant(request)
      : nearly(fc.constant(request.body.value)).map(
          (value): Request => ({ ...request, body: { kind: "json", value } }),
        ),
  );

const types = fc.constantFrom(
  ...["application/json", "application/json; charset=utf-7", "application/json; charset=", "text/plain", ""],
  ...[
    "application/json;charset=utf-16",
    "multipart/form-data; boundary=a",
    "application/x-www-form-urlencoded",
  ],
);
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.constantFrom(63_999, 64_001, 200_000).map((length) => new Uint8Array(length).fill(0x5b)),
  fc
    .constantFrom("", "{", "null", "[]", "1", '"a"', '{"__proto__":{}}', '{"account":"a"', "\ufeff{}")
    .map((text) => Buffer.from(text)),
  fc.constantFrom(1_000, 31_000).map((depth) => Buffer.from(`${"[".repeat(depth)}${"]".repeat(depth)}`)),
);
const absurdBody = fc.oneof(
  absurd.map((value): Request["body"] => ({ kind: "json", value })),
  fc.record({ kind: fc.constant("bytes" as const), bytes, type: types }),
);

const headers: fc.Arbitrary<[string, string | Reference]> = fc.oneof(
  fc.constantFrom<[string, string | Reference]>(
    ["Origin", "https://evil.example"],
    ["Origin", "null"],
    ["Origin", ""],
    ["Origin", new Reference("origin", "widget")],
    ["Cookie", new Reference("cookie", "witnessShape")],
    ["Cookie", new Reference("cookie", "otherTownShape")],
    ["Cookie", new Reference("cookie", "pendingShape")],
    ["Cookie", own("cookie")],
    ["Cookie", "eigenkanaal_inbox=; eigenkanaal_inbox=a.b; eigenkanaal_inbox"],
    ["Cookie", `eigenkanaal_inbox=${"a".repeat(8_000)}`],
    ["Cookie", "eigenkanaal_inbox=%E0%A4%A; =;;;; eigenkanaal_sign_in=__proto__"],
    ["X-Forwarded-For", "1.2.3.4, , unknown, ::ffff:999.1.1.1"],
    ["X-Forwarded-For", "a".repeat(4_000)],
    ["Content-Length", "-1"],
    ["Content-Length", "1e3"],
    ["Content-Encoding", "gzip"],
    ["Content-Encoding", "br, gzip"],
    ["Transfer-Encoding", "chunked"],
    ["Transfer-Encoding", "chunked, identity"],
    ["Expect", "100-continue"],
    ["Expect", "nonsense"],
    ["Upgrade", "websocket"],
    ["Upgrade", "h2c"],
    ["Connection", "upgrade"],
    ["Host", "evil.example"],
    ["Host", ""],
    ["Range", "bytes=0-1"],
    ["Range", "bytes=99999999-"],
    ["Range", "bytes=0-1,5-9,9-"],
    ["Range", "lines=1-"],
    ["If-Match", '"nothing"'],
    ["If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:00 GMT"],
    ["If-None-Match", "*"],
    ["If-Modified-Since", "yesterday"],
    ["Accept", "application/xml;q=x"],
    ["X-HTTP-Method-Override", "DELETE"],
  ),
  fc.tuple(fc.stringMatching(/^[A-Za-z-]{1,12}$/), fc.string({ maxLength: 60 })),
  fc.tuple(
    fc.constant("X-Long"),
    fc.constantFrom(1_000, 20_000).map((length) => "a".repeat(length)),
  ),
);

const methods = fc.constantFrom(
  ...[
    "GET",
    "HEAD",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "OPTIONS",
    "TRACE",
    "PROPFIND",
    "CONNECT",
    "get",
    "BREW",
  ],
);
const paths: fc.Arbitrary<(string | Reference)[]> = fc.oneof(
  fc
    .constantFrom(
      ...[
        "/",
        "/index.html",
        "/embed.js",
        "/assets/",
        "/assets/%2e%2e/index.html",
        "/..%2f..%2fpackage.json",
      ],
      ...[
        "/%",
        "/%00",
        "/%ff",
        "/%E0%A4%A",
        "//evil.example/",
        "/\\evil",
        "*",
        "http://evil.example/",
        "",
        "/?a[__proto__]=1",
      ],
      ...[
        "/api",
        "/api/v1",
        "/api/v1/",
        "/api/v1/session/",
        "/API/V1/session",
        "/api/v1/session%2fparameters",
        "/api/v1/sessions/%",
      ],
      ...[
        "/api/v1/organisations/%/directory",
        "/api/v1/organisations//directory",
        "/.well-known/security.txt",
        "/.git/config",
      ],
      ...[
        "/socket.io/",
        "/socket.io/?EIO=4&transport=websocket",
        "/socket.io/?EIO=4&transport=polling",
        "/socket.io/?EIO=3",
      ],
      ...[
        "/socket.io/?EIO=4&transport=websocket&sid=__proto__",
        "/socket.io/?transport[]=a",
        `/${"a".repeat(9_000)}`,
      ],
    )
    .map((path) => [path]),
  fc.webPath().map((path) => [path === "" ? "/" : path]),
  fc.constantFrom(...Object.keys(routes)).chain((route) => pathOf(route.split(" ")[1] ?? "")),
);

const strange: fc.Arbitrary<Request> = fc.record({
  route: fc.constant(undefined),
  origin: fc.constantFrom("widget" as const, "inbox" as const),
  method: methods,
  path: paths,
  headers: fc.oneof(
    fc.array(headers, { maxLength: 4 }),
    fc.array(headers, { maxLength: 2 }).map((more) => [...rightHeaders, ...more]),
  ),
  body: fc.oneof(fc.constant<Request["body"]>({ kind: "none" }), absurdBody),
});

const spoiltRoute = fc
  .tuple(right, absurdBody, fc.array(headers, { maxLength: 2 }))
  .map(([request, body, more]): Request => ({ ...request, body, headers: [...request.headers, ...more] }));

/** Right but for the session. */
const foreign = fc.tuple(right, foreignCookies).map(
  ([request, as]): Request => ({
    ...request,
    as,
    headers: [
      ["Origin", new Reference("origin", "inbox")],
      ["Cookie", new Reference("cookie", as)],
    ],
  }),
);

export const requests: fc.Arbitrary<Request> = fc.oneof(
  { weight: 3, arbitrary: right },
  { weight: 4, arbitrary: nearlyRight },
  { weight: 4, arbitrary: spoiltRoute },
  { weight: 6, arbitrary: strange },
  { weight: 3, arbitrary: foreign },
);
