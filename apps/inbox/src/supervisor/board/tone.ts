let context: AudioContext | undefined;

/** Before somebody has clicked on the page a browser does not say that it will make no sound: it never answers. */
const withinMs = 500;
const notes = [
  { hertz: 660, fromS: 0 },
  { hertz: 880, fromS: 0.18 },
];
const lastsS = 0.15;

/** Two short tones; false where the browser lets the page make no sound. */
export const playTone = async (): Promise<boolean> => {
  try {
    context ??= new AudioContext();
    const { destination } = context;
    if (context.state !== "running")
      await Promise.race([context.resume(), new Promise((resolve) => setTimeout(resolve, withinMs))]);
    if ((context.state as AudioContextState) !== "running") return false;
    for (const { hertz, fromS } of notes) {
      const atS = context.currentTime + fromS;
      const [note, loudness] = [context.createOscillator(), context.createGain()];
      note.frequency.value = hertz;
      // Without a click at its end.
      loudness.gain.setValueAtTime(0.2, atS);
      loudness.gain.exponentialRampToValueAtTime(0.001, atS + lastsS);
      note.connect(loudness).connect(destination);
      note.start(atS);
      note.stop(atS + lastsS);
    }
    return true;
  } catch {
    return false;
  }
};
