import { documentFor, publishedDocuments, publishedVersions } from '../contract/published.js';
import { nearest } from '../text/nearest.js';
import type { ControlRoute } from './call.js';
import { problems } from './problems.js';
import { SimProblem } from './sim-problem.js';

const unknownDocument = (name: string): SimProblem => {
  const meant = nearest(name, publishedDocuments);
  return new SimProblem(
    404,
    'SIM_UNKNOWN_DOCUMENT',
    'Unknown document',
    `there is no OpenAPI document "${name}"${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
    `the documents are ${publishedDocuments.join(', ')}`,
  );
};

/** `/_sim/openapi`: the documents, with the address of whoever asks as their server. */
export const openapiRoutes = <World>(): readonly ControlRoute<World>[] => [
  {
    method: 'get',
    path: '/openapi',
    isOfProcess: true,
    run: ({ baseUrl }) => ({
      status: 200,
      body: {
        items: publishedDocuments.map((name) => {
          const versions = publishedVersions(name);
          return { name, url: `${baseUrl}/_sim/openapi/${name}`, ...(versions.length > 0 ? { versions } : {}) };
        }),
      },
    }),
  },
  {
    method: 'get',
    path: '/openapi/:document',
    isOfProcess: true,
    query: ['version'],
    run: ({ params, query: { version }, baseUrl }) => {
      const name = String(params.document);
      if (!publishedDocuments.includes(name)) throw unknownDocument(name);
      const versions = publishedVersions(name);
      if (version !== undefined && !versions.includes(version)) {
        const known = versions.length > 0 ? `one of ${versions.join(', ')}` : `absent: ${name} has no versions`;
        throw problems.invalidValue('version', version, known);
      }
      return { status: 200, text: { type: 'application/yaml', content: documentFor(name, baseUrl, version) } };
    },
  },
];
