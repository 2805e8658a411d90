/** What carries events: a WebSocket, a stream of server-sent events, or long polls. */
export type Transport = "ws" | "sse" | "poll";
/** After how many milliseconds the first choice is tried again by a client that had to take another. */
export declare const returnAfter = 600000;
/**
 * Over what to connect: the first choice as long as it can be opened, else the next one that can. Whoever had to take another stays with it for some
 * minutes: a hop that swallows a transport costs the whole time-out each time.
 */
export declare class Choice {
    #private;
    constructor(transports: readonly Transport[]);
    /** The transport to be opened, or that is open. */
    get current(): Transport;
    /** Whether the first choice is due again. */
    isReturnDue(now: number): boolean;
    /** A new round of attempts begins. */
    begin(now: number): void;
    /** The transport could be opened. */
    opened(now: number): void;
    /** The transport cannot be opened: takes the next one. False: each has been tried in this round. */
    next(): boolean;
}
