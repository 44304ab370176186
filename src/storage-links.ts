import { type Request, Router } from 'express';
import { toIso } from './clock/instant.js';
import { signatureIn } from './control/checklist/download-fold.js';
import { baseUrlOf } from './http/address.js';
import { type CallLogParts, logCall } from './http/call-log.js';
import { hintHeader } from './http/hints.js';
import type { FileSeen, JournalEntry } from './http/journal.js';
import type { Journaled, Tenant } from './http/passage.js';
import { storagePath } from './send/attachment/links.js';
import type { FileFacts } from './send/attachment/model.js';
import { storageRouter } from './send/attachment/routes.js';
import type { AttachmentRoom } from './send/attachment/service.js';
import { decodePath } from './send/attachment/signature.js';
import type { LegalFactService } from './send/legal-fact/service.js';

interface StorageWorld extends Journaled {
  readonly attachments: AttachmentRoom;
  readonly legalFacts: LegalFactService;
}

interface StorageParts<World extends StorageWorld> extends CallLogParts {
  readonly nowMs: () => number;
  readonly after: (ms: number, call: () => void) => () => void;
  /** A bucket is a sandbox. */
  readonly tenantOf: (bucket: string) => Tenant<World> | undefined;
  readonly publicUrl: string | undefined;
  readonly simHeaders: boolean;
}

/** Presigned links: their own pipeline, as on the platform, where they lead to Amazon and know no API key. */
export const storage = <World extends StorageWorld>(parts: StorageParts<World>): Router => {
  const router = Router();
  router.use(storagePath, async (req, res, next) => {
    res.locals.startedMs = parts.nowMs();
    // From its first byte to its answer: another one in its place would answer for what it did not store.
    const tenant = parts.tenantOf(decodePath(req.path.split('/')[1] ?? ''));
    res.locals.tenant = tenant;
    // A link that is used while the clock is being moved sees the end of the move, as every other call.
    for (let due = tenant?.clock.settle(); due; due = tenant?.clock.settle()) await due;
    next();
  });
  return router.use(linksOf(parts));
};

const linksOf = <World extends StorageWorld>(parts: StorageParts<World>): Router => {
  const tenantOf = (req: Request) => req.res?.locals.tenant as Tenant<World> | undefined;
  return storageRouter({
    roomOf: (req) => tenantOf(req)?.rooms.attachments,
    hostOf: (req) => new URL(baseUrlOf(req, parts.publicUrl)).host,
    documentOf: async (req, key, iun) => tenantOf(req)?.rooms.legalFacts.document(iun, key),
    after: parts.after,
    faultOf: ({ req, operation }) =>
      tenantOf(req)?.rooms.faults.next({ operation, method: req.method, path: storagePath + req.path }),
    onAnswer: async ({ req, operation, bucket, key, status, body, code, hint, fault }) => {
      const tenant = tenantOf(req);
      if (!tenant) return hint && parts.simHeaders ? { 'x-send-sim-hint': hintHeader(hint, parts.language) } : {};
      const written = tenant.durable();
      if (written) await written;
      const { journal, evidence, attachments } = tenant.rooms;
      const id = journal.nextId();
      const nowMs = parts.nowMs();
      const startedMs = Number(req.res?.locals.startedMs ?? nowMs);
      const file = status < 300 ? attachments.fileOf(key) : undefined;
      const traceparent = req.get('traceparent')?.slice(0, 128);
      const entry: JournalEntry = {
        id,
        atMs: startedMs,
        virtualAt: tenant.clock.now(),
        operation,
        method: req.method,
        path: `/safestorage/${bucket}/${key}`,
        status,
        durationMs: nowMs - startedMs,
        ...(code === undefined ? {} : { problem: code }),
        ...(hint ? { hint } : {}),
        ...(fault ? { fault: fault.id } : {}),
        ...(traceparent ? { traceparent } : {}),
        ...(file ? { file: fileSeen(file) } : {}),
        ...(body === undefined ? {} : { responseText: body }),
      };
      journal.add(entry);
      logCall(parts, tenant.id, entry);
      const isLost = fault?.do.drop !== undefined || fault?.do.truncate !== undefined;
      evidence.saw({
        ...entry,
        status: isLost ? 0 : status,
        storageAt: tenant.clock.storageNow(),
        isUnderstood: true,
        params: { key, signature: signatureIn(req.url) ?? '', ...(code === undefined ? {} : { code }) },
        request: undefined,
        answer: undefined,
        retryAfterMs: 0,
      });
      if (!parts.simHeaders) return {};
      return {
        'x-send-sim-now': toIso(tenant.clock.now()),
        'x-send-sim-trace': id,
        ...(fault ? { 'x-send-sim-fault': fault.id } : {}),
        ...(hint ? { 'x-send-sim-hint': hintHeader(hint, parts.language) } : {}),
      };
    },
  });
};

const fileSeen = ({ key, contentType, contentLength, sha256Base64 }: FileFacts): FileSeen => ({
  key,
  contentType,
  contentLength,
  sha256: sha256Base64,
});
