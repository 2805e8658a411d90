import { joined, type Bytes } from "../../src/carry/bytes.ts";
import type { FarRequest } from "./farRequest.ts";
import type { Gateway } from "./gateway.ts";
import type { GatewaySession, Holder } from "./gatewaySession.ts";
import { beat, end, gone, hello, listed, over, padding, piece, wait } from "./made.ts";

/** An answer that carries sessions: a stream, events, or a poll. */
export class AnswerHolder implements Holder {
  readonly name: string;
  readonly #gateway: Gateway;
  readonly #request: FarRequest;
  readonly #sessions: readonly (GatewaySession | undefined)[];
  readonly #done: () => void;
  readonly #here: (what: () => void) => void;
  /** Up to where each stream was sent. */
  readonly #sent: number[];
  /** What the way holds. */
  readonly #held: Bytes[] = [];
  #isUntried: boolean;
  #isOver = false;
  #said = 0;

  /** @param sessions Those that the request lists; undefined: there is none, or it is not the page's. @param done Told when it has ended in good order. */
  constructor(gateway: Gateway, request: FarRequest, sessions: readonly (GatewaySession | undefined)[], done: () => void) {
    [this.#gateway, this.#request, this.#sessions, this.#done] = [gateway, request, sessions, done];
    this.name = request.verb;
    this.#here = gateway.lane();
    const { sessions: listings, saysHello } = listed(request.body);
    this.#sent = listings.map(({ received }) => received);
    this.#isUntried = saysHello && this.name !== "poll";
    gateway.streams++;
    gateway.mostStreams = Math.max(gateway.mostStreams, gateway.streams);
    this.#begin();
  }

  push(): void {
    if (this.#isOver || this.#hasDied()) return;
    let hasNews = false;
    for (const [index, session] of this.#sessions.entries()) {
      if (session?.holder !== this || this.#isUntried) continue;
      for (let position = Math.max(this.#sent[index]!, session.acked); position < session.limit; position = this.#sent[index]!) {
        const bytes = session.down.slice(position, Math.min(session.limit, position + 1 + this.#gateway.chance.below(20_000)));
        this.#write(piece(index, position, bytes));
        this.#sent[index] = position + bytes.length;
        hasNews = true;
      }
      if (session.ended === undefined) continue;
      this.#write(session.ended === "end" ? end(index) : gone(index));
      hasNews = true;
    }
    const isWanted = this.#sessions.some(session => session?.holder === this);
    if (!isWanted || (hasNews && this.name === "poll")) this.#end();
  }

  release(): void { this.push(); }

  confirm(): void {
    this.#isUntried = false;
    this.push();
  }

  wait(milliseconds: number): void {
    this.#write(wait(milliseconds));
    this.#end();
  }

  #begin(): void {
    const isPoll = this.name === "poll";
    this.#write(isPoll ? hello : joined([hello, padding]));
    if (!isPoll) this.#write(beat);
    this.#sessions.forEach((session, index) => { if (session === undefined) this.#write(gone(index)); });
    // The first poll of a session is answered at once: so the page sees that it comes through.
    const isFirst = isPoll && this.#sessions.some(session => session?.transport !== this.name);
    this.#sessions.forEach((session, index) => session?.attach(this, this.#sent[index]!));
    this.push();
    if (isFirst) this.#end();
    const gateway = this.#gateway;
    gateway.pace(() => {
      // A page that is not heard is gone.
      const isWanted = this.#sessions.some(session => session?.holder === this && !gateway.isSilent(session.heard, 2));
      if (isPoll || (!isWanted && this.#sessions.some(session => session?.holder === this))) this.#end();
      else if (!this.#hasDied() && isWanted && gateway.isSilent(this.#said, 0.5)) this.#write(beat);
      return !this.#isOver;
    });
    if (!isPoll && gateway.renewal < Infinity) gateway.page.clock.setTimer(() => { this.#end(); }, this.#gateway.renewal);
  }

  #write(bytes: Bytes): void {
    this.#said = this.#gateway.page.now();
    const whole = this.name === "sse" ? new TextEncoder().encode(`data: ${btoa(String.fromCharCode(...bytes))}\n\n`) : bytes;
    this.#held.push(whole);
    if (this.#gateway.way.holds.some(verb => verb === this.name) || this.#held.reduce((sum, { length }) => sum + length, 0) < this.#gateway.way.gathers) return;
    this.#letGo();
  }

  #end(): void {
    if (this.#isOver || this.#hasDied()) return;
    this.#write(over);
    this.#leave();
    this.#letGo();
    this.#here(() => {
      this.#request.ends();
      this.#done();
    });
  }

  #letGo(): void {
    for (const bytes of this.#held.splice(0)) this.#here(() => { this.#request.writes(bytes); });
  }

  // The page does not want it any more, or the way to it was cut.
  #hasDied(): boolean {
    if (!this.#request.isCut) return false;
    this.#leave();
    return true;
  }

  #leave(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#gateway.streams--;
    for (const session of this.#sessions) if (session?.holder === this) session.holder = undefined;
  }
}
