import { readText } from "../protocol/frames.ts";
import { longestBlock } from "../protocol/limits.ts";
import { openHttp } from "./http.ts";
import type { Fetch } from "./http.ts";
import type { Line, Tell } from "./line.ts";

/**
 * Opens a stream of server-sent events. Not by `EventSource`: that does not say why it ends, and comes back by itself with a ticket that is used up.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 */
export function openStream(fetch: Fetch, url: string, tell: Tell): Line {
  return openHttp(fetch, "text/event-stream", tell, async ask => {
    const reader = (await ask(url))?.body?.getReader();
    const decoder = new TextDecoder();
    for (let text = ""; reader;) {
      const { done, value } = await reader.read();
      if (done) throw new Error("the stream has ended");
      // Not before anything has come: a hop that gathers answers sends the head, and nothing else until the end. Later it says nothing new.
      tell("opened");
      const blocks = (text + decoder.decode(value, { stream: true })).split(/\r\n\r\n|\n\n|\r\r/);
      text = blocks.pop() ?? "";
      if (text.length > longestBlock) throw new RangeError("an event is too long");
      for (const block of blocks) {
        const lines = block.match(/^data:.*/gm);
        if (lines) tell("message", readText(lines.map(line => line.replace(/^data: ?/, "")).join("\n")));
      }
    }
  });
}
