import pg from 'pg';
import { inject } from 'vitest';

let made = 0;

/** URL of a new database on the server of this run. */
export const aDatabase = async (): Promise<string> => {
  const { url } = inject('postgres');
  const name = `test_${process.pid}_${process.env.VITEST_WORKER_ID}_${made++}`;
  await query(url, `CREATE DATABASE ${name}`);
  return url.replace('/postgres?', `/${name}?`);
};

/** Runs one statement past the store. */
export const query = async <Row extends object>(url: string, text: string): Promise<readonly Row[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
};
