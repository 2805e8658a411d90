import { describe, expect, test } from "vitest";
import { Tabs } from "../../src/carry/tabs.ts";
import { Origin } from "./origin.ts";
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
