import { useEffect, useRef, useState } from "react";

/** Numbers change all the time; who hears them read out can do nothing else then. */
const everyMs = 60_000;

/** The same words, anew at most once a minute: for a screen reader that is told of changes. Nothing at first, for it is on the screen. */
export const useSparingly = (words: string): string => {
  const newest = useRef(words);
  const told = useRef(words);
  const [said, setSaid] = useState("");
  useEffect(() => {
    newest.current = words;
  });
  useEffect(() => {
    const timer = setInterval(() => {
      if (newest.current === told.current) return;
      told.current = newest.current;
      setSaid(newest.current);
    }, everyMs);
    return () => clearInterval(timer);
  }, []);
  return said;
};
