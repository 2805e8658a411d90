import { describe, expect, test } from "vitest";
import { joined } from "../../src/carry/bytes.ts";
import { binary, frameOf } from "../../src/carry/frames.ts";
import type { FarRequest } from "./farRequest.ts";
import { ack, beat, broughtTo, hello, listed, over, padding, piece } from "./made.ts";
import { Page, opened } from "./page.ts";

/** After which time it asks for something that it has not asked for before, beside what is brought. */
async function returns(page: Page): Promise<number> {
  const { length } = page.world.requests;
  const since = page.world.now();
  const next = (): FarRequest | undefined => page.world.requests.slice(length).find(({ verb }) => verb !== "up");
  for (let passed = 0; passed < 100 && next() === undefined; passed++) await page.world.pass(1_000);
  return next()!.at - since;
}

describe.each([0.1, 0.25, 0.75])("a page whose stream a hop refuses (it draws %d)", draw => {
  /** Its stream is to be renewed, and all that is asked for is refused. */
  async function refused(status: number, after?: string): Promise<Page> {
    const page = await new Page().viaStream();
    page.world.socket.ends();
    await page.world.pass(0);
    page.world.draw = () => draw;
    page.world.request("stream").begins().writes(joined([hello, ack(0, 0), padding])).writes(beat);
    await page.world.pass(0);
    page.world.onRequest = request => { request.refuses(after, status); };
    page.world.request("stream").writes(over).ends();
    await page.world.pass(0);
    return page;
  }

  const polls = (page: Page): number => page.world.requests.filter(({ verb }) => verb === "poll").length;

  test.each([429, 502, 503])("with a %i that says when to come again comes back not earlier, and at a time of its own", async status => {
    const page = await refused(status, "8");
    expect(page.world.requests.at(-1)!.verb).toBe("stream");
    expect(await returns(page)).toBe(8_000 * (1 + draw));
  });

  test.each([500, 502, 503, 504])("with a %i that says nothing tries the other ways, and comes back at a time of its own", async status => {
    const page = await refused(status);
    expect(polls(page)).toBe(1);
    expect(await returns(page)).toBe(1_000 * draw);
  });

  test("comes back at once where it was not refused, but lost", async () => {
    const page = await refused(404);
    expect(polls(page)).toBe(2);
  });
});

test.each([0.1, 0.25, 0.75])("a page whose socket is not opened because a hop cannot reach a gateway asks again at a time of its own (it draws %d)", async draw => {
  const page = new Page();
  page.world.draw = () => draw;
  page.world.socket.ends();
  await page.world.pass(0);
  page.world.onSocket = socket => { page.world.soon(() => { socket.ends(); }); };
  page.world.request("open").answers("<h1>502 Bad Gateway</h1>", 502);
  await page.world.pass(0);
  expect(await returns(page)).toBe(1_000 * draw);
});

describe("what is brought", () => {
  test.each([0.1, 0.25, 0.75])("waits for as long as a hop says, and each page for a time of its own (it draws %d)", async draw => {
    const page = await new Page().viaStream();
    page.world.draw = () => draw;
    page.world.request("stream").writes(piece(0, 0, frameOf(binary, new Uint8Array(140_000))));
    await page.world.pass(0);
    const refused = page.world.request("up");
    refused.refuses("8");
    await page.world.pass(8_000 * (1 + draw) - 1);
    expect(page.world.request("up")).toBe(refused);
    await page.world.pass(1);
    expect(page.world.request("up")).not.toBe(refused);
  });

  test("is as much as before where there were too many requests: that says nothing of their size", async () => {
    const page = await new Page().viaStream();
    const sizes: number[] = [];
    page.world.onRequest = request => {
      if (request.verb !== "up") return;
      sizes.push(request.body.length);
      if (sizes.length === 1) request.refuses("1");
      else request.begins().writes(ack(0, broughtTo(request.body))).ends();
    };
    page.session.send(binary, new Uint8Array(100_000));
    await page.world.pass(10_000);
    expect(sizes[1]).toBe(sizes[0]);
    expect(page.session.out.start).toBe(page.session.out.end);
  });
});

describe("the word that a stream gets through", () => {
  const words = (page: Page): number[] => page.world.requests.filter(({ verb, body }) => verb === "up" && listed(body).saysHello).map(({ at }) => at);

  /** Its stream works, and the word that it does goes as the test says. */
  async function carried(happens: (request: FarRequest) => void, draw = 0.5): Promise<Page> {
    const page = new Page();
    await page.world.pass(1_000);
    page.world.request("open").answers(opened);
    await page.world.pass(0);
    page.world.draw = () => draw;
    page.world.onRequest = happens;
    page.world.request("stream").begins().writes(joined([hello, ack(0, 0), padding])).writes(beat);
    await page.world.pass(0);
    return page;
  }

  test.each([0.1, 0.25, 0.75])("is said again at a time of the page's own where a hop refuses it (it draws %d)", async draw => {
    const page = await carried(request => { request.refuses("8"); }, draw);
    await page.world.pass(15_900);
    expect(words(page)).toEqual([1_000, 1_000 + 8_000 * (1 + draw)]);
  });

  test("is said again where it has no answer for 15 s", async () => {
    const page = await carried(() => {});
    await page.world.pass(14_999);
    expect(words(page).length).toBe(1);
    await page.world.pass(2_000);
    expect(words(page).length).toBe(2);
    expect(page.world.requests.find(({ verb }) => verb === "up")!.isAborted).toBe(true);
  });

  test("is said again ever more rarely, but every 5 s at least: until then the app is not heard", async () => {
    const page = await carried(request => { if (request.verb === "up") request.cut(); });
    for (let second = 0; second < 60; second++) {
      page.world.request("stream").writes(beat);
      await page.world.pass(1_000);
    }
    const times = words(page);
    expect(times.slice(1).map((at, index) => at - times[index]!).slice(-5).every(pause => pause <= 5_000)).toBe(true);
  });
});
