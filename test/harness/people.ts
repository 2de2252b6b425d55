import { createAgentClient, createCitizenClient, createHttp } from "@eigenkanaal/client";
import {
  aloneHere,
  createAgentVault,
  createCitizenVault,
  type KeyStore,
  memoryKeyStore,
  memoryOutboxStore,
  memorySealedStore,
  type OutboxStore,
  type SealedStore,
} from "@eigenkanaal/client/node";
import { toBase64Url } from "@eigenkanaal/crypto";
import type { Colleague } from "./town.js";

/** Citizens and colleagues without a browser: the real client, the real keys, over real sockets. */

/** Headers by which the harness knows a device's requests, and whether there is a line at all. */
export type Network = { headers: Record<string, string>; isUp(): boolean };

/** What a device keeps between visits, and its habits; pass the same one again to reload. */
export type Device = {
  keyStore: KeyStore;
  store: OutboxStore;
  /** What a colleague's vault keeps, sealed. */
  sealed?: SealedStore;
  /** By whose line it is connected. */
  network?: Network;
  /** Its clock; the real time unless given. */
  nowMs?: () => number;
  refreshTrustEveryMs?: number;
  /** Lets a test hold up what the citizen's Worker answers. */
  around?: (vault: CitizenVault) => CitizenVault;
};
type CitizenVault = ReturnType<typeof createCitizenVault>;
export const newDevice = (): Device & { sealed: SealedStore } => ({
  keyStore: memoryKeyStore(),
  store: memoryOutboxStore(),
  sealed: memorySealedStore(),
});

type Readable<State> = { getState(): State; subscribe(hear: (state: State) => void): () => void };

/** The state once it is as asked; rejects with the last one when that takes longer than `withinMs`. */
export const until = <State, Found extends State>(
  readable: Readable<State>,
  isThere: ((state: State) => state is Found) | ((state: State) => boolean),
  withinMs = 15_000,
): Promise<Found> =>
  new Promise((resolve, reject) => {
    const look = (state: State) => {
      if (!isThere(state)) return;
      clearTimeout(timer);
      leave();
      resolve(state as Found);
    };
    const leave = readable.subscribe(look);
    const timer = setTimeout(() => {
      leave();
      reject(new Error(`not in time; the state is ${JSON.stringify(readable.getState()).slice(0, 2000)}`));
    }, withinMs);
    look(readable.getState());
  });

/** A fetch that keeps cookies and says its origin, as a browser does. */
const browserFetch = (origin: string, network: Network = { headers: {}, isUp: () => true }) => {
  const jar = new Map<string, string>();
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const fetchAsBrowser: typeof fetch = async (input, init) => {
    if (!network.isUp()) throw new TypeError("no network");
    const headers = new Headers({ ...network.headers, ...Object.fromEntries(new Headers(init?.headers)) });
    headers.set("origin", origin);
    if (jar.size > 0) headers.set("cookie", cookies());
    const response = await fetch(input, { ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [name = "", value = ""] = line.split(";", 1)[0]?.split("=") ?? [];
      jar.set(name, value);
    }
    return response;
  };
  return { fetch: fetchAsBrowser, headers: () => ({ ...network.headers, origin, cookie: cookies() }) };
};

/** A citizen at the widget's origin who trusts this root key. */
export const citizenAt = (origin: string, rootVk: string, device: Device = newDevice()) => {
  const { nowMs = Date.now, refreshTrustEveryMs = 3_600_000, around = (vault) => vault } = device;
  return createCitizenClient({
    origin,
    rootVk,
    language: () => "nl",
    vault: around(createCitizenVault({ keyStore: device.keyStore, nowMs })),
    http: createHttp(origin, { fetch: browserFetch(origin, device.network).fetch }),
    store: device.store,
    exclusive: aloneHere,
    nowMs,
    refreshTrustEveryMs,
    headers: { ...device.network?.headers, origin },
  });
};

/**
 * A colleague's browser at the inbox's origin, signed in and unlocked; its cookies outlive the client, as its device
 * does. How a passphrase unlocks is seen in the journeys.
 */
export const agentBrowser = async (
  origin: string,
  { member, account, seed, auth }: Colleague,
  device: Device = newDevice(),
) => {
  const browser = browserFetch(origin, device.network);
  const signedIn = await createHttp(origin, browser).signIn(account, toBase64Url(auth));
  if (!signedIn.ok) throw new Error(`not signed in: ${signedIn.code}`);
  await device.keyStore.put(`agent-${member}`, seed);
  const open = ({
    idleAfterMs = 600_000,
    refreshTrustEveryMs = 3_600_000,
    around = (vault) => vault,
    searches = false,
    page = device,
  }: AgentHabits = {}) =>
    createAgentClient({
      origin,
      vault: around(
        createAgentVault({
          keyStore: page.keyStore,
          sealed: page.sealed ?? memorySealedStore(),
          nowMs: Date.now,
        }),
      ),
      http: createHttp(origin, { fetch: browser.fetch }),
      store: page.store,
      exclusive: aloneHere,
      nowMs: Date.now,
      idleAfterMs,
      refreshTrustEveryMs,
      searches,
      headers: browser.headers,
    });
  return { open, session: signedIn.value, keyStore: device.keyStore };
};

export type AgentHabits = {
  searches?: boolean;
  idleAfterMs?: number;
  refreshTrustEveryMs?: number;
  /** Another page of the same browser, or the browser on another line. */
  page?: Device;
  /** As of a citizen's device. */
  around?: (vault: ReturnType<typeof createAgentVault>) => ReturnType<typeof createAgentVault>;
};
