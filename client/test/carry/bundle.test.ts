import { describe, expect, test } from "vitest";
import { joined } from "../../src/carry/bytes.ts";
import { binary } from "../../src/carry/frames.ts";
import { ack, beat, broughtTo, hello, listed, over, padding, piece } from "./made.ts";
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

describe("what is sent over HTTP", () => {
  test("goes in smaller requests where a hop refuses large ones, and stays below what it refused", async () => {
    const page = await new Page().viaStream();
    const sizes: number[] = [];
    let acknowledged = 0;
    page.world.onRequest = request => {
      if (request.verb !== "up") return;
      const { length } = request.body, position = broughtTo(request.body);
      sizes.push(length);
      if (length > 20_000) request.answers("too large", 413);
      else request.begins().writes(joined([hello, ack(0, acknowledged = position)])).ends();
    };
    page.session.send(binary, new Uint8Array(100_000));
    for (let i = 0; i < 20; i++) await page.world.pass(1_000);
    expect(acknowledged).toBe(page.session.out.end);
    expect(sizes.slice(0, 4).map(size => Math.round(size / 1_000))).toEqual([100, 66, 33, 16]);
    expect(Math.max(...sizes.slice(3))).toBeLessThan(20_000);
  });

  test("goes in larger requests again where it was the network that failed", async () => {
    const page = await new Page().viaStream();
    const sizes: number[] = [];
    page.world.onRequest = request => {
      if (request.verb !== "up") return;
      const position = broughtTo(request.body);
      sizes.push(request.body.length);
      if (sizes.length <= 3) request.cut();
      else request.begins().writes(joined([hello, ack(0, position)])).ends();
    };
    page.session.send(binary, new Uint8Array(100_000));
    await page.world.pass(30_000);
    expect(sizes.slice(0, 6).map(size => Math.round(size / 1_000))).toEqual([100, 66, 33, 16, 33, 51]);
  });
});
