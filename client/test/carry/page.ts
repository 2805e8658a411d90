import { joined, type Bytes } from "../../src/carry/bytes.ts";
import { frameOf, text } from "../../src/carry/frames.ts";
import { Hub } from "../../src/carry/hub.ts";
import type { Session } from "../../src/carry/session.ts";
import { ack, beat, hello, padding } from "./made.ts";
import { Told } from "./told.ts";
import { CarryWorld } from "./world.ts";

export const url = "wss://app.example/ws?room=1";
/** The gateway's hello over a WebSocket, and its answer to `open`. */
export const greeting = "hello a 0 25000 1048576 60000";
export const opened = JSON.stringify({ node: "a", protocol: "", heartbeat: 25_000, buffer: 1 << 20, grace: 60_000 });

/** A frame of text. */
export const said = (words: string): Bytes => frameOf(text, new TextEncoder().encode(words));

/** A page with one socket. */
export class Page {
  readonly world = new CarryWorld();
  /** Whether it was away, each time that it changed. */
  readonly changes: boolean[] = [];
  readonly hub: Hub = new Hub(this.world, () => { if (this.changes.at(-1) !== this.hub.isAway) this.changes.push(this.hub.isAway); });
  readonly told = new Told();
  readonly session: Session;

  constructor(protocols: readonly string[] = []) { this.session = this.hub.open(url, protocols, this.told); }

  /** The carrier that has the socket. */
  get carrier(): string | undefined { return this.session.carrier?.name; }

  /** Its WebSocket works. */
  async viaSocket(): Promise<this> {
    this.world.socket.open().says(greeting);
    await this.world.pass(0);
    return this;
  }

  /** It is carried over HTTP, by a stream that works. */
  async viaStream(): Promise<this> {
    await this.world.pass(1_000);
    this.world.request("open").answers(opened);
    await this.world.pass(0);
    this.world.request("stream").begins().writes(joined([hello, ack(0, 0), padding])).writes(beat);
    await this.world.pass(0);
    return this;
  }

  /** From now on everything fails at once. Returns the times at which it is tried. */
  failing(): number[] {
    const times: number[] = [];
    this.world.onSocket = socket => {
      times.push(socket.at);
      this.world.soon(() => { socket.ends(); });
    };
    this.world.onRequest = request => { request.cut(); };
    return times;
  }
}
