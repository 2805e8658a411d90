import { describe, expect, test } from "vitest";
import { joined } from "../../src/carry/bytes.ts";
import { binary, frameOf } from "../../src/carry/frames.ts";
import { ItemReader, item } from "../../src/carry/items.ts";
import { ack, beat, broughtTo, hello, listed, padding, piece } from "./made.ts";
import { Page, opened } from "./page.ts";
import { Told } from "./told.ts";

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

  test("waits no longer once the network carries again, unless a hop has said for how long", async () => {
    for (const refusal of [undefined, "30"]) {
      const page = await new Page().viaStream();
      const times: number[] = [];
      page.world.onRequest = request => {
        if (request.verb !== "up" || listed(request.body).saysHello) return;
        times.push(request.at);
        if (refusal === undefined) request.cut();
        else request.refuses(refusal);
      };
      page.session.send(binary, new Uint8Array(10));
      // It has failed several times, or once.
      for (let steps = 0; steps < 600 && times.length < (refusal === undefined ? 6 : 1); steps++) await page.world.pass(10);
      page.world.request("stream").cut();
      await page.world.pass(0);
      page.world.request("stream").begins().writes(joined([hello, padding])).writes(beat);
      await page.world.pass(0);
      expect(times.at(-1) === page.world.now()).toBe(refusal === undefined);
    }
  });

  test("acknowledges again what it failed to", async () => {
    const page = await new Page().viaStream();
    page.world.request("stream").writes(piece(0, 0, frameOf(binary, new Uint8Array(150_000))));
    await page.world.pass(0);
    const first = page.world.request("up");
    first.cut();
    await page.world.pass(1_000);
    const next = page.world.request("up");
    expect(next).not.toBe(first);
    expect(listed(next.body).sessions.map(({ received }) => received)).toEqual([150_010]);
    next.begins().writes(ack(0, 0)).ends();
    await page.world.pass(10_000);
    expect(page.world.request("up")).toBe(next);
  });
});

describe("turns", () => {
  test("go round among more sockets than a request has room for, however much the first ones send", async () => {
    const page = await new Page().viaStream();
    const sessions = [page.session];
    for (let count = 1; count < 40; count++) {
      sessions.push(page.hub.open(`wss://app.example/ws?room=${count}`, [], new Told()));
      await page.world.pass(0);
      page.world.request("open").answers(opened);
      await page.world.pass(0);
    }
    page.world.request("stream").begins().writes(joined([hello, padding])).writes(beat);
    await page.world.pass(0);
    // Whatever is brought is taken, and as much is sent again at once.
    let requests = 0;
    const brought = new Map<string, number>();
    const send = (): void => { for (const session of sessions) while (session.out.end - session.out.start < 50_000) session.send(binary, new Uint8Array(10_000)); };
    page.world.onRequest = request => {
      if (request.verb !== "up" || listed(request.body).saysHello || requests === 8) return;
      requests++;
      const { sessions: named, rest } = listed(request.body);
      const ends = new Map<number, number>();
      new ItemReader().take(rest, (kind, [session, position], part) => { if (kind === item.piece) ends.set(session!, position! + part.length); });
      for (const session of ends.keys()) brought.set(named[session]!.name, (brought.get(named[session]!.name) ?? 0) + 1);
      request.begins().writes(joined([hello, ...[...ends].map(([session, end]) => ack(session, end))])).ends();
      page.world.soon(send);
    };
    send();
    await page.world.pass(1_000);
    expect(requests).toBe(8);
    const turns = sessions.map(({ name }) => brought.get(name) ?? 0);
    expect(Math.min(...turns)).toBe(6);
    expect(Math.max(...turns)).toBe(7);
  });
});
