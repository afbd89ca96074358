import { type AddressInfo, type Socket, createServer } from "node:net";

/** What the server does with the next mails. */
type SmtpMood = "accept" | "refuse_recipient" | "greylist" | "drop_after_data";

export type ReceivedMail = { to: string; source: string };

/** A mail server of a test's own, which the product under test uses. Keeps what it took, also if it never said so. To be called before anything reads the environment. */
export async function startSmtpServer() {
  const received: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  const server = {
    received,
    mood: "accept" as SmtpMood,
    url: "",
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        listener.close(() => resolve());
      }),
  };
  const listener = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
    converse(socket, server);
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  server.url = `smtp://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  Object.assign(process.env, { SMTP_URL: server.url, SMTP_FROM: "Workbench <workbench@vendor.example>" });
  return server;
}

function converse(socket: Socket, server: { mood: SmtpMood; received: ReceivedMail[] }): void {
  const say = (line: string): void => void socket.write(`${line}\r\n`);
  let pending = "";
  let to = "";
  let inData = false;
  const answer = (line: string): void => {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === "RCPT") {
      to = /<(.*)>/.exec(line)?.[1] ?? "";
      const replies = { refuse_recipient: "550 no such user", greylist: "451 try again later" };
      say(server.mood in replies ? replies[server.mood as keyof typeof replies] : "250 ok");
    } else if (verb === "DATA") {
      inData = true;
      say("354 go on");
    } else if (verb === "QUIT") {
      say("221 bye");
      socket.end();
    } else say("250 ok");
  };
  socket.setEncoding("utf8").on("data", (chunk: string) => {
    pending += chunk;
    for (;;) {
      const mark = inData ? "\r\n.\r\n" : "\r\n";
      const end = pending.indexOf(mark);
      if (end === -1) return;
      const part = pending.slice(0, end);
      pending = pending.slice(end + mark.length);
      if (!inData) {
        answer(part);
        continue;
      }
      inData = false;
      server.received.push({ to, source: part });
      if (server.mood === "drop_after_data") socket.destroy();
      else say("250 queued");
    }
  });
  say("220 test mail server");
}

/** The text of a mail whose body is quoted-printable or base64, and its subject. */
export function readMail({ source }: ReceivedMail): { subject: string; text: string; messageId: string } {
  const [head = "", ...rest] = source.split("\r\n\r\n");
  const body = rest.join("\r\n\r\n");
  const headers = head.replace(/\r\n[ \t]+/g, " ");
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, "im").exec(headers)?.[1] ?? "";
  const encoding = header("Content-Transfer-Encoding").toLowerCase();
  const text =
    encoding === "base64"
      ? Buffer.from(body, "base64").toString("utf8")
      : encoding === "quoted-printable"
        ? fromQuotedPrintable(body)
        : body;
  const subject = header("Subject").replace(
    /=\?UTF-8\?([QB])\?([^?]*)\?=\s*/gi,
    (_word, kind: string, data: string) =>
      kind.toUpperCase() === "B"
        ? Buffer.from(data, "base64").toString("utf8")
        : fromQuotedPrintable(data.replaceAll("_", " ")),
  );
  return { subject, text: text.replaceAll("\r\n", "\n"), messageId: header("Message-ID") };
}

function fromQuotedPrintable(text: string): string {
  const bytes = text
    .replace(/=\r?\n/g, "")
    .replace(/=([0-9A-F]{2})/gi, (_code, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
