import { carrierUrl } from "./address.ts";
import { base64url, type Bytes } from "./bytes.ts";
import { Heartbeat } from "./heartbeat.ts";
import type { Carrier, Session } from "./session.ts";
import { turnIn, type Wait } from "./wait.ts";
import type { World } from "./world.ts";

/** How an attempt over a WebSocket went on. */
export interface SocketWatcher {
  /** The gateway has said hello: the session is carried. */
  worked(): void;
  /** The gateway knows no such session, or does not take this carrier for the page's. */
  gone(): void;
  /** It has ended; `wait` where the gateway said how long to stay away. Told once, unless the session has ended it. */
  ended(wait: Wait | undefined): void;
}

// In pieces, so that acknowledgements come between.
const pieceBytes = 65_536;
// Browsers wait for minutes for a handshake that nobody answers.
const helloLimit = 10_000;

/** Carries one session over the browser's own WebSocket. */
export class SocketCarrier implements Carrier {
  readonly name = "websocket";
  /** Whether the gateway has said hello. */
  works = false;
  readonly #socket: WebSocket;
  readonly #session: Session;
  readonly #watcher: SocketWatcher;
  readonly #heartbeat: Heartbeat;
  #sent = 0;
  /** All bytes that the browser was given, words too. */
  #given = 0;
  /** Which pieces are among them: up to where in what was given, and in the stream. */
  readonly #pieces: { readonly given: number; readonly position: number }[] = [];
  /** Where in the gateway's stream the next piece begins: other carriers may have brought more meanwhile. */
  #position = 0;
  #wait: Wait | undefined;
  #isOver = false;
  #isPumping = false;
  #isAckDue = false;

  constructor(session: Session, world: World, watcher: SocketWatcher) {
    this.#session = session;
    this.#watcher = watcher;
    this.#heartbeat = new Heartbeat(world, () => this.works ? session.heartbeat : helloLimit / 2, {
      quiet: () => { if (this.works) this.#say("beat"); },
      dead: () => { this.#end(); },
    });
    const resumes = session.isOpen;
    const protocols = resumes ? (session.protocol === "" ? [] : [session.protocol]) : [...session.protocols];
    const socket = this.#socket = new world.WebSocket(carrierUrl(session.url, `ws.${session.name}${resumes ? `.${session.node}` : ""}`), protocols);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      this.#position = session.received;
      this.#say(`hello ${base64url(session.secret)} ${session.received}`);
    };
    socket.onmessage = event => { this.#hear(event.data as string | ArrayBuffer); };
    socket.onclose = () => { this.#end(); };
    this.#heartbeat.check();
  }

  wake(_session: Session, isAckDue: boolean): void {
    this.#isAckDue ||= isAckDue;
    if (this.#isPumping) return;
    this.#isPumping = true;
    // What is sent in one go goes out together, and `bufferedAmount` has grown when `send` returns.
    queueMicrotask(() => {
      this.#isPumping = false;
      this.#pump();
    });
  }

  tell(): void {
    const taken = this.#given - this.#socket.bufferedAmount;
    while (this.#pieces.length > 0 && this.#pieces[0]!.given <= taken) this.#session.out.hand(this.#pieces.shift()!.position);
  }

  release(session: Session): void {
    // An app that has not said goodbye is not kept waiting for a page that has given the session up.
    if (session.isOver && this.works) this.#say(session.hasClose ? `ack ${session.received}` : "leave");
    this.drop();
  }

  /** The page is left. */
  leave(): void {
    this.#pump();
    this.#say("leave");
    this.drop();
  }

  /** Gives it up. */
  drop(): void {
    this.tell();
    this.#isOver = true;
    this.#heartbeat.stop();
    this.#socket.close();
  }

  /** Looks whether it is still alive; called also when a page comes back from a long pause. */
  check(): void {
    if (!this.#isOver && this.works) this.#heartbeat.check();
  }

  #hear(data: string | ArrayBuffer): void {
    if (this.#isOver) return;
    const session = this.#session;
    this.#heartbeat.hear();
    if (typeof data !== "string") {
      // A server of another kind speaks to its own client.
      if (!this.works) this.#refuse();
      else this.#take(new Uint8Array(data));
      // Timers of hidden pages may be late by a minute, messages never are.
      if (!this.#isOver && this.#heartbeat.isQuiet) this.wake(session, true);
      return;
    }
    const [word, ...rest] = data.split(" ");
    const numbers = rest.map(Number);
    if (word === "hello" && rest.length === 5) this.#begin(rest[0]!, numbers);
    else if (word === "refused") session.fail();
    else if (word === "gone") this.#watcher.gone();
    else if (word === "wait") this.#wait = turnIn(numbers[0]!);
    else if (!this.works) this.#refuse();
    else if (word === "end") session.gone();
    else if (word === "at") this.#position = numbers[0]!;
    else if (word === "ack") {
      session.out.acknowledge(numbers[0]!);
      this.#pump();
    } else if (word === "beat") this.check();
  }

  // What speaks before its hello does not carry: nothing there does, or, for a session that something has carried, not this time.
  #refuse(): void {
    if (this.#session.isOpen) this.#end();
    else this.#session.foreign();
  }

  #take(piece: Bytes): void {
    const position = this.#position;
    this.#position += piece.length;
    this.#session.take(position, piece);
  }

  #begin(node: string, [, received, heartbeat, buffer, grace]: number[]): void {
    const session = this.#session;
    this.works = true;
    this.#sent = received!;
    session.attach(this, received!);
    session.acknowledged = this.#position;
    session.open(node, this.#socket.protocol, heartbeat!, buffer!, grace!);
    // It may have failed just now.
    if (this.#isOver) return;
    this.#watcher.worked();
    this.check();
    this.#pump();
  }

  #pump(): void {
    const session = this.#session;
    if (this.#isOver || !this.works || this.#socket.readyState !== 1) return;
    const { out } = session;
    const limit = Math.min(out.end, out.start + session.buffer);
    // What another carrier brought is gone from here.
    if (this.#sent < out.start) this.#say(`at ${this.#sent = out.start}`);
    // A network that takes nothing is not fed on and on.
    while (this.#sent < limit && this.#socket.bufferedAmount <= session.buffer) {
      const piece = out.from(this.#sent, Math.min(pieceBytes, limit - this.#sent));
      this.#give(piece);
      this.#sent += piece.length;
      this.#pieces.push({ given: this.#given, position: this.#sent });
    }
    this.tell();
    if (!this.#isAckDue) return;
    this.#isAckDue = false;
    session.acknowledged = session.received;
    this.#say(`ack ${session.received}`);
  }

  #say(words: string): void {
    if (this.#socket.readyState === 1) this.#give(words);
  }

  #give(what: string | Bytes): void {
    this.#socket.send(what);
    this.#given += what.length;
    this.#heartbeat.say();
  }

  #end(): void {
    if (this.#isOver) return;
    this.drop();
    this.#watcher.ended(this.#wait);
  }
}
