import { useEffect } from "react";

/** Tells of every touch and key, for the idle lock. */
export const useSignsOfLife = (active: () => void): void => {
  useEffect(() => {
    const signs = ["pointerdown", "keydown", "wheel"] as const;
    for (const sign of signs) window.addEventListener(sign, active, { passive: true });
    return () => {
      for (const sign of signs) window.removeEventListener(sign, active);
    };
  }, [active]);
};
