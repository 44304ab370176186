/** One step of the way from the newest shape of an answer down to an older one. */
export interface DownStep<Version, Shape> {
  readonly to: Version;
  readonly down: (newer: Shape) => Shape;
}

/**
 * Applies the steps, which stand newest first, up to the wanted version; the newest version has no step and changes nothing.
 *
 * Source: pn-delivery functions/versioningV1V2GetNotification/src/app/eventHandler.js (its mappers are a chain, too)
 */
export const downTo = <Version, Shape>(
  steps: readonly DownStep<Version, Shape>[],
  version: Version,
  newest: Shape,
): Shape =>
  steps.slice(0, steps.findIndex(({ to }) => to === version) + 1).reduce((shape, { down }) => down(shape), newest);

/** The same object without some fields, which must be optional in its type. */
export const without = <T extends object>(from: T, fields: readonly string[]): T =>
  Object.fromEntries(Object.entries(from).filter(([field]) => !fields.includes(field))) as T;
