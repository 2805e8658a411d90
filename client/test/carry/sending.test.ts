import { describe, expect, test } from "vitest";
import { Gateway, openedSocket } from "./gateway.ts";
import { fromOtherRealm } from "./node.ts";

const bytes = Uint8Array.from({ length: 24 }, (_, index) => 200 + index);
const middle = bytes.slice(8, 16);
const views = [
  Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array, BigInt64Array, BigUint64Array,
] as const;

/** What may be sent, and as what it arrives. */
const kinds: readonly (readonly [string, unknown, string | Uint8Array])[] = [
  ["text", "aé", "aé"],
  ["an empty text", "", ""],
  ["lone surrogates", "\ud800", "\ufffd"],
  ["what is made a text", { toString: () => "made" }, "made"],
  ["null", null, "null"],
  ["a buffer", bytes.buffer, bytes],
  ["an empty buffer", new ArrayBuffer(0), new Uint8Array()],
  ["a buffer of another frame's", fromOtherRealm("Uint8Array.of(1, 2, 3).buffer"), Uint8Array.of(1, 2, 3)],
  ["a view of another frame's", fromOtherRealm("new Uint8Array([1, 2, 3, 4]).subarray(1)"), Uint8Array.of(2, 3, 4)],
  ["a blob", new Blob(["abc", "def"]), new TextEncoder().encode("abcdef")],
  ["a file", new File(["abc"], "abc.txt"), new TextEncoder().encode("abc")],
  ["a DataView of a part", new DataView(bytes.buffer, 8, 8), middle],
  ...views.map(View => [`a part as ${View.name}`, new View(bytes.buffer, 8, 8 / View.BYTES_PER_ELEMENT), middle] as const),
];
const sizeOf = (arrived: string | Uint8Array): number => typeof arrived === "string" ? new TextEncoder().encode(arrived).length : arrived.length;

describe.each(kinds)("%s", (_, data, arrived) => {
  const size = sizeOf(arrived);

  test("may not be sent before the socket is open", () => {
    const { socket } = new Gateway().page.open();
    expect(socket.readyState).toBe(0);
    expect(() => { socket.send(data as string); }).toThrow(expect.objectContaining({ name: "InvalidStateError" }));
    expect(socket.bufferedAmount).toBe(0);
  });

  test("counts until the network has it, and arrives as it is", async () => {
    const { socket, gateway } = await openedSocket();
    socket.send(data as string);
    socket.send("z");
    expect(socket.bufferedAmount).toBe(size + 1);
    await gateway.page.pass(100);
    expect(socket.bufferedAmount).toBe(0);
    expect(gateway.session.told).toEqual([arrived, "z"]);
  });

  test("counts for ever where it is sent too late, and is not sent", async () => {
    const { socket, gateway } = await openedSocket();
    socket.close();
    socket.send(data as string);
    expect([socket.readyState, socket.bufferedAmount]).toEqual([2, size]);
    gateway.session.close(1000);
    await gateway.page.pass(100);
    socket.send(data as string);
    await gateway.page.pass(100);
    expect([socket.readyState, socket.bufferedAmount]).toEqual([3, 2 * size]);
    expect(gateway.session.told).toEqual(["close without a code"]);
  });
});

describe("what is sent", () => {
  test("is what was given, whatever becomes of it afterwards", async () => {
    const { socket, gateway } = await openedSocket();
    const given = Uint8Array.of(1, 2, 3);
    socket.send(given);
    socket.send(given.buffer);
    given.fill(9);
    await gateway.page.pass(100);
    expect(gateway.session.told).toEqual([Uint8Array.of(1, 2, 3), Uint8Array.of(1, 2, 3)]);
  });

  test("stays in order behind a blob that takes its time, a close too", async () => {
    const { socket, gateway } = await openedSocket();
    let read = (_: ArrayBuffer): void => {};
    const slow = new Blob(["slow"]);
    slow.arrayBuffer = () => new Promise(resolve => { read = resolve; });
    socket.send("one");
    socket.send(slow);
    socket.send("two");
    socket.close(3000, "bye");
    await gateway.page.pass(1_000);
    expect(gateway.session.told).toEqual(["one"]);
    expect(socket.bufferedAmount).toBe(7);
    read(new TextEncoder().encode("slow").buffer);
    await gateway.page.pass(100);
    expect(gateway.session.told).toEqual(["one", new TextEncoder().encode("slow"), "two", "close 3000 bye"]);
    expect(socket.bufferedAmount).toBe(0);
  });

  test("fails with a blob that cannot be read, as nothing behind it may come without it", async () => {
    const { socket, told, gateway } = await openedSocket();
    const lost = new Blob(["lost"]);
    lost.arrayBuffer = () => Promise.reject(new DOMException("gone", "NotReadableError"));
    socket.send("one");
    socket.send(lost);
    socket.send("two");
    await gateway.page.pass(100);
    expect(gateway.session.told).toEqual(["one"]);
    expect(told).toEqual(["error", "close 1006  false"]);
  });

  test("may be nothing at all only by mistake", async () => {
    const { socket } = await openedSocket();
    expect(() => { Reflect.apply(socket.send, socket, []); }).toThrow(/1 argument required/);
  });
});
