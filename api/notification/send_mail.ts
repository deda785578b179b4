import { createTransport } from "nodemailer";

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Stays the same when it is tried again, so that a mail server can know it. */
  readonly message_id: string;
}

export interface Mailer {
  /** Settles when the server acknowledged it; rejects where it did not. */
  send(mail: Mail): Promise<void>;
  close(): void;
}

// A server that hangs keeps a job no longer than its hold on the delivery lasts.
const bounds = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/** Sends over the server that `smtp_url` names (`smtp://user:password@host:587`, `smtps://…`), from an address. */
export function open_mailer(smtp_url: string, from: string): Mailer {
  const url = new URL(smtp_url);
  for (const [key, value] of Object.entries(bounds)) url.searchParams.set(key, String(value));
  const transport = createTransport(url.href, { from });
  return {
    async send({ to, subject, text, message_id }) {
      const answer = await transport.sendMail({
        // As an object, not as text: an address never becomes two.
        to: { name: "", address: to },
        subject,
        text,
        messageId: `<${message_id}>`,
        headers: { "auto-submitted": "auto-generated" },
      });
      if (answer.rejected.length > 0) throw new Error("refused by the mail server");
    },
    close: () => transport.close(),
  };
}
