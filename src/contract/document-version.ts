/** The part of the path that names the version: `v2.6` of `/delivery/v2.6/requests`; without any it is version 1. */
export const versionOf = (path: string): string => versionPart.exec(path)?.[1] ?? 'v1';

const versionPart = /\/(v\d+(?:\.\d+)?)(?=\/)/;
const numberOf = (version: string): number => Number(version.slice(1));

/** Blocks that begin with a key at that depth: the text before the first of them, then each by its key. */
const blocksOf = (text: string, indent: string): readonly [string, ReadonlyMap<string, string>] => {
  const [head = '', ...blocks] = text.split(new RegExp(`^(?=${indent}[^\\s#])`, 'm'));
  return [head, new Map(blocks.map((block) => [block.slice(0, block.indexOf(':\n')).trim(), block]))];
};

const pathsOf = (document: string): ReadonlyMap<string, string> =>
  blocksOf(blocksOf(document, '')[1].get('paths') ?? '', '  ')[1];

/** Versions that the paths of a document name, newest first; empty where there is only one. */
export const versionsOf = (document: string): readonly string[] => {
  const all = [...new Set([...pathsOf(document).keys()].map(versionOf))];
  return all.length > 1 ? all.sort((a, b) => numberOf(b) - numberOf(a)) : [];
};

/**
 * A document as it was at a version: of each path that there are several of, the newest that is not newer; of what its
 * operations do not refer to, nothing.
 *
 * @param document text as `openapi/` has it: two spaces a level, references by `$ref`
 */
export const documentAt = (document: string, version: string): string => {
  const [head, parts] = blocksOf(document, '');
  const [pathsHead, paths] = blocksOf(parts.get('paths') ?? '', '  ');
  const newest = new Map<string, string>();
  for (const path of paths.keys()) {
    const bare = path.replace(versionPart, '');
    const [own, best] = [numberOf(versionOf(path)), numberOf(versionOf(newest.get(bare) ?? '/v0/'))];
    if (own <= numberOf(version) && own > best) newest.set(bare, path);
  }
  const chosen = new Set(newest.values());
  const kept = pathsHead + [...paths].flatMap(([path, block]) => (chosen.has(path) ? [block] : [])).join('');
  return head + [...parts.values()].map((part) => replaced(part, kept)).join('');
};

const replaced = (part: string, paths: string): string => {
  if (part.startsWith('paths:')) return paths;
  if (part.startsWith('tags:')) return usedTags(part, paths);
  return part.startsWith('components:') ? referredTo(part, paths) : part;
};

const usedTags = (tags: string, paths: string): string =>
  tags
    .split(/^(?= {2}- name: )/m)
    .filter((block) => {
      const name = /^ {2}- name: (\w+)$/m.exec(block)?.[1];
      return name === undefined || paths.includes(`tags: [ ${name} ]`);
    })
    .join('');

/** Components that the paths refer to, by way of others too. Nobody refers to a security scheme, but all use it. */
const referredTo = (components: string, paths: string): string => {
  const [head, kinds] = blocksOf(components, '  ');
  const entries = new Map([...kinds].map(([kind, text]) => [kind, blocksOf(text, '    ')] as const));
  const wanted = new Set<string>();
  const follow = (text: string): void => {
    for (const [, kind = '', name = ''] of text.matchAll(/#\/components\/(\w+)\/([\w.-]+)/g)) {
      if (wanted.has(`${kind}/${name}`)) continue;
      wanted.add(`${kind}/${name}`);
      follow(entries.get(kind)?.[1].get(name) ?? '');
    }
  };
  follow(paths);
  const kept = [...entries].map(([kind, [kindHead, named]]) => {
    const blocks = [...named].filter(([name]) => kind === 'securitySchemes' || wanted.has(`${kind}/${name}`));
    return blocks.length === 0 ? '' : kindHead + blocks.map(([, block]) => block).join('');
  });
  return head + kept.join('');
};
