import { expect, test } from "vitest";
import { Outgoing } from "../../src/carry/outgoing.ts";
import { Random } from "./random.ts";

/** The same, without a thought for what it costs. */
class Model {
  readonly bytes: number[] = [];
  readonly payloads: { readonly end: number; readonly size: number }[] = [];
  start = 0;
  handed = 0;

  get waiting(): number { return this.payloads.reduce((sum, { end, size }) => sum + Math.max(0, Math.min(size, end - this.handed)), 0); }
}

test.each([1, 2, 3, 4])("What goes out is what a model says, over 50,000 random steps (seed %i)", seed => {
  const chance = new Random(seed);
  let out = new Outgoing(), model = new Model();
  for (let step = 0; step < 50_000; step++) {
    // From time to time a new one, so that the model stays small.
    if (step % 500 === 0) [out, model] = [new Outgoing(), new Model()];
    const between = (from: number): number => from + chance.below(model.bytes.length - from + 1);
    switch (chance.below(4)) {
      case 0: {
        const payload = chance.below(20), frame = Uint8Array.from({ length: payload + 2 }, () => chance.below(256));
        out.add(frame, payload);
        model.bytes.push(...frame);
        model.payloads.push({ end: model.bytes.length, size: payload });
        break;
      }
      case 1: {
        const to = between(0);
        out.hand(to);
        model.handed = Math.max(model.handed, to);
        break;
      }
      case 2: {
        // Mostly further than the last time, sometimes not: acknowledgements overtake each other.
        const to = chance.next() < 0.7 ? model.start + chance.below(Math.min(30, model.bytes.length - model.start + 1)) : between(0);
        out.acknowledge(to);
        model.start = Math.max(model.start, to);
        model.handed = Math.max(model.handed, to);
        break;
      }
      default: {
        const position = between(model.start), most = chance.below(60);
        const part = out.from(position, most);
        if (part.length !== Math.min(most, model.bytes.length - position) || part.some((byte, index) => byte !== model.bytes[position + index]))
          expect([...part]).toEqual(model.bytes.slice(position, position + most));
      }
    }
    if (out.start !== model.start || out.end !== model.bytes.length || out.waiting !== model.waiting)
      expect([step, out.start, out.end, out.waiting]).toEqual([step, model.start, model.bytes.length, model.waiting]);
  }
});
