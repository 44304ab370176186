import { computed, signal } from '@preact/signals';
import { hashOf, type Place, placeOf } from './place.js';

export const place = signal<Place>(placeOf(location.hash));

/** The sandbox that every call and every event is about. */
export const sandbox = computed(() => place.value.sandbox);

addEventListener('hashchange', () => {
  place.value = placeOf(location.hash);
});

type Target = Partial<Place>;

/** Address of a page of this sandbox. A page without `rest` and `query` is its beginning. */
export const linkTo = ({ sandbox: id = place.value.sandbox, page = place.value.page, rest = [], query = {} }: Target) =>
  hashOf({ sandbox: id, page, rest, query });

export const goTo = (target: Target): void => {
  location.hash = linkTo(target);
};

/** Changes what is filtered or open on this page without a step in the browser's history. */
export const refine = (query: Readonly<Record<string, string>>): void => {
  const next = { ...place.value, query: { ...place.value.query, ...query } };
  history.replaceState(null, '', hashOf(next));
  place.value = placeOf(location.hash);
};
