/** The longest of the times that are drawn. */
export const longestDrawn = 20_000;

// In seconds: a hop that wants an hour is asked whether it has thought better of it.
const longest = 60;

/** What an answer says of when to come again. */
export interface Wait {
  /** Not before so many milliseconds have gone by. */
  readonly ms: number;
  /** The gateway says it to this page alone: that is its turn. A status says the same to all, who must not come together. */
  readonly isTurn: boolean;
}

/** The gateway's word. */
export const turnIn = (ms: number): Wait => ({ ms, isTurn: true });

/** What a status says, as hops on the way do too, and a gateway that has no connection left; of too many requests that say no number of seconds, a second. Undefined: nothing. */
export function waitOf(answer: Response): Wait | undefined {
  const { status } = answer;
  if (status !== 429 && status < 500) return undefined;
  const seconds = Number(answer.headers.get("Retry-After")) || (status === 429 ? 1 : 0);
  return { ms: 1_000 * Math.min(longest, seconds), isTurn: false };
}

/** The milliseconds until a page comes again, which draws a number from 0 up to 1. */
export const spread = ({ ms, isTurn }: Wait, chance: number): number => isTurn ? ms : ms * (1 + chance);

/** The same where nothing was said, after so many failures. */
export const drawn = (failures: number, chance: number): number => chance * Math.min(longestDrawn, 1_000 * 2 ** Math.max(0, failures - 1));
