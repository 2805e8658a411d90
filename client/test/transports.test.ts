import { describe, expect, test } from "vitest";
import { Rig } from "./rig.ts";
import { FakeStream, event, hello, id, json, settled, subscribed } from "./world.ts";
import { writeVector } from "../src/protocol/vector.ts";

const url = "/ws/7";
const ch = "user:7:events";
const query = (url: URL): Record<string, string> => Object.fromEntries(url.searchParams);

describe("the next transport", () => {
  test("is tried at once where one cannot be opened, and after the last one it waits", async () => {
    const rig = new Rig({ url, transports: ["ws", "sse", "poll"] });
    rig.world.socket.ends();
    expect(rig.world.request.url.href).toBe("https://app.example/ws/7?v=1");
    expect(rig.world.request.init.headers).toEqual({ accept: "text/event-stream" });
    await rig.world.request.answer(new Response("<html>", { status: 404 }));
    expect(rig.world.request.url.href).toBe("https://app.example/ws/7?v=1&poll=1&wait=0");
    await rig.world.request.fail();
    expect(rig.news()).toEqual(["disconnect 1006"]);
    expect(rig.states).toEqual(["connecting sse", "connecting poll", "waiting ws 750"]);
    rig.world.pass(750);
    expect(rig.world.sockets.length).toBe(2);
  });

  test("is not tried where the server has too much to do", async () => {
    const rig = new Rig({ url, transports: ["sse", "poll"] });
    await rig.world.request.answer(json({}, 503, { "retry-after": "7" }));
    expect(rig.states).toEqual(["waiting sse 7750"]);
    rig.world.rouse();
    expect(rig.world.requests.length).toBe(1);
  });

  test("is not tried where one had been open", () => {
    const rig = new Rig({ url, transports: ["ws", "sse"] });
    rig.world.socket.open().ends();
    rig.comeBack();
    expect(rig.world.requests).toEqual([]);
  });

  test("stays for ten minutes, then the first is tried again", async () => {
    const rig = new Rig({ url, transports: ["ws", "sse"] });
    rig.world.socket.ends();
    const one = new FakeStream();
    await rig.world.request.answer(one.response);
    await one.says(hello({ heartbeat: 3600 }), subscribed(ch, id(1)));
    await one.ends();
    rig.world.pass(4000);
    expect(rig.world.sockets.length).toBe(1);
    const two = new FakeStream();
    await rig.world.request.answer(two.response);
    await two.says(hello({ heartbeat: 3600 }));
    rig.world.pass(600_000);
    await two.ends();
    rig.world.pass(4000);
    expect(rig.world.sockets.length).toBe(2);
  });

  test.each([[401, 4001], [403, 4003], [204, 4003]])("where the last one says %i too, it is over", async (status, code) => {
    const rig = new Rig({ url, transports: ["sse", "poll"] });
    await rig.world.request.answer(new Response(null, { status }));
    await rig.world.request.answer(new Response(null, { status }));
    expect(rig.news()).toEqual([`disconnect ${code}`]);
    expect(rig.states.at(-1)).toBe("closed sse");
  });
});

