import { inflateRawSync } from 'node:zlib';

/** Files of a ZIP archive by name, read as its central directory lists them. @throws when a checksum is wrong */
export const unzipped = (archive: Buffer): ReadonlyMap<string, Buffer> => {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const files = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    if (archive.readUInt32LE(at) !== 0x02014b50) throw new Error(`no entry of the directory at ${at}`);
    const [packed, whole] = [archive.readUInt32LE(at + 20), archive.readUInt32LE(at + 24)];
    const [name, extra, comment] = [28, 30, 32].map((o) => archive.readUInt16LE(at + o)) as [number, number, number];
    const local = archive.readUInt32LE(at + 42);
    const title = archive.subarray(at + 46, at + 46 + name).toString();
    const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const bytes = inflateRawSync(archive.subarray(from, from + packed));
    if (bytes.length !== whole) throw new Error(`${title}: ${bytes.length} bytes instead of ${whole}`);
    files.set(title, bytes);
    at += 46 + name + extra + comment;
  }
  return files;
};
