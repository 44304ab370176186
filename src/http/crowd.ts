/**
 * JSON of nothing but small things takes seconds to read and many times its length in memory, so its brackets and commas,
 * those inside of texts too, are counted before. Ours: far more than any call has that is meant in earnest.
 */
const mostMarks = 100_000;

const [list, record, comma] = Buffer.from('[{,');

/** A body that is not read. */
export class Crowded extends Error {
  constructor(readonly marks: number) {
    super(`more than ${marks} brackets and commas`);
  }
}

/** For `verify` of a reader of JSON. @throws Crowded */
export const refuseCrowd = (bytes: Uint8Array, most = mostMarks): void => {
  let seen = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if ((byte === list || byte === record || byte === comma) && ++seen > most) {
      throw new Crowded(most);
    }
  }
};
