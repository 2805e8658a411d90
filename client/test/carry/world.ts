import type { Bytes } from "../../src/carry/bytes.ts";
import { Hub } from "../../src/carry/hub.ts";
import { socketClass } from "../../src/carry/socket.ts";
import type { World } from "../../src/carry/world.ts";
import { Random } from "./random.ts";

/** What a handshake meets: its far end, or nothing at all. */
export type Connect = (socket: NativeSocket) => void;

/** An event that Node.js does not have. */
class CloseEventLike extends Event {
  readonly code: number;
  readonly reason: string;
  readonly wasClean: boolean;

  constructor(type: string, { code = 0, reason = "", wasClean = false }: CloseEventInit = {}) {
    super(type);
    [this.code, this.reason, this.wasClean] = [code, reason, wasClean];
  }
}

globalThis.CloseEvent ??= CloseEventLike;

/** The browser's own class, with a network of the test's behind it. */
export class NativeSocket extends EventTarget {
  readonly #url: string;
  readonly wanted: readonly string[];
  readonly extensions = "";
  readonly bufferedAmount = 0;
  binaryType: BinaryType = "blob";
  readyState = 0;
  protocol = "";
  onopen: (() => void) | null = null;
  onmessage: ((event: { readonly data: unknown; readonly origin: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  onclose: ((event: { readonly code: number; readonly reason: string; readonly wasClean: boolean }) => void) | null = null;
  /** What the page sends, and that it closes. */
  onSent = (_data: string | Bytes): void => {};
  onClosed = (): void => {};

  constructor(url: string, protocols: readonly string[] = []) {
    super();
    [this.#url, this.wanted] = [url, protocols];
  }

  get url(): string {
    return this.#url;
  }

  send(data: string | Bytes): void {
    this.onSent(data);
  }

  close(): void {
    if (this.readyState >= 2) return;
    this.readyState = 2;
    this.onClosed();
  }

  opens(protocol = ""): void {
    if (this.readyState !== 0) return;
    [this.readyState, this.protocol] = [1, protocol];
    this.onopen?.();
  }

  says(data: string | Bytes): void {
    if (this.readyState === 1) this.onmessage?.({ data: typeof data === "string" ? data : data.slice().buffer, origin: "wss://app.example" });
  }

  ends(code = 1006): void {
    if (this.readyState === 3) return;
    const failed = this.readyState === 0;
    this.readyState = 3;
    if (failed) this.onerror?.();
    this.onclose?.({ code, reason: "", wasClean: code !== 1006 });
  }
}

/** An answer that comes in pieces. */
export class FakeAnswer {
  readonly status: number;
  readonly ok: boolean;
  readonly headers: { readonly get: (name: string) => string | null };
  #parts: Bytes[] = [];
  #end: Error | null | undefined;
  #wake = (): void => {};

  constructor(status: number, type: string) {
    [this.status, this.ok] = [status, status === 200];
    this.headers = { get: name => name === "content-type" ? type : null };
  }

  writes(bytes: Bytes): void {
    this.#parts.push(bytes);
    this.#wake();
  }

  ends(error?: Error): void {
    this.#end ??= error ?? null;
    this.#wake();
  }

  readonly body = {
    getReader: () => ({
      read: async (): Promise<{ done: boolean; value?: Bytes }> => {
        for (;;) {
          const value = this.#parts.shift();
          if (value) return { done: false, value };
          if (this.#end) throw this.#end;
          if (this.#end === null) return { done: true };
          await new Promise<void>(resolve => { this.#wake = resolve; });
        }
      },
    }),
  };

  async arrayBuffer(): Promise<ArrayBuffer> {
    const reader = this.body.getReader();
    const parts: number[] = [];
    for (let next = await reader.read(); !next.done; next = await reader.read()) for (const byte of next.value ?? []) parts.push(byte);
    return Uint8Array.from(parts).buffer;
  }

  async text(): Promise<string> {
    return new TextDecoder().decode(await this.arrayBuffer());
  }
}

export type Ask = (url: URL, init: RequestInit) => Promise<FakeAnswer>;

/** More does not happen in one go, unless something turns in circles. */
const mostSteps = 50_000;

/** A page in a world where nothing happens but what the test does, at the time that it says. */
export class FakePage implements World {
  readonly WebSocket: typeof WebSocket;
  /** The class that a page's script sees. */
  readonly Carried: typeof WebSocket;
  readonly hub: Hub;
  readonly chances: Random;
  readonly fetch: World["fetch"];
  /** Whether it was away, each time that it changed. */
  readonly aways: boolean[] = [];
  ready = true;
  #now = 1000;
  #timers = new Set<{ readonly at: number; readonly callback: () => void }>();
  readonly #tasks: (() => void)[] = [];
  readonly #channel = new MessageChannel();

  constructor(seed: number, connect: Connect, ask: Ask) {
    this.chances = new Random(seed);
    this.WebSocket = class extends NativeSocket {
      constructor(url: string, protocols?: readonly string[]) {
        super(url, protocols);
        connect(this);
      }
    } as unknown as typeof WebSocket;
    // The members of the browser's own stand on its prototype.
    Object.defineProperty(this.WebSocket.prototype, "url", Object.getOwnPropertyDescriptor(NativeSocket.prototype, "url") ?? {});
    this.fetch = (url, init) => new Promise<Response>((resolve, reject) => {
      init.signal?.addEventListener("abort", () => { reject(new DOMException("aborted", "AbortError")); });
      ask(new URL(url), init).then(answer => {
        init.signal?.addEventListener("abort", () => { answer.ends(new DOMException("aborted", "AbortError")); });
        resolve(answer as unknown as Response);
      }, reject);
    });
    this.hub = new Hub(this, () => { if (this.aways.at(-1) !== this.hub.isAway) this.aways.push(this.hub.isAway); });
    this.Carried = socketClass(this, this.hub, { base: () => "https://app.example/board/", host: "app.example", isSecure: true });
  }

  readonly now = (): number => this.#now;
  readonly chance = (): number => this.chances.next();
  readonly random = (count: number): Bytes => Uint8Array.from({ length: count }, () => this.chances.below(256));
  readonly isRoused = (): boolean => this.ready;
  readonly soon = (task: () => void): void => { this.#tasks.push(task); };
  readonly setTimer = (callback: () => void, milliseconds: number): (() => void) => {
    const timer = { at: this.#now + Math.max(0, milliseconds), callback };
    this.#timers.add(timer);
    return () => { this.#timers.delete(timer); };
  };

  /** How each socket is carried now. */
  get carried(): readonly string[] {
    return [...this.hub.courses.keys()].map(({ carrier }) => carrier?.name ?? "none");
  }

  /** How many timers wait. */
  get timers(): number {
    return this.#timers.size;
  }

  /** Time goes by: tasks and timers come one after the other, each with all that was promised before it. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    for (let steps = 0; ; steps++) {
      if (steps > mostSteps) throw new Error("it does not come to rest");
      await this.settle();
      const task = this.#tasks.shift();
      if (task) {
        task();
        continue;
      }

      let next: { readonly at: number; readonly callback: () => void } | undefined;
      for (const timer of this.#timers) if (timer.at <= end && (!next || timer.at < next.at)) next = timer;
      if (!next) break;
      this.#now = Math.max(this.#now, next.at);
      this.#timers.delete(next);
      next.callback();
    }

    this.#now = end;
  }

  /** The machine sleeps: all timers are late. */
  async sleep(milliseconds: number): Promise<void> {
    this.#now += milliseconds;
    await this.pass(0);
  }

  /** Lets all that was promised come. */
  async settle(): Promise<void> {
    await new Promise<void>(resolve => {
      this.#channel.port1.onmessage = () => { resolve(); };
      this.#channel.port2.postMessage(0);
    });
  }

  /** A test leaves nothing running. */
  ends(): void {
    this.#channel.port1.close();
  }
}
