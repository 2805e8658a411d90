import { describe, expect, test } from "vitest";
import { mostWaiting } from "../src/waiting.ts";
import type { Options } from "../src/options.ts";
import { Rig } from "./rig.ts";
import { event, hello, id, json, settled, subscribed } from "./world.ts";
import { writeVector } from "../src/protocol/vector.ts";

const url = "/ws/7";
const ch = "user:7:events";

describe("the address", () => {
  test.each([
    ["/ws/7", "https://app.example/board", "wss://app.example/ws/7?v=1"],
    ["/ws/7", "http://app.example:8080/board", "ws://app.example:8080/ws/7?v=1"],
    ["ws/7#top", "https://app.example/board/", "wss://app.example/board/ws/7?v=1"],
    ["ws://app.example/ws", "https://app.example/", "wss://app.example/ws?v=1"],
    ["ws://app.example/ws", "http://app.example/", "ws://app.example/ws?v=1"],
    ["wss://app.example/ws", "http://app.example/", "wss://app.example/ws?v=1"],
    ["https://app.example/ws", "http://app.example/", "wss://app.example/ws?v=1"],
    ["http://app.example/ws", undefined, "ws://app.example/ws?v=1"],
    ["/ws?room=a%20b", "https://app.example/", "wss://app.example/ws?room=a+b&v=1"],
  ])("%s on %s is %s", (url, page, expected) => {
    expect(new Rig({ url }, world => { world.page = page; }).world.socket.url.href).toBe(expected);
  });
});

describe("an option that makes no sense", () => {
  test.each<[Options, string]>([
    [{}, "url or channels must be given"],
    [{ url: "https://" }, "Invalid URL"],
    [{ url, transports: [] }, "transports: some of ws,sse,poll"],
    [{ url, transports: ["tcp" as "ws"] }, "transports: some of ws,sse,poll"],
    [{ url, reconnectInterval: -1 }, "reconnectInterval: a number from 0 up"],
    [{ url, heartbeatInterval: NaN }, "heartbeatInterval: a number from 0 up"],
    [{ url, maxRetries: -1 }, "maxRetries: a number from 0 up"],
  ])("%j is refused", (options, words) => {
    expect(() => new Rig(options)).toThrow(words);
  });
});

describe("a storage", () => {
  class FakeStorage {
    readonly items = new Map<string, string>();
    getItem = (key: string): string | null => this.items.get(key) ?? null;
    setItem = (key: string, value: string): void => { this.items.set(key, value); };
  }

  test("lets the next page go on where this one was", () => {
    const storage = new FakeStorage();
    const one = new Rig({ url: "/ws/7?ticket=secret", storage });
    one.world.socket.open().says(hello(), subscribed(ch, id(4)), event(ch, id(5), 5));
    expect([...storage.items]).toEqual([["wss://app.example/ws/7", JSON.stringify({ [ch]: id(5) })]]);
    const two = new Rig({ url, storage });
    expect(two.world.socket.url.searchParams.get("since")).toBe(writeVector(new Map([[ch, id(5)]])));
    two.world.socket.open().says(hello(), subscribed(ch, id(6), "ok"), event(ch, id(6), 6));
    expect(two.messages).toEqual([6]);
  });

  test("is written after the page was told", () => {
    const storage = new FakeStorage();
    const seen: (string | undefined)[] = [];
    const rig = new Rig({ url, storage, storageKey: "mine", onMessage: () => { seen.push(storage.items.get("mine")); } });
    rig.world.socket.open().says(hello(), subscribed(ch, id(4)), event(ch, id(5), 5));
    expect(seen).toEqual([JSON.stringify({ [ch]: id(4) })]);
  });

  test("is not written where nothing has changed", () => {
    const written: string[] = [];
    const rig = new Rig({ url, storage: { getItem: () => null, setItem: (_, value) => { written.push(value); } } });
    rig.world.socket.open().says(hello(), subscribed(ch, id(4)), { type: "pong" }, { type: "heartbeat", at: { [ch]: id(4) } }, event(ch, id(4), 4));
    expect(written).toEqual([JSON.stringify({ [ch]: id(4) })]);
  });

  test("keeps where polls were", async () => {
    const storage = new FakeStorage();
    const rig = new Rig({ url, storage, transports: ["poll"] });
    await rig.world.request.answer(json({ events: [], next: `${id(4)}.who.mac`, gap: null }));
    expect(new Rig({ url, storage }).world.socket.url.searchParams.get("since")).toBe(id(4));
  });

  test("counts for less than ids that are given, and for more than a number of events", () => {
    const storage = new FakeStorage();
    storage.setItem("mine", JSON.stringify({ [ch]: id(5) }));
    const since = (given: Options["since"]): string | null => new Rig({ url, storage, storageKey: "mine", since: given }).world.socket.url.searchParams.get("since");
    expect(since(id(9))).toBe(id(9));
    expect(since({ [ch]: id(9) })).toBe(writeVector(new Map([[ch, id(9)]])));
    // Of channels that were not saved, the twenty.
    expect(since("-20")).toBe(`${writeVector(new Map([[ch, id(5)]]))}~-20`);
  });

  test("is one for each set of channels", () => {
    const storage = new FakeStorage();
    const rig = new Rig({ channels: ["a", "b"], storage });
    rig.world.socket.open().says(hello(), subscribed("a", id(1)));
    expect([...storage.items.keys()]).toEqual(["wss://app.example/.wayleave/events a b"]);
  });

  test("that fails is warned of, and stops nothing", () => {
    const fail = (): never => { throw new Error("QuotaExceededError"); };
    const rig = new Rig({ url, storage: { getItem: fail, setItem: fail } });
    rig.world.socket.open().says(hello(), subscribed(ch, id(4)), event(ch, id(5), 5));
    expect(rig.messages).toEqual([5]);
    expect(rig.world.warnings[0]).toBe("Error: QuotaExceededError");
  });

  test("with what is not ours in it is passed over", () => {
    const rig = new Rig({ url, storage: { getItem: () => "{", setItem() {} } });
    expect(rig.world.socket.url.searchParams.get("since")).toBe(null);
  });
});