describe("server-sent events", () => {
  async function open(options = {}): Promise<{ readonly rig: Rig; readonly stream: FakeStream }> {
    const rig = new Rig({ url, transports: ["sse"], ...options });
    const stream = new FakeStream();
    await rig.world.request.answer(stream.response);
    return { rig, stream };
  }

  test("give events once, in order, and go on from the last", async () => {
    const { rig, stream } = await open();
    expect(rig.news()).toEqual([]);
    await stream.says(hello(), subscribed(ch, id(4)), event(ch, id(5), 5), event(ch, id(5), 5), event(ch, id(6), 6));
    await stream.ends();
    expect(rig.news()).toEqual(["connect", `message ${ch} ${id(5)} 5`, `message ${ch} ${id(6)} 6`, "disconnect 1006"]);
    rig.world.pass(4000);
    expect(query(rig.world.request.url)).toEqual({ v: "1", since: writeVector(new Map([[ch, id(6)]])) });
  });

  test.each(["\n", "\r\n", "\r"])("are read at whatever places the text is split, with line ends %j", async end => {
    const text = ["retry: 3", `data: ${JSON.stringify(hello())}`, "", ": nothing", "", "event: event", "data:{\"type\":\"event\",", `data: "ch":"${ch}","data":"ä"}`, "", ""].join(end);
    const bytes = new TextEncoder().encode(text);
    for (let size = 1; size < 12; size++) {
      const { rig, stream } = await open();
      for (let from = 0; from < bytes.length; from += size) await stream.writes(new TextDecoder("latin1").decode(bytes.subarray(from, from + size)));
      expect(rig.messages.length).toBe(1);
    }
  });

  test("that are silent for longer than the server ever is are given up", async () => {
    const { rig, stream } = await open();
    await stream.says(hello({ heartbeat: 20 }));
    rig.world.pass(39_999);
    await stream.says({ type: "heartbeat", at: {} });
    rig.world.pass(39_999);
    expect(rig.news()).toEqual(["connect"]);
    rig.world.pass(1);
    expect(rig.news()).toEqual(["disconnect 1006"]);
    expect(rig.world.requests[0]?.init.signal?.aborted).toBe(true);
  });

  test("are given 10 s of silence at least", async () => {
    const { rig, stream } = await open();
    await stream.says(hello({ heartbeat: 1 }));
    rig.world.pass(9_999);
    expect(rig.news()).toEqual(["connect"]);
  });

  test("of which nothing comes in 10 s are held up by somebody, and the next transport is tried", async () => {
    const { rig } = await open({ transports: ["sse", "poll"] });
    rig.world.pass(10_000);
    expect(rig.world.request.url.searchParams.get("poll")).toBe("1");
  });

  test.each([[true, "waiting sse 750"], [false, "closed sse"]])("that begin with an error, retry %s", async (retry, state) => {
    const { rig, stream } = await open();
    await stream.says({ type: "error", code: "unavailable", retry });
    expect(rig.states.at(-1)).toBe(state);
  });

  test("of somebody else are none of ours", async () => {
    const { rig, stream } = await open();
    await stream.says({ price: 3 });
    expect(rig.news()).toEqual(["connect", "disconnect 1006"]);
  });
});

describe("polls", () => {
  const poll = (events: readonly object[], next: string, gap: object | null = null): Response => json({ events, next, gap });

  test("go on from where the one before says, with the same ticket, and wait once there is nothing", async () => {
    const rig = new Rig({ url, transports: ["poll"], getTicket: () => Promise.resolve("t"), since: id(4) });
    await settled();
    expect(query(rig.world.request.url)).toEqual({ v: "1", poll: "1", wait: "0", since: id(4), ticket: "t" });
    await rig.world.request.answer(poll([event(ch, id(5), 5), event(ch, id(6), 6)], `${id(6)}.who.mac`));
    expect(query(rig.world.request.url)).toEqual({ v: "1", poll: "1", wait: "0", since: `${id(6)}.who.mac`, ticket: "t" });
    await rig.world.request.answer(poll([], `${id(6)}.who.mac`));
    expect(query(rig.world.request.url)["wait"]).toBe("25");
    await rig.world.request.answer(poll([], `${id(6)}.who.mac`));
    expect(rig.news()).toEqual(["connect", `message ${ch} ${id(5)} 5`, `message ${ch} ${id(6)} 6`, `caught up ${ch}`]);
  });

  test("tell gaps after the events before them", async () => {
    const rig = new Rig({ url, transports: ["poll"] });
    await rig.world.request.answer(poll([event(ch, id(5), 5)], id(9), { type: "gap", ch, reason: "trimmed", from: id(5), to: id(9), lost: 4 }));
    await rig.world.request.answer(poll([event(ch, id(10), 10)], id(10)));
    expect(rig.news()).toEqual(["connect", `message ${ch} ${id(5)} 5`, `gap ${ch} trimmed`, `message ${ch} ${id(10)} 10`]);
  });

  test("whose session has ended begin another with a new ticket, from the place without the old one's signature", async () => {
    let count = 0;
    const rig = new Rig({ url, transports: ["poll"], getTicket: () => Promise.resolve(`t${++count}`) });
    await settled();
    await rig.world.request.answer(poll([], `${id(6)}.who.mac`));
    await rig.world.request.answer(json({}, 401));
    expect(rig.news()).toEqual(["connect", "disconnect 4201"]);
    rig.world.pass(500);
    await settled();
    expect(query(rig.world.request.url)).toEqual({ v: "1", poll: "1", wait: "0", since: id(6), ticket: "t2" });
  });

  test("without an answer for 40 s are given up", async () => {
    const rig = new Rig({ url, transports: ["poll"] });
    await rig.world.request.answer(poll([], id(6)));
    rig.world.pass(40_000);
    expect(rig.news()).toEqual(["connect", "disconnect 1006"]);
  });

  test.each([[{ events: 1, next: "x" }], [{ events: [] }], ["text"], [null]])("that %j answers are answered by somebody else", async body => {
    const rig = new Rig({ url, transports: ["poll"] });
    await rig.world.request.answer(json(body));
    expect(rig.news()).toEqual(["disconnect 1006"]);
  });

  test("try a better transport again after ten minutes", async () => {
    const rig = new Rig({ url, transports: ["ws", "poll"] });
    rig.world.socket.ends();
    await rig.world.request.answer(poll([event(ch, id(1), 1)], id(1)));
    for (let minute = 0; minute < 20; minute++) {
      rig.world.pass(30_000);
      await rig.world.request.answer(poll([], id(1)));
    }

    expect(rig.news().at(-1)).toBe("disconnect 4204");
    rig.comeBack();
    expect(query(rig.world.socket.url)).toEqual({ v: "1", since: id(1) });
    rig.world.socket.open().says(hello(), subscribed(ch, id(2), "ok"), event(ch, id(2), 2), { type: "caught_up", ch, at: id(2) });
    expect(rig.messages).toEqual([1, 2]);
  });
});

