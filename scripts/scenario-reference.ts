import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const path = (fromRepository: string): string => fileURLToPath(new URL(`../${fromRepository}`, import.meta.url));

export const scenarioReferenceFile = path('docs/scenarios.md');

interface Schema {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly examples?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly definitions?: Readonly<Record<string, Schema>>;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', ' ');
const code = (value: unknown): string => `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;

/** Italian and English of one text need no lines of their own. */
const isSaid = ({ properties }: Schema): boolean =>
  properties !== undefined && Object.keys(properties).sort().join() === 'en,it';

/** A text to be compared, or how it begins or looks. */
const isPattern = ({ properties }: Schema): boolean =>
  properties !== undefined && Object.keys(properties).sort().join() === 'pattern,prefix';

const kindOf = (schema: Schema): string => {
  if (schema.const !== undefined) return code(schema.const);
  if (schema.enum) return schema.enum.map(code).join(', ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return [...new Set(choices.map(kindOf))].join(' or ');
  if (isSaid(schema)) return '`{ it, en }`';
  if (isPattern(schema)) return 'string, `{ prefix }` or `{ pattern }`';
  if (schema.$ref) return 'list';
  const type = [schema.type ?? 'any'].flat().join(' or ');
  return type === 'array' ? `list${schema.items ? ` of ${kindOf(schema.items)}` : ''}` : type;
};

/** The schemas that a property leads to: its own, and those of its list or of its choices. */
const within = (schema: Schema): readonly Schema[] =>
  [schema.items, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((inner) =>
    inner === undefined ? [] : [inner, ...within(inner)],
  );

/** @param told where each object was explained first: once is enough */
const rowsOf = (schema: Schema, root: Schema, before: string, told: Map<string, string>): readonly string[] => {
  if (isSaid(schema) || isPattern(schema)) return [];
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const found = property.$ref ? (root.definitions?.[property.$ref.split('/').at(-1) ?? ''] ?? {}) : property;
    const full = `${before}${name}`;
    const objects = [found, ...within(found)].filter((each) => each.properties);
    const rows = objects.flatMap((each) => {
      const key = JSON.stringify(each.properties);
      if (told.has(key)) return [];
      told.set(key, full);
      return rowsOf(each, root, `${full}.`, told);
    });
    const elsewhere = objects
      .filter((each) => !isSaid(each) && !isPattern(each))
      .map((each) => told.get(JSON.stringify(each.properties)))
      .filter((place) => place !== undefined && place !== full);
    const examples = found.examples ? ` E.g. ${found.examples.slice(0, 3).map(code).join(', ')}.` : '';
    const as = elsewhere.length > 0 ? ` As ${[...new Set(elsewhere)].map(code).join(', ')}.` : '';
    const isNeeded = schema.required?.includes(name) ? ' (needed)' : '';
    const text = `${property.description ?? found.description ?? ''}${examples}${as}`;
    return [`| ${code(full)}${isNeeded} | ${cell(kindOf(found))} | ${cell(text)} |`, ...rows];
  });
};

/** Every word of a scenario file, section by section, from the schema that checks them. */
export const scenarioReference = (): string => {
  const root = JSON.parse(readFileSync(path('scenarios/scenario.schema.json'), 'utf8')) as Schema;
  const told = new Map<string, string>();
  const sections = Object.entries(root.properties ?? {}).map(([name, property]) => {
    const alone = { required: root.required?.filter((word) => word === name) ?? [], properties: { [name]: property } };
    const rows = rowsOf(alone, root, '', told);
    return `## ${name}\n\n| word | value | meaning |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
  });
  return `# Words of a scenario file\n\nMade by "npm run docs" from \`scenarios/scenario.schema.json\`, which editors read too. ${root.description ?? ''}\n\n${sections.join('\n')}`;
};
