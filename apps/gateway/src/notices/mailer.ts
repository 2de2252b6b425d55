import { createTransport } from "nodemailer";

export type Mail = { from: { name: string; address: string }; to: string; subject: string; text: string };

/** `refused`: the server will never take mail for this address (SMTP 5xx, RFC 5321 §4.2.1). `failed`: perhaps later. */
export type MailOutcome = "sent" | "refused" | "failed";

export type Mailer = { send(mail: Mail): Promise<MailOutcome>; close(): void };

const timeoutMs = 10_000;

/** Mail through the town's server. With `requireTls` nothing is sent over a line that is not encrypted. */
export const openMailer = (smtpUrl: string, { requireTls }: { requireTls: boolean }): Mailer => {
  const transport = createTransport({
    url: smtpUrl,
    requireTLS: requireTls,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  });
  return {
    send: async (mail) => {
      try {
        // Nobody answers a notice, and no machine should (RFC 3834 §5).
        await transport.sendMail({ ...mail, headers: { "Auto-Submitted": "auto-generated" } });
        return "sent";
      } catch (error) {
        return isRefusedAddress(error) ? "refused" : "failed";
      }
    },
    close: () => transport.close(),
  };
};

const isRefusedAddress = (error: unknown): boolean =>
  error instanceof Error &&
  "command" in error &&
  error.command === "RCPT TO" &&
  "responseCode" in error &&
  typeof error.responseCode === "number" &&
  error.responseCode >= 500;
