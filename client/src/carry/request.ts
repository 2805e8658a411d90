import { httpUrl } from "./address.ts";
import { fromBase64, joined, type Bytes } from "./bytes.ts";
import { ItemReader, item, numberOf } from "./items.ts";
import type { Session } from "./session.ts";
import { spread, waitOf, type Wait } from "./wait.ts";
import type { World } from "./world.ts";

/** What a request says of one of its sessions. */
export interface Listed {
  readonly session: Session;
  /** A piece of the page's stream; empty: none. */
  readonly piece: Bytes;
  readonly position: number;
  readonly leaves: boolean;
}

/** Of a session nothing but that it is meant. */
export const bare = (session: Session): Listed => ({ session, piece: new Uint8Array(), position: 0, leaves: false });

/** The body of a request; with a hello it asks for an answer that shows first that it gets through, or says that one has. */
export function bodyOf(listed: readonly Listed[], saysHello = false): Bytes {
  const parts: Bytes[] = [Uint8Array.from(numberOf(listed.length))];
  for (const { session } of listed) parts.push(session.id, session.secret, Uint8Array.from(numberOf(session.received)));
  if (saysHello) parts.push(Uint8Array.of(item.hello));
  listed.forEach(({ piece, position, leaves }, index) => {
    if (piece.length > 0) parts.push(Uint8Array.from([item.piece, ...numberOf(index), ...numberOf(position), ...numberOf(piece.length)]), piece);
    if (leaves) parts.push(Uint8Array.from([item.leave, ...numberOf(index)]));
  });
  return joined(parts);
}

/** Sends a request. Its header is one that no other site's page can send. */
export function post(world: World, url: string, verb: string, body: BodyInit, init: RequestInit = {}): Promise<Response> {
  return world.fetch(httpUrl(url, verb), {
    method: "POST", body, headers: { "Wayleave-Carry": "1", "Content-Type": "application/octet-stream" }, cache: "no-store", credentials: "same-origin", redirect: "error", ...init,
  });
}

/** Sends one and reads its answer, in so many milliseconds: a browser may wait for minutes for a path that is gone. */
export async function exchange<T>(world: World, limit: number, url: string, verb: string, body: BodyInit, read: (answer: Response) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  const cancel = world.setTimer(() => { abort.abort(); }, limit);
  try {
    return await read(await post(world, url, verb, body, { signal: abort.signal }));
  } finally {
    cancel();
  }
}

/** An answer that is none of the gateway's, or says that there are too many requests. */
export class Refused extends Error {
  readonly status: number;
  /** When to come again, where it is not the request that is refused. */
  readonly wait: Wait | undefined;

  constructor(answer: Response) {
    super(`${answer.status}`);
    this.status = answer.status;
    this.wait = waitOf(answer);
  }
}

/** After how many ms to send again what has failed so: when the answer says, or else after about so many. */
export function pauseAfter(world: World, error: unknown, otherwise: number): number {
  const wait = error instanceof Refused ? error.wait : undefined;
  return wait !== undefined && wait.ms > 0 ? spread(wait, world.chance()) : otherwise * (0.5 + world.chance() / 2);
}

/** Takes the items of an answer as they come, to its end. */
export async function takeItems(answer: Response, asEvents: boolean, tell: (kind: number, numbers: readonly number[], part: Bytes) => void): Promise<void> {
  if (!answer.ok || answer.body === null) throw new Refused(answer);
  const items = new ItemReader();
  let isGateways = false;
  const hear: typeof tell = (kind, ...rest) => {
    // A hop's own answer may have any status, as the page on which one has to log in does: text begins otherwise.
    isGateways ||= kind < item.over;
    if (!isGateways) throw new Refused(answer);
    tell(kind, ...rest);
  };
  const text = new TextDecoder();
  let lines = "";
  for (const reader = answer.body.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done && !isGateways) throw new Refused(answer);
    if (done) return;
    if (!asEvents) {
      items.take(value, hear);
      continue;
    }
    lines += text.decode(value, { stream: true });
    const events = lines.split("\n\n");
    lines = events.pop()!;
    for (const event of events) if (event.startsWith("data:")) items.take(fromBase64(event.slice(5).trim()), hear);
  }
}
