import { describe, expect, test } from "vitest";
import { joined } from "../../src/carry/bytes.ts";
import { text } from "../../src/carry/frames.ts";
import { Tabs } from "../../src/carry/tabs.ts";
import { ack, beat, broughtTo, hello, over, padding, piece } from "./made.ts";
import { Origin } from "./origin.ts";
import { Page, said } from "./page.ts";
import { CarryWorld } from "./world.ts";

/** Tabs of one origin, each with its rank. */
class Browser {
  readonly origin = new Origin();
  readonly worlds: CarryWorld[] = [];
  readonly tabs: Tabs[] = [];
  readonly changes: number[] = [];

  async open(key: number): Promise<void> {
    const world = new CarryWorld();
    world.origin = this.origin;
    world.draw = () => key;
    const tabs = new Tabs(world, () => { this.changes.push(key); }, () => {});
    this.worlds.push(world);
    this.tabs.push(tabs);
    tabs.join(this);
    await this.pass(0);
  }

  /** Which of them may hold a response, by their places. */
  get holders(): number[] { return this.tabs.flatMap((tabs, index) => tabs.mayHold ? [index] : []); }

  async pass(milliseconds: number): Promise<void> { for (const world of this.worlds) await world.pass(milliseconds); }
}

async function fiveTabs(): Promise<Browser> {
  const browser = new Browser();
  for (const key of [0.5, 0.4, 0.3, 0.2, 0.1]) await browser.open(key);
  return browser;
}

describe("of the tabs of an origin", () => {
  test("three may hold a response", async () => {
    const browser = await fiveTabs();
    expect(browser.holders).toEqual([2, 3, 4]);
    expect(browser.changes).toEqual([0.5, 0.4]);
  });

  test("those that are shown come before those that are hidden", async () => {
    const browser = await fiveTabs();
    for (const hidden of [2, 3]) {
      browser.worlds[hidden]!.roused = false;
      browser.tabs[hidden]!.rouse();
    }
    await browser.pass(0);
    expect(browser.holders).toEqual([0, 1, 4]);
  });

  test("the next one may when one leaves", async () => {
    const browser = await fiveTabs();
    browser.tabs[4]!.leave(browser);
    await browser.pass(0);
    expect(browser.holders).toEqual([1, 2, 3, 4]);
    expect(browser.origin.count).toBe(4);
  });

  test("one that has crashed is missed after a while", async () => {
    const browser = new Browser();
    const crashed = browser.origin.join(() => {});
    for (const key of [0.1, 0.2]) await browser.open(key);
    crashed.say([0.05, 0.05, false]);
    await browser.open(0.3);
    crashed.say([0.05, 0.05, false]);
    await browser.pass(0);
    expect(browser.holders).toEqual([0, 1]);
    crashed.close();
    await browser.pass(12_000);
    expect(browser.holders).toEqual([0, 1, 2]);
  });

  test("one that lives is not missed, however often the others ask", async () => {
    const browser = await fiveTabs();
    await browser.pass(60_000);
    expect(browser.holders).toEqual([2, 3, 4]);
  });

  test("those that hold one are heard every 5 s in which something comes for them, where there are others that may not", async () => {
    const browser = new Browser();
    const heard: unknown[] = [];
    for (const key of [0.1, 0.2, 0.3]) await browser.open(key);
    const channel = browser.origin.join(notice => { heard.push(notice); });
    const comes = async (): Promise<void> => {
      for (let second = 0; second < 20; second++) {
        browser.tabs[0]!.tick();
        await browser.pass(1_000);
      }
    };
    await comes();
    expect(heard).toEqual([]);
    channel.say([0.4, 0.4, false]);
    await comes();
    expect(heard).toEqual(Array.from({ length: 4 }, () => [0.1, 0.1, false]));
  });

  test("all may where they need not share", async () => {
    const world = new CarryWorld();
    const tabs = new Tabs(world, () => {}, () => {});
    tabs.join(world);
    await world.pass(60_000);
    expect(tabs.mayHold).toBe(true);
  });
});

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
