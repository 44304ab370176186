import type { StepLog, StoredStep } from '../../src/store/ports.js';

/** Everything that a log holds. */
export const stepsOf = async (log: Pick<StepLog, 'read'>): Promise<readonly StoredStep[]> => {
  const steps: StoredStep[] = [];
  for await (const page of log.read()) steps.push(...page);
  return steps;
};