describe("a loop over messages", () => {
  test("gets each with its channel and id, and ends with the client", async () => {
    const rig = new Rig({ url });
    const got: unknown[] = [];
    const over = (async () => { for await (const message of rig.session.messages()) got.push(message); })();
    rig.world.socket.open().says(hello(), subscribed(ch, id(4)), event(ch, id(5), 5), event(ch, id(6), 6));
    await settled();
    rig.world.socket.says(event(ch, id(7), 7));
    rig.session.close();
    await over;
    expect(got).toEqual([5, 6, 7].map(n => ({ data: n, channel: ch, id: id(n) })));
  });

  test("throws where the server refuses for good, once it has read what came before", async () => {
    const rig = new Rig({ url });
    const got: unknown[] = [];
    const over = (async () => { for await (const { data } of rig.session.messages()) got.push(data); })();
    rig.world.socket.open().says({ n: 1 }).ends(4003, "forbidden");
    await expect(over).rejects.toThrow("given up: 4003 forbidden");
    expect(got).toEqual([{ n: 1 }]);
  });

  test("throws where it reads so slowly that it would fill the memory", async () => {
    const rig = new Rig({ url });
    const loop = rig.session.messages();
    const first = loop.next();
    rig.world.socket.open();
    for (let n = 0; n <= mostWaiting + 1; n++) rig.world.socket.says({ n });
    // Room again, and nevertheless it is not told what came after what is missing.
    await loop.next();
    rig.world.socket.says({ n: "late" });
    expect((await first).value).toEqual({ data: { n: 0 }, channel: undefined, id: undefined });
    let [last, count] = [undefined as unknown, 2];
    await expect((async () => { for await (const { data } of loop) [last, count] = [data, count + 1]; })()).rejects.toThrow("the loop reads too slowly");
    expect(count).toBe(mostWaiting);
    expect(last).toEqual({ n: mostWaiting - 1 });
  });

  test("that is left is told nothing any more, and others go on", async () => {
    const rig = new Rig({ url });
    rig.world.socket.open();
    const [one, two] = [rig.session.messages(), rig.session.messages()];
    const firsts = [one.next(), two.next()];
    rig.world.socket.says({ n: 1 });
    await Promise.all(firsts);
    await one.return();
    rig.world.socket.says({ n: 2 });
    expect(await one.next()).toEqual({ done: true, value: undefined });
    expect((await two.next()).value).toMatchObject({ data: { n: 2 } });
  });

  test("over a client that is closed ends at once", async () => {
    const rig = new Rig({ url });
    rig.session.close();
    expect(await rig.session.messages().next()).toEqual({ done: true, value: undefined });
  });
});
