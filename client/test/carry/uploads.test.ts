import { describe, expect, test } from "vitest";
import { joined } from "../../src/carry/bytes.ts";
import { binary, frameOf } from "../../src/carry/frames.ts";
import { ack, broughtTo, hello, listed, piece } from "./made.ts";
import { Page } from "./page.ts";

describe("what is sent over HTTP", () => {
  test("goes in smaller requests where a hop refuses large ones, and stays below what it refused", async () => {
    const page = await new Page().viaStream();
    const sizes: number[] = [];
    let acknowledged = 0;
    page.world.onRequest = request => {
      // That the stream gets through is said beside it.
      if (request.verb !== "up" || listed(request.body).saysHello) return;
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

  test("acknowledges again what it failed to", async () => {
    const page = await new Page().viaStream();
    page.world.request("stream").writes(piece(0, 0, frameOf(binary, new Uint8Array(100_000))));
    await page.world.pass(0);
    const first = page.world.request("up");
    first.cut();
    await page.world.pass(1_000);
    const next = page.world.request("up");
    expect(next).not.toBe(first);
    expect(listed(next.body).sessions.map(({ received }) => received)).toEqual([100_010]);
    next.begins().writes(ack(0, 0)).ends();
    await page.world.pass(10_000);
    expect(page.world.request("up")).toBe(next);
  });
});
