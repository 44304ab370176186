import { useState } from 'preact/hooks';
import { docs } from '../../text/console/docs.js';
import { CallProblem } from '../api/problem.js';
import { type Uploaded, upload } from '../api/upload.js';
import { Copy } from '../parts/copy.js';
import { Field } from '../parts/field.js';
import { ProblemNote } from '../parts/notes.js';
import { say } from '../state/words.js';

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'done'; readonly file: Uploaded }
  | { readonly kind: 'problem'; readonly problem: CallProblem };

/** The `documents` of a request with that file. */
const asDocuments = ({ key, versionToken, sha256 }: Uploaded): string =>
  JSON.stringify(
    { documents: [{ title: 'Atto', contentType: 'application/pdf', digests: { sha256 }, ref: { key, versionToken } }] },
    null,
    2,
  );

/** What Swagger UI cannot do: sum, preload and presigned PUT of a file in one go. */
export const UploadPanel = ({ apiKey }: { readonly apiKey: string }) => {
  const [file, setFile] = useState<File>();
  const [state, setState] = useState<State>({ kind: 'idle' });
  const start = async (): Promise<void> => {
    if (file === undefined) return;
    setState({ kind: 'busy' });
    try {
      setState({ kind: 'done', file: await upload(apiKey, file) });
    } catch (error) {
      if (!(error instanceof CallProblem)) throw error;
      setState({ kind: 'problem', problem: error });
    }
  };
  return (
    <details class="card upload">
      <summary>{say(docs.uploadTitle)}</summary>
      <p class="soft">{say(docs.uploadHint)}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void start();
        }}
      >
        <Field label={say(docs.file)}>
          {(bound) => (
            <input
              {...bound}
              type="file"
              accept="application/pdf"
              required
              onChange={(event) => setFile(event.currentTarget.files?.[0])}
            />
          )}
        </Field>
        <button type="submit" class="primary" disabled={state.kind === 'busy'}>
          {say(docs.upload)}
        </button>
      </form>
      <div role="status">
        {state.kind === 'busy' && <p>{say(docs.uploading)}</p>}
        {state.kind === 'done' && (
          <>
            <p>
              {say(docs.uploaded)} <Copy text={asDocuments(state.file)} />
            </p>
            <pre class="code">{asDocuments(state.file)}</pre>
          </>
        )}
      </div>
      {state.kind === 'problem' && <ProblemNote problem={state.problem} />}
    </details>
  );
};