describe("channels by name", () => {
  const channels = ["a", "b"];

  test("are asked for at one path of Wayleave's, on the page's own host or another", async () => {
    const rig = new Rig({ channels });
    expect(rig.world.socket.url.href).toBe("wss://app.example/.wayleave/events?ch=a&ch=b");
    rig.world.socket.ends();
    expect(rig.world.request.url.href).toBe("https://app.example/.wayleave/events?ch=a&ch=b");
    await rig.world.request.fail();
    expect(rig.world.request.url.href).toBe("https://app.example/.wayleave/poll?ch=a&ch=b&wait=0");
    expect(new Rig({ channels, url: "https://rt.example:8443/app" }).world.socket.url.href).toBe("wss://rt.example:8443/.wayleave/events?ch=a&ch=b");
  });

  test("are answered by a hello, or that is not Wayleave", () => {
    const rig = new Rig({ channels });
    rig.world.socket.open().says({ n: 1 });
    expect(rig.news()).toEqual(["connect", "disconnect 1006"]);
    rig.comeBack();
    rig.world.socket.open();
    rig.world.pass(10_000);
    expect(rig.news()).toEqual(["connect", "disconnect 1006"]);
  });

  test("go on from their places after a drop, over another transport too", async () => {
    const rig = new Rig({ channels });
    rig.world.socket.open().says(hello(), subscribed("a", id(1)), subscribed("b", id(7)), event("a", id(2), 2)).ends();
    rig.comeBack();
    const since = writeVector(new Map([["a", id(2)], ["b", id(7)]]));
    expect(rig.world.socket.url.searchParams.get("since")).toBe(since);
    rig.world.socket.ends();
    expect(rig.world.request.url.searchParams.get("since")).toBe(since);
    await settled();
  });

  test("one of them alone goes on by its id", () => {
    const rig = new Rig({ channels: ["a"] });
    rig.world.socket.open().says(hello(), subscribed("a", id(1))).ends();
    rig.comeBack();
    expect(rig.world.socket.url.searchParams.get("since")).toBe(id(1));
  });

  test("polls tell that each has caught up", async () => {
    const rig = new Rig({ channels, transports: ["poll"], since: { a: id(1), b: id(2) } });
    await rig.world.request.answer(json({ events: [], next: "AQ", gap: null }));
    expect(rig.news()).toEqual(["connect", "caught up a", "caught up b"]);
  });
});
