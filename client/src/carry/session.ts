import { base64url, type Bytes } from "./bytes.ts";
import { FrameReader, close, closePayload, frameOf } from "./frames.ts";
import { Outgoing } from "./outgoing.ts";
import type { World } from "./world.ts";

/** What carries sessions for a while. */
export interface Carrier {
  readonly name: "websocket" | "stream" | "sse" | "poll";
  /** Tells how far the network has taken the stream by now, as far as it knows. */
  tell(): void;
  /** There is something to send, or an acknowledgement is due. */
  wake(session: Session, isAckDue: boolean): void;
  /** The session is over, or carried by another. What it has still to say it may say. */
  release(session: Session): void;
}

/** Who is told what becomes of a session. */
export interface Listener {
  opened(protocol: string): void;
  message(opcode: number, payload: Bytes): void;
  /** It is over. Where `failed`, the handshake or the protocol has failed, and not the network. */
  closed(code: number, reason: string, wasClean: boolean, failed: boolean): void;
  /** Nothing here carries that path: the browser's own WebSocket is to be used. */
  foreign(): void;
}

/** One carried socket: its two streams, whichever carrier has it. */
export class Session {
  readonly url: string;
  readonly protocols: readonly string[];
  readonly id: Bytes;
  readonly secret: Bytes;
  readonly name: string;
  readonly out = new Outgoing();
  node = "";
  protocol = "";
  heartbeat = 25_000;
  buffer = 1 << 20;
  grace = 60_000;
  received = 0;
  acknowledged = 0;
  carrier: Carrier | undefined;
  /** What may bring what the page sends while nothing carries the session yet. */
  bringer: Carrier | undefined;
  /** How often it was resumed after a cut, or in another way: polls and renewed streams follow each other as a matter of course. The gateway counts the same. */
  resumes = 0;
  /** Whether its last carrier was cut. */
  wasCut = false;
  isOpen = false;
  openedAt = 0;
  isOver = false;
  /** Whether the app has said goodbye. */
  hasClose = false;
  readonly #reader = new FrameReader();
  readonly #world: World;
  readonly #listener: Listener;
  #way: Carrier["name"] | undefined;
  #ackTimer: (() => void) | undefined;

  /** @param url The socket's address. @param protocols The subprotocols that the page asks for. */
  constructor(url: string, protocols: readonly string[], world: World, listener: Listener) {
    this.url = url;
    this.protocols = protocols;
    this.#world = world;
    this.#listener = listener;
    this.id = world.random(16);
    this.secret = world.random(16);
    this.name = base64url(this.id);
  }

  /** For how long a gateway keeps it at most while nothing carries it: it notices that within two heartbeats. */
  get lifetime(): number { return this.grace + 2 * this.heartbeat; }

  /** The app's socket is open. */
  open(node: string, protocol: string, heartbeat: number, buffer: number, grace: number): void {
    Object.assign(this, { node, heartbeat, buffer, grace });
    if (this.isOpen || this.isOver) return;
    // WHATWG WebSockets, "establish a WebSocket connection": where subprotocols were asked for, one has to be agreed on.
    if (this.protocols.length > 0 && !this.protocols.includes(protocol)) {
      this.fail();
      return;
    }
    this.isOpen = true;
    this.openedAt = this.#world.now();
    this.protocol = protocol;
    this.#listener.opened(protocol);
  }

  /** A carrier takes it. */
  attach(carrier: Carrier, acknowledged: number): void {
    const before = this.carrier;
    this.carrier = carrier;
    this.out.acknowledge(acknowledged);
    if (this.#way !== undefined && (this.wasCut || this.#way !== carrier.name)) this.resumes++;
    this.wasCut = false;
    this.#way = carrier.name;
    if (before !== carrier) before?.release(this);
    // What was to bring it one must not take it from the one that has it.
    if (this.bringer !== carrier) this.bringer?.release(this);
  }

  /** Sends a frame. */
  send(opcode: number, payload: Bytes): void {
    this.out.add(frameOf(opcode, payload), opcode === close ? 0 : payload.length);
    (this.carrier ?? this.bringer)?.wake(this, false);
  }

  /** Says goodbye behind what was sent. */
  close(code: number | undefined, reason: string): void {
    this.send(close, closePayload(code, reason));
  }

  /** Takes a part of the gateway's stream. What was there already is dropped, and what lies behind a hole too. */
  take(position: number, part: Bytes): void {
    const old = this.received - position;
    if (this.isOver || old < 0 || old >= part.length) return;
    this.received = position + part.length;
    this.#reader.take(old > 0 ? part.subarray(old) : part, (opcode, payload) => {
      if (this.isOver) return;
      if (opcode === close) this.#closed(payload);
      else this.#listener.message(opcode, payload);
    });
    if (this.isOver) return;
    if (this.received - this.acknowledged >= Math.min(131_072, this.buffer / 4)) this.carrier?.wake(this, true);
    else this.#ackTimer ??= this.#world.setTimer(() => {
      this.#ackTimer = undefined;
      this.carrier?.wake(this, true);
    }, 2_000);
  }

  /** The gateway's word for this session: the app has hung up without a close frame, or there is no such session. */
  gone(): void { this.#end(1006, "", false, false); }

  /** The handshake or the protocol has failed. */
  fail(): void { this.#end(1006, "", false, true); }

  /** Nothing here carries it. */
  foreign(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.#release();
    this.#listener.foreign();
  }

  /** The page is left. */
  leave(): void {
    this.isOver = true;
    this.#ackTimer?.();
    this.carrier = undefined;
  }

  /** A page that was left, and has come back, hears of it. */
  tellLeft(): void { this.#listener.closed(1006, "", false, false); }

  #closed(payload: Bytes): void {
    this.hasClose = true;
    const code = payload.length < 2 ? 1005 : new DataView(payload.buffer, payload.byteOffset).getUint16(0);
    this.#end(code, new TextDecoder().decode(payload.subarray(2)), true, false);
  }

  #end(code: number, reason: string, wasClean: boolean, failed: boolean): void {
    if (this.isOver) return;
    this.isOver = true;
    this.#ackTimer?.();
    this.#release();
    this.#listener.closed(code, reason, wasClean, failed);
  }

  #release(): void {
    const carrier = this.carrier ?? this.bringer;
    this.carrier = undefined;
    carrier?.release(this);
  }
}
