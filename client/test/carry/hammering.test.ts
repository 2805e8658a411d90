import { describe, expect, test } from "vitest";
import { joined, type Bytes } from "../../src/carry/bytes.ts";
import type { FarRequest } from "./farRequest.ts";
import type { FarSocket } from "./farSocket.ts";
import { ack, beat, gone, hello, listed, padding, piece, type Listing } from "./made.ts";
import { Page, greeting, opened, said, url } from "./page.ts";
import { Told } from "./told.ts";

/** The pauses between the first nine of these, in seconds. */
const pauses = (times: readonly number[]): number[] => times.slice(1, 9).map((at, index) => Math.round((at - times[index]!) / 100) / 10);
const slowing = [1, 2, 4, 8, 16, 20, 20, 20];
const atOnce = [0, 0, 0, 0, 0, 0, 0, 0];

describe("a WebSocket that works and ends at once", () => {
  /** Each of its sockets goes so, and nothing gets through over HTTP. Returns when one or the other was tried, the first time after the first drop. */
  async function times(goes: (socket: FarSocket, index: number) => void): Promise<number[]> {
    const page = await new Page().viaSocket();
    const all: number[] = [];
    page.world.draw = () => 1 - 1e-9;
    page.world.onSocket = socket => {
      all.push(socket.at);
      if (all.length < 20) page.world.soon(() => { goes(socket.open(), all.length); });
    };
    page.world.onRequest = request => {
      if (request.verb === "stream") all.push(request.at);
      request.cut();
    };
    page.world.socket.ends();
    await page.world.pass(150_000);
    return all;
  }

  test.each<[string, (socket: FarSocket) => void]>([
    ["was cut", socket => { socket.says(greeting).ends(); }],
    ["the gateway says then that it has no such session", socket => { socket.says(greeting).says("gone").ends(); }],
  ])("is followed ever more slowly where it %s", async (_, goes) => {
    expect(pauses(await times(goes))).toEqual(slowing);
  });

  test("gives way to HTTP after the third, is tried again in a minute, and is good where it lasts", async () => {
    const page = await new Page().viaSocket();
    let sockets = 0;
    page.world.onSocket = socket => {
      sockets++;
      page.world.soon(() => {
        socket.open().says(greeting);
        if (sockets < 4) socket.ends();
      });
    };
    page.world.onRequest = request => { if (request.verb === "stream") request.begins().writes(joined([hello, ack(0, 0), padding])).writes(beat); };
    page.world.socket.ends();
    await page.world.pass(10_000);
    expect([page.carrier, sockets]).toEqual(["stream", 2]);
    await page.world.pass(62_000);
    expect([page.carrier, sockets]).toEqual(["stream", 3]);
    await page.world.pass(62_000);
    expect([page.carrier, sockets]).toEqual(["websocket", 4]);
  });

  test("gives way to nothing where it lasts for half a second, as behind a hop that cuts what is silent", async () => {
    const page = await new Page().viaSocket();
    page.world.onSocket = socket => {
      page.world.soon(() => { socket.open().says(greeting); });
      page.world.clock.setTimer(() => { socket.ends(); }, 600);
    };
    page.world.socket.ends();
    await page.world.pass(60_000);
    expect(page.world.requests).toEqual([]);
    expect(page.world.sockets.length).toBeGreaterThan(4);
  });

  test("is tried again where nothing gets through over HTTP either", async () => {
    let sockets = 0;
    await times(socket => {
      sockets++;
      socket.says(greeting).ends();
    });
    expect(sockets).toBeGreaterThan(5);
  });

  test("is followed at once where it has brought something", async () => {
    let position = 0;
    expect(pauses(await times(socket => {
      socket.says(greeting).says(`at ${position}`).says(said("one")).ends();
      position += said("one").length;
    }))).toEqual(atOnce);
  });
});

