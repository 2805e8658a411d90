import { membersOf } from "../protocol/frames.ts";
import { pollPatience } from "../protocol/limits.ts";
import { openHttp } from "./http.ts";
import type { Fetch } from "./http.ts";
import type { Line, Tell } from "./line.ts";

/**
 * Polls, one after the other, each from where the one before says; all of them with the first one's ticket, together with which that place is good.
 *
 * @param address The address of one poll: since where, and how long to wait.
 */
export function openPoll(fetch: Fetch, address: (since: string | undefined, wait: number) => string, since: string | undefined, tell: Tell): Line {
  return openHttp(fetch, "application/json", tell, async ask => {
    // What was missed is there at once; only then is there something to wait for.
    for (let [from, wait] = [since, 0]; ;) {
      const answer = await ask(address(from, wait));
      if (!answer) return;
      const { events, next, gap } = membersOf(await answer.json());
      if (!Array.isArray(events) || typeof next !== "string") throw new TypeError("no answer to a poll");
      tell("opened");
      const messages: unknown[] = gap ? [...(events as unknown[]), gap] : events;
      for (const message of messages) tell("message", message);
      wait = messages.length > 0 ? 0 : pollPatience;
      from = next;
      tell("polled", next, messages.length === 0);
    }
  });
}
