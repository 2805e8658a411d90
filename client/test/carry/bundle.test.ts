import { describe, expect, test } from "vitest";
import { joined } from "../../src/carry/bytes.ts";
import { ack, beat, hello, listed, over, padding, piece, wait } from "./made.ts";
import { Page, opened, said } from "./page.ts";
import { Told } from "./told.ts";

describe("a stream that carries", () => {
  test("goes on where none of the ways that are tried for one more socket works, and that one is tried again", async () => {
    const page = await new Page().viaStream();
    const stream = page.world.request("stream");
    const next = new Told();
    const added = page.hub.open("wss://app.example/ws?room=2", [], next);
    await page.world.pass(0);
    page.world.onRequest = request => { request.cut(); };
    page.world.request("open").answers(opened);
    await page.world.pass(0);
    expect(page.world.asked).toMatch(/stream@1000 up@1000 open@1000 stream@1000 sse@1000 poll@1000/);
    expect(stream.isAborted).toBe(false);
    expect(page.carrier).toBe("stream");
    expect(added.carrier).toBeUndefined();
    stream.writes(piece(0, 0, said("one")));
    await page.world.pass(0);
    expect(page.told.messages).toEqual(["one"]);

    page.world.onRequest = undefined;
    await page.world.pass(1_000);
    const both = page.world.request("stream");
    expect(both).not.toBe(stream);
    both.begins().writes(joined([hello, ack(0, 0), ack(1, 0), padding])).writes(beat);
    await page.world.pass(0);
    expect([page.carrier, added.carrier?.name]).toEqual(["stream", "stream"]);
    expect(stream.isAborted).toBe(true);
    expect([...page.told.all, ...next.all]).toEqual(["opened", "opened"]);
  });

  test("goes on where nothing better works, and better is looked for again", async () => {
    const page = await new Page().viaStream();
    const stream = page.world.request("stream");
    page.world.onRequest = request => { if (request.verb === "up") request.begins().ends(); else request.cut(); };
    for (let second = 0; second < 200; second += 10) {
      stream.writes(beat);
      await page.world.pass(10_000);
    }
    expect(stream.isAborted).toBe(false);
    expect(page.carrier).toBe("stream");
    // Each WebSocket has 10 s, and HTTP is tried behind it.
    expect(page.world.requests.filter(({ verb }) => verb === "poll").length).toBe(3);
    expect(page.world.sockets.length).toBe(3);
  });

  // The gateway gives its sessions to what is asked for later, and ends it.
  test("is asked for again where others were to be better, and none of them works", async () => {
    const page = await new Page().viaStream();
    await page.world.pass(0);
    const stream = page.world.request("stream");
    page.world.socket.ends();
    await page.world.pass(0);
    const better = page.world.request("stream");
    expect(better).not.toBe(stream);
    stream.writes(over).ends();
    await page.world.pass(0);
    for (const verb of ["stream", "sse", "poll"]) {
      page.world.request(verb).cut();
      await page.world.pass(0);
    }
    const next = page.world.request("stream");
    expect(next).not.toBe(better);
    expect(page.carrier).toBe("stream");
    expect(page.changes).toEqual([false]);
    expect(listed(next.body).saysHello).toBe(false);
    next.begins().writes(piece(0, 0, said("one")));
    await page.world.pass(30_000);
    expect(page.told.messages).toEqual(["one"]);
    expect(page.session.resumes).toBe(0);
    expect(page.world.request("stream")).toBe(next);
  });

  test("is not asked for again where the gateway asks to wait meanwhile", async () => {
    const page = await new Page().viaStream();
    const stream = page.world.request("stream");
    page.world.socket.ends();
    await page.world.pass(0);
    stream.writes(over).ends();
    await page.world.pass(0);
    page.world.request("stream").begins().writes(wait(5_000)).ends();
    await page.world.pass(0);
    const { asked } = page.world;
    await page.world.pass(4_999);
    expect(page.world.asked).toBe(asked);
  });
});

describe("a stream that has shown that it gets through", () => {
  const hellos = (page: Page): readonly string[] => page.world.requests.filter(({ verb, body }) => verb !== "open" && listed(body).saysHello).map(({ verb }) => verb);

  test("is told so to the gateway, again where that does not come through", async () => {
    const page = new Page();
    page.world.onRequest = request => { if (request.verb === "up") request.cut(); };
    await page.viaStream();
    expect(hellos(page)).toEqual(["stream", "up"]);
    page.world.onRequest = request => { if (request.verb === "up") request.begins().writes(joined([hello, ack(0, 0)])).ends(); };
    await page.world.pass(1_000);
    expect(hellos(page)).toEqual(["stream", "up", "up"]);
    await page.world.pass(5_000);
    expect(hellos(page).length).toBe(3);
  });

  test("has not to show it again where it is renewed, or another is for one more socket", async () => {
    const page = await new Page().viaStream();
    page.world.onRequest = request => { if (request.verb === "up") request.begins().writes(joined([hello, ack(0, 0)])).ends(); };
    page.world.request("stream").writes(over).ends();
    await page.world.pass(0);
    page.world.request("stream").begins().writes(joined([hello, ack(0, 0), padding])).writes(beat);
    await page.world.pass(0);
    page.hub.open("wss://app.example/ws?room=2", [], new Told());
    await page.world.pass(0);
    page.world.request("open").answers(opened);
    await page.world.pass(0);
    expect(page.world.requests.filter(({ verb }) => verb === "stream").length).toBe(3);
    expect(hellos(page)).toEqual(["stream", "up"]);
  });
});

