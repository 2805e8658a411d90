import { joined, type Bytes } from "./bytes.ts";

export const text = 1, binary = 2, close = 8;

/** One frame, unmasked and whole. */
export function frameOf(opcode: number, payload: Bytes): Bytes {
  const length = payload.length;
  const header = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = new Uint8Array(header + length);
  const view = new DataView(frame.buffer);
  frame[0] = 0x80 | opcode;
  frame[1] = header === 2 ? length : header === 4 ? 126 : 127;
  if (header === 4) view.setUint16(2, length);
  if (header === 10) view.setBigUint64(2, BigInt(length));
  frame.set(payload, header);
  return frame;
}

/** The payload of a close frame. */
export function closePayload(code: number | undefined, reason: string): Bytes {
  if (code === undefined) return new Uint8Array();
  const words = new TextEncoder().encode(reason);
  const payload = new Uint8Array(2 + words.length);
  new DataView(payload.buffer).setUint16(0, code);
  payload.set(words, 2);
  return payload;
}

/** Gathers messages out of frames that are cut anywhere. */
export class FrameReader {
  #left: Bytes = new Uint8Array();
  readonly #parts: Bytes[] = [];
  #opcode = 0;
  #isLast = false;
  /** What the payload under way still lacks; undefined: a header comes next. */
  #lacks: number | undefined;

  /** Takes bytes, and tells of each message and of the close. */
  take(bytes: Bytes, tell: (opcode: number, payload: Bytes) => void): void {
    let rest = this.#left.length > 0 ? joined([this.#left, bytes]) : bytes;
    for (;;) {
      if (this.#lacks === undefined) {
        const length = this.#begin(rest);
        if (length === 0) break;
        rest = rest.subarray(length);
      }
      const piece = rest.subarray(0, this.#lacks);
      rest = rest.subarray(piece.length);
      this.#lacks = this.#lacks! - piece.length;
      this.#parts.push(piece);
      if (this.#lacks > 0) break;
      this.#lacks = undefined;
      if (this.#isLast) tell(this.#opcode, joined(this.#parts.splice(0)));
    }
    this.#left = rest;
  }

  /** Reads a header; returns its length, 0 where it is not whole. */
  #begin(bytes: Bytes): number {
    if (bytes.length < 2) return 0;
    const short = bytes[1]! & 0x7f;
    const header = short < 126 ? 2 : short === 126 ? 4 : 10;
    if (bytes.length < header) return 0;
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const opcode = bytes[0]! & 0x0f;
    if (opcode !== 0) {
      this.#opcode = opcode;
      // A close may come amid the frames of a message, which is never whole then.
      this.#parts.length = 0;
    }
    this.#isLast = bytes[0]! >= 0x80;
    this.#lacks = header === 2 ? short : header === 4 ? view.getUint16(2) : Number(view.getBigUint64(2));
    return header;
  }
}
