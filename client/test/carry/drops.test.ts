import { describe, expect, test } from "vitest";
import { joined } from "../../src/carry/bytes.ts";
import { ack, beat, hello, padding } from "./made.ts";
import { Page, greeting, said } from "./page.ts";

describe("a drop", () => {
  test("is mended at once, then ever more slowly, up to 20 s", async () => {
    const page = await new Page().viaSocket();
    const times = page.failing();
    page.world.draw = () => 1 - 1e-9;
    page.world.socket.ends();
    await page.world.pass(200_000);
    const waits = times.slice(1, 9).map((at, index) => Math.round((at - times[index]!) / 100) / 10);
    expect(times[0]).toBe(0);
    expect(waits).toEqual([1, 2, 4, 8, 16, 20, 20, 20]);
  });

  test.each([[0.25, [0, 250, 500, 1_000]], [0.5, [0, 500, 1_000, 2_000]]])("is mended after a time that is drawn (%d)", async (draw, expected) => {
    const page = await new Page().viaSocket();
    const times = page.failing();
    page.world.draw = () => draw;
    page.world.socket.ends();
    await page.world.pass(20_000);
    expect(times.slice(0, 4).map((at, index) => Math.round(at - (times[index - 1] ?? 0)))).toEqual(expected);
  });

  test("of a page that nobody sees is not mended at once", async () => {
    const page = await new Page().viaSocket();
    const times = page.failing();
    page.world.roused = false;
    page.world.socket.ends();
    await page.world.pass(2_000);
    expect(times[0]).toBe(500);
  });

  test("is mended as soon as the page is roused", async () => {
    const page = await new Page().viaSocket();
    page.world.roused = false;
    page.world.socket.ends();
    await page.world.pass(100);
    expect(page.world.sockets.length).toBe(1);
    page.hub.rouse();
    expect(page.world.sockets.length).toBe(2);
  });

  test("is noticed after two heartbeats of silence", async () => {
    const page = await new Page().viaSocket();
    await page.world.pass(49_999);
    expect(page.carrier).toBe("websocket");
    expect(page.world.socket.sent.filter(words => words === "beat").length).toBeGreaterThan(1);
    await page.world.pass(1);
    expect(page.world.asked).toBe("ws@0 ws@50000");
    expect(page.world.sockets[0]!.readyState).toBe(2);
  });

  test("of a stream is noticed after two heartbeats of silence, and others are asked for", async () => {
    const page = await new Page().viaStream();
    page.world.onRequest = request => { if (request.verb === "up") request.cut(); };
    const [first] = page.world.requests.filter(({ verb }) => verb === "stream");
    await page.world.pass(51_000);
    expect(first!.isAborted).toBe(true);
    expect(page.world.request("stream")).not.toBe(first);
  });

  test("is mended at once although an earlier attempt was to be made later", async () => {
    const page = new Page();
    await page.world.pass(1_000);
    page.world.request("open").answers(JSON.stringify({ wait: 5_000 }));
    await page.world.pass(1_000);
    page.world.socket.open().says(greeting);
    await page.world.pass(1_000);
    page.world.socket.ends();
    await page.world.pass(0);
    expect(page.world.asked).toBe("ws@0 open@1000 ws@3000");
  });

  test("of a stream is told while others are tried, until one works", async () => {
    const page = await new Page().viaStream();
    await page.world.pass(0);
    expect(page.changes).toEqual([false]);
    page.world.request("stream").cut();
    await page.world.pass(500);
    expect(page.changes).toEqual([false, true]);
    page.world.request("stream").begins().writes(joined([hello, ack(0, 0), padding])).writes(beat);
    await page.world.pass(0);
    expect(page.changes).toEqual([false, true, false]);
  });

  test("that came with a sleep is noticed when the page is roused", async () => {
    const page = await new Page().viaSocket();
    await page.world.clock.sleep(51_000);
    page.hub.rouse();
    await page.world.pass(0);
    expect(page.world.sockets.length).toBe(2);
  });

  test("of a resumed socket asks its node, says what it has, and for the subprotocol that was agreed on", async () => {
    const page = new Page(["chat", "other"]);
    page.world.socket.open("other").says(greeting).says(said("one"));
    await page.world.pass(0);
    page.world.socket.ends();
    await page.world.pass(0);
    const { socket } = page.world;
    expect(socket.verb).toBe(`ws.${page.session.name}.a`);
    expect(socket.protocols).toEqual(["other"]);
    socket.open("other");
    expect(socket.sent[0]).toMatch(/^hello \S{22} 5$/);
    expect(page.told.messages).toEqual(["one"]);
  });
});