test("a WebSocket that has lasted for a while is followed at once, however often that was not so", async () => {
  const page = await new Page().viaSocket();
  page.world.draw = () => 1 - 1e-9;
  for (const drops of [2, 3]) {
    for (let drop = 0; drop < drops; drop++) {
      const last = page.world.socket;
      last.ends();
      for (let steps = 0; page.world.socket === last && steps < 1_000; steps++) await page.world.pass(100);
      page.world.socket.open().says(greeting);
    }
    await page.world.pass(5_000);
  }
  const { length } = page.world.sockets;
  page.world.socket.ends();
  await page.world.pass(0);
  expect(page.world.sockets.length).toBe(length + 1);
  expect(page.world.requests).toEqual([]);
});

describe("responses that work and are cut at once", () => {
  /** Whatever is asked for works, says that, and is cut a moment later. Returns what was asked for, and when. */
  async function asked(says: (session: Listing) => Bytes): Promise<{ readonly verb: string; readonly at: number }[]> {
    const page = await new Page().viaStream();
    const all: FarRequest[] = [];
    page.world.draw = () => 1 - 1e-9;
    page.world.onRequest = request => {
      if (request.verb === "up" || all.push(request) >= 20) return;
      const items = joined([hello, padding, beat, says(listed(request.body).sessions[0]!)]);
      request.begins().writes(request.verb === "sse" ? new TextEncoder().encode(`data: ${btoa(String.fromCharCode(...items))}\n\n`) : items);
      page.world.clock.setTimer(() => { request.cut(); }, 1);
    };
    page.world.request("stream").cut();
    await page.world.pass(150_000);
    return all;
  }

  test("are followed by the other ways, and then ever more slowly", async () => {
    const all = await asked(() => beat);
    // The way that was good until then has one more go.
    expect(all.slice(0, 6).map(({ verb }) => verb)).toEqual(["stream", "sse", "poll", "poll", "poll", "poll"]);
    expect(pauses(all.slice(0, 4).map(({ at }) => at))).toEqual([0, 0, 0]);
    expect(pauses(all.slice(3, 11).map(({ at }) => at))).toEqual(slowing.slice(0, 7));
  });

  test("are followed at once where they have brought something", async () => {
    const all = await asked(({ received }) => piece(0, received, said("one")));
    expect(pauses(all.map(({ at }) => at))).toEqual(atOnce);
    expect(new Set(all.slice(0, 15).map(({ verb }) => verb))).toEqual(new Set(["stream"]));
  });
});

describe("a page whose sockets are gone again and again, and that opens the next one at once", () => {
  /** Each is open for so long before its gateway says that it has none, and its app waits by itself before it opens the next one. Returns when they were opened. */
  async function times(life: number, sockets = 1, own = 0): Promise<number[]> {
    const page = await new Page().viaStream();
    const all: number[] = [];
    page.world.draw = () => 1 - 1e-9;
    page.world.onRequest = request => {
      if (request.verb === "open") {
        all.push(request.at);
        request.answers(opened);
      } else if (request.verb === "stream") {
        request.begins().writes(joined([hello, padding, beat]));
        page.world.clock.setTimer(() => { request.writes(joined(listed(request.body).sessions.map((_, index) => gone(index)))); }, life);
      }
    };
    const next = (): void => {
      const told = new Told();
      page.hub.open(url, [], { ...told, closed: () => { page.world.setTimer(next, own); } });
    };
    for (let count = 0; count < sockets; count++) next();
    page.hub.abandon(page.session);
    await page.world.pass(150_000);
    return all;
  }

  test("opens them ever more slowly", async () => {
    expect(pauses(await times(1))).toEqual([0, 1, 2, 4, 8, 16, 20, 20]);
  });

  test("opens them at once where each has lasted for a while", async () => {
    expect(pauses(await times(5_000))).toEqual([5, 5, 5, 5, 5, 5, 5, 5]);
  });

  test("opens one at once where the last one was gone long ago", async () => {
    expect(pauses(await times(1, 1, 20_000))).toEqual([20, 20, 20, 20, 20, 20, 20]);
  });

  test("counts those once that were opened and gone together", async () => {
    expect(new Set(pauses((await times(10, 5)).filter((_, index) => index % 5 === 0)))).toEqual(new Set([0, 1, 2, 4, 8, 16, 20]));
  });
});
