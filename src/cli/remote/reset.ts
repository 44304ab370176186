import { json, type RemoteCommand } from './command.js';

interface Reset {
  readonly sandbox: string;
  readonly dropped: Readonly<Record<string, number>>;
}

/** `send-simulator reset [--keep …]`. */
export const reset: RemoteCommand = async ({ own, sim, isJson, lang, print, during }) => {
  const label = { it: 'il mondo si svuota', en: 'the world is being emptied' };
  const body = own.keep === undefined ? {} : { keep: own.keep };
  const { body: done } = await during(label, sim.ask<Reset>('POST', '/reset', body));
  if (isJson) {
    print(json(done));
    return 0;
  }
  const dropped = Object.entries(done.dropped).filter(([, count]) => count > 0);
  const list = dropped.map(([what, count]) => `${what} ${count}`).join(', ');
  const told = {
    it: `${done.sandbox}: svuotata${list ? `; tolti: ${list}` : ', non c’era nulla'}`,
    en: `${done.sandbox}: emptied${list ? `; gone: ${list}` : ', nothing was in it'}`,
  };
  print(`${told[lang]}\n`);
  return 0;
};
