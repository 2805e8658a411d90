import type { Message, Options } from "../src/options.ts";
import { Session } from "../src/session.ts";
import { FakeWorld } from "./world.ts";

/** A client in a world of the test's, and all that it told. */
export class Rig {
  readonly world: FakeWorld;
  readonly told: string[] = [];
  readonly messages: unknown[] = [];
  readonly states: string[] = [];
  readonly session: Session<unknown>;

  constructor(options: Options, prepare: (world: FakeWorld) => void = () => {}) {
    this.world = new FakeWorld();
    prepare(this.world);
    this.session = new Session<unknown>({
      onMessage: (data, { channel, id }) => {
        this.messages.push(data);
        this.told.push(`message ${[channel, id, JSON.stringify(data)].filter(Boolean).join(" ")}`);
      },
      onConnect: () => { this.told.push("connect"); },
      onDisconnect: ({ code }) => { this.told.push(`disconnect ${code}`); },
      onGap: (channel, reason) => { this.told.push(`gap ${channel} ${reason}`); },
      onCaughtUp: channel => { this.told.push(`caught up ${channel}`); },
      onState: (state, { transport, wait }) => { this.states.push([state, transport, wait].filter(each => each !== undefined).join(" ")); },
      ...options,
    }, this.world);
  }

  get messagesOf(): AsyncGenerator<Message<unknown>, void, void> {
    return this.session.messages();
  }

  /** Lets it come back, as soon as it likes. Returns how many milliseconds that took. */
  comeBack(): number {
    const [sockets, before] = [this.world.sockets.length, this.world.now()];
    while (this.world.sockets.length === sockets) this.world.pass(this.world.untilNext);
    return this.world.now() - before;
  }

  /** What was told since the last time. */
  news(): readonly string[] {
    return this.told.splice(0);
  }
}
