/** How a connection ended, or an attempt to make one; a browser's `CloseEvent` is one. */
export interface Closing {
  /** The close code; 1006 where the connection was lost, or never there. */
  readonly code: number;
  /** Why, in words. */
  readonly reason: string;
  /** Whether both sides had their last word. */
  readonly wasClean: boolean;
}

/**
 * What to do when a connection has ended. `stop`: never come back; `backOff`: after a while that grows with each failure; `ordered`: the same, and
 * no hope of the page's is a reason to come earlier; `spread`: some time in the window over which the server wants its clients spread;
 * `atOnce`: within a second.
 */
export type Course = "stop" | "backOff" | "ordered" | "spread" | "atOnce";

/** Lost, or never there (RFC 6455 §7.1.5). */
export const lost = 1006;
/** The server restarts, as it tells clients of any kind. */
const restart = 1012;
/** A ticket that is none, or none any more. */
const badTicket = 4001;
/** Not allowed. */
export const forbidden = 4003;
/** The server has more to do than it can. */
export const overload = 4103;
/** The session has ended: come back with a new ticket. */
const sessionOver = 4201;
/** Something is missing, and is asked for again. */
export const resync = 4204;

/** How something ended that nobody closed. */
export function broken(code: number, reason: unknown): Closing {
  return { code, reason: String(reason), wasClean: false };
}

/** The one place that says after which close codes a client comes back, and how soon. */
export function courseOf(code: number): Course {
  // The hundreds from 4000 on each have theirs.
  return code === restart ? "spread" : (["stop", "ordered", "atOnce"] as const)[Math.floor(code / 100) - 40] ?? "backOff";
}

/**
 * What the status of an answer means in close codes.
 *
 * @param served Whether the same session had been answered before: then it has ended, and a new ticket opens another one.
 */
export function codeOfStatus(status: number, served: boolean): number {
  if (status === 401) return served ? sessionOver : badTicket;
  // 204 is how a stream of events says that its reader is not to come back.
  if (status === 403 || status === 204) return forbidden;
  if (status === 429 || status >= 500) return overload;
  // Whoever answered may not know what is asked for: 404, 405, 426, a page.
  return lost;
}
