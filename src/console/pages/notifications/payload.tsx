import { useState } from 'preact/hooks';
import { panel as words } from '../../../text/console/one.js';
import { part, sim } from '../../api/client.js';
import { useResource } from '../../api/resource.js';
import type { Explained, NotificationView, WireElement } from '../../api/shapes.js';
import { Copy } from '../../parts/copy.js';
import { Loaded } from '../../parts/notes.js';
import { say } from '../../state/words.js';

/** Versions in which the platform tells the detail of a notification, the newest first. */
const versions = ['v2.9', 'v2.8', 'v2.7', 'v2.6', 'v2.5', 'v2.4', 'v2.3', 'v2.1', 'v2.0', 'v1'] as const;

interface PayloadProps {
  readonly view: NotificationView;
  readonly explained: Explained;
  readonly wire: WireElement | undefined;
}

const Json = ({ value }: { readonly value: unknown }) => {
  const text = JSON.stringify(value, undefined, 2);
  return (
    <>
      <p class="copy">
        <Copy text={text} />
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is longer than its box is scrolled by keyboard too */}
      <pre class="json" tabIndex={0}>
        {text}
      </pre>
    </>
  );
};

/** The element as each version of the API tells it. */
export const Payload = ({ view, explained, wire }: PayloadProps) => {
  const [version, setVersion] = useState<string>(versions[0]);
  const { elementId, isDiagnostic } = explained;
  const told = useResource(`${view.iun} ${version}`, (signal) =>
    sim<NotificationView>('GET', `/notifications/${part(view.iun)}`, { query: { version }, signal }).then(
      ({ detail }) => detail.timeline,
    ),
  );
  if (isDiagnostic) {
    return (
      <section class="payload">
        <h4>{say(words.internal)}</h4>
        <Json value={wire} />
      </section>
    );
  }
  return (
    <section class="payload">
      <label>
        <h4>{say(words.payload)}</h4>
        <select value={version} onChange={(event) => setVersion(event.currentTarget.value)}>
          {versions.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <Loaded resource={told}>
        {(timeline) => {
          const element = timeline.find((other) => other.elementId === elementId);
          return element === undefined ? (
            <p class="soft">{say(words.notInVersion, { version })}</p>
          ) : (
            <Json value={element} />
          );
        }}
      </Loaded>
    </section>
  );
};
