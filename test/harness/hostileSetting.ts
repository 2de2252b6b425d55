import { afterAll, afterEach } from "vitest";
import { freePort } from "./gateway.js";
import { startHostileGateway } from "./hostileGateway.js";
import { useSetting } from "./setting.js";

/** A setting whose citizens reach their gateway through a hostile one, which is honest again after each test. */
export const useHostileSetting = async () => {
  const [realPort, hostilePort] = [await freePort(), await freePort()];
  const setting = useSetting({ PORT: String(realPort), WIDGET_ORIGIN: `http://localhost:${hostilePort}` });
  const hostile = await startHostileGateway(hostilePort, { upstream: () => setting.gateway.widgetOrigin });
  afterAll(() => hostile.stop());
  afterEach(() => {
    hostile.tamper = {};
  });
  return { setting, hostile };
};
