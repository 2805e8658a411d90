export { ReconnectingWebSocket } from "./client.ts";
export type { CursorStorage, Message, Options } from "./options.ts";
export type { Closing } from "./protocol/codes.ts";
export type { Transport } from "./protocol/choice.ts";
export type { MessageContext, State, StateDetail } from "./protocol/order.ts";
export type { Since } from "./protocol/places.ts";
