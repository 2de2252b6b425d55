import { afterAll, afterEach } from "vitest";
import { freePort } from "./gateway.js";
import { startHostileGateway } from "./hostileGateway.js";
import { useSetting } from "./setting.js";

/** A setting whose citizens, or colleagues, reach their gateway through a hostile one, which is honest again after each test. */
export const useHostileSetting = async (whose: "citizens" | "colleagues" = "citizens") => {
  const [port, hostilePort] = [String(await freePort()), await freePort()];
  const origin = `http://localhost:${hostilePort}`;
  const setting = useSetting(
    whose === "citizens" ? { PORT: port, WIDGET_ORIGIN: origin } : { INBOX_PORT: port, INBOX_ORIGIN: origin },
  );
  const upstream = () => setting.gateway[whose === "citizens" ? "widgetOrigin" : "inboxOrigin"];
  const hostile = await startHostileGateway(hostilePort, { upstream });
  afterAll(() => hostile.stop());
  afterEach(() => {
    hostile.tamper = {};
  });
  return { setting, hostile };
};
