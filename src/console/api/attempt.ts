import { useState } from 'preact/hooks';
import { CallProblem } from './problem.js';

/** Something that the reader asks for with a button or a form, and how it went last. */
interface Attempt {
  readonly isBusy: boolean;
  /** It went well. */
  readonly isDone: boolean;
  /** It was refused. */
  readonly problem: CallProblem | undefined;
  /** Does the work; a refusal becomes the problem. @throws what is no refusal: a bug of ours */
  readonly attempt: (work: () => Promise<void>) => Promise<void>;
  /** How it went last is of no interest any more. */
  readonly forget: () => void;
}

export const useAttempt = (): Attempt => {
  const [state, setState] = useState<'idle' | 'busy' | 'done' | CallProblem>('idle');
  return {
    isBusy: state === 'busy',
    isDone: state === 'done',
    problem: state instanceof CallProblem ? state : undefined,
    forget: () => setState('idle'),
    attempt: async (work) => {
      setState('busy');
      try {
        await work();
        setState('done');
      } catch (error) {
        setState(error instanceof CallProblem ? error : 'idle');
        if (!(error instanceof CallProblem)) throw error;
      }
    },
  };
};
