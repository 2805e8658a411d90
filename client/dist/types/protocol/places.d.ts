/** How something fits that came: it follows; it is known; or something before it is missing, and the channel must be asked for again. */
export type Fit = "follows" | "known" | "astray";
/** From where channels are wanted at first: a place for all of them (an id, `0`: all that is kept, `-20`: the last twenty), or an id for each. */
export type Since = string | Readonly<Record<string, string>>;
/**
 * Where the client is in each channel, and what of that which comes is new.
 *
 * The rule for each channel: an event of the same epoch at or before the last one is known; one that follows it, with what was skipped on purpose
 * counted in, is taken; anything else is astray. A gap moves the last one. An id is `epoch:offset:tag`, and each has one text.
 */
export declare class Places {
    #private;
    constructor(channels: readonly string[], since?: Since);
    /** Takes over what an earlier page saved; what this one was told itself counts for more. */
    restore(saved: string | null): void;
    /** What to keep for a later page. */
    save(): string;
    /** The channels as far as they are known by name. */
    get names(): readonly string[];
    /** What to ask since; undefined: from now on. */
    ask(): string | undefined;
    /** An event has come; one without an id cannot be compared. */
    take(channel: string, id: string | undefined, skip: number): Fit;
    /** The server says how far it has sent the channel: that must be as far as the client is. */
    reach(channel: string, at: string): Fit;
    /** The channel is followed from now on; `at` is where it is. A drop before its first event loses nothing then. */
    subscribed(channel: string, at: string, isNew: boolean): void;
    /** Something is missing, and the stream goes on from `to`. False: what is missing came long ago. */
    gap(channel: string, to: string): boolean;
    /** A poll was answered, and the next one goes on from here, in all channels. Behind a point stands what is for the server alone. */
    polled(next: string): void;
    /** All channels have begun by now: from here on each is asked for from its own place. */
    settle(): void;
}
