import { broken, codeOfStatus, lost } from "../protocol/codes.ts";
import type { Line, Tell } from "./line.ts";

/** What is needed of `fetch`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Asks for an answer of a type; null: it is another, and the line has ended. Each after the first is of the same session. */
export type Ask = (url: string) => Promise<Response | null>;

/**
 * A line of answers to requests, each with the caller's cookies, as a WebSocket has them.
 *
 * @param type What the answers must be.
 * @param run Asks, until null is the answer; what it throws ends the line.
 */
export function openHttp(fetch: Fetch, type: string, tell: Tell, run: (ask: Ask) => Promise<void>): Line {
  const abort = new AbortController();
  const end = (code: number, reason: unknown, retryAfter?: number): void => { tell("ended", broken(code, reason), retryAfter); };
  let served = false;
  const ask: Ask = async url => {
    const answer = await fetch(url, { headers: { accept: type }, credentials: "include", signal: abort.signal });
    const { status, headers } = answer;
    if (status === 200 && headers.get("content-type")?.startsWith(type)) {
      served = true;
      return answer;
    }

    end(codeOfStatus(status, served), `HTTP ${status}`, (Number(headers.get("retry-after")) || 0) * 1000);
    return null;
  };
  run(ask).catch((error: unknown) => { end(lost, error); });
  return { send() {}, close() { abort.abort(); } };
}
