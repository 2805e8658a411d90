import { expect, test } from "vitest";
import { Rig } from "./rig.ts";
import { hello, id, settled, subscribed } from "./world.ts";

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
