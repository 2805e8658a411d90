import { describe, expect, test } from "vitest";
import { joined, type Bytes } from "../../src/carry/bytes.ts";
import { FrameReader, binary, close, closePayload, frameOf, text } from "../../src/carry/frames.ts";

const utf8 = new TextEncoder();

/** What a reader tells of pieces. */
function told(pieces: readonly Bytes[]): string[] {
  const reader = new FrameReader();
  const all: string[] = [];
  for (const piece of pieces) reader.take(piece, (opcode, payload) => { all.push(`${opcode} ${payload.length} ${[...payload.subarray(0, 8)].join(".")}`); });
  return all;
}

/** A frame that is not the last of its message. */
function begun(opcode: number, payload: Bytes): Bytes {
  const frame = frameOf(opcode, payload);
  frame[0]! &= 0x7f;
  return frame;
}

describe("frames", () => {
  // The app may close amid a message.
  const stream = joined([
    frameOf(text, utf8.encode("one")), frameOf(binary, new Uint8Array()), begun(text, utf8.encode("tw")), begun(0, new Uint8Array()), frameOf(0, utf8.encode("o")),
    frameOf(binary, new Uint8Array(125).fill(1)), frameOf(binary, new Uint8Array(126).fill(2)), begun(text, utf8.encode("hal")), frameOf(close, closePayload(4001, "bye")),
  ]);
  const expected = ["1 3 111.110.101", "2 0 ", "1 3 116.119.111", "2 125 1.1.1.1.1.1.1.1", "2 126 2.2.2.2.2.2.2.2", "8 5 15.161.98.121.101"];

  test("come whole", () => { expect(told([stream])).toEqual(expected); });

  test("come cut at every byte", () => {
    for (let cut = 0; cut <= stream.length; cut++) expect(told([stream.subarray(0, cut), stream.subarray(cut)])).toEqual(expected);
  });

  test("come byte by byte", () => { expect(told(Array.from(stream, byte => Uint8Array.of(byte)))).toEqual(expected); });

  test.each([0, 1, 125, 126, 65_535, 65_536, 1 << 20])("of %i bytes are read as they are written", size => {
    const frame = frameOf(binary, new Uint8Array(size).fill(7));
    expect(frame.length - size).toBe(size < 126 ? 2 : size < 65_536 ? 4 : 10);
    for (const cut of [1, 2, 3, 9, 10, 11, size])
      expect(told([frame.subarray(0, cut), frame.subarray(cut)])).toEqual(told([frame]));
    expect(told([frame])[0]).toMatch(`2 ${size} `);
  });

  test("of a close may say nothing", () => { expect(frameOf(close, closePayload(undefined, "lost"))).toEqual(Uint8Array.of(0x88, 0)); });

  test("leave bytes alone that their reader was given", () => {
    const [one, other] = [stream.slice(0, 20), stream.slice(20)];
    const before = [one.slice(), other.slice()];
    told([one, other]);
    expect([one, other]).toEqual(before);
  });
});
