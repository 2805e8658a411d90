import type { Bytes } from "../../src/carry/bytes.ts";
import type { FarSocket } from "./farSocket.ts";
import type { Gateway } from "./gateway.ts";
import type { GatewaySession, Holder } from "./gatewaySession.ts";

/** The gateway's end of a WebSocket of the page's. */
export function serveSocket(gateway: Gateway, socket: FarSocket): void {
  const { ws } = gateway.way;
  const [verb, id = ""] = socket.verb.split(".");
  gateway.requests.push(verb === "ws" ? "ws" : "native");
  if (ws === "silent" || verb !== "ws") return;
  const [there, here] = [gateway.lane(), gateway.lane()];
  if (ws === "refused") {
    here(() => { socket.ends(); });
    return;
  }
  socket.onClosed = () => { here(() => { socket.ends(); }); };
  // As the network carries it there and back.
  there(() => {
    const line = new Line(gateway, socket, id, here);
    socket.onClosed = () => { there(line.cut); };
    socket.onSent = data => { if (gateway.way.ws !== "swallowed") there(() => { line.hear(data); }); };
    here(() => {
      socket.open(gateway.protocol);
      if (gateway.strange) socket.says("welcome");
      if (ws === "cut") line.cut();
    });
    line.begin();
  });
}

class Line implements Holder {
  readonly name = "websocket";
  readonly #gateway: Gateway;
  readonly #id: string;
  readonly #socket: FarSocket;
  readonly #here: (what: () => void) => void;
  readonly #isSwallowed: boolean;
  #session: GatewaySession | undefined;
  #isOver = false;
  /** Where the next piece of the page's begins, and where the next one for it. */
  #at = 0;
  #sent = 0;
  /** What has come of the app's stream by another way is not known before the page has spoken: the first piece says where it begins. */
  #saysAt = false;
  #heard: number;
  #said: number;

  constructor(gateway: Gateway, socket: FarSocket, id: string, here: (what: () => void) => void) {
    [this.#gateway, this.#socket, this.#id, this.#here] = [gateway, socket, id, here];
    this.#isSwallowed = gateway.way.ws === "swallowed";
    this.#heard = this.#said = gateway.page.now();
    gateway.cuts.add(this.cut);
    gateway.pace(() => {
      if (gateway.isSilent(this.#heard, 2)) this.cut();
      if (this.#session?.holder === this && gateway.isSilent(this.#said, 0.5)) this.#say("beat");
      return !this.#isOver;
    });
  }

  /** A session that it opens is its at once. */
  begin(): void {
    const { sessions } = this.#gateway;
    if (this.#gateway.strange || sessions.has(this.#id)) return;
    this.#saysAt = true;
    this.#attach(this.#gateway.open(this.#id), 0);
  }

  hear(data: string | Bytes): void {
    if (this.#isOver) return;
    this.#heard = this.#gateway.page.now();
    if (typeof data !== "string") {
      this.#at += data.length;
      this.#session?.take(this.#at - data.length, data);
      if (this.#session !== undefined) this.#say(`ack ${this.#session.received}`);
      return;
    }
    const [word, first = "", second = "0"] = data.split(" ");
    if (word === "hello") {
      const session = this.#gateway.find(this.#id, first);
      if (session === undefined) this.#say("gone");
      else if (this.#session === undefined) this.#attach(session, Number(second));
    } else if (word === "ack") this.#session?.acknowledge(Number(first));
    else if (word === "at") this.#at = Number(first);
    else if (word === "leave" && this.#session !== undefined) this.#session.ended = "left";
    else if (word === "beat") this.#gateway.requests.push("beat");
  }

  push(): void {
    const session = this.#session;
    if (session?.holder !== this) return;
    // The page may have acknowledged what came by another way.
    if (this.#sent < session.acked) [this.#sent, this.#saysAt] = [session.acked, true];
    while (this.#sent < session.limit) {
      if (this.#saysAt) this.#say(`at ${this.#sent}`);
      this.#saysAt = false;
      const bytes = session.down.slice(this.#sent, Math.min(session.limit, this.#sent + 1 + this.#gateway.chance.below(20_000)));
      this.#sent += bytes.length;
      this.#say(bytes);
    }
    if (session.ended === "end" && this.#sent === session.down.length) this.#say("end");
  }

  release(): void { this.#ends(1000); }

  wait(milliseconds: number): void {
    this.#say(`wait ${milliseconds}`);
    this.#ends(1000);
  }

  /** The connection ends. */
  readonly cut = (): void => {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#gateway.cuts.delete(this.cut);
    if (this.#session?.holder === this) this.#session.holder = undefined;
    this.#socket.ends();
  };

  #attach(session: GatewaySession, received: number): void {
    this.#session = session;
    [this.#at, this.#sent] = [session.received, received];
    this.#say(`hello n1 ${this.#at} ${this.#gateway.heartbeat} ${this.#gateway.buffer} ${this.#gateway.grace}`);
    session.attach(this, received);
    this.push();
  }

  #say(data: string | Bytes): void {
    this.#said = this.#gateway.page.now();
    if (!this.#isOver && !this.#isSwallowed) this.#here(() => { if (!this.#isOver) this.#socket.says(data); });
  }

  #ends(code: number): void {
    this.#here(() => {
      if (this.#isOver) return;
      this.#socket.ends(code);
      this.cut();
    });
  }
}
