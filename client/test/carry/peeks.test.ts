import { describe, expect, test } from "vitest";
import { joined } from "../../src/carry/bytes.ts";
import { text } from "../../src/carry/frames.ts";
import { ack, beat, broughtTo, hello, listed, over, padding, piece } from "./made.ts";
import { Origin } from "./origin.ts";
import { Page, opened, said } from "./page.ts";
import { Told } from "./told.ts";

describe("a page that may hold no response", () => {
  /** Three others come before it. */
  async function crowded(): Promise<{ readonly page: Page; readonly leave: () => void; readonly tick: () => void }> {
    const page = new Page();
    const origin = page.world.origin = new Origin();
    const others = [0.1, 0.2, 0.3].map(key => {
      const channel = origin.join(([, , asks]) => { if (asks) channel.say([key, key, false]); });
      return { key, channel };
    });
    await page.viaStream();
    return {
      page,
      leave: () => {
        const { key, channel } = others[0]!;
        channel.say([key, Infinity, false]);
        channel.close();
      },
      tick: () => {
        const { key, channel } = others[1]!;
        channel.say([key, key, false]);
      },
    };
  }

  const answer = (page: Page, ...items: readonly Uint8Array<ArrayBuffer>[]): void => { page.world.request("peek").begins().writes(joined([hello, ...items, over])).ends(); };
  const peeks = (page: Page): number[] => page.world.requests.filter(({ verb }) => verb === "peek").map(({ at }) => at);

  test("lets its stream go and looks for news, ever more rarely while there are none", async () => {
    const { page } = await crowded();
    expect(page.world.request("stream").isAborted).toBe(true);
    page.world.onRequest = ({ verb }) => { if (verb === "peek") page.world.soon(() => { answer(page, ack(0, 0)); }); };
    answer(page, ack(0, 0));
    await page.world.pass(8_000);
    expect(peeks(page).map(at => at - peeks(page)[0]!)).toEqual([0, 100, 300, 700, 1_500, 3_100, 5_100, 7_100]);
    expect(page.carrier).toBe("poll");
    expect(page.told.all).toEqual(["opened"]);
  });

  test("comes soon again where something has come, or was brought", async () => {
    const { page } = await crowded();
    answer(page, ack(0, 0));
    await page.world.pass(100);
    answer(page, ack(0, 0));
    await page.world.pass(200);
    answer(page, ack(0, 0), piece(0, 0, said("news")));
    await page.world.pass(0);
    expect(page.told.messages).toEqual(["news"]);
    const before = peeks(page).length;
    await page.world.pass(100);
    expect(peeks(page).length).toBe(before + 1);
    answer(page, ack(0, 0));
    await page.world.pass(50);
    page.session.send(text, new TextEncoder().encode("question"));
    await page.world.pass(0);
    const up = page.world.request("up");
    up.begins().writes(joined([hello, ack(0, broughtTo(up.body))])).ends();
    await page.world.pass(99);
    expect(peeks(page).length).toBe(before + 1);
    await page.world.pass(1);
    expect(peeks(page).length).toBe(before + 2);
  });

  test("looks for news however often it brings something", async () => {
    const { page } = await crowded();
    page.world.onRequest = request => {
      if (request.verb === "peek") page.world.soon(() => { answer(page, ack(0, 0)); });
      else request.begins().writes(joined([hello, ack(0, broughtTo(request.body))])).ends();
    };
    answer(page, ack(0, 0));
    const before = peeks(page).length;
    for (let sent = 0; sent < 40; sent++) {
      page.session.send(text, new TextEncoder().encode("again"));
      await page.world.pass(50);
    }

    expect(peeks(page).length - before).toBeGreaterThanOrEqual(19);
  });

  // A session outlives a minute without a carrier only just, or not at all.
  test("looks for news while it is hidden as often as those are heard that hold one, though its timers come once a minute", async () => {
    const { page, tick } = await crowded();
    page.world.onRequest = ({ verb }) => { if (verb === "peek") page.world.soon(() => { answer(page, ack(0, 0)); }); };
    answer(page, ack(0, 0));
    page.world.roused = false;
    page.world.clock.throttle = 60_000;
    await page.world.pass(0);
    for (let beats = 0; beats < 40; beats++) {
      await page.world.pass(12_500);
      tick();
    }
    const times = peeks(page);
    expect(Math.max(...times.slice(1).map((at, index) => at - times[index]!))).toBeLessThanOrEqual(8_000 + 12_500);
  });

  test("is heard by the others when something comes for it, once it may", async () => {
    const { page, leave } = await crowded();
    leave();
    await page.world.pass(5_000);
    const stream = page.world.request("stream").begins().writes(joined([hello, ack(0, 0), padding])).writes(beat);
    await page.world.pass(5_000);
    let heard = 0;
    page.world.origin!.join(() => { heard++; }).say([0.05, 2, false]);
    await page.world.pass(0);
    stream.writes(beat);
    await page.world.pass(0);
    expect(heard).toBe(1);
  });

  test("streams again once another has left", async () => {
    const { page, leave } = await crowded();
    answer(page, ack(0, 0));
    await page.world.pass(50);
    leave();
    await page.world.pass(0);
    expect(page.world.request("stream").isAborted).toBe(false);
    page.world.request("stream").begins().writes(joined([hello, ack(0, 0), padding])).writes(beat);
    const before = peeks(page).length;
    await page.world.pass(10_000);
    expect(page.carrier).toBe("stream");
    expect(peeks(page).length).toBe(before);
  });

  test("keeps what it has where a look for one more socket fails, and looks again at once", async () => {
    const { page } = await crowded();
    answer(page, ack(0, 0));
    await page.world.pass(50);
    page.hub.open("wss://app.example/ws?room=2", [], new Told());
    await page.world.pass(0);
    page.world.request("open").answers(opened);
    await page.world.pass(0);
    const failed = page.world.request("peek");
    expect(listed(failed.body).sessions.length).toBe(2);
    failed.cut();
    await page.world.pass(0);
    expect(page.carrier).toBe("poll");
    const next = page.world.request("peek");
    expect(next).not.toBe(failed);
  });

  test("is tried again as any other, where its peeks fail", async () => {
    const { page } = await crowded();
    answer(page, ack(0, 0));
    page.world.onRequest = request => { request.cut(); };
    await page.world.pass(30_000);
    const seen = page.world.requests.length;
    // It backs off as others do.
    expect(seen).toBeLessThan(40);
    page.world.onRequest = ({ verb }) => { if (verb === "peek") page.world.soon(() => { answer(page, ack(0, 0)); }); };
    await page.world.pass(30_000);
    expect(page.carrier).toBe("poll");
    expect(page.told.all).toEqual(["opened"]);
  });
});
