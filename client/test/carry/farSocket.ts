import type { Bytes } from "../../src/carry/bytes.ts";

/** The browser's own WebSocket, whose far end is the test. */
export class FarSocket extends EventTarget {
  readonly extensions = "";
  readonly protocols: readonly string[];
  /** What the reserved member says; empty: there is none. */
  readonly verb: string;
  /** When it was asked for. */
  readonly at: number;
  readonly sent: (string | Bytes)[] = [];
  binaryType: BinaryType = "blob";
  readyState = 0;
  bufferedAmount = 0;
  protocol = "";
  onopen: (() => void) | null = null;
  onmessage: ((event: { readonly data: unknown; readonly origin: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  onclose: ((event: { readonly code: number; readonly reason: string; readonly wasClean: boolean }) => void) | null = null;
  /** Told of what the page sends, and of its close. */
  onSent: ((data: string | Bytes) => void) | undefined;
  onClosed: (() => void) | undefined;
  readonly #url: string;

  constructor(url: string, protocols: readonly string[], at: number) {
    super();
    this.#url = url;
    this.verb = new URL(url).searchParams.get("wayleave") ?? "";
    this.protocols = protocols;
    this.at = at;
  }

  // As the browser's own a member of the prototype.
  get url(): string { return this.#url; }

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
    [this.readyState, this.protocol] = [1, protocol];
    this.onopen?.();
    return this;
  }

  says(data: string | Bytes): this {
    if (this.readyState === 1) this.onmessage?.({ data: typeof data === "string" ? data : data.slice().buffer, origin: "wss://app.example" });
    return this;
  }

  ends(code = 1006): void {
    if (this.readyState === 3) return;
    const hasFailed = this.readyState === 0;
    this.readyState = 3;
    if (hasFailed) this.onerror?.();
    this.onclose?.({ code, reason: "", wasClean: code !== 1006 });
  }
}
