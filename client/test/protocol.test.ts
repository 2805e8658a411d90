import { describe, expect, test } from "vitest";
// The server runs the same cases.
import cases from "./cases/vectors.json";
import { waitFor } from "../src/protocol/backoff.ts";
import { codeOfStatus, courseOf } from "../src/protocol/codes.ts";
import { sha256 } from "../src/protocol/sha256.ts";
import { writeVector } from "../src/protocol/vector.ts";

describe("what a close code means", () => {
  test.each([
    [1000, "backOff"], [1001, "backOff"], [1005, "backOff"], [1006, "backOff"], [1008, "backOff"], [1011, "backOff"], [1012, "spread"], [1013, "backOff"],
    [3000, "backOff"], [3999, "backOff"], [4000, "stop"], [4001, "stop"], [4099, "stop"], [4100, "ordered"], [4199, "ordered"],
    [4200, "atOnce"], [4299, "atOnce"], [4300, "backOff"], [4999, "backOff"],
  ])("%i: %s", (code, course) => { expect(courseOf(code)).toBe(course); });
});

describe("what a status means", () => {
  test.each([
    [204, false, 4003], [401, false, 4001], [401, true, 4201], [403, false, 4003], [403, true, 4003], [404, false, 1006], [405, false, 1006],
    [426, false, 1006], [200, false, 1006], [302, false, 1006], [429, false, 4103], [500, false, 4103], [502, false, 4103], [503, true, 4103], [504, false, 4103],
  ])("%i, served before: %s, is %i", (status, served, code) => { expect(codeOfStatus(status, served)).toBe(code); });
});

describe("how long to wait", () => {
  test.each([
    ["doubles up to 30 s, from half", "backOff", [0, 1, 2, 5, 2000], undefined, 0, [500, 1000, 2000, 15_000, 15_000]],
    ["doubles up to 30 s, to all of it", "backOff", [0, 1, 2, 5, 2000], undefined, 1, [1000, 2000, 4000, 30_000, 30_000]],
    ["is in the server's window, then longer", "backOff", [0, 1, 2, 3], 5000, 1, [5000, 5000, 5000, 8000]],
    ["is anything in the window", "ordered", [0, 3], 5000, 0, [0, 0]],
    ["spreads over 5 s where there is no window", "spread", [0, 1, 4], undefined, 1, [5000, 5000, 16_000]],
    ["is a second at most", "atOnce", [0, 9], 5000, 1, [1000, 1000]],
  ] as const)("%s", (_, course, failures, window, chance, expected) => {
    expect(failures.map(count => waitFor(course, count, 1000, window, chance))).toEqual(expected);
  });

  test("an interval above 30 s stays what it is", () => {
    expect([0, 5].map(count => waitFor("backOff", count, 60_000, undefined, 1))).toEqual([60_000, 60_000]);
  });
});

test.each(["", "abc", "user:7:events", "ä".repeat(40), ...Array.from({ length: 70 }, (_, length) => "x".repeat(length + 50))])("SHA-256 of %j is what everybody's is", async text => {
  const bytes = new TextEncoder().encode(text);
  const expected = new DataView(await crypto.subtle.digest("SHA-256", bytes));
  expect(sha256(bytes).map(word => word >>> 0)).toEqual([0, 4, 8, 12, 16, 20, 24, 28].map(at => expected.getUint32(at)));
});

test.each(cases)("the places $ids are one word", ({ ids, vector }) => {
  expect(writeVector(new Map(Object.entries(ids)))).toBe(vector);
});
