import type { Scenarios } from './outcome.js';

/** Which scenarios each notification under way began with: what is read or added later is for later ones. */
interface ScenarioVersions {
  /** The notification begins with what there is now. */
  begin(iun: string): void;
  /** What it began with; what there is now, once it has ended or the process has started again. */
  of(iun: string): Scenarios;
  /** Nothing is planned for it any more. */
  end(iun: string): void;
  reset(): void;
}

export const createScenarioVersions = (current: () => Scenarios): ScenarioVersions => {
  const begun = new Map<string, Scenarios>();
  return {
    begin: (iun) => void begun.set(iun, current()),
    of: (iun) => begun.get(iun) ?? current(),
    end: (iun) => void begun.delete(iun),
    reset: () => begun.clear(),
  };
};
