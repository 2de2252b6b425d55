import type { CitizenClient, CitizenState, Readable } from "@eigenkanaal/client";
import type { Hours } from "@eigenkanaal/protocol";
import { render } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { App } from "./App.js";
import { pageAt } from "./frame/page.js";
import { parseFragment } from "./frame/settings.js";
import { deskHours } from "./start/deskHours.js";
import { loadTexts } from "./texts/reading.js";
import { startVaultWorker } from "./trustedWorker.js";
import { useReadable } from "./useReadable.js";
import "./styles.css";

const settings = parseFragment(location.hash);
const page = pageAt(settings.pageOrigin);
const minimise = settings.pageOrigin === null ? null : (): void => page.tell({ type: "minimise" });
const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
const tickMs = 15_000;

/** What there is to see while no client has come in, or none can. */
const still = (state: CitizenState): Readable<CitizenState> => ({
  getState: () => state,
  getInitialState: () => state,
  subscribe: () => () => undefined,
});
const starting = still({ phase: "starting" });
const unreachable = still({ phase: "unavailable", why: "unreachable" });
const untrusted = still({ phase: "unavailable", why: "untrusted" });

/** The client, once its chunk has come in; without a root key from the town's page there is nothing to trust. */
const useClient = (): { client: CitizenClient | null; readable: Readable<CitizenState> } => {
  const [client, setClient] = useState<CitizenClient | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const { rootB64 } = settings;
    if (rootB64 === null) return;
    // At once: the encryption is the largest part, and comes in beside the client.
    const worker = startVaultWorker();
    import("./connect.js").then(
      ({ connect }) => setClient(connect(worker, rootB64)),
      () => setFailed(true),
    );
  }, []);
  if (settings.rootB64 === null) return { client, readable: untrusted };
  return { client, readable: client?.state ?? (failed ? unreachable : starting) };
};

/** What the page says: whether the person sees the chat, for which the tab must be in front too, and by which link they came. */
const usePage = () => {
  const [open, setOpen] = useState(true);
  const [link, setLink] = useState<string | null>(null);
  const [inFront, setInFront] = useState(document.visibilityState === "visible");
  useEffect(() => {
    const look = (): void => setInFront(document.visibilityState === "visible");
    document.addEventListener("visibilitychange", look);
    const stop = page.hear((message) => {
      if (message.type === "linked") setLink(message.link);
      else setOpen(message.type === "opened");
    });
    page.tell({ type: "ready" });
    return () => {
      document.removeEventListener("visibilitychange", look);
      stop();
    };
  }, []);
  return { shown: open && inFront, link, setLink };
};

const useNowMs = (): number => {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, []);
  return nowMs;
};

const Widget = () => {
  const { client, readable } = useClient();
  const state = useReadable(readable);
  const { shown, link, setLink } = usePage();
  const [linkedCode, setLinkedCode] = useState<string | null>(null);
  const nowMs = useNowMs();
  const ready = client !== null && (state.phase === "choosing" || state.phase === "conversation");
  useEffect(() => {
    if (link === null || !ready) return;
    // A chunk of its own: few come by a link. Should it not come in they choose for themselves.
    import("./link/followLink.js")
      .then(
        ({ followLink }) => setLinkedCode(followLink(link, client)),
        () => undefined,
      )
      .then(() => setLink(null));
  }, [link, ready, client, setLink]);
  const hoursOf = useMemo(() => (hours: Hours) => deskHours(hours, nowMs), [nowMs]);
  const unread = state.phase === "conversation" ? state.unread : 0;
  useEffect(() => page.tell({ type: "unread", count: unread }), [unread]);
  return (
    <App
      state={state}
      actions={client}
      settings={settings}
      shown={shown}
      hoursOf={hoursOf}
      at={{ timeZone, nowMs }}
      onMinimise={minimise}
      linkedCode={linkedCode}
      onRetry={() => location.reload()}
    />
  );
};

void loadTexts(settings.lang).then(() => render(<Widget />, document.body));
