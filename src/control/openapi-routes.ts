import { documentFor, publishedDocuments } from '../contract/published.js';
import { nearest } from '../text/nearest.js';
import type { ControlRoute } from './call.js';
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
    isTimeless: true,
    run: ({ baseUrl }) => ({
      status: 200,
      body: { items: publishedDocuments.map((name) => ({ name, url: `${baseUrl}/_sim/openapi/${name}` })) },
    }),
  },
  {
    method: 'get',
    path: '/openapi/:document',
    isTimeless: true,
    run: ({ params, baseUrl }) => {
      const name = String(params.document);
      if (!publishedDocuments.includes(name)) throw unknownDocument(name);
      return { status: 200, text: { type: 'application/yaml', content: documentFor(name, baseUrl) } };
    },
  },
];
