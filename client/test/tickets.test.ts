import { describe, expect, test } from "vitest";
import { Rig } from "./rig.ts";
import { FakeStream, hello, id, settled, subscribed } from "./world.ts";

test("each attempt has a ticket of its own", async () => {
  let count = 0;
  const rig = new Rig({ url: "/ws/7?room=a", getTicket: () => Promise.resolve(`t${++count}`) });
  expect(rig.world.sockets).toEqual([]);
  await settled();
  expect(rig.world.socket.url.search).toBe("?room=a&v=1&ticket=t1");
  rig.world.socket.open().says(hello(), subscribed("a", id(1))).ends(4201);
  rig.world.pass(1000);
  await settled();
  expect(rig.world.socket.url.searchParams.get("ticket")).toBe("t2");
});

test("a ticket that cannot be had is a failed attempt", async () => {
  let fails = true;
  const rig = new Rig({ url: "/ws/7", getTicket: () => fails ? Promise.reject(new Error("HTTP 503")) : Promise.resolve("t") });
  await settled();
  expect(rig.news()).toEqual(["disconnect 1006"]);
  expect(rig.states).toEqual(["waiting ws 750"]);
  rig.world.pass(750);
  await settled();
  expect(rig.states.at(-1)).toBe("waiting ws 1500");
  fails = false;
  rig.world.pass(1500);
  await settled();
  expect(rig.world.sockets.length).toBe(1);
});

test("a ticket that throws is a failed attempt", async () => {
  const rig = new Rig({ url: "/ws/7", getTicket: () => { throw new Error("no"); } });
  await settled();
  expect(rig.news()).toEqual(["disconnect 1006"]);
});

test("a ticket that does not come in 30 s is a failed attempt, and is not used when it comes", async () => {
  const come: ((ticket: string) => void)[] = [];
  const rig = new Rig({ url: "/ws/7", maxRetries: 1, getTicket: () => new Promise(resolve => { come.push(resolve); }) });
  rig.world.pass(30_000);
  expect(rig.news()).toEqual(["disconnect 1006"]);
  rig.world.pass(3000);
  come[0]?.("late");
  await settled();
  come[1]?.("second");
  await settled();
  expect(rig.world.sockets.map(socket => socket.url.searchParams.get("ticket"))).toEqual(["second"]);
});

test("a ticket that fails too late fails nothing else", async () => {
  const fail: (() => void)[] = [];
  const rig = new Rig({ url: "/ws/7", getTicket: () => fail.length > 0 ? Promise.resolve("t") : new Promise((_, reject) => { fail.push(() => { reject(new Error("late")); }); }) });
  rig.world.pass(31_000);
  await settled();
  rig.world.socket.open();
  fail[0]?.();
  await settled();
  expect(rig.news()).toEqual(["disconnect 1006", "connect"]);
});

test("the address may be asked for anew each time", async () => {
  let host = "a";
  const rig = new Rig({ url: () => Promise.resolve(`https://${host}.example/ws`) });
  await settled();
  rig.world.socket.ends();
  host = "b";
  rig.world.pass(1000);
  await settled();
  expect(rig.world.sockets.map(socket => socket.url.href)).toEqual(["wss://a.example/ws?v=1", "wss://b.example/ws?v=1"]);
});

test("an address that makes no sense is a failed attempt", async () => {
  const rig = new Rig({ url: () => "https://" });
  await settled();
  expect(rig.news()).toEqual(["disconnect 1006"]);
});

test("a client that is closed meanwhile opens nothing", async () => {
  const rig = new Rig({ url: "/ws/7", getTicket: () => Promise.resolve("t") });
  rig.session.close();
  await settled();
  expect(rig.world.sockets).toEqual([]);
});

