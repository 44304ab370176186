import type { Choice, Played, SendNumber, Sequence, SequenceProblem } from './model.js';

/**
 * The reports of one send.
 *
 * Source: pn-external-channels README.md, service/ExternalChannelsService.java
 */
export const playSequence = (sequence: Sequence, send: SendNumber): Played => {
  switch (sequence.kind) {
    case 'reports':
      return { ok: true, events: sequence.events };
    case 'unreadable':
      return { ok: false, problem: sequence.problem };
    case 'choice': {
      const part = sequence.parts[indexOfPart(sequence, send)];
      return part ? playSequence(part, send) : { ok: false, problem: noSuchPrint(send.retry ?? 0) };
    }
    case 'rework': {
      if (send.rework) return playSequence(sequence.rework, send);
      const played = playSequence(sequence.normal, send);
      return played.ok && !sequence.travels ? { ...played, rework: sequence.attempt } : played;
    }
  }
};

/**
 * The part of a send, counted from 0. The true second attempt of a PEC (not the repetition of the old address) takes the
 * third part where there is one. The count of `_` starts again after the last part.
 *
 * A part for the second attempt that is missing cannot come out of a text; in a file the last list serves what follows.
 */
const indexOfPart = ({ by, parts }: Choice, send: SendNumber): number => {
  const last = parts.length - 1;
  const retry = send.retry ?? 0;
  switch (by) {
    case 'attempt':
      return Math.min(send.attempt === 1 && send.repeat === false ? 2 : send.attempt, last);
    case 'pcretry':
      return retry;
    case 'retry':
      return Math.min(retry, last);
    case 'send':
      return (send.sent ?? Math.max(send.attempt, retry)) % parts.length;
  }
};

const noSuchPrint = (retry: number): SequenceProblem => ({
  column: 1,
  message: {
    it: `manca la parte "pcretry" per la ristampa numero ${retry}`,
    en: `there is no "pcretry" part for reprint number ${retry}`,
  },
});

/** Everything that makes no sense in any part, in the order of the text. */
export const problemsOf = (sequence: Sequence): readonly SequenceProblem[] => {
  switch (sequence.kind) {
    case 'reports':
      return [];
    case 'unreadable':
      return [sequence.problem];
    case 'choice':
      return sequence.parts.flatMap(problemsOf);
    case 'rework':
      return [...problemsOf(sequence.normal), ...problemsOf(sequence.rework)];
  }
};

/** Texts of the addresses that the postman finds. */
export const addressesFound = (sequence: Sequence): readonly string[] => {
  switch (sequence.kind) {
    case 'reports':
      return sequence.events.flatMap(({ discovered }) => (discovered ? [discovered.address] : []));
    case 'unreadable':
      return [];
    case 'choice':
      return sequence.parts.flatMap(addressesFound);
    case 'rework':
      return [...addressesFound(sequence.normal), ...addressesFound(sequence.rework)];
  }
};
