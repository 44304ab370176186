import { days, type Micros, seconds } from '../../clock/instant.js';
import type { Step } from '../../sandbox/room.js';
import { linkSeconds, unattachedDays } from './facts.js';
import type { AttachmentChange, Link, LinkPass, StoredFile } from './model.js';

/** What the room knows: the fold of its steps. */
export interface AttachmentState {
  file(key: string): StoredFile | undefined;
  link(pass: LinkPass): Link | undefined;
  /** Files that no notification uses, oldest reservation first. */
  unattached(): Iterable<StoredFile>;
  /** All files in order of reservation, and all download links in order of birth. */
  files(): readonly StoredFile[];
  links(): readonly Link[];
  counts(): Record<string, number>;
  /** Changes at every reset: what began before it must not end after it. */
  epoch(): number;
  apply(step: Step<AttachmentChange>): void;
  reset(): void;
}

export const linkLife: Micros = seconds(linkSeconds);
export const unattachedLife: Micros = days(unattachedDays);

export const createAttachmentState = (): AttachmentState => {
  const files = new Map<string, StoredFile>();
  const unattached = new Map<string, StoredFile>();
  /** Downloads only; the link of an upload lives in its file. In order of birth. */
  const links = new Map<number, Link>();
  let epoch = 0;

  const put = (file: StoredFile): void => {
    files.set(file.key, file);
    if (file.status === 'PRELOADED') unattached.set(file.key, file);
    else unattached.delete(file.key);
  };
  const change = (key: string, changed: Partial<StoredFile>): void => {
    const file = files.get(key);
    if (file) put({ ...file, ...changed });
  };
  /** Links that are too old even for the newest one's birth: nobody can use them any more. */
  const dropOldLinks = (now: Micros): void => {
    for (const [id, link] of links) {
      if (now - link.birth.at <= linkLife) return;
      links.delete(id);
    }
  };

  const apply = ({ data, at, birth }: Step<AttachmentChange>): void => {
    switch (data.kind) {
      case 'preloaded':
        for (const { key, contentType, sha256, secret, traceId } of data.files) {
          const pass = { upload: key };
          const uploadLink: Link = { method: 'PUT', key, host: data.host, traceId, pass, overrides: {}, at, birth };
          put({ key, contentType, sha256Base64: sha256, secret, uploadLink, status: 'PRELOADED', birth });
        }
        return;
      case 'uploaded': {
        const { key, kind, ...facts } = data;
        change(key, { upload: { ...facts, uploadedAt: at }, birth });
        return;
      }
      case 'attached':
        change(data.key, { status: 'ATTACHED', iun: data.iun });
        return;
      case 'linked': {
        const { kind, id, ...facts } = data;
        dropOldLinks(birth.at);
        links.set(id, { ...facts, pass: { download: id }, at, birth });
        return;
      }
      case 'kept':
        for (const file of data.files) put(file);
        for (const link of data.links) if ('download' in link.pass) links.set(link.pass.download, link);
        return;
      case 'forgotten':
        for (const key of data.keys) {
          files.delete(key);
          unattached.delete(key);
        }
    }
  };

  return {
    file: (key) => files.get(key),
    link: (pass) => ('upload' in pass ? files.get(pass.upload)?.uploadLink : links.get(pass.download)),
    unattached: () => unattached.values(),
    files: () => [...files.values()],
    links: () => [...links.values()],
    counts: () => ({ preloads: files.size, downloadLinks: links.size }),
    epoch: () => epoch,
    apply,
    reset: () => {
      epoch++;
      files.clear();
      unattached.clear();
      links.clear();
    },
  };
};
