import { describe, expect, test } from "vitest";
import { joined } from "../../src/carry/bytes.ts";
import { binary, text } from "../../src/carry/frames.ts";
import { item } from "../../src/carry/items.ts";
import { gone, listed, piece } from "./made.ts";
import { Page, said } from "./page.ts";

describe("a page that is left", () => {
  test("says so over its WebSocket", async () => {
    const page = await new Page().viaSocket();
    page.hub.leave();
    expect(page.world.socket.sent.at(-1)).toBe("leave");
    expect(page.world.socket.readyState).toBe(2);
    await page.world.pass(120_000);
    expect(page.world.asked).toBe("ws@0");
  });

  test("says so over its WebSocket behind what it has sent in the same go", async () => {
    const page = await new Page().viaSocket();
    page.session.send(text, new TextEncoder().encode("bye"));
    page.hub.leave();
    expect(page.world.socket.sent.slice(1)).toEqual([said("bye"), "leave"]);
  });

  test("says so in one request that outlives it, for all that HTTP carries", async () => {
    const page = await new Page().viaStream();
    page.hub.leave();
    const { init, body } = page.world.request("up");
    expect(init.keepalive).toBe(true);
    const { sessions, rest } = listed(body);
    expect(sessions.length).toBe(1);
    expect([...rest]).toEqual([item.leave, 0]);
    expect(page.world.request("stream").isAborted).toBe(true);
    const { asked } = page.world;
    await page.world.pass(120_000);
    expect(page.world.asked).toBe(asked);
  });

  test("brings what may not have come yet, before it says so", async () => {
    const page = await new Page().viaStream();
    page.session.send(text, new TextEncoder().encode("one"));
    page.session.send(text, new TextEncoder().encode("two"));
    page.hub.leave();
    const { rest } = listed(page.world.request("up").body);
    expect(rest).toEqual(joined([piece(0, 0, joined([said("one"), said("two")])), Uint8Array.of(item.leave, 0)]));
  });

  test("has nothing more to say, though what it was saying is answered now", async () => {
    const page = await new Page().viaStream();
    page.session.send(text, new TextEncoder().encode("one"));
    await page.world.pass(0);
    const up = page.world.request("up");
    page.hub.leave();
    const { asked } = page.world;
    page.world.onRequest = request => { if (page.world.requests.length < 9) request.begins().writes(gone(0)).ends(); };
    up.begins().writes(gone(0)).ends();
    await page.world.pass(10_000);
    expect(page.world.asked).toBe(asked);
  });

  test("brings no more than a browser lets a request bring that outlives its page", async () => {
    const page = await new Page().viaStream();
    page.session.send(binary, new Uint8Array(100_000));
    page.hub.leave();
    expect(page.world.request("up").body.length).toBeGreaterThan(40_000);
    expect(page.world.request("up").body.length).toBeLessThan(65_536);
  });

  test("is away from nothing any more, so that one that comes back from the browser's cache says no such thing", async () => {
    const page = await new Page().viaSocket();
    await page.world.pass(0);
    page.world.roused = false;
    page.world.socket.ends();
    expect(page.changes).toEqual([false, true]);
    page.hub.leave();
    expect(page.changes).toEqual([false, true, false]);
  });

  test("says so of a socket that is being opened", async () => {
    const page = new Page();
    await page.world.pass(500);
    page.hub.leave();
    const { init, body } = page.world.request("up");
    expect(init.keepalive).toBe(true);
    expect([...listed(body).rest]).toEqual([item.leave, 0]);
  });

  test("says so of a socket that waits for its next carrier", async () => {
    const page = await new Page().viaSocket();
    page.failing();
    page.world.draw = () => 0.999;
    page.world.socket.ends();
    await page.world.pass(900);
    page.hub.leave();
    const { names, body } = page.world.request("up");
    expect(names).toEqual(["a"]);
    expect([...listed(body).rest]).toEqual([item.leave, 0]);
  });
});
