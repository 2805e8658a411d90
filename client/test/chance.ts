/** Chance that can be had again: mulberry32. */
export class Chance {
  #state: number;

  constructor(seed: number) { this.#state = seed; }

  /** From 0 up to, but not, 1. */
  readonly draw = (): number => {
    this.#state = this.#state + 0x6d2b79f5 | 0;
    let mixed = Math.imul(this.#state ^ this.#state >>> 15, 1 | this.#state);
    mixed = mixed + Math.imul(mixed ^ mixed >>> 7, 61 | mixed) ^ mixed;
    return ((mixed ^ mixed >>> 14) >>> 0) / 2 ** 32;
  };

  /** A whole number from 0 up to, but not, a limit. */
  below(limit: number): number { return Math.floor(this.draw() * limit); }

  /** Whether something happens that does so this often. */
  happens(share: number): boolean { return this.draw() < share; }
}
