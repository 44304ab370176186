import { asUnreadable } from './starting.js';
import type { Examined } from './store/postgres/examine.js';

export type ExaminedStore = Examined;

/**
 * Makes the tables of a database, or brings them to the form of this program; a start does the same.
 * @returns the form before (0: there was none) and now
 * @throws StartFailure
 */
export const migrateStore = async (store: string): Promise<{ readonly from: number; readonly to: number }> => {
  const { migratePostgres } = await import('./store/postgres/postgres-store.js');
  return migratePostgres(store).catch((error: unknown) => {
    throw asUnreadable(error);
  });
};

/**
 * Looks at a database, and changes nothing.
 * @throws StartFailure where a start would end with one
 */
export const examineStore = async (store: string): Promise<Examined> => {
  const { examinePostgres } = await import('./store/postgres/examine.js');
  return examinePostgres(store).catch((error: unknown) => {
    throw asUnreadable(error);
  });
};
