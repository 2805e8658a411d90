import type { Bytes } from "../../src/carry/bytes.ts";

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

  /** Whether its connection has ended early, or the page does not want it any more. */
  get isCut(): boolean { return this.#end === "cut"; }

  get body(): Bytes { return this.init.body as Bytes; }

  /** Answers with all of a body. */
  answers(body: string, status = 200): void {
    this.#resolve({ ok: status < 300, status, headers: new Headers(), body: null, text: async () => body } as unknown as Response);
  }

  /** Says that there are too many requests, or no room. */
  refuses(after?: string, status = 429): void {
    const headers = new Headers(after === undefined ? {} : { "Retry-After": after });
    this.#resolve({ ok: false, status, headers, body: null, text: async () => "too many requests" } as unknown as Response);
  }

  /** Begins an answer whose body comes by and by. */
  begins(status = 200): this {
    const read = (): Promise<unknown> => new Promise((resolve, reject) => {
      this.#read = { resolve, reject };
      this.#give();
    });
    this.#resolve({ ok: status < 300, status, headers: new Headers(), body: { getReader: () => ({ read }) } } as unknown as Response);
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
