import type { Bytes } from "./bytes.ts";
import { binary, text } from "./frames.ts";

// What another frame of the page has made is no instance of the classes here.
function isA(data: unknown, ...names: readonly string[]): boolean {
  return names.includes(Object.prototype.toString.call(data).slice(8, -1));
}

/** The blob that is sent, if it is one: its bytes are not there yet. */
export function blobOf(data: unknown): Blob | undefined { return isA(data, "Blob", "File") ? data as Blob : undefined; }

/** The frame's opcode and the payload of anything else that is sent; a page's memory may change afterwards, so it is copied. */
export function payloadOf(data: unknown): [number, Bytes] {
  if (isA(data, "ArrayBuffer")) return [binary, new Uint8Array((data as ArrayBuffer).slice(0))];
  if (ArrayBuffer.isView(data)) return [binary, new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength).slice()];
  // Lone surrogates become U+FFFD there.
  return [text, new TextEncoder().encode(String(data))];
}

/** What a message gives to the page; undefined: a text that is none. */
export function dataOf(opcode: number, payload: Bytes): string | Bytes | undefined {
  if (opcode !== text) return payload;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(payload);
  } catch {
    return undefined;
  }
}
