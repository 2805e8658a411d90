import { afterAll, describe, expect, test } from "vitest";
import { text } from "../src/carry/frames.ts";
import { Hub } from "../src/carry/hub.ts";
import { Chance } from "./chance.ts";
import { FakeGateway, fair, type Weather } from "./carryGateway.ts";
import { CarryWorld, Told } from "./carryWorld.ts";

const steps = 250;
const utf8 = new TextEncoder();
const carried = new Map<string, number>();
let cuts = 0;

const blocked: Weather = { ...fair, sockets: "silent" };
const climates: Readonly<Record<string, readonly Weather[]>> = {
  "a WebSocket": [fair],
  "a WebSocket that comes late": [{ ...fair, sockets: "late" }],
  "streams": [blocked],
  "server-sent events": [{ ...blocked, held: ["stream"] }],
  "polls": [{ ...blocked, held: ["stream", "sse"] }],
  "whatever works at the moment": [
    fair, { ...fair, sockets: "late" }, { ...fair, sockets: "refused" }, blocked, { ...blocked, held: ["stream"] }, { ...blocked, held: ["stream", "sse"] }, { ...fair, held: ["stream", "sse", "poll"] },
  ],
};

/** A page with some sockets whose network is cut again and again, while all ends talk. */
async function run(seed: number, climate: readonly Weather[]): Promise<void> {
  const chance = new Chance(seed), world = new CarryWorld();
  world.draw = chance.draw;
  const gateway = new FakeGateway(world, chance);
  const hub = new Hub(world, () => {});
  const ends = Array.from({ length: 3 }, (_, index) => {
    const told = new Told();
    return { told, session: hub.open(`wss://app.example/ws/${index}`, [], told), fromPage: [] as string[], fromApp: [] as string[] };
  });
  const message = (count: number): string => `${count} ${"x".repeat(chance.happens(0.02) ? 30_000 : chance.below(300))}`;
  const rough = (): void => { gateway.weather = { ...climate[chance.below(climate.length)]!, lost: 0.1, doubled: 0.1 }; };
  rough();
  for (let step = 0; step < steps; step++) {
    await world.pass(chance.below(500));
    for (const { told, session, fromPage, fromApp } of ends) {
      if (chance.happens(0.5) && told.all.length > 0) {
        fromPage.push(message(fromPage.length));
        session.send(text, utf8.encode(fromPage.at(-1)));
      }
      const app = gateway.sessions.get(session.name);
      if (chance.happens(0.5) && app !== undefined) {
        fromApp.push(message(fromApp.length));
        app.say(fromApp.at(-1)!);
      }
    }
    for (const connection of gateway.connections)
      if (chance.happens(0.1)) {
        connection.cut(chance.happens(0.2));
        cuts++;
      }
    if (chance.happens(0.05)) rough();
    if (chance.happens(0.05)) hub.rouse();
    world.roused = chance.happens(0.7);
  }
  gateway.weather = { ...climate[0]! };
  await world.pass(120_000);
  for (const [verb, count] of gateway.carried) carried.set(verb, (carried.get(verb) ?? 0) + count);
  for (const { told, session, fromPage, fromApp } of ends) {
    const app = gateway.sessions.get(session.name)!;
    expect(told.all).toEqual(["opened"]);
    expect(app.got.map(words => words.slice(0, 20))).toEqual(fromPage.map(words => words.slice(0, 20)));
    expect(told.messages.map(words => words.slice(0, 20))).toEqual(fromApp.map(words => words.slice(0, 20)));
    expect(app.got).toEqual(fromPage);
    expect(told.messages).toEqual(fromApp);
    expect(session.out.waiting).toBe(0);
    session.close(4_000, "");
  }
  await world.pass(10_000);
  for (const { told, session } of ends) {
    expect(gateway.sessions.get(session.name)!.closeCode).toBe(4_000);
    expect(told.all).toEqual(["opened", "closed 4000 clean"]);
  }
  expect(hub.courses.size).toBe(0);
}

describe.each(Object.entries(climates))("nothing is lost or doubled over %s", (_, climate) => {
  test.each([1, 2, 3, 4])("seed %i", { timeout: 60_000 }, seed => run(seed, climate));
});

afterAll(() => { console.log(`${cuts} cuts; pieces carried: ${[...carried].map(([verb, count]) => `${verb} ${count}`).join(", ")}`); });
