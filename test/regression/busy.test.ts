import { expect, test } from "vitest";
import { until } from "../harness/people.js";
import { useSetting } from "../harness/setting.js";
import { deliveries, isTalk, usePeople } from "../harness/talks.js";

/** The real client where many begin a conversation at once from one address. */

const setting = useSetting();
const { asked, openCitizen } = usePeople(setting);

test("when it is busy a citizen is told, does the work that is asked, and gets in", async () => {
  await setting.setLimits({
    openingsPerAddress: { burst: 1, perMinute: 0.01 },
    proofOfWork: { bits: 14, maxBits: 15 },
  });
  const { citizen: first } = await asked("Ik ben de eerste");
  expect(first.state.getState()).toMatchObject({ admission: "admitted" });

  const second = await openCitizen();
  const admissions = new Set<string>();
  second.state.subscribe((state) => isTalk(state) && admissions.add(state.admission));
  second.choose(null);
  await second.send("Ik ben de tweede");
  await until(second.state, (state) => isTalk(state) && deliveries(state).includes("stored"));
  expect([...admissions]).toEqual(["admitted", "queueing"]);
  expect(second.state.getState()).toMatchObject({ admission: "admitted" });
});
