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
export declare const lost = 1006;
/** Not allowed. */
export declare const forbidden = 4003;
/** The server has more to do than it can. */
export declare const overload = 4103;
/** Something is missing, and is asked for again. */
export declare const resync = 4204;
/** How something ended that nobody closed. */
export declare function broken(code: number, reason: unknown): Closing;
/** The one place that says after which close codes a client comes back, and how soon. */
export declare function courseOf(code: number): Course;
/**
 * What the status of an answer means in close codes.
 *
 * @param served Whether the same session had been answered before: then it has ended, and a new ticket opens another one.
 */
export declare function codeOfStatus(status: number, served: boolean): number;
