import { joined, type Bytes } from "../../src/carry/bytes.ts";
import { FrameReader, binary, close, closePayload, frameOf, text } from "../../src/carry/frames.ts";

/** What holds a session at the gateway. */
export interface Holder {
  readonly name: string;
  /** There may be something to send. */
  push(): void;
  /** The page has heard from it. */
  confirm?(): void;
  /** Another one has a session of its. */
  release(): void;
  /** Sends the page away for so many milliseconds. */
  wait(milliseconds: number): void;
}

/** A session as the gateway has it, and the app behind it. */
export class GatewaySession {
  /** What its page has shown at first. */
  secret = "";
  /** What the app has said, and up to where the page has it. */
  down: Bytes = new Uint8Array(0);
  acked = 0;
  /** Up to where the page's stream is here. */
  received = 0;
  /** When its page was heard. */
  heard = 0;
  holder: Holder | undefined;
  /** What has held it last. */
  transport: string | undefined;
  ended: "end" | "left" | undefined;
  /** What the app was told. */
  readonly told: unknown[] = [];
  readonly #buffer: () => number;
  readonly #onTold: (what: unknown) => void;
  readonly #reader = new FrameReader();

  /** @param buffer How much may be on its way. @param onTold Told of what the app is told. */
  constructor(buffer: () => number, onTold: (session: GatewaySession, what: unknown) => void) {
    this.#buffer = buffer;
    this.#onTold = what => { onTold(this, what); };
  }

  /** Up to where may be sent. */
  get limit(): number { return Math.min(this.down.length, this.acked + this.#buffer()); }

  /** The app says something, in as many frames as there are parts. */
  say(...parts: readonly (string | Bytes)[]): void {
    const opcode = typeof parts[0] === "string" ? text : binary;
    this.write(joined(parts.map((part, index) => {
      const frame = frameOf(index === 0 ? opcode : 0, typeof part === "string" ? new TextEncoder().encode(part) : part);
      if (index < parts.length - 1) frame[0] = (frame[0] ?? 0) & 0x7f;
      return frame;
    })));
  }

  /** The app closes; undefined: without a code. */
  close(code?: number, reason = ""): void { this.write(frameOf(close, closePayload(code, reason))); }

  /** The app hangs up. */
  end(): void {
    this.ended = "end";
    this.holder?.push();
  }

  /** The app's stream goes on. */
  write(bytes: Bytes): void {
    this.down = joined([this.down, bytes]);
    this.holder?.push();
  }

  /** Something takes it, from whatever has it. */
  attach(holder: Holder, received: number): void {
    const before = this.holder;
    [this.holder, this.transport] = [holder, holder.name];
    this.acknowledge(received);
    if (before !== holder) before?.release();
  }

  /** A piece of the page's stream. */
  take(position: number, bytes: Bytes): void {
    if (position > this.received) return;
    const fresh = bytes.subarray(this.received - position).slice();
    this.received += fresh.length;
    this.#reader.take(fresh, (opcode, payload) => {
      const words = new TextDecoder().decode(opcode === close ? payload.subarray(2) : payload);
      const what = opcode === text ? words
        : opcode === close ? `close ${payload.length < 2 ? "without a code" : `${new DataView(payload.buffer, payload.byteOffset).getUint16(0)} ${words}`}`
        : payload.slice();
      this.told.push(what);
      this.#onTold(what);
    });
  }

  /** The page has it up to there. */
  acknowledge(position: number): void {
    if (position > this.down.length) throw new RangeError("more was acknowledged than there was");
    this.acked = Math.max(this.acked, position);
    this.holder?.push();
  }
}
