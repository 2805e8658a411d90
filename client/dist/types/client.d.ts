import type { Message, Options } from "./options.ts";
/**
 * A WebSocket that comes back. It connects when made. At an endpoint of Wayleave it goes on where it was: no message is lost or comes twice, and what
 * cannot be had any more is told by `onGap`.
 *
 * ```ts
 * const socket = new ReconnectingWebSocket({ url: "/ws/7", onMessage: event => render(event) });
 * for await (const { data, channel, id } of socket) …
 * ```
 */
export declare class ReconnectingWebSocket<T = unknown> implements AsyncIterable<Message<T>> {
    #private;
    /** @throws TypeError, RangeError: an option makes no sense. */
    constructor(options: Options<T>);
    /** Ends it for good. */
    close(): void;
    /**
     * The messages from now on, for a `for await` loop, which ends when the client is closed. It throws where the server refuses for good or
     * `maxRetries` have failed, and where 10,000 messages wait since it reads too slowly.
     */
    [Symbol.asyncIterator](): AsyncIterableIterator<Message<T>>;
}
