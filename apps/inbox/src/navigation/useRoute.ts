import { useCallback, useSyncExternalStore } from "react";
import { hashOf, type Route, routeOf } from "./route.js";

const subscribe = (changed: () => void) => {
  window.addEventListener("hashchange", changed);
  return () => window.removeEventListener("hashchange", changed);
};

/** The route, and going somewhere; the browser's back button goes back. */
export const useRoute = (): [Route, (to: Route) => void] => {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  const go = useCallback((to: Route) => {
    window.location.hash = hashOf(to);
  }, []);
  return [routeOf(hash), go];
};
