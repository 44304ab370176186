import type { Running } from './cli.js';
import { clientOf } from './kill-work.js';

/** Sends so many requests, or as many as are taken. @returns their ids, and the answer that ended it */
export const sendMany = async ({ url, key }: Running, name: string, most = 10_000) => {
  const { upload, send } = clientOf({ url, key });
  const ids: string[] = [];
  try {
    while (ids.length < most) {
      const documents = [await upload(`${name} ${ids.length}`)];
      ids.push(await send({ paProtocolNumber: `${name} ${ids.length}`, documents }));
    }
    return { ids, refusal: '' };
  } catch (error) {
    return { ids, refusal: String(error) };
  }
};

/** Request ids of all that is there. */
export const known = async (running: Running): Promise<readonly string[]> => {
  const path = '/_sim/notifications?limit=1000';
  const { body } = await clientOf(running).call<{ items: { notificationRequestId: string }[] }>('GET', path);
  return body.items.map(({ notificationRequestId }) => notificationRequestId);
};
