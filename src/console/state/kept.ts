/** What a reader chose once; storage may be forbidden, then it holds until the page is left. */
export const kept = <Value extends string>(name: string, values: readonly Value[]): Value | undefined => {
  try {
    const value = localStorage.getItem(`send-simulator.${name}`);
    return values.find((known) => known === value);
  } catch {
    return undefined;
  }
};

export const keep = (name: string, value: string): void => {
  try {
    localStorage.setItem(`send-simulator.${name}`, value);
  } catch {
    // Storage is forbidden or full: the choice holds for this visit.
  }
};
