import type { Bytes } from "./bytes.ts";
import { binary } from "./frames.ts";
import type { Hub } from "./hub.ts";
import { blobOf, dataOf, payloadOf } from "./payload.ts";
import type { Listener, Session } from "./session.ts";
import type { Handlers } from "./socketShape.ts";
import type { World } from "./world.ts";

const connecting = 0, open = 1, closing = 2, closed = 3;
// RFC 6455 §7.1.1: a client may give up on a close that is not answered.
const closeLimit = 10_000;

/** What is kept of one socket, out of reach of the page. */
export class SocketState implements Listener {
  readonly url: string;
  readyState = connecting;
  protocol = "";
  binaryType: BinaryType = "blob";
  /** Payload given to `send` when nothing could be sent any more. */
  late = 0;
  /** Payload behind a blob that is still being read. */
  reading = 0;
  session: Session | undefined;
  /** The browser's own socket, where nothing here carries the path. */
  native: WebSocket | undefined;
  readonly handlers: Handlers = new Map();
  readonly #target: EventTarget;
  readonly #world: World;
  readonly #protocols: readonly string[];
  readonly #waiting: (() => void)[] = [];
  #isDraining = false;
  #reads: Promise<void> | undefined;
  #cancelClose: (() => void) | undefined;

  constructor(url: string, protocols: readonly string[], target: EventTarget, world: World) {
    this.url = url;
    this.#protocols = protocols;
    this.#target = target;
    this.#world = world;
  }

  get bufferedAmount(): number {
    if (this.native !== undefined) return this.native.bufferedAmount;
    this.session?.carrier?.tell();
    return (this.session?.out.waiting ?? 0) + this.reading + this.late;
  }

  opened(protocol: string): void {
    this.#later(() => {
      if (this.readyState !== connecting) return;
      this.readyState = open;
      this.protocol = protocol;
      this.#target.dispatchEvent(new Event("open"));
    });
  }

  message(opcode: number, payload: Bytes): void {
    const data = dataOf(opcode, payload);
    if (data === undefined) {
      this.session?.fail();
      return;
    }
    this.#later(() => {
      // What comes behind our own close is dropped, as browsers do.
      if (this.readyState !== open) return;
      const given = typeof data === "string" ? data : this.binaryType === "blob" ? new Blob([payload]) : payload.slice().buffer;
      this.#target.dispatchEvent(new MessageEvent("message", { data: given, origin: new URL(this.url).origin }));
    });
  }

  closed(code: number, reason: string, wasClean: boolean, failed: boolean): void {
    this.#cancelClose?.();
    this.#later(() => {
      if (this.readyState === closed) return;
      this.late += this.session?.out.waiting ?? 0;
      this.session = undefined;
      this.readyState = closed;
      if (failed) this.#target.dispatchEvent(new Event("error"));
      this.#target.dispatchEvent(new CloseEvent("close", { code, reason, wasClean }));
    });
  }

  foreign(): void {
    const native = this.native = new this.#world.WebSocket(this.url, [...this.#protocols]);
    this.session = undefined;
    native.binaryType = this.binaryType;
    native.onopen = () => {
      this.readyState = open;
      this.protocol = native.protocol;
      this.#target.dispatchEvent(new Event("open"));
    };
    native.onmessage = event => { this.#target.dispatchEvent(new MessageEvent("message", { data: event.data as unknown, origin: event.origin })); };
    native.onerror = () => {
      this.readyState = native.readyState;
      this.#target.dispatchEvent(new Event("error"));
    };
    native.onclose = ({ code, reason, wasClean }) => {
      this.readyState = closed;
      this.#target.dispatchEvent(new CloseEvent("close", { code, reason, wasClean }));
    };
  }

  send(data: unknown): void {
    if (this.readyState === connecting) throw new DOMException("Still in CONNECTING state.", "InvalidStateError");
    if (this.native !== undefined) {
      this.native.send(data as string);
      return;
    }
    const blob = blobOf(data);
    const [opcode, bytes] = blob === undefined ? payloadOf(data) : [binary, undefined];
    const size = blob?.size ?? bytes!.length;
    if (this.readyState !== open) {
      this.late += size;
      return;
    }
    // What follows a blob waits until it is read.
    if (blob === undefined && this.#reads === undefined) {
      this.session?.send(opcode, bytes!);
      return;
    }
    this.reading += size;
    const before = this.#reads ?? Promise.resolve();
    const reads = this.#reads = before.then(async () => {
      let payload = bytes;
      try {
        payload ??= new Uint8Array(await blob!.arrayBuffer());
      } catch {
        // A file that is gone: what follows it cannot go without it.
        this.session?.fail();
      }
      this.reading -= size;
      if (payload === undefined) return;
      this.session?.send(opcode, payload);
      if (this.#reads === reads) this.#reads = undefined;
    });
  }

  close(hub: Hub, code: number | undefined, reason: string): void {
    if (this.readyState >= closing) return;
    if (this.native !== undefined) {
      this.readyState = closing;
      this.native.close(code, reason);
      return;
    }
    const { session } = this;
    if (this.readyState === connecting) {
      this.readyState = closing;
      if (session !== undefined) hub.abandon(session);
      this.closed(1006, "", false, true);
      return;
    }
    this.readyState = closing;
    this.#cancelClose = this.#world.setTimer(() => {
      if (session !== undefined) hub.abandon(session);
      this.closed(1006, "", false, false);
    }, closeLimit);
    const say = (): void => { this.session?.close(code, reason); };
    if (this.#reads === undefined) say();
    else void this.#reads.then(say);
  }

  // Each event in a task of its own, as browsers do: promises that one settles are heard before the next.
  #later(task: () => void): void {
    this.#waiting.push(task);
    if (this.#isDraining) return;
    this.#isDraining = true;
    this.#world.soon(() => { this.#drain(); });
  }

  #drain(): void {
    const task = this.#waiting.shift();
    if (task === undefined) {
      this.#isDraining = false;
      return;
    }
    // Whatever a listener throws stops nothing here; the browser reports it.
    this.#world.soon(() => { this.#drain(); });
    task();
  }
}
