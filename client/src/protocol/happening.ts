import type { Closing } from "./codes.ts";

/** What may happen to a client. */
export type Happening =
  /** It is to connect. */
  | readonly ["begin"]
  /** The address is known, and the ticket is there. */
  | readonly ["ready"]
  /** The line is open. */
  | readonly ["opened"]
  /** A message has come: a JSON value, a text that is none, or bytes. */
  | readonly ["message", value: unknown]
  /** A poll was answered, and all of its messages have been told. */
  | readonly ["polled", next: string, isEmpty: boolean]
  /** The line has ended, or could not be opened, or its address or ticket could not be had; the server may have said in how many milliseconds to come back. */
  | readonly ["ended", closing: Closing, retryAfter?: number | undefined]
  /** The network is back, or the page is looked at again. */
  | readonly ["roused"]
  /** The time has come that was asked for. */
  | readonly ["woken"]
  /** Whoever made the client wants no more. */
  | readonly ["closed"];
