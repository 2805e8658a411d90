import { describe, expect, test } from "vitest";
import { Rig } from "./rig.ts";
import { event, hello, id, subscribed } from "./world.ts";
import { writeVector } from "../src/protocol/vector.ts";

const url = "/ws/7";
const ch = "user:7:events";

/** A client with an open line that has got events up to an offset. */
function at(offset: number, options = {}): Rig {
  const rig = new Rig({ url, ...options });
  rig.world.socket.open().says(hello(), subscribed(ch, id(offset)));
  rig.news();
  return rig;
}

/** What it asks since. */
const since = (rig: Rig): string | null => rig.world.socket.url.searchParams.get("since");
const placed = (offset: number, epoch?: string): string => writeVector(new Map([[ch, id(offset, epoch)]]));

describe("what comes", () => {
  test("is given as it was published, with its channel and id", () => {
    const rig = at(4);
    rig.world.socket.says(event(ch, id(5), { n: 5, _id: "other" }), event(ch, id(6), "text"), event(ch, id(7), "AQI=", { encoding: "base64" }));
    expect(rig.news()).toEqual([`message ${ch} ${id(5)} {"n":5,"_id":"other"}`, `message ${ch} ${id(6)} "text"`, `message ${ch} ${id(7)} {"0":1,"1":2}`]);
    expect(rig.messages[2]).toEqual(new Uint8Array([1, 2]));
  });

  test("is given though it looks like a control frame", () => {
    const rig = at(4);
    rig.world.socket.says(event(ch, id(5), { type: "pong" }), event(ch, id(6), { type: "heartbeat" }));
    expect(rig.messages).toEqual([{ type: "pong" }, { type: "heartbeat" }]);
  });

  test.each([
    ["the next one is taken", event(ch, id(5), 5), "taken"],
    ["one that is known is dropped", event(ch, id(4), 4), "dropped"],
    ["an older one is dropped", event(ch, id(1), 1), "dropped"],
    ["one after others that were skipped on purpose is taken", event(ch, id(8), 8, { skip: 3 }), "taken"],
    ["one that does not follow is asked for again", event(ch, id(6), 6), "again"],
    ["one after fewer that were skipped is asked for again", event(ch, id(9), 9, { skip: 3 }), "again"],
    ["one of another epoch is asked for again", event(ch, id(5, "Zz9"), 5), "again"],
    ["one whose id makes no sense is asked for again", event(ch, "5", 5), "again"],
    ["one without an id is taken", event(ch, undefined, 0), "taken"],
    ["another channel's first is taken", event("other", id(77), 77), "taken"],
  ])("%s", (_, frame, outcome) => {
    const rig = at(4);
    rig.world.socket.says(frame);
    const news = rig.news();
    expect(news.some(each => each.startsWith("message")) ? "taken" : news.length === 0 ? "dropped" : news[0] === "disconnect 4204" ? "again" : news).toBe(outcome);
  });

  test("a frame without what it needs, and anything else that is none, is no events' server's", () => {
    for (const wrong of [{ type: "event", data: 1 }, { type: "gap", ch }, "no JSON", [1], null]) {
      const rig = at(4);
      rig.world.socket.says(wrong);
      expect(rig.news()).toEqual(["disconnect 1006"]);
    }
  });

  test("a frame of a kind that is not known is passed over", () => {
    const rig = at(4);
    rig.world.socket.says({ type: "presence", ch, join: [{ id: "u9" }] }, event(ch, id(5), 5));
    expect(rig.messages).toEqual([5]);
  });
});

