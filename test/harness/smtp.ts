import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/** A mail as the server took it: who it was for, and all of it as it came over the line, its long lines whole. */
export type TakenMail = { to: string; from: string; raw: string };

/** A real SMTP server. It refuses addresses at `refused.example` for good and, while `away`, every mail for now. */
export const startSmtp = async () => {
  const taken: TakenMail[] = [];
  const state = { away: false };
  const refusal = (responseCode: number) => Object.assign(new Error("no"), { responseCode });
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS", "AUTH"],
    logger: false,
    onRcptTo: ({ address }, _session, done) => {
      if (state.away) return done(refusal(451));
      done(address.endsWith("@refused.example") ? refusal(550) : undefined);
    },
    onData: (stream, { envelope }, done) => {
      let raw = "";
      stream.setEncoding("utf8");
      stream.on("data", (part: string) => {
        raw += part;
      });
      stream.on("end", () => {
        const from = envelope.mailFrom === false ? "" : envelope.mailFrom.address;
        for (const { address } of envelope.rcptTo)
          taken.push({ to: address, from, raw: raw.replace(/=\r\n/g, "") });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    /** Takes no mail until it is back. */
    setAway: (away: boolean) => {
      state.away = away;
    },
    stop: () => new Promise<void>((resolve) => server.close(resolve)),
  };
};
