import type { Course } from "./codes.ts";

/** The longest that doubling makes of a wait, in milliseconds. */
export const longestWait = 30_000;
/** The window over which clients spread after a restart, in milliseconds, where the server names none. */
const usualWindow = 5_000;
/** Within how many milliseconds to come back at once: so that many do not come in the same moment. */
const soon = 1_000;

/**
 * How many milliseconds to wait before the next attempt.
 *
 * @param course What the close code says.
 * @param failures How many attempts in a row have failed before.
 * @param interval The wait that doubling begins with.
 * @param window The server's window; undefined: it has named none.
 * @param chance 0 up to, but not, 1.
 */
export function waitFor(course: Course, failures: number, interval: number, window: number | undefined, chance: number): number {
  if (course === "atOnce") return chance * soon;
  const doubled = Math.min(interval * 2 ** Math.min(failures, 30), Math.max(longestWait, interval));
  const spread = window ?? (course === "spread" ? usualWindow : undefined);
  // The server knows how many there are: after the first loss its window alone counts. Without its word, half of the wait keeps those apart who
  // failed together.
  return spread === undefined ? doubled * (0.5 + chance / 2) : Math.max(failures > 0 ? doubled : 0, spread) * chance;
}
