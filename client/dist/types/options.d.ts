import type { Closing } from "./protocol/codes.ts";
import type { MessageContext, State, StateDetail } from "./protocol/order.ts";
import type { Transport } from "./protocol/choice.ts";
import type { Since } from "./protocol/places.ts";
/** A message as a `for await` loop gets it. */
export interface Message<T> extends MessageContext {
    readonly data: T;
}
/** Where cursors are kept: `sessionStorage`, `localStorage`, or anything like them. */
export interface CursorStorage {
    getItem(key: string): string | null;
    setItem(key: string, value: string): void;
}
/** What a {@link ReconnectingWebSocket} is made with. */
export interface Options<T = unknown> {
    /**
     * The endpoint: http, https, ws, wss, or relative to the page; or what says so anew for each attempt. Whether it is ws or wss is chosen by the page.
     * With `channels`, where Wayleave is: only the host counts.
     * @default with `channels`, the page's own host; else it must be given
     */
    url?: string | (() => string | Promise<string>) | undefined;
    /**
     * Gets each message, parsed, in order and none twice: the event as it was published. Text that is no JSON comes as a string, bytes as `Uint8Array`.
     * @default nothing is called; see the async iterator
     */
    onMessage?: ((data: T, context: MessageContext) => void) | undefined;
    /** Called each time that a connection is open. @default nothing is called */
    onConnect?: (() => void) | undefined;
    /** Called each time that a connection has ended, or could not be made; with the browser's own `CloseEvent` where there is one. @default nothing is called */
    onDisconnect?: ((closing: Closing) => void) | undefined;
    /** The first wait between attempts, in milliseconds. It doubles with each failure, up to 30 s or this; half of it is left to chance. @default 1000 */
    reconnectInterval?: number | undefined;
    /** How often a WebSocket is sent the text `ping`, in milliseconds; 0: never. What has ever answered one must answer within this, or 10 s. @default 30000 */
    heartbeatInterval?: number | undefined;
    /** After how many attempts that failed in a row it gives up. @default Infinity */
    maxRetries?: number | undefined;
    /**
     * Gets a ticket, a new one for each attempt. Where it fails, so has the attempt. Asked as well before a session ends, which goes on then over its open
     * WebSocket; where that fails nothing is lost.
     * @default no ticket is shown
     */
    getTicket?: (() => Promise<string>) | undefined;
    /** The channels to follow, at Wayleave's one path for any channels. @default those that the path of `url` gives */
    channels?: readonly string[] | undefined;
    /**
     * From where: an id for each channel; an id, `"0"` (all that is kept) or `"-20"` (the last twenty) for all of them. Ids count for more than what `storage` holds.
     * @default from now on
     */
    since?: Since | undefined;
    /** Events of a channel are missing, and why: load its state anew. @default a warning on the console */
    onGap?: ((channel: string, reason: string) => void) | undefined;
    /** All that a channel had missed has come. Polls on a route that has said no channel's name yet tell an empty one. @default nothing is called */
    onCaughtUp?: ((channel: string) => void) | undefined;
    /** Told of each change of state. @default nothing is called */
    onState?: ((state: State, detail: StateDetail) => void) | undefined;
    /** Over what to connect, in this order: the next one where one cannot be opened. @default ["ws"]; with `channels` ["ws", "sse", "poll"] */
    transports?: readonly Transport[] | undefined;
    /** Where to keep cursors, so that a reload of the page goes on where it was. @default nowhere */
    storage?: CursorStorage | undefined;
    /** By which name they are kept. @default `wayleave`, the host, and the path or the channels */
    storageKey?: string | undefined;
}
