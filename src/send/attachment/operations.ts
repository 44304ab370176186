import type { PreLoadRequest, PreLoadResponse } from './model.js';
import type { AttachmentRoom } from './service.js';

/**
 * `POST /delivery/attachments/preload` (presignedUploadRequest), after the contract has accepted the body.
 *
 * @param baseUrl address by which the client reached us: the links follow it
 * @throws PlatformProblem
 */
export const preloadOperation = (
  room: AttachmentRoom,
  body: readonly PreLoadRequest[],
  baseUrl: string,
): { readonly status: 200; readonly body: readonly PreLoadResponse[] } => ({
  status: 200,
  body: room.preload(body, { baseUrl }),
});
