import type { PaperProduct } from './oracle.js';

/** How something is sent: by a PEC provider, the post, or as a courtesy message. */
export type Channel = 'PEC' | PaperProduct | 'EMAIL' | 'SMS';

/** What the text of an address asks the carriers to do. */
type Match =
  /** Play the outcome of this name (lower case). */
  | { readonly kind: 'named'; readonly name: string }
  /** Fail; `discovered` when a new address is to be found on the way. */
  | { readonly kind: 'failure'; readonly discovered: boolean }
  /** Play the sequence written in the address itself. */
  | { readonly kind: 'inline' }
  | { readonly kind: 'success' };

/**
 * Reads the fate of a send from its address, as the mock of the carriers does in UAT. The product completes a bare `@ok`
 * or `@fail` and serves addresses without `@`; a named outcome is played whatever the product really is. Courtesy messages
 * know no names.
 *
 * Order: named outcome, failure, inline sequence, success. The name starts at the first `ok` or `fail` of the whole text,
 * which need not be the one after the `@`: "VIA STOKER @OK_AR" names nothing and simply succeeds.
 * Source: pn-external-channels src/main/java/it/pagopa/pn/externalchannels/service/ExternalChannelsService.java
 *
 * @param isKnown whether an outcome of this name (lower case) exists
 */
export const matchAddress = (address: string, channel: Channel, isKnown: (name: string) => boolean): Match => {
  const text = address.toLowerCase();
  const name = isCourtesy(channel) ? undefined : nameIn(text, channel.toLowerCase());
  if (name !== undefined && isKnown(name)) return { kind: 'named', name };
  // A number of that kind is meant for text messages, yet the mock looks at every address.
  if (text.includes('@fail') || text.replace('+39', '').startsWith('001')) {
    return { kind: 'failure', discovered: text.includes('discovered') };
  }
  if (text.includes('@sequence')) return { kind: 'inline' };
  return { kind: 'success' };
};

const isCourtesy = (channel: Channel): boolean => channel === 'EMAIL' || channel === 'SMS';

const nameIn = (text: string, channel: string): string | undefined => {
  const word = text.includes('@fail') ? 'fail' : text.includes('@ok') || !text.includes('@') ? 'ok' : undefined;
  if (word === undefined) return undefined;
  if (!text.includes('@')) return `${word}_${channel}`;
  const fromWord = text.slice(text.indexOf(word));
  const blank = fromWord.indexOf(' ');
  const name = blank === -1 ? fromWord : fromWord.slice(0, blank);
  return name === word ? `${word}_${channel}` : name;
};
