import type { Seed } from '../../sandbox/seed.js';
import type { StepInput } from '../notification/workflow.js';

/**
 * Key of a document of the platform: two 64-bit halves in hexadecimal without leading zeros, so sometimes shorter than 32.
 *
 * Source: pn-ss uribuilder/service/GenerateRandoKeyFile.java
 */
export const documentKeys =
  (seed: Seed, iun: string): StepInput['documentKey'] =>
  (documentType, discriminator, extension) => {
    const bytes = seed.bytes('document', `${iun}/${documentType}/${discriminator}`, 16);
    const half = (at: number): string => bytes.readBigUInt64BE(at).toString(16);
    return `safestorage://${documentType}-${half(0)}${half(8)}.${extension}`;
  };
