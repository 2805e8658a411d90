import { expect, test } from "vitest";
import { Rig } from "./rig.ts";

// The options that a front end of a hand-written endpoint has, and that endpoint.
const url = "/api/v1/cv-processing/ws/7";
const make = (): Rig => new Rig({ url, reconnectInterval: 3000, heartbeatInterval: 30_000 });

test("it connects when made, by the scheme of the page", () => {
  expect(make().world.sockets.map(socket => socket.url.href)).toEqual(["wss://app.example/api/v1/cv-processing/ws/7?v=1"]);
});

test("it gives parsed messages, and keeps pongs and heartbeats to itself", () => {
  const { world, news, told } = withNews(make());
  world.socket.open().says({ type: "cv_progress", pct: 40 }, { type: "pong" }, { type: "heartbeat" }, [1, 2], "no JSON", new Uint8Array([1, 2]).buffer);
  expect(news()).toEqual(["connect", 'message {"type":"cv_progress","pct":40}', "message [1,2]", 'message "no JSON"', 'message {"0":1,"1":2}']);
  expect(told).toEqual([]);
  expect(world.socket.binaryType).toBe("arraybuffer");
});

test("an event of the app's own that is called hello is a message", () => {
  for (const first of [{ type: "hello", name: "Ann" }, { type: "hello", heartbeat: 30 }, { type: "hello", session: "a" }]) {
    const { world, news } = withNews(make());
    world.socket.open().says(first, { type: "gap", ch: "x" });
    expect(news()).toEqual(["connect", `message ${JSON.stringify(first)}`, 'message {"type":"gap","ch":"x"}']);
  }
});

test("ids of another server's are none of its business", () => {
  const { world, news } = withNews(make());
  world.socket.open().says({ n: 1, _id: "k3Qz:5:aaaaaaa5" }, { n: 1, _id: "k3Qz:5:aaaaaaa5", _wayleave_id: "k3Qz:5:aaaaaaa5" });
  expect(news().length).toBe(3);
  world.socket.ends();
  world.pass(3000);
  expect(world.socket.url.search).toBe("?v=1");
});

test("it comes back after the interval, by chance up to half of it sooner, and doubles it with each failure up to 30 s", () => {
  const rig = make();
  rig.world.socket.open().says({ n: 1 });
  const waits: number[] = [];
  rig.world.draw = 0;
  for (const _ of "123456") {
    rig.world.socket.ends();
    waits.push(rig.comeBack());
  }

  expect(waits).toEqual([1500, 3000, 6000, 12_000, 15_000, 15_000]);
  expect(rig.states.filter(state => state.startsWith("waiting")).length).toBe(6);
});

test("each end is told with the browser's own event, also where it never opened", () => {
  const rig = make();
  rig.world.socket.ends(1006);
  rig.world.pass(3000);
  rig.world.socket.open().ends(1011, "oh");
  expect(rig.news()).toEqual(["disconnect 1006", "connect", "disconnect 1011"]);
});

test("what opens and is closed at once is a failure: it waits longer each time", () => {
  const rig = make();
  for (const _ of "123") {
    rig.world.socket.open().ends(1000);
    rig.comeBack();
  }

  expect(rig.states.filter(state => state.startsWith("waiting"))).toEqual(["waiting ws 2250", "waiting ws 4500", "waiting ws 9000"]);
});

test("an endpoint that never says a word is no failure if it stayed for a while", () => {
  const rig = make();
  for (const _ of "123") {
    rig.world.socket.open();
    rig.world.pass(31_000);
    rig.world.socket.ends();
    rig.comeBack();
  }

  expect(rig.states.filter(state => state.startsWith("waiting"))).toEqual(["waiting ws 2250", "waiting ws 2250", "waiting ws 2250"]);
});

test("it pings with the text ping, each interval", () => {
  const { world } = make();
  world.socket.open();
  world.pass(29_999);
  expect(world.socket.sent).toEqual([]);
  world.pass(60_001);
  expect(world.socket.sent).toEqual(["ping", "ping", "ping"]);
});

test("without an interval it does not ping", () => {
  const rig = new Rig({ url, heartbeatInterval: 0 });
  rig.world.socket.open();
  rig.world.pass(3_600_000);
  expect(rig.world.socket.sent).toEqual([]);
});

test("a line that answered pings and does not any more is dropped after 10 s", () => {
  const rig = make();
  rig.world.socket.open();
  rig.world.pass(30_000);
  rig.world.socket.says({ type: "pong" });
  rig.world.pass(39_999);
  expect(rig.news()).toEqual(["connect"]);
  rig.world.pass(1);
  expect(rig.news()).toEqual(["disconnect 1006"]);
  expect(rig.world.socket.isClosed).toBe(true);
});

