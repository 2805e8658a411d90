import { httpUrl } from "./address.ts";
import { fromBase64, joined, type Bytes } from "./bytes.ts";
import { ItemReader, item, numberOf } from "./items.ts";
import type { Session } from "./session.ts";
import type { World } from "./world.ts";

// In seconds: a hop that wants an hour is asked whether it has thought better of it.
const longestWait = 60;

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

/** An answer that is none of the gateway's, or says that there are too many requests. */
export class Refused extends Error {
  readonly status: number;
  /** After how many ms to come again, where there are too many. */
  readonly wait: number | undefined;

  constructor(answer: Response) {
    super(`${answer.status}`);
    this.status = answer.status;
    this.wait = waitOf(answer);
  }
}

/** After how many ms an answer wants to be asked again, as hops on the way do too, and a gateway that has no connection left; of too many requests that say no number of seconds, after one. */
export function waitOf(answer: Response): number | undefined {
  const seconds = Number(answer.headers.get("Retry-After")) || (answer.status === 429 ? 1 : 0);
  return (answer.status === 429 || answer.status === 503) && seconds > 0 ? 1_000 * Math.min(longestWait, seconds) : undefined;
}

/** Takes the items of an answer as they come, to its end. */
export async function takeItems(answer: Response, asEvents: boolean, tell: (kind: number, numbers: readonly number[], part: Bytes) => void): Promise<void> {
  if (!answer.ok || answer.body === null) throw new Refused(answer);
  const items = new ItemReader();
  const text = new TextDecoder();
  let lines = "";
  for (const reader = answer.body.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) return;
    if (!asEvents) {
      items.take(value, tell);
      continue;
    }
    lines += text.decode(value, { stream: true });
    const events = lines.split("\n\n");
    lines = events.pop()!;
    for (const event of events) if (event.startsWith("data:")) items.take(fromBase64(event.slice(5).trim()), tell);
  }
}
