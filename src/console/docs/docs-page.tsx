import { useEffect, useState } from 'preact/hooks';
import { docs } from '../../text/console/docs.js';
import { shell } from '../../text/console/shell.js';
import { sim, tokenState } from '../api/client.js';
import { download } from '../api/download.js';
import { useResource } from '../api/resource.js';
import type { Page, Sandbox } from '../api/shapes.js';
import { Loaded } from '../parts/notes.js';
import { TokenForm } from '../shell/token-form.js';
import { linkTo, sandbox } from '../state/route.js';
import { say } from '../state/words.js';
import { Swagger } from './swagger.js';
import { UploadPanel } from './upload-panel.js';

interface Document {
  readonly name: keyof typeof docs.documents;
  /** Newest first. */
  readonly versions?: readonly string[];
}

/** The key that calls are tried with: the first active one of the sandbox. */
const keyOf = ({ senders }: Sandbox): string | undefined =>
  senders.flatMap(({ apiKeys }) => apiKeys).find(({ status }) => status === 'ENABLED')?.key;

const addressOf = (name: string, version: string): string =>
  `/_sim/openapi/${name}${version === '' ? '' : `?version=${version}`}`;

const Documents = ({ documents, apiKey }: { readonly documents: readonly Document[]; readonly apiKey: string }) => {
  const [name, setName] = useState('sender');
  const [version, setVersion] = useState('v2.9');
  const versions = documents.find((one) => one.name === name)?.versions ?? [];
  const asked = versions.includes(version) ? version : '';
  const address = addressOf(name, asked);
  return (
    <>
      <div class="documents">
        <label class="compact">
          <span>{say(docs.document)}</span>
          <select value={name} onChange={(event) => setName(event.currentTarget.value)}>
            {documents.map((one) => (
              <option key={one.name} value={one.name}>
                {say(docs.documents[one.name])}
              </option>
            ))}
          </select>
        </label>
        {versions.length > 0 && (
          <label class="compact">
            <span>{say(docs.version)}</span>
            <select value={version} onChange={(event) => setVersion(event.currentTarget.value)}>
              {versions.map((one) => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
              <option value="">{say(docs.allVersions)}</option>
            </select>
          </label>
        )}
        <button type="button" onClick={() => void download(`/openapi/${name}`, { version: asked }, `${name}.yaml`)}>
          {say(docs.download)}
        </button>
      </div>
      <UploadPanel apiKey={apiKey} />
      <Swagger address={address} apiKey={apiKey} />
    </>
  );
};

const Content = () => {
  const read = useResource('docs', async () => {
    const [{ items }, { items: sandboxes }] = await Promise.all([
      sim<Page<Document>>('GET', '/openapi'),
      sim<Page<Sandbox>>('GET', '/sandboxes'),
    ]);
    return { documents: items, world: sandboxes.find(({ id }) => id === sandbox.value) };
  });
  return (
    <Loaded resource={read}>
      {({ documents, world }) => {
        const apiKey = world && keyOf(world);
        return (
          <>
            {apiKey === undefined && <p class="note warn">{say(docs.noKey, { id: sandbox.value })}</p>}
            <Documents documents={documents} apiKey={apiKey ?? ''} />
          </>
        );
      }}
    </Loaded>
  );
};

/** `/docs`: every OpenAPI document, by version, to read and to try. */
export const DocsPage = () => {
  const title = `${say(docs.title)} · ${say(shell.product)}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <>
      <header class="head">
        <p class="mark">{say(shell.mark)}</p>
        <div class="title-row">
          <a class="product" href={`/console${linkTo({ page: 'notifications' })}`}>
            <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
              <path d="M5 9h22v15H5zM5 9l11 9 11-9" />
            </svg>
            {say(shell.product)}
          </a>
          <a class="button" href={`/console${linkTo({ page: 'notifications' })}`}>
            {say(docs.back)}
          </a>
        </div>
      </header>
      <main id="content">
        <h1>{say(docs.title)}</h1>
        <p class="soft">{say(docs.intro)}</p>
        {tokenState.value === 'fine' ? <Content /> : <TokenForm />}
      </main>
    </>
  );
};