describe("after a drop", () => {
  test("it asks from the last event", () => {
    const rig = at(4);
    rig.world.socket.says(event(ch, id(5), 5)).ends();
    rig.comeBack();
    expect(since(rig)).toBe(placed(5));
  });

  test("before the first event it asks from where the channel was", () => {
    const rig = at(4);
    rig.world.socket.ends();
    rig.comeBack();
    expect(since(rig)).toBe(placed(4));
  });

  test("what comes twice is given once", () => {
    const rig = at(4);
    rig.world.socket.says(event(ch, id(5), 5), event(ch, id(6), 6)).ends();
    rig.comeBack();
    rig.world.socket.open().says(hello(), subscribed(ch, id(7), "ok"), event(ch, id(6), 6), event(ch, id(7), 7), { type: "caught_up", ch, at: id(7) });
    expect(rig.messages).toEqual([5, 6, 7]);
    expect(rig.news().at(-1)).toBe(`caught up ${ch}`);
  });

  test("a gap is told, and it goes on from where that leads", () => {
    const rig = at(4);
    rig.world.socket.ends();
    rig.comeBack();
    rig.news();
    rig.world.socket.open().says(hello(), subscribed(ch, id(9, "Zz9"), "gap"), { type: "gap", ch, reason: "epoch", from: id(4), to: id(9, "Zz9"), lost: null });
    rig.world.socket.says(event(ch, id(10, "Zz9"), 10)).ends();
    expect(rig.news()).toEqual(["connect", `gap ${ch} epoch`, `message ${ch} ${id(10, "Zz9")} 10`, "disconnect 1006"]);
    rig.comeBack();
    expect(since(rig)).toBe(placed(10, "Zz9"));
  });

  test("without onGap a gap is warned of", () => {
    const rig = at(4, { onGap: undefined });
    rig.world.socket.says({ type: "gap", ch, reason: "slow", from: id(4), to: id(9), lost: 5 });
    expect(rig.world.warnings).toEqual([`events of ${ch} are missing (slow): load its state anew in onGap`]);
  });

  test("a route of several channels is asked for by all their places", () => {
    const rig = at(4);
    rig.world.socket.says(subscribed("b", id(2)), event("b", id(3), 3)).ends();
    rig.comeBack();
    expect(since(rig)).toBe(writeVector(new Map([[ch, id(4)], ["b", id(3)]])));
  });

  test("a channel that keeps nothing begins anew, and misses nothing", () => {
    const rig = at(0);
    rig.world.socket.says(event(ch, undefined, "a")).ends();
    rig.comeBack();
    rig.world.socket.open().says(hello(), subscribed(ch, id(0, "Zz9"), "new"), { type: "caught_up", ch, at: id(0, "Zz9") }, event(ch, undefined, "b"));
    expect(rig.messages).toEqual(["a", "b"]);
  });
});

describe("the end of a channel", () => {
  test.each([
    ["that it has got is no loss", id(4), []],
    ["that it has not got is asked for again", id(5), ["disconnect 4204"]],
    ["with another tag is asked for again", "k3Qz:4:bbbbbbbb", ["disconnect 4204"]],
    ["of another epoch is asked for again", id(4, "Zz9"), ["disconnect 4204"]],
    ["before where it is, is asked for again", id(3), ["disconnect 4204"]],
  ])("%s", (_, head, news) => {
    const rig = at(4);
    rig.world.socket.says({ type: "heartbeat", ts: 1, at: { [ch]: head } });
    expect(rig.news()).toEqual(news);
  });

  test("is asked for within a second where something new had come, else later each time", () => {
    const rig = at(4);
    rig.world.socket.says(event(ch, id(5), 5), event(ch, id(9), 9));
    expect(rig.comeBack()).toBe(500);
    const waits = [1, 2, 3].map(() => {
      rig.world.socket.open().says(hello(), subscribed(ch, id(9), "ok"), event(ch, id(9), 9));
      return rig.comeBack();
    });
    expect(waits).toEqual([2000, 2000, 2000]);
  });
});

test("a server that names ever more channels is not followed for ever", () => {
  const rig = new Rig({ url });
  rig.world.socket.open().says(hello(), ...Array.from({ length: 129 }, (_, n) => event(`c${n}`, id(1), n)));
  expect(rig.messages.length).toBe(128);
  expect(rig.news().at(-1)).toBe("disconnect 4204");
});

