import { base64url, joined, type Bytes } from "../../src/carry/bytes.ts";
import { ItemReader, item, numberOf } from "../../src/carry/items.ts";

/** The items that a gateway says. */
export const hello = Uint8Array.of(item.hello), beat = Uint8Array.of(item.beat), over = Uint8Array.of(item.over);
export const padding = Uint8Array.from([item.pad, ...numberOf(2048), ...new Uint8Array(2048)]);
export const ack = (session: number, received: number): Bytes => Uint8Array.from([item.ack, ...numberOf(session), ...numberOf(received)]);
export const end = (session: number): Bytes => Uint8Array.from([item.end, ...numberOf(session)]);
export const gone = (session: number): Bytes => Uint8Array.from([item.gone, ...numberOf(session)]);
export const wait = (milliseconds: number): Bytes => Uint8Array.from([item.wait, ...numberOf(milliseconds)]);
export const piece = (session: number, position: number, bytes: Bytes): Bytes =>
  joined([Uint8Array.from([item.piece, ...numberOf(session), ...numberOf(position), ...numberOf(bytes.length)]), bytes]);

/** A session as a request lists it; id and secret in base64url. */
export interface Listing {
  readonly name: string;
  readonly secret: string;
  readonly received: number;
}

/** Reads the sessions that a request lists; what follows them are its items, a hello first if it says one. */
export function listed(body: Bytes): { readonly sessions: readonly Listing[]; readonly rest: Bytes; readonly saysHello: boolean } {
  let at = 0;
  const number = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = body[at++]!;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  const sessions = Array.from({ length: number() }, () => {
    const [name, secret] = [body.slice(at, at + 16), body.slice(at + 16, at + 32)].map(base64url) as [string, string];
    at += 32;
    return { name, secret, received: number() };
  });
  return { sessions, rest: body.subarray(at), saysHello: body[at] === item.hello };
}

/** Up to where a request brings a page's stream. */
export function broughtTo(body: Bytes): number {
  let end = 0;
  new ItemReader().take(listed(body).rest, (kind, [, position], part) => { if (kind === item.piece) end = position! + part.length; });
  return end;
}
