const primes: number[] = [];
for (let n = 2; primes.length < 64; n++) if (primes.every(prime => n % prime)) primes.push(n);

// FIPS 180-4 §4.2.2 and §5.3.3: the first 32 bits of the fractional parts of the cube and square roots of the first primes.
const fractions = (power: number): number[] => primes.map(prime => (prime ** power % 1) * 2 ** 32 | 0);
const rounds = fractions(1 / 3);
const start = fractions(1 / 2).slice(0, 8);

/** The sum without carry of a word turned right by three counts. */
const turn = (word: number, ...counts: readonly number[]): number => counts.reduce((sum, by) => sum ^ (word >>> by | word << (32 - by)), 0);

/**
 * SHA-256, as eight words of 32 bits. The browser's own answers later, and on https pages alone; what is hashed here are short names, and no secrets.
 *
 * @see https://csrc.nist.gov/pubs/fips/180-4/upd1/final
 */
export function sha256(message: Uint8Array): readonly number[] {
  const blocks = new DataView(new ArrayBuffer((message.length + 72) & -64));
  new Uint8Array(blocks.buffer).set(message);
  blocks.setUint8(message.length, 0x80);
  blocks.setUint32(blocks.byteLength - 4, message.length * 8);

  type Eight = [number, number, number, number, number, number, number, number];
  let hash = start as Eight;
  for (let block = 0; block < blocks.byteLength; block += 64) {
    const words: number[] = [];
    const word = (back: number): number => words[words.length - back] as number;
    let state = hash;
    for (const round of rounds) {
      words.push(words.length < 16 ? blocks.getInt32(block + words.length * 4)
        : (word(16) + (turn(word(15), 7, 18) ^ word(15) >>> 3) + word(7) + (turn(word(2), 17, 19) ^ word(2) >>> 10)) | 0);
      const [a, b, c, d, e, f, g, h] = state;
      const sum = h + turn(e, 6, 11, 25) + (e & f ^ ~e & g) + round + word(1);
      state = [sum + turn(a, 2, 13, 22) + (a & b ^ a & c ^ b & c) | 0, a, b, c, d + sum | 0, e, f, g];
    }

    hash = hash.map((value, at) => value + (state[at] as number) | 0) as Eight;
  }

  return hash;
}
