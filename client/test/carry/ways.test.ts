import { describe, expect, test } from "vitest";
import type { OpenedSocket } from "./browserPage.ts";
import { Gateway } from "./gateway.ts";

describe.each(["websocket", "stream", "sse", "poll"] as const)("over %s", transport => {
  const over = (): Gateway => {
    const gateway = new Gateway();
    if (transport !== "websocket") gateway.way.ws = "refused";
    gateway.way.holds = transport === "poll" ? ["stream", "sse"] : transport === "sse" ? ["stream"] : [];
    return gateway;
  };

  test("text and bytes go both ways", async () => {
    const gateway = over();
    const { socket, told } = gateway.page.open();
    gateway.onTold = (session, what) => { session.say(what as string); };
    await gateway.page.pass(4000);
    expect(gateway.page.carried).toEqual([transport]);
    socket.send("one");
    socket.send(Uint8Array.of(1, 2, 3));
    socket.send(new Blob(["blob"]));
    socket.send("après");
    await gateway.page.pass(1000);
    expect(told).toEqual(["open", "one", Uint8Array.of(1, 2, 3), Uint8Array.of(98, 108, 111, 98), "après"]);
    socket.close(3001, "bye");
    await gateway.page.pass(200);
    expect(gateway.session.told.at(-1)).toBe("close 3001 bye");
    expect(socket.readyState).toBe(2);
    gateway.session.close(3001, "bye");
    await gateway.page.pass(200);
    expect(told.at(-1)).toBe("close 3001 bye true");
    expect(gateway.page.carried).toEqual([]);
  });
});

describe.each(["ok", "refused"] as const)("a page whose WebSockets are %s", ws => {
  const carried = async (): Promise<OpenedSocket & { readonly gateway: Gateway }> => {
    const gateway = new Gateway();
    gateway.way.ws = ws;
    const each = gateway.page.open();
    await gateway.page.pass(1000);
    gateway.requests.length = 0;
    return { ...each, gateway };
  };

  test("stays away for as long as the gateway says, whatever happens meanwhile", async () => {
    const { gateway, told } = await carried();
    gateway.session.holder?.wait(7000);
    await gateway.page.pass(6000);
    gateway.page.hub.rouse();
    await gateway.page.pass(900);
    expect(gateway.requests).toEqual([]);
    gateway.session.say("back");
    await gateway.page.pass(1000);
    expect(told).toEqual(["open", "back"]);
  });

  test("comes back at once where it is seen, and where it is not a while later", async () => {
    const { gateway } = await carried();
    gateway.cut();
    await gateway.page.pass(1);
    expect(gateway.requests.length).toBeGreaterThan(0);
    await gateway.page.pass(2000);
    expect(gateway.page.hub.isAway).toBe(false);
  });

  test("finds a dead way within two heartbeats", async () => {
    const { gateway, told } = await carried();
    gateway.session.holder = undefined;
    gateway.session.say("unheard");
    await gateway.page.pass(2 * gateway.heartbeat + 1000);
    expect(told).toEqual(["open", "unheard"]);
  });
});

describe("time to the first message", () => {
  test.each([
    ["refused", [], 300], ["silent", [], 1300], ["swallowed", [], 1300], ["cut", [], 300], ["silent", ["stream"], 2500], ["silent", ["stream", "sse"], 3500],
  ] as const)("is short where WebSockets are %s and %j held back", async (ws, holds, most) => {
    const gateway = new Gateway();
    Object.assign(gateway.way, { ws, holds });
    const { told } = gateway.page.open();
    await gateway.page.pass(100);
    for (const session of gateway.sessions.values()) session.say("first");
    for (let passed = 100; passed < most && !told.includes("first"); passed += 50) {
      await gateway.page.pass(50);
      if (gateway.sessions.size > 0 && gateway.session.down.length === 0) gateway.session.say("first");
    }

    expect(told).toEqual(["open", "first"]);
  });
});

test("a hop that lets go what it has gathered is not taken for one that streams because the app's own bytes push the gateway's word through", async () => {
  const gateway = new Gateway();
  Object.assign(gateway.way, { ws: "refused", gathers: 4_000 });
  const { socket, told } = gateway.page.open();
  gateway.onTold = session => { session.say("x".repeat(300)); };
  await gateway.page.pass(1_000);
  for (let index = 0; index < 20; index++) socket.send("again");
  await gateway.page.pass(5_000);
  expect(told.length).toBe(21);
  expect(gateway.page.carried).toEqual(["poll"]);
});

test("fifty sockets of a page need no more than two streams at once", async () => {
  const gateway = new Gateway();
  Object.assign(gateway.way, { ws: "silent" });
  const all = Array.from({ length: 50 }, (_, index) => gateway.page.open(`/feed?n=${index}`));
  await gateway.page.pass(5000);
  for (const session of gateway.sessions.values()) session.say("x");
  await gateway.page.pass(1000);
  expect(all.map(({ told }) => told)).toEqual(all.map(() => ["open", "x"]));
  expect(gateway.mostStreams).toBeLessThanOrEqual(2);
});
