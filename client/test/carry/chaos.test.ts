import { expect, test } from "vitest";
import { Gateway } from "./gateway.ts";

/** A message that says which it is, and is long enough to be cut. */
function numbered(index: number, length: number): string | Uint8Array<ArrayBuffer> {
  if (index % 2 === 0) return `${index}:${"é".repeat(length)}`;
  const bytes = new Uint8Array(8 + length).fill(index & 255);
  new DataView(bytes.buffer).setFloat64(0, index);
  return bytes;
}

/** Which it is, of which kind and how long, and whether it came as it was. */
function named(message: unknown): string {
  if (typeof message === "string") {
    const index = Number.parseInt(message, 10);
    const length = message.length - `${index}:`.length;
    return `${index} text ${length} ${message === numbered(index, length)}`;
  }

  const bytes = message as Uint8Array<ArrayBuffer>;
  const index = new DataView(bytes.buffer, bytes.byteOffset).getFloat64(0);
  return `${index} binary ${bytes.length - 8} ${bytes.subarray(8).every(byte => byte === (index & 255))}`;
}

const hard = [
  { name: "a WebSocket", ws: ["ok"], holds: [[]] },
  { name: "streams", ws: ["refused"], holds: [[]] },
  { name: "server-sent events", ws: ["silent"], holds: [["stream"]] },
  { name: "polls", ws: ["swallowed"], holds: [["stream", "sse"]] },
  { name: "whatever works just now", ws: ["ok", "refused", "silent", "swallowed", "cut"], holds: [[], ["stream"], ["stream", "sse"]] },
] as const;

test.each(hard.flatMap(way => [1, 2, 3].map(seed => ({ ...way, seed }))))("over $name nothing is lost, doubled or out of order (seed $seed)", async ({ ws, holds, seed }) => {
  const gateway = new Gateway(seed);
  const { page, chance, way } = gateway;
  Object.assign(gateway, { buffer: 100_000, heartbeat: 3000, renewal: 4000 });
  Object.assign(way, { delay: 60, doubles: 0.3, ws: ws[0], holds: holds[0] });
  const sockets = [0, 1, 2].map(index => new page.Carried(`/feed?n=${index}`));
  const got = sockets.map((): string[] => []);
  const closed: unknown[] = [];
  for (const [index, socket] of sockets.entries()) {
    socket.binaryType = "arraybuffer";
    socket.onmessage = ({ data }) => { got[index]?.push(named(data instanceof ArrayBuffer ? new Uint8Array(data) : data)); };
    socket.onclose = event => { closed.push(`${event.code} ${event.wasClean}`); };
  }

  await page.pass(8000);
  expect(sockets.map(socket => socket.readyState)).toEqual([1, 1, 1]);
  const sessions = [...gateway.sessions.values()];
  const said: string[] = [];
  let cuts = 0;
  for (let index = 0; index < 600; index++) {
    const message = numbered(index, chance.below(chance.below(20) === 0 ? 60_000 : 200));
    said.push(named(message));
    for (const socket of sockets) socket.send(message);
    for (const session of sessions) typeof message === "string" && index % 4 === 0 ? session.say(message.slice(0, 3), message.slice(3)) : session.say(message);
    await page.pass(chance.below(400));
    if (chance.below(4) > 0) continue;
    cuts++;
    way.ws = ws[chance.below(ws.length)] ?? "ok";
    way.holds = holds[chance.below(holds.length)] ?? [];
    way.http = chance.below(10) === 0 ? "refused" : "ok";
    if (chance.below(3) > 0) gateway.cut();
    if (chance.below(10) === 0) page.hub.rouse();
  }

  Object.assign(way, { http: "ok", ws: ws[0], holds: holds[0], delay: 5 });
  await page.pass(120_000);
  expect(closed).toEqual([]);
  for (const each of got) expect(each).toEqual(said);
  // The page's sessions may be found in another order than they were made in.
  for (const session of sessions) expect(session.told.map(named)).toEqual(said);
  expect(sockets.map(socket => socket.bufferedAmount)).toEqual([0, 0, 0]);
  expect(sessions.map(session => session.acked)).toEqual(sessions.map(session => session.down.length));
  expect(cuts).toBeGreaterThan(100);
}, 60_000);
