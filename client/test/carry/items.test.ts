import { describe, expect, test } from "vitest";
import { type Bytes } from "../../src/carry/bytes.ts";
import { ItemReader, item, numberOf } from "../../src/carry/items.ts";

/** What a reader tells of pieces of items; parts of a piece of the stream that lie together are put together. */
function told(pieces: readonly Bytes[]): string[] {
  const reader = new ItemReader();
  const all: { words: string; next: number; part: number[] }[] = [];
  for (const bytes of pieces)
    reader.take(bytes, (kind, numbers, part) => {
      const last = all.at(-1);
      if (kind === item.piece && last !== undefined && last.next === numbers[1]! && last.words.startsWith(`${kind} ${numbers[0]}`)) last.part.push(...part);
      else all.push({ words: [kind, ...numbers].join(" "), next: -1, part: [...part] });
      if (kind === item.piece) all.at(-1)!.next = numbers[1]! + part.length;
    });
  return all.map(({ words, part }) => part.length > 0 ? `${words}: ${part.join(".")}` : words);
}

describe("numbers", () => {
  test.each<[number, number[]]>([
    [0, [0]], [127, [127]], [128, [128, 1]], [16_383, [255, 127]], [16_384, [128, 128, 1]], [2 ** 32, [128, 128, 128, 128, 16]],
    [Number.MAX_SAFE_INTEGER, [255, 255, 255, 255, 255, 255, 255, 15]],
  ])("%i is %j", (value, bytes) => {
    expect(numberOf(value)).toEqual(bytes);
    expect(told([Uint8Array.of(item.ack, 0, ...bytes)])).toEqual([`3 0 ${value}`]);
  });
});

describe("items", () => {
  const bytes = Uint8Array.from([
    item.hello, item.pad, 3, 9, 9, 9, item.pad, 0, item.beat, item.piece, 1, ...numberOf(2 ** 40), 4, 7, 8, 9, 10, item.ack, 0, ...numberOf(300),
    item.piece, 0, 5, 0, item.end, 1, item.gone, ...numberOf(200), item.wait, ...numberOf(2000), item.leave, 0, item.over,
  ]);
  const expected = ["1", "4", `2 1 ${2 ** 40}: 7.8.9.10`, "3 0 300", "5 1", "6 200", "7 2000", "8 0", "9"];

  test("come whole", () => { expect(told([bytes])).toEqual(expected); });

  test("come cut at every byte", () => {
    for (let cut = 0; cut <= bytes.length; cut++) expect(told([bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual(expected);
  });

  test("come byte by byte", () => { expect(told(Array.from(bytes, byte => Uint8Array.of(byte)))).toEqual(expected); });

  test("tell of a piece as far as it has come", () => {
    expect(told([Uint8Array.of(item.piece, 0, 10, 100, 1, 2)])).toEqual(["2 0 10: 1.2"]);
  });
});
