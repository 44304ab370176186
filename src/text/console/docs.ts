import type { Said } from '../said.js';

/** Words of the API page. What Swagger UI itself says is in English. */
export const docs = {
  title: { it: 'API', en: 'API' },
  back: { it: 'Alla console', en: 'To the console' },
  intro: {
    it: 'Ogni operazione si può provare qui: la chiave della sandbox è già inserita, le risposte sono quelle del simulatore.',
    en: 'Every operation can be tried here: the key of the sandbox is filled in, the answers are those of the simulator.',
  },
  document: { it: 'Documento', en: 'Document' },
  version: { it: 'Versione', en: 'Version' },
  allVersions: { it: 'tutte', en: 'all' },
  download: { it: 'Scarica il documento (YAML)', en: 'Download the document (YAML)' },
  uploadTitle: { it: 'Carica un documento da notificare', en: 'Upload a document to be notified' },
  uploadHint: {
    it: 'Una richiesta si riferisce a file già caricati. Qui si fanno i passi in una volta: somma SHA-256, preload, PUT con le sue intestazioni. Il risultato si incolla nella richiesta.',
    en: 'A request refers to files that are uploaded already. Here the steps are made at once: SHA-256 sum, preload, PUT with its headers. The result is pasted into the request.',
  },
  file: { it: 'File PDF', en: 'PDF file' },
  upload: { it: 'Carica', en: 'Upload' },
  uploading: { it: 'Caricamento del file…', en: 'Uploading the file…' },
  uploaded: { it: 'Caricato. Così lo nomina una richiesta:', en: 'Uploaded. This is how a request names it:' },
  noKey: {
    it: 'La sandbox «{id}» non ha chiavi attive: aggiungine una con POST /_sim/senders/…/api-keys.',
    en: 'The sandbox “{id}” has no active key: add one with POST /_sim/senders/…/api-keys.',
  },
  documents: {
    sender: { it: 'API del mittente', en: 'Sender API' },
    groups: { it: 'Gruppi', en: 'Groups' },
    downtime: { it: 'Disservizi', en: 'Downtime' },
    'downtime-internal': { it: 'Disservizi (interna)', en: 'Downtime (internal)' },
    simulator: { it: 'API del simulatore (/_sim)', en: 'API of the simulator (/_sim)' },
  },
} as const satisfies Readonly<Record<string, Said | Readonly<Record<string, Said>>>>;
