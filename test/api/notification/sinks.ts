import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

export interface MailSink {
  readonly url: string;
  readonly mails: { readonly to: readonly string[]; readonly raw: string }[];
  /** How many of the next mails are refused for now (451). */
  refuse(count: number): void;
  close(): Promise<void>;
}

/** A real mail server on this machine that keeps what it gets. */
export async function open_mail_sink(): Promise<MailSink> {
  const mails: { to: string[]; raw: string }[] = [];
  let refusing = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, done) {
      let raw = "";
      stream.on("data", (chunk) => {
        raw += chunk;
      });
      stream.on("end", () => {
        if (refusing > 0) {
          refusing -= 1;
          done(Object.assign(new Error("later"), { responseCode: 451 }));
          return;
        }
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw });
        done();
      });
    },
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refuse: (count) => {
      refusing = count;
    },
    close: () => new Promise((done) => server.close(() => done())),
  };
}

export interface HookSink {
  readonly host: string;
  readonly calls: { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: string }[];
  /** The statuses to answer next; 204 after them. A redirect leads to /elsewhere of the sink itself. */
  answer(...statuses: number[]): void;
  close(): Promise<void>;
}

/** A server on this machine that keeps what is posted to it. */
export async function open_hook_sink(): Promise<HookSink> {
  const calls: { path: string; headers: IncomingHttpHeaders; body: string }[] = [];
  let statuses: number[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      calls.push({ path: request.url ?? "", headers: request.headers, body });
      response.writeHead(statuses.shift() ?? 204, { location: "/elsewhere" }).end();
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    calls,
    answer: (...given) => {
      statuses = given;
    },
    close: () => new Promise((done) => server.close(() => done())),
  };
}

/** Checks a signature as a receiver would, written apart from what signs. */
export function signed_right(secret: string, header: string, body: string): boolean {
  const { t, v1 } = Object.fromEntries(header.split(",").map((part) => part.split("=") as [string, string]));
  return createHmac("sha256", secret).update(`${t}.${body}`).digest("hex") === v1;
}
