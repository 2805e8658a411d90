import type { Transport } from "./choice.ts";
import type { Closing } from "./codes.ts";

/** What a client is at. */
export type State = "connecting" | "open" | "waiting" | "closed";

/** What belongs to a {@link State}. */
export interface StateDetail {
  /** What carries, or is to carry, events. */
  readonly transport: Transport;
  /** While waiting: in how many milliseconds the next attempt comes. */
  readonly wait?: number;
  /** While waiting, and when closed: how the last connection or attempt ended. */
  readonly closing?: Closing;
  /** While open: whether the server cannot reach its store, so that nothing new can come. @default false */
  readonly degraded?: boolean;
}

/** What is told beside a message. */
export interface MessageContext {
  /** The channel; undefined where the endpoint knows none. */
  readonly channel: string | undefined;
  /** The event's id, such as `k3Qz:105:9f2c1a07`; undefined for what is not kept, and where the endpoint knows none. */
  readonly id: string | undefined;
}

/** What is to be done. */
export type Order =
  /** Find out the address, and get a ticket. */
  | readonly ["prepare"]
  /** Open a line. */
  | readonly ["open", transport: Transport, since: string | undefined]
  /** Give up the line, whatever it is at. */
  | readonly ["drop"]
  /** Send a text. */
  | readonly ["send", text: string]
  /** Get another ticket, and send it: the session goes on by it. */
  | readonly ["renew"]
  /** Keep the places for a later page. */
  | readonly ["save"]
  /** Warn whoever writes the page. */
  | readonly ["warn", words: string]
  | Call;

/** What is to be called of what the client was made with. */
export type Call =
  | readonly ["onConnect"]
  | readonly ["onDisconnect", closing: Closing]
  | readonly ["onMessage", data: unknown, context: MessageContext]
  | readonly ["onGap", channel: string, reason: string]
  | readonly ["onCaughtUp", channel: string]
  | readonly ["onState", state: State, detail: StateDetail];