test("any message is an answer to a ping", () => {
  const rig = make();
  rig.world.socket.open().says({ type: "pong" });
  rig.world.pass(35_000);
  rig.world.socket.says({ n: 1 });
  rig.world.pass(20_000);
  expect(rig.news()).toEqual(["connect", 'message {"n":1}']);
});

test("an endpoint that never answered a ping is not dropped for it", () => {
  const rig = make();
  rig.world.socket.open();
  rig.world.pass(3_600_000);
  expect(rig.news()).toEqual(["connect"]);
});

test("a page that slept asks before it takes the line for dead, once", () => {
  const rig = make();
  rig.world.socket.open().says({ type: "pong" });
  rig.world.pass(30_000);
  rig.world.sleep(3_600_000);
  expect(rig.news()).toEqual(["connect"]);
  expect(rig.world.socket.sent).toEqual(["ping", "ping"]);
  rig.world.sleep(3_600_000);
  expect(rig.news()).toEqual(["disconnect 1006"]);
});

test("what does not open in 10 s is given up", () => {
  const rig = make();
  const first = rig.world.socket;
  rig.world.pass(10_000);
  expect(first.isClosed).toBe(true);
  expect(rig.news()).toEqual(["disconnect 1006"]);
  rig.world.pass(3000);
  expect(rig.world.sockets.length).toBe(2);
  // Too late.
  first.open();
  expect(rig.news()).toEqual([]);
});

test("a page that is shown again, or has its network back, comes back at once", () => {
  const rig = make();
  rig.world.socket.open().ends();
  rig.world.rouse();
  expect(rig.world.sockets.length).toBe(2);
});

test("a page that is shown again asks an open line for a sign of life", () => {
  const rig = make();
  rig.world.socket.open().says({ type: "pong" });
  rig.world.rouse();
  expect(rig.world.socket.sent).toEqual(["ping"]);
  rig.world.pass(10_000);
  expect(rig.news()).toEqual(["connect", "disconnect 1006"]);
});

test("a restart (1012) is no reason to come sooner than told, and spreads over 5 s", () => {
  const rig = make();
  rig.world.socket.open().says({ n: 1 }).ends(1012);
  rig.world.rouse();
  expect(rig.states.at(-1)).toBe("waiting ws 2500");
  rig.world.pass(2499);
  expect(rig.world.sockets.length).toBe(1);
  rig.world.pass(1);
  expect(rig.world.sockets.length).toBe(2);
});

test("close ends it, and nothing is left behind", () => {
  const rig = make();
  rig.world.socket.open();
  rig.session.close();
  rig.world.socket.says({ n: 1 }).ends();
  rig.world.rouse();
  rig.world.pass(3_600_000);
  expect(rig.news()).toEqual(["connect", "disconnect 1000"]);
  expect(rig.world.sockets.length).toBe(1);
  expect(rig.world.socket.isClosed).toBe(true);
  expect(rig.world.isQuiet).toBe(true);
});

test("close may be called twice, and from any callback", () => {
  const first: Rig = new Rig({ url, onConnect: () => { first.session.close(); first.session.close(); } });
  first.world.socket.open();
  expect(first.states).toEqual(["open ws", "closed ws"]);
  const rig: Rig = new Rig({ url, onMessage: () => { rig.session.close(); } });
  rig.world.socket.open().says({ n: 1 }, { n: 2 });
  expect(rig.news()).toEqual(["connect", "disconnect 1000"]);
});

test("an error of a callback is reported, and stops nothing", () => {
  const rig = new Rig({ url, onMessage: data => { throw data; } });
  rig.world.socket.open().says({ n: 1 }, { n: 2 });
  expect(rig.world.errors).toEqual([{ n: 1 }, { n: 2 }]);
});

test("it gives up after so many failures in a row", () => {
  const rig = new Rig({ url, maxRetries: 2 });
  for (const _ of "123") {
    rig.world.socket.ends();
    rig.world.pass(30_000);
  }

  expect(rig.world.sockets.length).toBe(3);
  expect(rig.states.at(-1)).toBe("closed ws");
  expect(rig.news()).toEqual(["disconnect 1006", "disconnect 1006", "disconnect 1006"]);
  expect(rig.world.isQuiet).toBe(true);
});

test("what a browser will not open is a failed attempt", () => {
  const rig = new Rig({ url }, world => { Object.assign(world, { openSocket: () => { throw new Error("SecurityError"); } }); });
  expect(rig.news()).toEqual(["disconnect 1006"]);
});

function withNews(rig: Rig): { readonly world: Rig["world"]; readonly news: () => readonly string[]; readonly told: readonly string[] } {
  return { world: rig.world, news: () => rig.news(), told: rig.told };
}
