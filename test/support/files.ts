import type { ExampleFiles, NamedFile } from '../../src/contract/example-request.js';
import { aPdf, type SandboxClient } from './simulator.js';

/** Enough for the fullest body: a PDF may stand in a request but once. */
const pdfCount = 16;

/** Uploads the files that valid bodies name; requests may share them. */
export const uploadFiles = async (sandbox: SandboxClient): Promise<ExampleFiles> => {
  const upload = async (bytes: Buffer, contentType?: string): Promise<NamedFile> => {
    const { digests, ref } = await sandbox.upload(bytes, contentType);
    return { ...ref, sha256: digests.sha256 };
  };
  const pdfs = await Promise.all(Array.from({ length: pdfCount }, (_, i) => upload(aPdf(`file ${i}`))));
  const withCost = await upload(anF24Metadata(true), 'application/json');
  const withoutCost = await upload(anF24Metadata(false), 'application/json');
  let next = 0;
  return {
    pdf: () => pdfs[next++ % pdfCount] as NamedFile,
    f24: (applyCost) => (applyCost ? withCost : withoutCost),
  };
};

/** The smallest metadata of an F24; one record carries the cost where the payment does. */
const anF24Metadata = (applyCost: boolean): Buffer =>
  Buffer.from(
    JSON.stringify({
      f24Elid: {
        taxPayer: { taxCode: '12345678903', company: { name: 'Ente di prova' } },
        treasury: { records: [{ applyCost }] },
      },
    }),
  );