describe("ways that are tried", () => {
  test("are no more once the gateway asks to wait", async () => {
    const page = new Page();
    await page.world.pass(1_000);
    page.world.request("open").answers(opened);
    await page.world.pass(1_100);
    page.world.request("stream").begins().writes(wait(9_000)).ends();
    await page.world.pass(0);
    expect(page.world.request("sse").isAborted).toBe(true);
    await page.world.pass(8_900);
    expect(page.world.asked).toBe("ws@0 open@1000 stream@1000 sse@2000");
    await page.world.pass(100);
    expect(page.world.asked).not.toBe("ws@0 open@1000 stream@1000 sse@2000");
  });

  test.each([["9", 9_000], ["3600", 60_000], ["Wed, 21 Oct 2015 07:28:00 GMT", 1_000], [undefined, 1_000]])("are no more once there are too many requests, for %s s and up to twice as long", async (after, ms) => {
    const page = new Page();
    await page.world.pass(1_000);
    page.world.request("open").answers(opened);
    await page.world.pass(1_100);
    page.world.request("stream").refuses(after);
    await page.world.pass(0);
    expect(page.world.request("sse").isAborted).toBe(true);
    // It draws a half.
    await page.world.pass(1.5 * ms - 1);
    expect(page.world.requests.length).toBe(3);
    await page.world.pass(2_000);
    expect(page.world.requests.length).toBeGreaterThan(3);
    expect(page.world.requests.every(({ verb }) => verb !== "poll")).toBe(true);
  });

  test("work although an earlier one was asked to wait", async () => {
    const page = await new Page().viaStream();
    const first = page.world.request("stream");
    page.world.socket.ends();
    await page.world.pass(0);
    first.writes(wait(9_000)).writes(over).ends();
    await page.world.pass(0);
    const second = page.world.request("stream");
    second.begins().writes(joined([hello, padding])).writes(beat);
    await page.world.pass(0);
    second.writes(over).ends();
    await page.world.pass(0);
    expect(page.carrier).toBe("stream");
    expect(page.world.request("stream")).not.toBe(second);
  });

  test("are given up where none has worked for two heartbeats, and tried anew", async () => {
    const page = new Page();
    page.world.socket.ends();
    await page.world.pass(0);
    page.world.request("open").answers(opened);
    await page.world.pass(51_000);
    expect(page.world.asked).toBe("ws@0 open@0 stream@0 sse@1000 poll@2000");
    const poll = page.world.request("poll");
    await page.world.pass(1_000);
    expect(poll.isAborted).toBe(true);
    expect(page.world.asked).toMatch(/poll@2000 ws@52000/);
  });
});

describe("a stream that a hop holds", () => {
  test("is not taken for one that works when the gateway ends it, and the hop lets it go", async () => {
    const page = new Page();
    page.world.socket.ends();
    await page.world.pass(0);
    page.world.request("open").answers(opened);
    await page.world.pass(2_000);
    page.world.request("poll").begins().writes(joined([hello, over])).ends();
    await page.world.pass(0);
    expect(page.carrier).toBe("poll");
    page.world.onRequest = request => { if (request.verb === "up") request.begins().ends(); };
    const tried = (): number => page.world.requests.filter(({ verb }) => verb === "stream").length;
    for (let before = tried(); tried() === before;) {
      await page.world.pass(10_000);
      if (tried() === before) page.world.request("poll").begins().writes(joined([hello, over])).ends();
    }
    const stream = page.world.request("stream");
    stream.begins().writes(joined([hello, padding, beat, over])).ends();
    await page.world.pass(0);
    expect(page.carrier).toBe("poll");
  });
});

describe("a page whose sockets have several heartbeats", () => {
  test("lets the shortest one be heard, and goes by it", async () => {
    const page = await new Page().viaStream();
    page.hub.open("wss://app.example/other", [], new Told());
    await page.world.pass(0);
    page.world.request("open").answers(opened.replace("25000", "4000"));
    await page.world.pass(0);
    const stream = page.world.request("stream").begins().writes(joined([hello, padding])).writes(beat);
    const since = page.world.now();
    page.world.onRequest = request => { if (request.verb === "up") request.begins().writes(joined([ack(0, 0), ack(1, 0)])).ends(); };
    await page.world.pass(4_500);
    expect(page.world.requests.filter(({ verb, at }) => verb === "up" && at > since).length).toBe(2);
    expect(stream.isAborted).toBe(false);
    await page.world.pass(4_000);
    expect(stream.isAborted).toBe(true);
  });
});
