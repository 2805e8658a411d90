import { type Bytes } from "./bytes.ts";

/** The kinds of items, by their first byte. */
export const item = { pad: 0, hello: 1, piece: 2, ack: 3, beat: 4, end: 5, gone: 6, wait: 7, leave: 8, over: 9 } as const;

// How many numbers follow the first byte of each kind.
const numbersOf = [1, 0, 3, 2, 0, 1, 1, 1, 1, 0];

/** An unsigned LEB128 number. */
export function numberOf(value: number): number[] {
  const bytes = [];
  // Positions outgrow 32 bits.
  for (; value > 127; value = Math.floor(value / 128)) bytes.push(value % 128 | 128);
  bytes.push(value);
  return bytes;
}

/** Reads items as they come; of a piece it tells each part as soon as it is there. */
export class ItemReader {
  #kind: number | undefined;
  #numbers: number[] = [];
  #number = 0;
  #scale = 1;
  #lacks = 0;
  #position = 0;

  /** Takes bytes. Of a piece the position is that of the part. */
  take(bytes: Bytes, tell: (kind: number, numbers: readonly number[], part: Bytes) => void): void {
    let at = 0;
    while (at < bytes.length) {
      if (this.#lacks > 0) {
        const part = bytes.subarray(at, at + this.#lacks);
        at += part.length;
        this.#lacks -= part.length;
        if (this.#kind === item.piece) tell(item.piece, [this.#numbers[0]!, this.#position], part);
        this.#position += part.length;
        if (this.#lacks === 0) this.#kind = undefined;
        continue;
      }
      const byte = bytes[at++]!;
      if (this.#kind === undefined) {
        this.#kind = byte;
        this.#numbers = [];
        this.#number = 0;
        this.#scale = 1;
      } else {
        this.#number += (byte & 127) * this.#scale;
        this.#scale *= 128;
        if (byte > 127) continue;
        this.#numbers.push(this.#number);
        this.#number = 0;
        this.#scale = 1;
      }
      if (this.#numbers.length < (numbersOf[this.#kind] ?? 0)) continue;
      if (this.#kind === item.piece || this.#kind === item.pad) {
        this.#lacks = this.#numbers.at(-1)!;
        this.#position = this.#numbers[1] ?? 0;
        if (this.#lacks > 0) continue;
      } else {
        tell(this.#kind, this.#numbers, new Uint8Array());
      }
      this.#kind = undefined;
    }
  }
}
