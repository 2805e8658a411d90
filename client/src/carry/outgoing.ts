import { joined, type Bytes } from "./bytes.ts";

/** What the page sends and the gateway has not acknowledged yet, by its position in the stream. */
export class Outgoing {
  #start = 0;
  #end = 0;
  #handed = 0;
  #waiting = 0;
  readonly #frames: { readonly at: number; readonly bytes: Bytes }[] = [];
  readonly #payloads: { readonly end: number; readonly size: number }[] = [];

  /** Up to where the gateway has it. */
  get start(): number { return this.#start; }

  /** Where it ends as yet. */
  get end(): number { return this.#end; }

  /** How many bytes of payload the network has not taken yet. */
  get waiting(): number {
    const first = this.#payloads[0];
    // A part of a large message may be gone.
    return first === undefined ? 0 : this.#waiting - Math.max(0, this.#handed - (first.end - first.size));
  }

  /** Adds a frame, of which so many bytes are its payload. */
  add(frame: Bytes, payload: number): void {
    this.#frames.push({ at: this.#end, bytes: frame });
    this.#end += frame.length;
    this.#payloads.push({ end: this.#end, size: payload });
    this.#waiting += payload;
  }

  /** The bytes from a position on, as many as there are and as are wanted. */
  from(position: number, most: number): Bytes {
    const parts: Bytes[] = [];
    let index = this.#frames.length;
    // The end is looked for from the back: mostly it is the last one.
    while (index > 0 && this.#frames[index - 1]!.at >= position) index--;
    for (index = Math.max(0, index - 1); index < this.#frames.length && most > 0; index++) {
      const { at, bytes } = this.#frames[index]!;
      const part = bytes.subarray(Math.max(0, position - at), Math.max(0, position - at) + most);
      most -= part.length;
      if (part.length > 0) parts.push(part);
    }
    return joined(parts);
  }

  /** The network has taken it up to a position. */
  hand(position: number): void {
    this.#handed = Math.max(this.#handed, position);
    while (this.#payloads.length > 0 && this.#payloads[0]!.end <= this.#handed) this.#waiting -= this.#payloads.shift()!.size;
  }

  /** The gateway has it up to a position. */
  acknowledge(position: number): void {
    if (position <= this.#start) return;
    this.#start = position;
    this.hand(position);
    while (this.#frames.length > 0 && this.#frames[0]!.at + this.#frames[0]!.bytes.length <= position) this.#frames.shift();
  }
}