describe("a session that ends", () => {
  // A heartbeat that is not waited for in these tests.
  const ends = (token_expires_in: number): object => hello({ heartbeat: 1e7, token_expires_in });
  const auth = (token: string): string => JSON.stringify({ type: "auth", token });
  /** A client whose tickets are t1, t2 and so on, on a line that is open. */
  const open = async (first: object, options = {}): Promise<{ rig: Rig; asked: () => number }> => {
    let count = 0;
    const rig = new Rig({ url: "/ws/7", heartbeatInterval: 0, getTicket: () => Promise.resolve(`t${++count}`), ...options });
    await settled();
    rig.world.socket.open().says(first, subscribed("a", id(1)));
    return { rig, asked: () => count };
  };

  test("goes on over the open line by another ticket, and again before its new end", async () => {
    const { rig, asked } = await open(ends(3600));
    rig.world.pass(3_569_999);
    expect(asked()).toBe(1);
    rig.world.pass(1);
    await settled();
    expect(rig.world.socket.sent).toEqual([auth("t2")]);
    rig.world.pass(20_000);
    rig.world.socket.says({ type: "auth", expires_in: 60 });
    rig.world.pass(44_999);
    expect(asked()).toBe(2);
    rig.world.pass(1);
    await settled();
    rig.world.socket.says({ type: "auth" });
    rig.world.pass(1e7);
    expect(rig.world.socket.sent).toEqual([auth("t2"), auth("t3")]);
    expect(rig.world.sockets.length).toBe(1);
  });

  test("is not renewed where hardly any time is given, and where there is no end", async () => {
    for (const first of [ends(9), ends(0), hello({ heartbeat: 1e7 })]) {
      const { rig, asked } = await open(first);
      rig.world.pass(1e7);
      expect(asked()).toBe(1);
    }
  });

  test("is not renewed over a stream, which cannot be told anything", async () => {
    const stream = new FakeStream();
    let count = 0;
    const rig = new Rig({ url: "/ws/7", transports: ["sse"], getTicket: () => Promise.resolve(`t${++count}`) });
    await settled();
    await rig.world.request.answer(stream.response);
    await stream.says(ends(60));
    rig.world.pass(60_000);
    expect(count).toBe(1);
  });

  test("is not renewed where no tickets are given", async () => {
    const { rig } = await open(ends(60), { getTicket: undefined });
    rig.world.pass(60_000);
    await settled();
    expect(rig.world.socket.sent).toEqual([]);
  });

  test("ends as it was to end where no ticket can be had, or the server takes none", async () => {
    let count = 0;
    const { rig } = await open(ends(60), { getTicket: () => ++count === 2 ? Promise.reject(new Error("HTTP 503")) : Promise.resolve(`t${count}`) });
    rig.world.pass(45_000);
    await settled();
    expect(rig.world.warnings).toEqual(["Error: HTTP 503"]);
    expect(rig.world.socket.sent).toEqual([]);
    rig.world.socket.ends(4201);
    rig.world.pass(1000);
    await settled();
    expect(rig.world.socket.url.searchParams.get("ticket")).toBe("t3");
    rig.world.socket.open().says(ends(60), subscribed("a", id(1), "ok"));
    rig.world.pass(45_000);
    await settled();
    rig.world.socket.says({ type: "error", code: "bad_ticket", retry: false });
    rig.world.pass(15_000);
    expect(rig.world.socket.sent).toEqual([auth("t4")]);
    expect(rig.world.warnings[1]).toBe("refused: bad_ticket ");
    expect(rig.news().filter(each => each.startsWith("disconnect"))).toEqual(["disconnect 4201"]);
  });

  test("has nothing to do with the next line, whatever comes too late for it", async () => {
    const come: ((ticket: string) => void)[] = [];
    const { rig } = await open(ends(60), { getTicket: () => new Promise(resolve => { come.push(resolve); if (come.length !== 2) resolve(`t${come.length}`); }) });
    rig.world.pass(45_000);
    rig.world.socket.ends();
    rig.world.pass(4000);
    await settled();
    rig.world.socket.open();
    rig.world.pass(60_000);
    rig.world.socket.says(hello({ heartbeat: 1e7 }), subscribed("a", id(1), "ok"));
    come[1]?.("late");
    await settled();
    rig.world.pass(1e7);
    expect(rig.world.sockets.length).toBe(2);
    expect(rig.world.socket.sent).toEqual([]);
    expect(come.length).toBe(3);
  });

  test("is forgotten with its line", async () => {
    const { rig, asked } = await open(ends(60));
    rig.world.socket.ends();
    rig.world.pass(4000);
    await settled();
    rig.world.socket.open();
    rig.world.pass(60_000);
    expect(asked()).toBe(2);
  });
});
