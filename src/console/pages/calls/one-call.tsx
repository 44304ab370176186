import { calls as words } from '../../../text/console/calls.js';
import { sim } from '../../api/client.js';
import { useResource } from '../../api/resource.js';
import { Copy } from '../../parts/copy.js';
import { Instant } from '../../parts/instant.js';
import { Empty, Loaded } from '../../parts/notes.js';
import { bytes, number } from '../../state/format.js';
import { linkTo } from '../../state/route.js';
import { thisSandbox } from '../../state/sandboxes.js';
import { say } from '../../state/words.js';
import { type Call, curlOf, isLink, type Journal, numberOf } from './call.js';
import { Outcome } from './log.js';

/** One call: what was asked, what was answered, why, and how to ask again. */
export const OneCall = ({ id }: { readonly id: string }) => {
  const read = useResource(`call ${id}`, async (signal) => {
    const since = `c${Math.max(0, numberOf(id) - 1)}`;
    const { items } = await sim<Journal>('GET', '/journal', { query: { since, limit: 1 }, signal });
    return items.find((call) => call.id === id);
  });
  return (
    <>
      <p class="way-back">
        <a href={linkTo({ page: 'calls' })}>← {say(words.back)}</a>
      </p>
      {!read.isLoading && read.problem === undefined && read.value === undefined ? (
        <Empty title={say(words.gone, { id })}>
          <p>{say(words.goneHint)}</p>
        </Empty>
      ) : (
        <Loaded resource={read}>{(call) => call !== undefined && <InFull call={call} />}</Loaded>
      )}
    </>
  );
};

const InFull = ({ call }: { readonly call: Call }) => {
  const { operation, method, path, hint, fault, iun, notificationRequestId, senderTaxId, traceId, file } = call;
  const about = iun ?? notificationRequestId;
  const curl = curlOf(call, thisSandbox(), location.origin);
  return (
    <article class="call">
      <h1>
        {operation} <Outcome call={call} />
      </h1>
      <p>
        <code>
          {method} {path}
        </code>
      </p>
      {hint !== undefined && (
        <section class="note bad">
          <h2>{say(words.hint)}</h2>
          <p>{say(hint)}</p>
        </section>
      )}
      {fault !== undefined && (
        <section class="note warn">
          <h2>{say(words.fault)}</h2>
          <p>{say(words.faultHint, { id: fault })}</p>
        </section>
      )}
      <dl class="call-facts">
        <div>
          <dt>{say(words.realAt)}</dt>
          <dd>
            <Instant at={call.at} /> · {say(words.ms, { n: number(Math.round(call.durationMs)) })}
          </dd>
        </div>
        <div>
          <dt>{say(words.virtualAt)}</dt>
          <dd>
            <Instant at={call.virtualAt} />
          </dd>
        </div>
        {senderTaxId !== undefined && (
          <div>
            <dt>{say(words.sender)}</dt>
            <dd>{senderTaxId}</dd>
          </div>
        )}
        {about !== undefined && (
          <div>
            <dt>{say(words.about)}</dt>
            <dd>
              <a href={linkTo({ page: 'notifications', rest: [about] })}>
                <code>{about}</code>
              </a>
            </dd>
          </div>
        )}
        {traceId !== undefined && (
          <div>
            <dt>{say(words.trace)}</dt>
            <dd>
              <code>{traceId}</code>
            </dd>
          </div>
        )}
        {file !== undefined && (
          <div>
            <dt>{say(words.file)}</dt>
            <dd>
              {file.contentType}, {bytes(file.contentLength)}
            </dd>
          </div>
        )}
      </dl>
      <div class="bodies">
        <Body title={say(words.request)} value={call.requestBody} size={call.requestBytes} />
        <Body title={say(words.response)} value={call.responseBody} size={call.responseBytes} />
      </div>
      <section>
        <h2>
          {say(words.repeat)} {curl !== undefined && <Copy text={curl} />}
        </h2>
        {curl === undefined ? (
          <p class="soft">{isLink(call) && say(words.noRepeat)}</p>
        ) : (
          <>
            {curl.includes('***') && <p class="soft">{say(words.maskedRepeat)}</p>}
            <Code text={curl} />
          </>
        )}
      </section>
    </article>
  );
};

const Code = ({ text }: { readonly text: string }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what is wider than its box is scrolled by keyboard too
  <pre class="code" tabIndex={0}>
    {text}
  </pre>
);

interface BodyProps {
  readonly title: string;
  readonly value: unknown;
  readonly size: number | undefined;
}

const Body = ({ title, value, size = 0 }: BodyProps) => {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  const isEmpty = value === undefined || text === '';
  return (
    <section>
      <h2>
        {title} {!isEmpty && <Copy text={text} />}
      </h2>
      {isEmpty ? (
        <p class="soft">{size > 0 ? say(words.notKept, { size: bytes(size) }) : say(words.noBody)}</p>
      ) : (
        <Code text={text} />
      )}
    </section>
  );
};
