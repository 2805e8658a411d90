import type { Environment } from "../src/environment.ts";
import type { SocketLike } from "../src/lines/socket.ts";

/** A WebSocket whose far end is the test. */
export class FakeSocket implements SocketLike {
  binaryType: BinaryType = "blob";
  onopen: SocketLike["onopen"] = null;
  onmessage: SocketLike["onmessage"] = null;
  onclose: SocketLike["onclose"] = null;
  readonly sent: string[] = [];
  readonly url: URL;
  isClosed = false;

  constructor(url: URL) {
    this.url = url;
  }

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    this.isClosed = true;
  }

  open(): this {
    this.onopen?.call(this as never, {} as Event);
    return this;
  }

  /** The far end sends objects as JSON, anything else as it is. */
  says(...messages: readonly unknown[]): this {
    for (const message of messages) {
      const data: unknown = typeof message === "string" || message instanceof ArrayBuffer ? message : JSON.stringify(message);
      this.onmessage?.call(this as never, { data } as MessageEvent);
    }

    return this;
  }

  ends(code = 1006, reason = ""): void {
    this.onclose?.call(this as never, { code, reason, wasClean: code !== 1006 } as CloseEvent);
  }
}

/** A request that waits for the test's answer. */
export interface FakeRequest {
  readonly url: URL;
  readonly init: RequestInit;
  readonly answer: (response: Response) => Promise<void>;
  readonly fail: () => Promise<void>;
}

/** A world in which nothing happens but what the test does. */
export class FakeWorld implements Environment {
  readonly sockets: FakeSocket[] = [];
  readonly requests: FakeRequest[] = [];
  readonly warnings: string[] = [];
  readonly errors: unknown[] = [];
  /** What is drawn. */
  draw = 0.5;
  page: string | undefined = "https://app.example/board";
  #now = 1000;
  #timers = new Set<{ readonly at: number; readonly callback: () => void }>();
  #rousers = new Set<() => void>();

  readonly openSocket = (url: string): FakeSocket => {
    const socket = new FakeSocket(new URL(url));
    this.sockets.push(socket);
    return socket;
  };

  readonly fetch = (url: string, init: RequestInit): Promise<Response> => new Promise((resolve, reject) => {
    this.requests.push({
      url: new URL(url), init,
      answer: async response => { resolve(response); await settled(); },
      fail: async () => { reject(new TypeError("failed to fetch")); await settled(); },
    });
  });

  readonly now = (): number => this.#now;
  readonly chance = (): number => this.draw;
  readonly warn = (words: unknown): void => { this.warnings.push(String(words)); };
  readonly report = (error: unknown): void => { this.errors.push(error); };

  readonly setTimer = (callback: () => void, milliseconds: number): (() => void) => {
    const timer = { at: this.#now + milliseconds, callback };
    this.#timers.add(timer);
    return () => { this.#timers.delete(timer); };
  };

  readonly onRoused = (callback: () => void): (() => void) => {
    this.#rousers.add(callback);
    return () => { this.#rousers.delete(callback); };
  };

  get socket(): FakeSocket {
    const last = this.sockets.at(-1);
    if (!last) throw new Error("no socket was opened");
    return last;
  }

  get request(): FakeRequest {
    const last = this.requests.at(-1);
    if (!last) throw new Error("nothing was asked for");
    return last;
  }

  /** Whether anything is left that would keep a program alive. */
  get isQuiet(): boolean {
    return this.#timers.size === 0 && this.#rousers.size === 0;
  }

  /** How many milliseconds until the next timer. */
  get untilNext(): number {
    return Math.min(...[...this.#timers].map(timer => timer.at)) - this.#now;
  }

  /** Time goes by, and timers are on time. */
  pass(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#now = Math.max(this.#now, next.at);
      this.#timers.delete(next);
      next.callback();
    }

    this.#now = end;
  }

  /** Time goes by while the machine sleeps, and all timers are late. */
  sleep(milliseconds: number): void {
    this.#now += milliseconds;
    this.pass(0);
  }

  rouse(): void {
    for (const callback of [...this.#rousers]) callback();
  }

  #next(end: number): { readonly at: number; readonly callback: () => void } | undefined {
    return [...this.#timers].filter(timer => timer.at <= end).sort((a, b) => a.at - b.at)[0];
  }
}

/** Lets all that was promised come. */
export async function settled(): Promise<void> {
  await new Promise<void>(resolve => { setTimeout(resolve, 0); });
}

/** A stream of server-sent events that the test writes. */
export class FakeStream {
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  readonly response = new Response(
    new ReadableStream<Uint8Array>({ start: controller => { this.#controller = controller; } }), { headers: { "content-type": "text/event-stream" } });

  async writes(text: string): Promise<void> {
    this.#controller?.enqueue(new TextEncoder().encode(text));
    await settled();
  }

  async says(...frames: readonly object[]): Promise<void> {
    await this.writes(frames.map(frame => `id: x\nevent: y\ndata: ${JSON.stringify(frame)}\n\n`).join(""));
  }

  async ends(): Promise<void> {
    this.#controller?.close();
    await settled();
  }
}

/** An answer in JSON. */
export function json(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(value), { status, headers: { "content-type": "application/json", ...headers } });
}

/** The frames that a server writes. */
export const hello = (more: object = {}): object => ({ type: "hello", session: "a-1", node: "a", heartbeat: 30, retry_window: 4000, ...more });
export const subscribed = (ch: string, at: string, resume = "new"): object => ({ type: "subscribed", ch, at, resume });
export const event = (ch: string, id: string | undefined, data: unknown, more: object = {}): object => ({ type: "event", ch, id, data, ...more });

/** The id of a channel's event, whose tag follows from its offset. */
export const id = (offset: number, epoch = "k3Qz"): string => `${epoch}:${offset}:${offset === 0 ? "0" : offset.toString(16).padStart(8, "a")}`;
