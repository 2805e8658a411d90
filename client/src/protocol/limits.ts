// How long things may take, and how much they may hold. A module of its own, which imports nothing: so the bundle has the numbers where they count.

/** How many milliseconds an address and a ticket may take. */
export const prepareTime = 30_000;
/** How many milliseconds it may take to open a line. */
export const openTime = 10_000;
/** How many seconds a server waits with the answer to a poll where there is nothing. */
export const pollPatience = 25;
/** The same in milliseconds, with the way there and back. */
export const pollTime = 40_000;
/** The least number of milliseconds of silence that is taken for death. */
export const leastPatience = 10_000;
/** At most so many milliseconds before a session ends it is to go on by another ticket, or with a quarter of its time left. */
export const renewTime = 30_000;
/** How many seconds must be left of such a session. A shorter one is as well begun anew, and no end that stays where it is has tickets asked for for ever. */
export const leastSession = 10;
/** How many milliseconds a browser's timer counts to, about. Whoever is called back sooner looks what time it is. */
export const longestTimer = 2e9;
/** The most channels of one vector: so its text fits into any proxy's line. */
export const maxChannels = 128;
/** The most characters that may wait for the end of their block; the server's longest event has fewer. A bound for what would fill the memory. */
export const longestBlock = 2 ** 26;
