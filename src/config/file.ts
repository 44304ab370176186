import { didYouMean, type Given, type Source } from './given.js';
import { settingList } from './settings.js';

/**
 * The settings in a configuration file: one YAML mapping from names to values, nothing nested except the list of a
 * setting that may be given several times.
 *
 * @param name how messages call the file
 */
export const fromFile = async (name: string, text: string): Promise<Source> => {
  // Loaded only here: a start without a file does not pay for the parser.
  const { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'silent' });
  const at = (offset: number | undefined): string => `${name}:${lines.linePos(offset ?? 0).line}`;

  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) return { given: [], problems: faults.map((fault) => `${at(fault.pos[0])}: ${fault.message}`) };
  if (document.contents === null) return { given: [], problems: [] };
  if (!isMap(document.contents)) {
    return { given: [], problems: [`${name}: not a list of settings; each line reads like "port: 8080"`] };
  }

  const known = new Map(settingList.map((setting) => [setting.name, setting]));
  const given: Given[] = [];
  const problems: string[] = [];
  for (const { key, value } of document.contents.items) {
    const keyName = isScalar(key) ? String(key.value) : undefined;
    const from = at(isNode(key) ? key.range?.[0] : undefined);
    const setting = keyName === undefined ? undefined : known.get(keyName);
    if (setting === undefined) {
      const what = keyName === undefined ? 'a key that is no plain text' : `unknown setting ${keyName}`;
      problems.push(`${from}: ${what}${didYouMean(keyName ?? '', [...known.keys()])}`);
      continue;
    }
    const items = isSeq(value) && setting.kind.join ? value.items : [value];
    for (const item of items) {
      // The source text, not the value: 1e3, 0x10 and 010 are no numbers of ours.
      if (isScalar(item) && item.value !== null) given.push({ key: setting.key, text: item.source ?? '', from });
      else if (isAlias(item) || !isScalar(item))
        problems.push(`${from}: ${setting.name} wants a plain value: ${setting.kind.accepted}`);
      else problems.push(`${from}: ${setting.name} has no value; wanted: ${setting.kind.accepted}`);
    }
  }
  return { given, problems };
};
