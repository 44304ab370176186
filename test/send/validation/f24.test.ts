import { describe, expect, it } from 'vitest';
import type { Attachment, PaymentItem } from '../../../src/send/request/model.js';
import { eachInAFreshSandbox } from '../../support/fresh-sandbox.js';
import { aPaperRecipient, type SandboxClient, sha256Of } from '../../support/simulator.js';
import { completeForms, f24KindNames, smallestForms } from '../payment/f24-forms.js';

/** F24 forms in a request: their metadata is checked after the files and before the addresses. */
let client: SandboxClient;

eachInAFreshSandbox((fresh) => {
  client = fresh;
});

const uploaded = (metadata: unknown): Promise<Attachment> =>
  client.upload(Buffer.from(typeof metadata === 'string' ? metadata : JSON.stringify(metadata)), 'application/json');

const f24 = (metadataAttachment: Attachment): PaymentItem => ({
  f24: { title: 'TARI 2026', applyCost: true, metadataAttachment },
});

interface Internal {
  readonly detail: { readonly timeline: readonly { readonly category: string }[] };
  readonly diagnosticTimeline: readonly { readonly category: string; readonly details: object }[];
}
const internalOf = async (iun: string): Promise<Internal> =>
  (await client.call<Internal>('GET', `/_sim/notifications/${iun}`)).body;

const refusalOf = async (...payments: PaymentItem[]) => {
  const id = await client.send({ recipients: [aPaperRecipient({ payments })] });
  await client.advance({ until: { notificationRequestId: id, requestStatus: 'REFUSED' } });
  const { body } = await client.requestStatus(id);
  return {
    errors: (body as unknown as { errors: { code: string; detail: string }[] }).errors,
    iun: Buffer.from(id, 'base64').toString('ascii'),
  };
};
const said = (code: string, { ref }: Attachment, message: string) => ({
  code: 'F24_METADATA_NOT_VALID',
  detail: `ERROR: PN_F24_METADATA_${code} \nON ELEMENT: FileKey:${ref.key} \nMESSAGE: ${message}`,
});

describe('a right form', () => {
  it.each(f24KindNames)('%s, complete or smallest, is accepted', async (kind) => {
    const payments = [
      f24(await uploaded({ [kind]: completeForms[kind] })),
      f24(await uploaded({ [kind]: smallestForms[kind] })),
    ];

    expect(await client.accepted({ recipients: [aPaperRecipient({ payments })] })).toMatch(/^[A-Z]{4}-/);
  });

  it('leaves its steps in the diagnostic timeline only', async () => {
    const other = aPaperRecipient({ taxId: 'BNRMHL75C06G702B' });
    const payments = [f24(await uploaded({ f24Elid: smallestForms.f24Elid }))];
    const iun = await client.accepted({ recipients: [aPaperRecipient({ payments }), other] });
    await client.advance({ by: '10s' });

    const { detail, diagnosticTimeline } = await internalOf(iun);
    expect(diagnosticTimeline.map(({ category }) => category)).toEqual([
      'VALIDATE_F24_REQUEST',
      'VALIDATED_F24',
      'GENERATE_F24_REQUEST',
      'GENERATED_F24',
    ]);
    expect(diagnosticTimeline.at(-1)?.details).toEqual({
      recIndex: 0,
      f24Attachments: [expect.stringMatching(/^safestorage:\/\/PN_F24-[0-9a-f]+\.pdf$/)],
    });
    expect(detail.timeline.slice(0, 2).map(({ category }) => category)).toEqual([
      'VALIDATE_NORMALIZE_ADDRESSES_REQUEST',
      'NORMALIZED_ADDRESS',
    ]);
    const shown = JSON.stringify(await client.detail(iun));
    expect(shown).not.toContain('VALIDATED_F24');
    expect(shown).not.toContain('GENERATE');
  });
});

describe('a wrong form: F24_METADATA_NOT_VALID', () => {
  it('never uploaded', async () => {
    const metadata: Attachment = {
      digests: { sha256: sha256Of(Buffer.from('{}')) },
      contentType: 'application/json',
      ref: { key: 'PN_F24_META-0123456789abcdef.json', versionToken: 'v1' },
    };

    const { errors, iun } = await refusalOf(f24(metadata));

    expect(errors).toEqual([said('VALIDATION_ERROR', metadata, 'Metadata not found on safeStorage')]);
    const { detail, diagnosticTimeline } = await internalOf(iun);
    expect(diagnosticTimeline.map(({ category }) => category)).toEqual(['VALIDATE_F24_REQUEST']);
    expect(detail.timeline.map(({ category }) => category)).toEqual(['REQUEST_REFUSED']);
  });

  it('with another digest than declared', async () => {
    const metadata = await uploaded({ f24Elid: smallestForms.f24Elid });
    const altered = { ...metadata, digests: { sha256: sha256Of(Buffer.from('another')) } };

    const { errors } = await refusalOf(f24(altered));

    expect(errors).toEqual([said('VALIDATION_DIFFERENT_SHA256', metadata, 'Invalid sha256')]);
  });

  it('no JSON', async () => {
    const metadata = await uploaded('<f24/>');

    const { errors } = await refusalOf(f24(metadata));

    expect(errors).toHaveLength(1);
    expect(errors[0]?.detail).toContain(said('PARSING_ERROR', metadata, '').detail);
  });

  it('of another schema, one entry for each error, of all files together', async () => {
    const { f24Standard } = smallestForms;
    const first = await uploaded({ f24Standard: { ...f24Standard, localTax: { records: [{ applyCost: false }] } } });
    const second = await uploaded({
      f24Elid: { ...smallestForms.f24Elid, taxPayer: { taxCode: '12345678903', id: 'x' } },
    });

    const { errors } = await refusalOf(f24(first), f24(second));

    expect(errors).toEqual([
      said('VALIDATION_SCHEMA', first, 'f24Standard.localTax.records[0].municipality must not be null'),
      said('VALIDATION_SCHEMA', first, 'f24Standard.localTax.records[0].taxType must not be null'),
      said('VALIDATION_SCHEMA', second, 'f24Elid.taxPayer.id must match "^[A-Z0-9]{2}$"'),
    ]);
  });

  it('whose records do not bear the cost that the payment bears', async () => {
    const metadata = await uploaded({
      f24Elid: { ...smallestForms.f24Elid, treasury: { records: [{ applyCost: false }] } },
    });

    const { errors } = await refusalOf(f24(metadata));

    expect(errors).toEqual([
      said('VALIDATION_INCONSISTENT_APPLY_COST', metadata, 'Metadata requires applyCost=true in records'),
    ]);
  });

  it('comes after the files: a document that is no PDF is told alone', async () => {
    const documents = [await client.upload(Buffer.from('no pdf'))];
    const payments = [f24(await uploaded('no json'))];
    const id = await client.send({ documents, recipients: [aPaperRecipient({ payments })] });
    await client.advance({ until: { notificationRequestId: id, requestStatus: 'REFUSED' } });

    expect((await client.requestStatus(id)).body).toMatchObject({ errors: [{ code: 'FILE_PDF_INVALID_ERROR' }] });
  });
});
