/** What `require('send-simulator')` gives: the two doors of the library, which is loaded when one of them is used. */
type Library = typeof import('./index.js', { with: { 'resolution-mode': 'import' }});

export type * from './index.js' with { 'resolution-mode': 'import' };

export const startSimulator: Library['startSimulator'] = async (options) =>
  (await import('./index.js')).startSimulator(options);

export const connectSimulator: Library['connectSimulator'] = async (address) =>
  (await import('./index.js')).connectSimulator(address);
