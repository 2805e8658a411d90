import { expect, test } from "vitest";
import type { Bytes } from "../../src/carry/bytes.ts";
import { frameOf } from "../../src/carry/frames.ts";
import { ItemReader, item, numberOf } from "../../src/carry/items.ts";
import { Outgoing } from "../../src/carry/outgoing.ts";
import { Session } from "../../src/carry/session.ts";
import { Random } from "./random.ts";
import { CarryWorld } from "./world.ts";

const steps = 500_000;
// They take a second or two, unless the machine has much else to do.
const longTest = 60_000;

/** The byte that a stream has at a position. */
const byteAt = (position: number): number => (position * 7 + (position >> 8)) & 255;
const bytesAt = (position: number, length: number): Bytes => {
  const bytes = new Uint8Array(length);
  for (let index = 0; index < length; index++) bytes[index] = byteAt(position + index);
  return bytes;
};

test("what the page sends is kept by its position until it is acknowledged: half a million steps against a model", () => {
  const chance = new Random(6);
  const out = new Outgoing();
  let [start, end, handed] = [0, 0, 0];
  // Of what was not handed whole: where it ends, and its payload.
  const unsent: { readonly end: number; readonly payload: number }[] = [];
  for (let step = 0; step < steps; step++) {
    const most = end - start;
    switch (most > 5000 ? 3 : chance.below(4)) {
      case 0: {
        const frame = bytesAt(end, 2 + chance.below(chance.below(50) === 0 ? 3000 : 40));
        const payload = frame.length - 2;
        out.add(frame, payload);
        end += frame.length;
        unsent.push({ end, payload });
        break;
      }

      case 1: {
        const from = start + chance.below(most + 1);
        const piece = out.from(from, chance.below(200) + 1);
        const wrong = piece.findIndex((byte, index) => byte !== byteAt(from + index));
        if (wrong >= 0 || (piece.length === 0 && from < end)) throw new Error(`step ${step}: ${piece.length} bytes from ${from}, wrong at ${wrong}`);
        break;
      }

      case 2:
        handed = Math.max(handed, start + chance.below(most + 1));
        out.hand(handed);
        break;
      default:
        // An old word may come late.
        start = Math.max(start, chance.below(5) === 0 ? start - 10 : start + chance.below(most + 1));
        handed = Math.max(handed, start);
        out.acknowledge(start);
    }

    while ((unsent[0]?.end ?? Infinity) <= handed) unsent.shift();
    const waiting = unsent.reduce((sum, { end, payload }) => sum + Math.min(payload, end - handed), 0);
    if (out.start !== start || out.end !== end || out.waiting !== waiting) throw new Error(`step ${step}: ${out.start} ${out.end} ${out.waiting}, not ${start} ${end} ${waiting}`);
  }

  expect(end).toBeGreaterThan(1_000_000);
}, longTest);

test("what comes again is dropped, behind a hole too, and messages are whole: half a million steps against a model", () => {
  const chance = new Random(7);
  let told = 0;
  // Messages that are on their way, each with its number.
  const waiting: { readonly opcode: number; readonly payload: Bytes }[] = [];
  const session = new Session("wss://app.example/feed", [], new CarryWorld(), {
    opened() { /* Nobody asks. */ },
    message(opcode, payload) {
      const expected = waiting.shift();
      if (expected?.opcode !== opcode || expected.payload.length !== payload.length || expected.payload.some((byte, index) => byte !== payload[index])) throw new Error(`message ${told} is not what was said`);
      told++;
    },
    closed() { throw new Error("closed"); },
    foreign() { throw new Error("foreign"); },
  });
  // The stream from a position on, and how far the far end has it.
  let stream: Bytes = new Uint8Array(0);
  let begin = 0;
  let said = 0;
  const write = (bytes: Bytes): void => {
    const longer = new Uint8Array(stream.length + bytes.length);
    longer.set(stream);
    longer.set(bytes, stream.length);
    stream = longer;
  };
  for (let step = 0; step < steps; step++) {
    const { received } = session;
    if (begin + stream.length - received < 400) {
      const payload = bytesAt(said * 31, chance.below(chance.below(30) === 0 ? 70_000 : 130));
      const opcode = 1 + chance.below(2);
      // Text has to be text only for the page; here bytes are compared.
      waiting.push({ opcode, payload });
      said++;
      const cut = chance.below(3) === 0 ? chance.below(payload.length + 1) : payload.length;
      const first = frameOf(opcode, payload.slice(0, cut));
      if (cut < payload.length) first[0] = opcode;
      write(first);
      if (cut < payload.length) write(frameOf(0, payload.slice(cut)));
    }

    // Anywhere from what is long there to what nobody has yet.
    const position = Math.max(begin, received - 50 + chance.below(60));
    const piece = stream.subarray(position - begin, position - begin + 1 + chance.below(chance.below(10) === 0 ? 5000 : 60));
    const isNews = position <= received && position + piece.length > received;
    session.take(position, piece);
    if (session.received !== (isNews ? position + piece.length : received)) throw new Error(`step ${step}: ${session.received}`);
    if (session.received - begin > 100_000) {
      stream = stream.slice(session.received - 100 - begin);
      begin = session.received - 100;
    }
  }

  expect(told).toBeGreaterThan(10_000);
}, longTest);

test("items are the same wherever they are cut, and pieces are told as far as they have come", () => {
  const big = 2 ** 52 + 1;
  const whole = Uint8Array.from([
    item.hello, item.pad, 3, 9, 9, 9, item.piece, 1, ...numberOf(big), 4, 1, 2, 3, 4, item.pad, 0, item.ack, 2, ...numberOf(300), item.beat, item.end, 5, item.gone, 6, item.wait, ...numberOf(5000), item.over,
  ]);
  const read = (...parts: readonly Bytes[]): string[] => {
    const told: string[] = [];
    const reader = new ItemReader();
    for (const part of parts)
      reader.take(part, (kind, numbers, bytes) => {
        if (kind !== item.piece) told.push(`${kind} ${numbers.join(" ")}`);
        else for (const [index, byte] of bytes.entries()) told.push(`piece ${numbers[0]} ${(numbers[1] ?? 0) + index} ${byte}`);
      });
    return told;
  };
  const expected = read(whole);
  expect(expected).toEqual(["1 ", ...[1, 2, 3, 4].map((byte, index) => `piece 1 ${big + index} ${byte}`), "3 2 300", "4 ", "5 5", "6 6", "7 5000", "9 "]);
  for (let first = 0; first <= whole.length; first++)
    for (let second = first; second <= whole.length; second++) expect(read(whole.slice(0, first), whole.slice(first, second), whole.slice(second))).toEqual(expected);
});
