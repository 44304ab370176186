/** What an amount can hold: a Java int. */
export const int32 = { least: -(2 ** 31), greatest: 2 ** 31 - 1 } as const;
