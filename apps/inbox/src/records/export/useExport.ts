import type {
  ArchiveReadingActions,
  DepositActions,
  RecordsActions,
  SignInFailure,
  TownView,
} from "@eigenkanaal/client";
import { type ConversationRecord, DepositId, type MemberId } from "@eigenkanaal/protocol";
import type { PackageState } from "@eigenkanaal/records/package";
import { useEffect, useMemo, useRef, useState } from "react";
import type { ExportChoice } from "./choice.js";
import { chosenBy, withNumber } from "./chosen.js";
import { type KeptExport, keptOnDevice } from "./kept.js";
import type { ExportEnd } from "./run.js";
import { canChooseFolder, chooseFolder, isAllowed, type Target } from "./target.js";

/** How far somebody is with an export. */
export type ExportState =
  | { at: "choosing" }
  | { at: "counting" | "searching"; count: number }
  | { at: "counted"; choice: ExportChoice; records: ConversationRecord[] }
  | { at: "refused"; failure: SignInFailure }
  /** Until the first of it is told: what stands there is looked at. */
  | { at: "running"; state: PackageState; cancelling: boolean }
  /** What was stopped here before, in this page or in one before it. */
  | { at: "stopped"; why: Extract<ExportEnd, { at: "stopped" }>["why"]; kept: KeptExport }
  | Extract<ExportEnd, { at: "whole" | "empty" }>;

export type Exporting = {
  state: ExportState;
  count(choice: ExportChoice): Promise<void>;
  /** `key`: of who receives it; null in the clear. Says whether it began. */
  start(key: string | null): Promise<"started" | "no_folder" | "wrong_key">;
  cancel(): void;
  goOn(): Promise<void>;
  /** Back to choosing; what was stopped is forgotten here. */
  anew(): Promise<void>;
};

type Around = {
  reading: ArchiveReadingActions;
  deposits: DepositActions;
  list: RecordsActions["list"];
  me: { member: MemberId; alias: string };
  town: TownView;
  isOnline: boolean;
};

/** Makes packages on this device, whatever room is on the screen; one at a time. */
export const useExport = (around: Around): Exporting => {
  const [state, setState] = useState<ExportState>({ at: "choosing" });
  const newest = useRef(around);
  useEffect(() => {
    newest.current = around;
  });
  const under = useRef<AbortController | undefined>(undefined);
  const { member } = around.me;
  const keeping = useMemo(() => keptOnDevice(member), [member]);

  useEffect(() => {
    let isHere = true;
    void keeping.load().then((kept) => {
      if (isHere && kept && !under.current) setState({ at: "stopped", why: "cancelled", kept });
    });
    return () => {
      isHere = false;
      under.current?.abort();
    };
  }, [keeping]);

  const begin = (): AbortController => {
    under.current?.abort();
    const control = new AbortController();
    under.current = control;
    return control;
  };

  const run = async (kept: KeptExport) => {
    const control = begin();
    const show = (next: ExportState) => {
      if (under.current === control) setState(next);
    };
    show({ at: "running", state: kept.state, cancelling: false });
    // What writes packages comes with the first of them.
    const [{ runExport }, { openTarget }, { packagedOf }, { dutchNames }] = await Promise.all([
      import("./run.js"),
      import("./openTarget.js"),
      import("./packaged.js"),
      import("./dutchNames.js"),
    ]);
    const { reading, deposits, town } = newest.current;
    const names = dutchNames(town);
    const end = await runExport(kept, {
      ...{ reading, deposits, keeping, open: openTarget, signal: control.signal },
      packaged: (outcome, of) => packagedOf(outcome, { ...of, names, retention: town.retention }),
      isOnline: () => newest.current.isOnline,
      told: (state) => show({ at: "running", state, cancelling: control.signal.aborted }),
    });
    const forgotten = under.current !== control;
    if (end.at === "stopped" && !forgotten) {
      setState({ at: "stopped", why: end.why, kept: { ...kept, state: end.state } });
      if (end.error !== undefined) reportError(end.error);
    } else if (end.at !== "stopped") show(end);
  };

  return {
    state,
    count: async (choice) => {
      const { signal } = begin();
      const show = (next: ExportState) => {
        if (!signal.aborted) setState(next);
      };
      const counted = (count: number) => show({ at: "counting", count });
      counted(0);
      const { list, reading } = newest.current;
      const chosen = await chosenBy(list, choice.wish, { signal, counted });
      if (!chosen.ok) return show({ at: "refused", failure: chosen.failure });
      const { number } = choice;
      const records =
        number === null
          ? chosen.records
          : await withNumber(
              reading,
              { records: chosen.records, number },
              { signal, counted: (count) => show({ at: "searching", count }) },
            );
      show({ at: "counted", choice, records });
    },
    start: async (key) => {
      if (state.at !== "counted") return "started";
      const { deposits, me, town } = newest.current;
      if (key !== null && !(await deposits.sealTo(key))) return "wrong_key";
      const folder = canChooseFolder() ? await chooseFolder() : undefined;
      if (canChooseFolder() && !folder) return "no_folder";
      const target: Target = folder ? { kind: "folder", folder } : { kind: "memory", parts: [] };
      const { newExport } = await import("./newExport.js");
      const kept = newExport(state, {
        ...{ deposit: DepositId.parse(crypto.randomUUID()), key, target, town },
        ...{ by: { alias: me.alias, vkB64: await deposits.signer() }, nowMs: Date.now() },
      });
      await keeping.save(kept);
      void run(kept);
      return "started";
    },
    cancel: () => {
      under.current?.abort();
      if (state.at === "running") setState({ ...state, cancelling: true });
      else setState({ at: "choosing" });
    },
    goOn: async () => {
      if (state.at !== "stopped") return;
      const { kept } = state;
      if (await isAllowed(kept.target)) void run(kept);
      else setState({ at: "stopped", why: "not_allowed", kept });
    },
    anew: async () => {
      begin();
      await keeping.clear();
      setState({ at: "choosing" });
    },
  };
};
