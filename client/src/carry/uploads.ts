import { atNode } from "./address.ts";
import type { Bytes } from "./bytes.ts";
import { item } from "./items.ts";
import { bare, bodyOf, exchange, pauseAfter, post, Refused, takeItems, type Listed } from "./request.ts";
import type { Carrier, Session } from "./session.ts";
import type { World } from "./world.ts";

/** For whom is brought. */
export interface Bringing extends Carrier {
  readonly node: string;
  readonly sessions: ReadonlySet<Session>;
  /** A request is under way. */
  asked(): void;
  /** The gateway says that a session is another one's, or nobody's. */
  gone(session: Session): void;
  /** The gateway has something more of what a page sends. */
  brought(): void;
}

const mostBytes = 131_072;
// A hop may let no body of that size through. With less than this it is not the size.
const leastBytes = 2_048;
// Fetch lets requests that outlive their page bring 64 KiB in all.
const mostLast = 49_152;
// Longer than the gateway waits for an app that takes nothing.
const limit = 15_000;
const firstPause = 250;
const longestPause = 5_000;
const nothing: Bytes = new Uint8Array();

/** Brings what the sessions of a bundle have to say: one request at a time. */
export class Uploads {
  readonly #bundle: Bringing;
  readonly #world: World;
  /** Sessions that are over, of which that is still to be said. */
  readonly #leaving = new Set<Session>();
  readonly #toAcknowledge = new Set<Session>();
  /** Whose turn it is first. */
  #next: Session | undefined;
  #isUnderWay = false;
  /** Ends a pause. */
  #goOn: (() => void) | undefined;
  #failures = 0;
  #most = mostBytes;
  #ceiling = mostBytes;

  constructor(bundle: Bringing, world: World) {
    this.#bundle = bundle;
    this.#world = world;
  }

  /** What a session has received is to be said, even if there is nothing else. */
  acknowledge(session: Session): void { this.#toAcknowledge.add(session); }

  /** That a session is over is to be said. */
  leave(session: Session): void { this.#leaving.add(session); }

  /** The network carries: what failed is not to wait any longer than what has not. */
  encourage(): void {
    this.#failures = 0;
    this.#goOn?.();
  }

  /** Brings what there is, until there is nothing more. */
  async pump(): Promise<void> {
    if (this.#isUnderWay) return;
    const listed = this.#toSay();
    if (listed.length === 0) return;
    this.#isUnderWay = true;
    try {
      this.#bundle.asked();
      await exchange(this.#world, limit, ...this.#request(listed), answer => takeItems(answer, false, (kind, numbers) => {
        const { session } = listed[numbers[0]!] ?? {};
        if (session === undefined) return;
        if (kind === item.ack) session.out.acknowledge(numbers[1]!);
        else if (kind === item.gone && !session.isOver) this.#bundle.gone(session);
      }));
      this.#failures = 0;
      this.#most = Math.min(this.#ceiling, this.#most * 2);
      if (listed.some(({ piece }) => piece.length > 0)) this.#bundle.brought();
      for (const { session, leaves } of listed) if (leaves) this.#leaving.delete(session);
    } catch (error) {
      this.#failures++;
      const status = error instanceof Refused ? error.status : 0;
      // Too many requests says nothing of their size.
      if (status !== 429) this.#most = Math.max(leastBytes, this.#most / 2);
      if (status === 413) this.#ceiling = this.#most;
      // The gateway may wait for just these acknowledgements, and nothing more come that would be acknowledged.
      for (const { session } of listed) this.#toAcknowledge.add(session);
      // The page has lost it: whoever waits for it has waited long enough.
      if (this.#failures > 5) this.#leaving.clear();
      await new Promise<void>(resolve => {
        this.#world.setTimer(resolve, pauseAfter(this.#world, error, Math.min(longestPause, firstPause * 2 ** this.#failures)));
        // That the network carries is no news to a hop that wants to be left alone.
        this.#goOn = status === 429 || status === 503 ? undefined : resolve;
      });
    }
    this.#isUnderWay = false;
    void this.pump();
  }

  /** The page is left: all is said in one request that outlives it, with what may not have come yet. */
  sayLast(): void {
    const all = [...this.#bundle.sessions, ...this.#leaving];
    this.#leaving.clear();
    if (all.length === 0) return;
    let left = mostLast;
    const listed = all.map(session => {
      const position = session.out.start;
      const piece = session.out.from(position, left);
      left -= piece.length;
      return { session, piece, position, leaves: true };
    });
    void post(this.#world, ...this.#request(listed), { keepalive: true }).catch(() => undefined);
  }

  /** What there is to bring; of each session as much as is fair, and first of those that had no turn the last time. */
  #toSay(): Listed[] {
    const bundle = this.#bundle;
    const sessions = [...bundle.sessions].filter(session => (session.carrier ?? bundle) === bundle);
    const eager = sessions.filter(session => session.out.end > session.out.start);
    const share = Math.max(Math.min(4_096, this.#most), Math.floor(this.#most / Math.max(1, eager.length)));
    const listed: Listed[] = [];
    let left = this.#most;
    const first = Math.max(0, sessions.indexOf(this.#next!));
    this.#next = undefined;
    for (const session of [...sessions.slice(first), ...sessions.slice(0, first)]) {
      const piece = left > 0 ? session.out.from(session.out.start, Math.min(share, left, session.buffer)) : nothing;
      if (left <= 0 && session.out.end > session.out.start) this.#next ??= session;
      left -= piece.length;
      if (piece.length === 0 && !this.#toAcknowledge.has(session)) continue;
      session.out.hand(session.out.start + piece.length);
      session.acknowledged = session.received;
      listed.push({ session, piece, position: session.out.start, leaves: false });
    }
    this.#toAcknowledge.clear();
    for (const session of this.#leaving) listed.push({ ...bare(session), leaves: true });
    return listed;
  }

  #request(listed: readonly Listed[]): [url: string, verb: string, body: Bytes] {
    return [listed[0]!.session.url, atNode("up", this.#bundle.node), bodyOf(listed)];
  }
}
