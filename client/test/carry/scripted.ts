import type { Bytes } from "../../src/carry/bytes.ts";
import type { Listener } from "../../src/carry/session.ts";
import type { World } from "../../src/carry/world.ts";

declare function setImmediate(callback: () => void): void;

/** Lets all that was promised come. */
export async function settled(): Promise<void> {
  await new Promise<void>(resolve => { setImmediate(resolve); });
}

/** A WebSocket of the script's, whose far end is the test. */
export class FarSocket {
  binaryType = "blob";
  readyState = 0;
  bufferedAmount = 0;
  protocol = "";
  onopen: (() => void) | null = null;
  onmessage: ((event: { readonly data: string | ArrayBuffer }) => void) | null = null;
  onclose: (() => void) | null = null;
  readonly url: URL;
  readonly protocols: readonly string[];
  readonly at: number;
  readonly sent: (string | Bytes)[] = [];
  /** Told of what the page sends, and of its close. */
  onSent: ((data: string | Bytes) => void) | undefined;
  onClosed: (() => void) | undefined;

  constructor(url: string, protocols: readonly string[], at: number) {
    this.url = new URL(url);
    this.protocols = protocols;
    this.at = at;
  }

  /** What the reserved member says. */
  get verb(): string { return this.url.searchParams.get("wayleave") ?? ""; }

  send(data: string | Bytes): void {
    this.sent.push(data);
    this.onSent?.(data);
  }

  close(): void {
    if (this.readyState > 1) return;
    this.readyState = 2;
    this.onClosed?.();
  }

  open(protocol = ""): this {
    if (this.readyState !== 0) return this;
    this.readyState = 1;
    this.protocol = protocol;
    this.onopen?.();
    return this;
  }

  says(data: string | Bytes): this {
    if (this.readyState === 1) this.onmessage?.({ data: typeof data === "string" ? data : data.slice().buffer });
    return this;
  }

  ends(): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.onclose?.();
  }
}

/** A request of the script's, which waits for the test's answer. */
export class FarRequest {
  readonly url: URL;
  readonly verb: string;
  /** What stands behind the verb: an id, a node. */
  readonly names: readonly string[];
  readonly at: number;
  readonly init: RequestInit;
  isAborted = false;
  onAborted: (() => void) | undefined;
  readonly response: Promise<Response>;
  readonly #chunks: Bytes[] = [];
  #resolve: (response: Response) => void = () => {};
  #reject: (error: Error) => void = () => {};
  #read: { readonly resolve: (result: { done: boolean; value?: Bytes }) => void; readonly reject: (error: Error) => void } | undefined;
  #end: "open" | "done" | "cut" = "open";

