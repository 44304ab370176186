/** Where the reader is: everything that a link or a reload has to bring back. */
export interface Place {
  readonly sandbox: string;
  /** Id of a page in `pages/index.ts`. */
  readonly page: string;
  /** What stands behind the page: an IUN, a name. */
  readonly rest: readonly string[];
  readonly query: Readonly<Record<string, string>>;
}

const firstPage = 'notifications';

/** `#/default/notifications/ABCD?q=imu`; what is missing is `default` and the first page. */
export const placeOf = (hash: string): Place => {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split('?', 2);
  const [sandbox, page, ...rest] = path.split('/').filter((part) => part !== '');
  return {
    sandbox: decoded(sandbox ?? 'default'),
    page: decoded(page ?? firstPage),
    rest: rest.map(decoded),
    query: Object.fromEntries(new URLSearchParams(query)),
  };
};

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

export const hashOf = ({ sandbox, page, rest, query }: Place): string => {
  const path = [sandbox, page, ...rest].map(encodeURIComponent).join('/');
  const given = Object.entries(query).filter(([, value]) => value !== '');
  return `#/${path}${given.length === 0 ? '' : `?${new URLSearchParams(given)}`}`;
};
