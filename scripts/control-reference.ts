import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const path = (fromRepository: string): string => fileURLToPath(new URL(`../${fromRepository}`, import.meta.url));

export const controlReferenceFile = path('docs/control-api.md');

interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly responses: Readonly<Record<string, unknown>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const methods = ['get', 'post', 'put', 'patch', 'delete'];
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replace(/\s+/g, ' ').trim();

/** Every call of our own API, from its OpenAPI document. */
export const controlReference = (): string => {
  const { paths } = parse(readFileSync(path('openapi/simulator.yaml'), 'utf8')) as Document;
  const rows = Object.entries(paths).flatMap(([name, calls]) =>
    methods.flatMap((method) => {
      const call = calls[method];
      if (!call) return [];
      const text = [call.summary && `${call.summary}.`, call.description].filter(Boolean).join(' ');
      return `| \`${method.toUpperCase()} ${name}\` | ${Object.keys(call.responses).join(', ')} | ${cell(text)} |`;
    }),
  );
  return `# Control API

Made by "npm run docs" from \`openapi/simulator.yaml\`, which has bodies, parameters and answers in full; \`GET /_sim/openapi/simulator\`
serves it. The header \`x-api-key\` selects the sandbox of that key, else \`?sandbox=\` does, else the default one is meant. Errors are
\`application/problem+json\` with \`code\`, \`detail\` and \`hint\`. Durations: \`P7D\`, \`7d\`, \`36h\`, \`90m\`, \`5s\`; instants: ISO 8601.

| call | answers | |
| --- | --- | --- |
${rows.join('\n')}
`;
};