  constructor(url: string, init: RequestInit, at: number) {
    this.url = new URL(url);
    [this.verb = "", ...this.names] = (this.url.searchParams.get("wayleave") ?? "").split(".");
    this.init = init;
    this.at = at;
    this.response = new Promise((resolve, reject) => { [this.#resolve, this.#reject] = [resolve, reject]; });
    init.signal?.addEventListener("abort", () => {
      this.isAborted = true;
      this.cut();
      this.onAborted?.();
    });
  }

  get body(): Bytes { return this.init.body as Bytes; }

  /** Answers with all of a body. */
  answers(body: string, status = 200): void {
    this.#resolve({ ok: status < 300, status, body: null, text: async () => body } as unknown as Response);
  }

  /** Begins an answer whose body comes by and by. */
  begins(status = 200): this {
    const read = (): Promise<unknown> => new Promise((resolve, reject) => {
      this.#read = { resolve, reject };
      this.#give();
    });
    this.#resolve({ ok: status < 300, status, body: { getReader: () => ({ read }) } } as unknown as Response);
    return this;
  }

  writes(bytes: Bytes): this {
    if (this.#end === "open") this.#chunks.push(bytes);
    this.#give();
    return this;
  }

  ends(): void {
    if (this.#end === "open") this.#end = "done";
    this.#give();
  }

  /** The connection ends, before the answer or in it. */
  cut(): void {
    if (this.#end === "open") this.#end = "cut";
    this.#reject(new TypeError("network error"));
    this.#give();
  }

  #give(): void {
    const read = this.#read;
    if (read === undefined) return;
    const chunk = this.isAborted ? undefined : this.#chunks.shift();
    if (chunk === undefined && this.#end === "open") return;
    this.#read = undefined;
    if (chunk !== undefined) read.resolve({ done: false, value: chunk });
    else if (this.#end === "done" && !this.isAborted) read.resolve({ done: true });
    else read.reject(new TypeError("network error"));
  }
}

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** A page's world in which nothing happens but what the test does. */
export class CarryWorld implements World {
  readonly sockets: FarSocket[] = [];
  readonly requests: FarRequest[] = [];
  /** Told of each as the script asks for it. */
  onSocket: ((socket: FarSocket) => void) | undefined;
  onRequest: ((request: FarRequest) => void) | undefined;
  draw: () => number = () => 0.5;
  roused = true;
  readonly WebSocket: typeof WebSocket;
  readonly #timers = new Set<Timer>();
  #now = 0;
  #ids = 0;

  constructor() {
    const open = (url: string, protocols: readonly string[]): FarSocket => {
      const socket = new FarSocket(url, protocols, this.#now);
      this.sockets.push(socket);
      this.onSocket?.(socket);
      return socket;
    };
    this.WebSocket = function (url: string, protocols: readonly string[]) { return open(url, protocols); } as unknown as typeof WebSocket;
  }

  readonly fetch = (url: string, init: RequestInit): Promise<Response> => {
    const request = new FarRequest(url, init, this.#now);
    this.requests.push(request);
    this.onRequest?.(request);
    return request.response;
  };

  readonly now = (): number => this.#now;
  readonly chance = (): number => this.draw();
  readonly random = (bytes: number): Bytes => new Uint8Array(bytes).fill(++this.#ids);
  readonly isRoused = (): boolean => this.roused;
  readonly soon = (callback: () => void): void => { setImmediate(callback); };

  readonly setTimer = (callback: () => void, milliseconds: number): (() => void) => {
    const timer = { at: this.#now + milliseconds, callback };
    this.#timers.add(timer);
    return () => { this.#timers.delete(timer); };
  };

  /** What was asked for, and when: `ws@0 open@1000`. */
  get asked(): string {
    return [...this.sockets.map(({ at }) => ({ at, verb: "ws" })), ...this.requests.map(({ at, verb }) => ({ at, verb }))]
      .sort((a, b) => a.at - b.at).map(({ at, verb }) => `${verb}@${Math.round(at)}`).join(" ");
  }

  get socket(): FarSocket { return this.sockets.at(-1)!; }

  /** The last request for something. */
  request(verb: string): FarRequest {
    const last = this.requests.filter(each => each.verb === verb).at(-1);
    if (last === undefined) throw new Error(`nobody has asked for ${verb}: ${this.asked}`);
    return last;
  }

  /** Time goes by, and timers are on time. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await settled();
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#now = Math.max(this.#now, next.at);
      this.#timers.delete(next);
      next.callback();
      await settled();
    }
    this.#now = end;
  }

  /** Time goes by while nothing runs, and all timers are late. */
  async sleep(milliseconds: number): Promise<void> {
    this.#now += milliseconds;
    await this.pass(0);
  }

  #next(end: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers) if (timer.at <= end && (next === undefined || timer.at < next.at)) next = timer;
    return next;
  }
}

/** A page that writes down what it is told. */
export class Told implements Listener {
  readonly all: string[] = [];
  readonly messages: string[] = [];
  readonly opened = (protocol: string): void => { this.all.push(protocol === "" ? "opened" : `opened ${protocol}`); };
  readonly closed = (code: number, reason: string, wasClean: boolean, failed: boolean): void => {
    this.all.push(["closed", code, reason, wasClean ? "clean" : "", failed ? "failed" : ""].filter(Boolean).join(" "));
  };
  readonly foreign = (): void => { this.all.push("foreign"); };
  readonly message = (_: number, payload: Bytes): void => { this.messages.push(new TextDecoder().decode(payload)); };
}