describe("when to come back", () => {
  test("the server's window is where all of them spread", () => {
    const rig = at(4);
    rig.world.draw = 0.75;
    rig.world.socket.ends();
    expect(rig.comeBack()).toBe(3000);
  });

  test("a heartbeat may change the window", () => {
    const rig = at(4);
    rig.world.socket.says({ type: "heartbeat", at: {}, retry_window: 60_000 }).ends();
    expect(rig.comeBack()).toBe(30_000);
  });

  test("failures make it longer than the window, and never shorter", () => {
    const rig = at(4);
    const waits = [1, 2, 3, 4, 5].map(() => {
      rig.world.socket.ends();
      return rig.comeBack();
    });
    expect(waits).toEqual([2000, 2000, 2000, 4000, 8000]);
  });

  test("a server that says when, is obeyed to the millisecond", () => {
    const rig = at(4);
    rig.world.socket.says({ type: "reconnect", after: 3721, reason: "draining" }).ends(4101);
    rig.world.rouse();
    expect(rig.comeBack()).toBe(3721);
  });

  test.each([4000, 4001, 4003, 4099])("after %i never", code => {
    const rig = at(4);
    rig.world.socket.ends(code, "bad_ticket");
    expect(rig.states.at(-1)).toBe("closed ws");
    expect(rig.news()).toEqual([`disconnect ${code}`]);
    expect(rig.world.isQuiet).toBe(true);
  });

  test.each([4100, 4101, 4103, 4199])("after %i in the window, and not sooner", code => {
    const rig = at(4);
    rig.world.socket.ends(code);
    rig.world.rouse();
    expect(rig.comeBack()).toBe(2000);
  });

  test.each([4200, 4201, 4299])("after %i within a second", code => {
    const rig = at(4);
    rig.world.socket.ends(code);
    expect(rig.comeBack()).toBe(500);
  });

  test("a session that ends before it began is a failure", () => {
    const rig = new Rig({ url });
    const waits = [1, 2, 3].map(() => {
      rig.world.socket.open().ends(4201);
      return rig.comeBack();
    });
    expect(waits).toEqual([750, 1500, 3000]);
  });

  test("after 1012 in the window, and not sooner", () => {
    const rig = at(4);
    rig.world.socket.ends(1012);
    rig.world.rouse();
    expect(rig.comeBack()).toBe(2000);
  });
});

describe("from where", () => {
  test("an id is asked for, until each channel has its own place", () => {
    const rig = new Rig({ url, since: id(2) });
    expect(since(rig)).toBe(id(2));
    rig.world.socket.open().says(hello(), subscribed(ch, id(9), "ok"), event(ch, id(3), 3)).ends();
    rig.comeBack();
    expect(since(rig)).toBe(id(2));
    rig.world.socket.open().says(hello(), subscribed(ch, id(9), "ok"), event(ch, id(3), 3), event(ch, id(4), 4), { type: "pong" }).ends();
    rig.comeBack();
    expect(since(rig)).toBe(placed(4));
    expect(rig.messages).toEqual([3, 4]);
  });

  test("a heartbeat is as good as a pong for that, unless the server cannot look", () => {
    const rig = new Rig({ url, since: id(2) });
    const first = [hello(), subscribed(ch, id(9), "ok"), event(ch, id(3), 3)];
    rig.world.socket.open().says(...first, { type: "heartbeat", at: { [ch]: id(3) }, degraded: true }).ends();
    rig.comeBack();
    expect(since(rig)).toBe(id(2));
    rig.world.socket.open().says(...first, { type: "heartbeat", at: { [ch]: id(3) } }).ends();
    rig.comeBack();
    expect(since(rig)).toBe(placed(3));
  });

  test("a gap that is told again for what came long ago is not", () => {
    const rig = new Rig({ url, since: id(2) });
    const trimmed = { type: "gap", ch, reason: "trimmed", from: id(2), to: id(5), lost: 3 };
    rig.world.socket.open().says(hello(), subscribed(ch, id(9), "gap"), trimmed, event(ch, id(6), 6)).ends();
    rig.comeBack();
    rig.world.socket.open().says(hello(), subscribed(ch, id(9), "gap"), trimmed, event(ch, id(6), 6), event(ch, id(7), 7));
    expect(rig.news().filter(each => !each.includes("connect"))).toEqual([`gap ${ch} trimmed`, `message ${ch} ${id(6)} 6`, `message ${ch} ${id(7)} 7`]);
  });

  test.each(["0", "-20", "-200"])("%s is asked for until there is a place", start => {
    const rig = new Rig({ url, since: start });
    expect(since(rig)).toBe(start);
    rig.world.socket.open().says(hello(), subscribed(ch, id(9), "new")).ends();
    rig.comeBack();
    expect(since(rig)).toBe(start);
    rig.world.socket.open().says(hello(), subscribed(ch, id(9), "new"), event(ch, id(8), 8)).ends();
    rig.comeBack();
    expect(since(rig)).toBe(`${placed(8)}~${start}`);
  });

  test.each(["0", "-20"])("%s is asked for again in a channel that had not begun when the line broke", start => {
    const rig = new Rig({ url, since: start });
    rig.world.socket.open().says(hello(), subscribed(ch, id(9), "new"), event(ch, id(8), 8)).ends();
    rig.comeBack();
    expect(since(rig)).toBe(`${placed(8)}~${start}`);
    rig.world.socket.open().says(hello(), subscribed(ch, id(9), "resumed"), subscribed("b", id(1), "new"), event(ch, id(9), 9), event("b", id(1), 1));
    expect(rig.news().filter(each => each.includes("message"))).toEqual([`message ${ch} ${id(8)} 8`, `message ${ch} ${id(9)} 9`, `message b ${id(1)} 1`]);
  });

  test("a channel that keeps nothing goes on with its head, whatever the others are asked from", () => {
    const rig = new Rig({ url, since: "0" });
    rig.world.socket.open().says(hello(), subscribed(ch, id(4), "new"), event(ch, id(5), 5)).ends();
    rig.comeBack();
    rig.world.socket.open().says(hello(), subscribed(ch, id(7), "new"), { type: "heartbeat", at: { [ch]: id(7) } }, event(ch, id(8), 8));
    expect(rig.news().at(-1)).toBe(`message ${ch} ${id(8)} 8`);
  });

  test("an id for each channel is asked for at once", () => {
    expect(since(new Rig({ url, since: { [ch]: id(2) } }))).toBe(placed(2));
  });
});

