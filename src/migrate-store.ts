import { asUnreadable } from './starting.js';

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
