import { sha256 } from "./sha256.ts";

const wordOf = (word: number): number[] => [24, 16, 8, 0].map(by => word >> by & 0xff);

/**
 * Writes the places of several channels as one word, as the server does: base64url of a version, then for each channel the first eight bytes of its
 * name's SHA-256, the length of the epoch, the epoch, the offset in groups of seven bits, and the tag.
 *
 * @param ids An id such as `k3Qz:105:9f2c1a07` for each channel.
 */
export function writeVector(ids: ReadonlyMap<string, string>): string {
  const bytes = [1];
  const text = new TextEncoder();
  for (const [channel, id] of ids) {
    const [epoch = "", offset, tag = ""] = id.split(":");
    bytes.push(...sha256(text.encode(channel)).slice(0, 2).flatMap(wordOf), epoch.length, ...text.encode(epoch));
    let rest = Number(offset);
    for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) bytes.push(0x80 + rest % 0x80);
    bytes.push(rest, ...wordOf(parseInt(tag, 16)));
  }

  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}
