/** What a server says that speaks `wayleave.v1`, as it comes. Others may come from newer servers, and have more members. */
export type Frame =
  | { readonly type: "hello"; readonly heartbeat: number; readonly retry_window?: number; readonly token_expires_in?: number }
  | { readonly type: "subscribed"; readonly ch: string; readonly at: string; readonly resume?: string }
  | { readonly type: "event"; readonly ch: string; readonly id?: string; readonly skip?: number; readonly encoding?: string; readonly data: unknown }
  | { readonly type: "caught_up"; readonly ch: string; readonly at: string }
  | { readonly type: "gap"; readonly ch: string; readonly reason: string; readonly to: string }
  | { readonly type: "heartbeat"; readonly at?: Readonly<Record<string, string>>; readonly retry_window?: number; readonly degraded?: boolean }
  | { readonly type: "auth"; readonly expires_in?: number }
  | { readonly type: "reconnect"; readonly after: number }
  | { readonly type: "error"; readonly code: string; readonly ch?: string; readonly retry?: boolean }
  | { readonly type: "pong" };

/** Beside its channel, the member that a frame about a channel cannot be understood without. */
const needed: Readonly<Record<string, string>> = { subscribed: "at", event: "ch", caught_up: "at", gap: "to" };

const isText = (value: unknown): boolean => typeof value === "string";

/** An object's members; none if it is no object. */
export function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

/** A message's text as the JSON value that it is, or as it is. */
export function readText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: it has nothing else to throw.
    return text;
  }
}

/** Whether a first message is the first word of `wayleave.v1`, and not one of an app's own. */
export function isHello(value: unknown): boolean {
  const { type, session, heartbeat } = membersOf(value);
  return type === "hello" && isText(session) && typeof heartbeat === "number";
}

/** Reads a frame; undefined if it lacks what its kind must have. */
export function readFrame(value: unknown): Frame | undefined {
  const members = membersOf(value);
  const { type, ch, id = "" } = members;
  const also = needed[String(type)];
  return [type, id, ...(also ? [ch, members[also]] : [])].every(isText) ? (value as Frame) : undefined;
}

/** What was published: JSON as it was, text as a string, bytes as bytes. */
export function dataOf({ data, encoding }: Frame & { readonly type: "event" }): unknown {
  return encoding === "base64" ? Uint8Array.from(atob(String(data)), byte => byte.charCodeAt(0)) : data;
}