test("a server that cannot reach its store says so", () => {
  const details: unknown[] = [];
  const rig = at(4, { onState: (_: unknown, detail: unknown) => { details.push(detail); } });
  rig.world.socket.says({ type: "heartbeat", at: {}, degraded: true }, { type: "heartbeat", at: {}, degraded: true }, { type: "heartbeat", at: {} });
  expect(details.slice(-2)).toEqual([{ transport: "ws", degraded: true }, { transport: "ws", degraded: false }]);
});

test("without pings, a server that has said how often it says something is taken for dead after twice as long", () => {
  const rig = at(4, { heartbeatInterval: 0 });
  rig.world.pass(59_999);
  expect(rig.news()).toEqual([]);
  rig.world.pass(1);
  expect(rig.news()).toEqual(["disconnect 1006"]);
});

test("what the server refuses is warned of", () => {
  const rig = at(4);
  rig.world.socket.says({ type: "error", code: "forbidden", ch: "x", retry: false });
  expect(rig.world.warnings).toEqual(["refused: forbidden x"]);
});

describe("what is known of a line ends with it", () => {
  test("that it came to something: the next that says hello alone has not", () => {
    const rig = at(4);
    rig.world.socket.ends();
    rig.comeBack();
    rig.world.socket.open().says(hello()).ends(4201);
    expect(rig.states.at(-1)).toBe("waiting ws 2000");
  });

  test("that nothing new can come", () => {
    const degraded: unknown[] = [];
    const rig = at(4, { onState: (state: string, detail: { degraded?: boolean }) => { if (state === "open") degraded.push(detail.degraded); } });
    const heartbeat = { type: "heartbeat", degraded: true };
    rig.world.socket.says(heartbeat).ends();
    rig.comeBack();
    rig.world.socket.open().says(hello(), heartbeat);
    expect(degraded).toEqual([undefined, true, undefined, true]);
  });

  test("when the server wants it back", () => {
    const rig = at(4);
    rig.world.socket.says({ type: "reconnect", after: 7000 }).ends(4101);
    expect(rig.comeBack()).toBe(7000);
    rig.world.socket.open().says(hello(), subscribed(ch, id(4), "ok")).ends(4201);
    expect(rig.states.at(-1)).toBe("waiting ws 500");
  });
});

test("who says hello answers pings, and is given up where it does not", () => {
  const rig = at(4);
  rig.world.pass(30_000);
  expect(rig.world.socket.sent).toEqual(["ping"]);
  rig.world.pass(10_000);
  expect(rig.news()).toEqual(["disconnect 1006"]);
});
