import { crc32, deflateRawSync } from 'node:zlib';
import { archiveOf, BAD_NAMES, bundleFiles, type TestFiles } from '#core/bundle/testing.ts';
import type { ZipLayout } from '#core/bundle/zip-layout.ts';
import type { BundleFile } from '#core/contract/bundle.ts';
import type { Manifest } from '#core/contract/versions.ts';
import type { NewDigest } from '#core/platform/digest.ts';

/** An archive that must be refused. */
export interface Hostile {
  name: string;
  bytes: Uint8Array;
}

/** A good bundle, taken apart: what hostile ones are made of. */
export interface GoodBundle {
  /** Without bundle.json. */
  contents: TestFiles;
  file: BundleFile;
}

/** Every kind of archive that could do harm, or lie, made from a good one. */
export function hostileArchives(good: GoodBundle, digest: NewDigest): Hostile[] {
  const make = maker(good, digest);
  return [
    ...badNames(good, make),
    ...clashes(good, make),
    ...lies(good, make),
    ...shapes(make),
    ...patched(make),
    ...cut(make),
  ];
}

interface Make {
  /** Files of a bundle of our form, bundle.json made for them. */
  files(contents: TestFiles, change?: (file: BundleFile) => unknown): TestFiles;
  archive(files: TestFiles): { bytes: Uint8Array; layout: ZipLayout };
  /** Of the good bundle. */
  good: { bytes: Uint8Array; layout: ZipLayout; files: TestFiles };
}

function maker({ contents, file }: GoodBundle, digest: NewDigest): Make {
  const files: Make['files'] = (list, change = (made) => made) =>
    bundleFiles(list, file.manifest, digest, (made) =>
      change({ ...made, createdBy: file.createdBy, options: file.options }),
    );
  const archive: Make['archive'] = (list) => archiveOf(list, digest);
  const list = files(contents);
  return { files, archive, good: { ...archive(list), files: list } };
}

const EVIL = 'evil';

/** Traversal, absolute paths, devices and so on: as a file more, as a file of the version, and as one of its model. */
function badNames({ contents, file }: GoodBundle, make: Make): Hostile[] {
  return BAD_NAMES.flatMap((bad) => {
    const more: TestFiles = [...contents, [bad, EVIL]];
    const asVersion = make.files(more, (made) => ({
      ...made,
      manifest: withFile(file.manifest, bad, made.files[bad]),
    }));
    const base = `base/${bad}`;
    const shown = JSON.stringify(bad).slice(0, 30);
    return [
      { name: `${shown} as a file more`, bytes: make.archive(make.files(more)).bytes },
      { name: `${shown} as the version's`, bytes: make.archive(asVersion).bytes },
      ...(bad.startsWith('/') || bad === '' || bad.includes('..')
        ? [
            {
              name: `${shown} as the model's`,
              bytes: make.archive(make.files([...contents, [base, EVIL]])).bytes,
            },
          ]
        : []),
    ];
  });
}

function withFile(
  manifest: Manifest,
  name: string,
  record: { bytes: number; sha256: string } | undefined,
): Manifest {
  return { ...manifest, files: { ...manifest.files, ...(record && { [name]: record }) } };
}

function clashes({ contents }: GoodBundle, make: Make): Hostile[] {
  const [first] = contents;
  const name = first?.[0] ?? '';
  const listed = make.files(contents);
  const at = listed.findIndex(([one]) => one === name);
  const twice = [...listed.slice(0, at + 1), [name, EVIL] as const, ...listed.slice(at + 1)];
  const more = (...names: string[]) =>
    make.archive(make.files([...contents, ...names.map((one): [string, string] => [one, EVIL])]))
      .bytes;
  return [
    { name: 'the same file twice', bytes: make.archive(twice as TestFiles).bytes },
    {
      name: 'two bundle.json',
      bytes: make.archive([...(listed[0] ? [listed[0]] : []), ...listed]).bytes,
    },
    { name: 'names that differ in case', bytes: more('sample/a', 'sample/A') },
    { name: 'names that differ in case, for ß', bytes: more('straße', 'STRASSE') },
    { name: 'folders that differ in case', bytes: more('sample/x/a', 'Sample/x/b') },
    { name: 'a file that is a folder too', bytes: more('x', 'x/y') },
  ];
}

type Change = (file: BundleFile) => unknown;

/** A good form around a bundle.json that says something else. */
function lies({ contents, file }: GoodBundle, make: Make): Hostile[] {
  const { manifest } = file;
  const [name = ''] = Object.keys(manifest.files);
  const other = { bytes: 1, sha256: '0'.repeat(64) };
  const said = (change: Change) => make.archive(make.files(contents, change)).bytes;
  const ofVersion =
    (change: Partial<Manifest>): Change =>
    (made) => ({
      ...made,
      manifest: { ...manifest, ...change },
    });
  const without = (gone: string) =>
    make.archive(make.files(contents.filter(([one]) => one !== gone))).bytes;
  const changes: Record<string, Change> = {
    'schema 2': (made) => ({ ...made, schema: 2 }),
    'schema 999': (made) => ({ ...made, schema: 999, manifest: 'another shape' }),
    'schema 1.5': (made) => ({ ...made, schema: 1.5 }),
    'schema 0': (made) => ({ ...made, schema: 0 }),
    'schema -1': (made) => ({ ...made, schema: -1 }),
    'schema "1"': (made) => ({ ...made, schema: '1' }),
    'a manifest of schema 2': ofVersion({ schema: 2 as 1 }),
    'an id that is a path': ofVersion({ version: '../../evil' }),
    'an id that is absolute': ofVersion({ version: '/tmp/evil' }),
    'an id that is none': ofVersion({ version: 'latest' }),
    'an id with a line': ofVersion({ version: 'v20261120-1\n' }),
    'no manifest': ({ manifest: _gone, ...made }) => ({ ...made, manifest: { files: {} } }),
    'a manifest as a file of the version': (made) => ({
      ...made,
      manifest: withFile(manifest, 'manifest.json', other),
    }),
    'bundle.json as a file of the version': (made) => ({
      ...made,
      manifest: withFile(manifest, 'bundle.json', other),
    }),
    'a file of the version that is not there': (made) => ({
      ...made,
      manifest: withFile(manifest, 'model/gone', other),
    }),
    'a file of the version with another hash': (made) => ({
      ...made,
      manifest: withFile(manifest, name, other),
    }),
    'a file more in its list': (made) => ({ ...made, files: { ...made.files, gone: other } }),
    'a file less in its list': (made) => ({
      ...made,
      files: Object.fromEntries(Object.entries(made.files).slice(1)),
    }),
    'another size in its list': (made) => ({
      ...made,
      files: { ...made.files, [name]: { ...made.files[name], bytes: 1 } },
    }),
    'another hash in its list': (made) => ({
      ...made,
      files: {
        ...made.files,
        'model-card.md': { ...made.files['model-card.md'], sha256: other.sha256 },
      },
    }),
    'no texts': (made) => ({ ...made, options: { texts: false, vectors: true, weights: true } }),
    'no options': (made) => ({ ...made, options: null }),
    'a list of files that is none': (made) => ({ ...made, files: [] }),
  };
  return [
    ...Object.entries(changes).map(([what, change]) => ({ name: what, bytes: said(change) })),
    ...['sample/probes.json', name].map((gone) => ({
      name: `${gone} is gone`,
      bytes: without(gone),
    })),
  ];
}

/** Other things than bundle.json where it must be, and other things than archives. */
function shapes(make: Make): Hostile[] {
  const [, ...rest] = make.good.files;
  const head = (content: string | Uint8Array): Hostile['bytes'] =>
    make.archive([['bundle.json', content], ...rest]).bytes;
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  const shape = (name: string, bytes: Uint8Array) => ({ name, bytes });
  const [first] = make.good.files;
  return [
    shape('an empty bundle.json', head('')),
    shape('a bundle.json that is no JSON', head('{"schema": 1,')),
    shape('a bundle.json that is null', head('null')),
    shape('a bundle.json with 200,000 brackets', head(deep)),
    shape('a bundle.json of 65 MB', head(new Uint8Array(65 * 2 ** 20).fill(32))),
    shape('a bundle.json that is no UTF-8', head(Uint8Array.of(0xff, 0xfe, 0x7b, 0x7d))),
    shape('a bundle.json with __proto__', head('{"__proto__":{"schema":1},"schema":1}')),
    shape('no bundle.json', make.archive(rest).bytes),
    shape('bundle.json last', make.archive([...rest, ...(first ? [first] : [])]).bytes),
    shape(
      'files in another order',
      make.archive([...(first ? [first] : []), ...rest.toReversed()]).bytes,
    ),
    shape('an archive without files', make.archive([]).bytes),
    shape('nothing', new Uint8Array()),
    shape('one byte', Uint8Array.of(0x50)),
    shape('a text', new TextEncoder().encode('{"schema": 1}'.repeat(100))),
    shape('a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, ...new Uint8Array(500))),
    shape('zeros', new Uint8Array(100_000)),
  ];
}

/** The good bundle with some bytes of its structure changed. */
function patched(make: Make): Hostile[] {
  const { bytes: good, layout } = make.good;
  const entry = layout.entries.at(-1);
  if (!entry) throw new Error('There is no file.');
  const record = layout.bytes - layout.end.length - entry.record.length;
  const end = layout.bytes - layout.end.length;
  type Patch = (view: DataView, bytes: Uint8Array) => void;
  const both =
    (local: number, central: number, value: number, size: 2 | 4): Patch =>
    (view) => {
      const write = (at: number) =>
        size === 2 ? view.setUint16(at, value, true) : view.setUint32(at, value, true);
      write(entry.offset + local);
      write(record + central);
    };
  const one =
    (at: number, value: number): Patch =>
    (view) =>
      view.setUint32(at, value, true);
  const patches: Record<string, Patch> = {
    'a link': (view) => {
      view.setUint16(record + 4, 0x0314, true);
      view.setUint32(record + 38, 0o120777 * 65_536, true);
    },
    'a device file': (view) => {
      view.setUint16(record + 4, 0x0314, true);
      view.setUint32(record + 38, 0o060666 * 65_536, true);
    },
    'a folder by its attributes': one(record + 38, 0x10),
    'a file that is set-uid': one(record + 38, 0o104755 * 65_536),
    'compressed by its method': both(8, 10, 8, 2),
    'encrypted by its flag': both(6, 8, 0x0801, 2),
    'with a data descriptor': both(6, 8, 0x0808, 2),
    'names not in UTF-8': both(6, 8, 0, 2),
    'another date': both(12, 14, 0x5555, 2),
    'another version needed': both(4, 6, 63, 2),
    'a size of 4 GB': both(22, 24, 0xfffffffe, 4),
    'a size of ZIP64 without one': both(22, 24, 0xffffffff, 4),
    'a compressed size that is smaller': both(18, 20, 1, 4),
    'another checksum': both(14, 16, 0, 4),
    'a size of 0': both(22, 24, 0, 4),
    'a size only in its header': one(entry.offset + 22, entry.size + 1),
    'a size only in the list': one(record + 24, entry.size + 1),
    'a place of another file': one(record + 42, 0),
    'a place outside': one(record + 42, 0xfffffff0),
    'a place one byte on': one(record + 42, entry.offset + 1),
    'a comment that is announced': (view) => view.setUint16(record + 32, 4, true),
    'an extra field that is announced': (view) => view.setUint16(record + 30, 4, true),
    'another disk': (view) => view.setUint16(record + 34, 1, true),
    'a longer name in its header': (view) => view.setUint16(entry.offset + 26, 65_535, true),
    'another name in its header': (view) => view.setUint8(entry.offset + 30, 0x2e),
    'a name that is no UTF-8': (view) => {
      view.setUint8(entry.offset + 30, 0xff);
      view.setUint8(record + 46, 0xff);
    },
    'more files than there are': (view) => {
      view.setUint16(end + 8, layout.entries.length + 1, true);
      view.setUint16(end + 10, layout.entries.length + 1, true);
    },
    'fewer files than there are': (view) => {
      view.setUint16(end + 8, layout.entries.length - 1, true);
      view.setUint16(end + 10, layout.entries.length - 1, true);
    },
    '65,535 files': (view) => view.setUint16(end + 10, 65_535, true),
    'another disk at the end': (view) => view.setUint16(end + 4, 1, true),
    'a list that begins later': one(end + 16, layout.directoryOffset + 1),
    'a list that begins nowhere': one(end + 16, 0xfffffffe),
    'a list that is ZIP64': one(end + 16, 0xffffffff),
    'a list that is longer': one(end + 12, layout.directoryBytes + 1),
    'a list of 4 GB': one(end + 12, 0xfffffffe),
    'a comment at the end': (view) => view.setUint16(end + 20, 1, true),
  };
  const copies = Object.entries(patches).map(([name, patch]) => {
    const bytes = good.slice();
    patch(new DataView(bytes.buffer), bytes);
    return { name, bytes };
  });
  const joined = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
  return [
    ...copies,
    ...bombs(make),
    { name: 'a byte behind', bytes: joined(good, Uint8Array.of(0)) },
    { name: 'a kilobyte behind', bytes: joined(good, new Uint8Array(1024)) },
    { name: 'itself behind', bytes: joined(good, good) },
    { name: 'a byte before', bytes: joined(Uint8Array.of(0), good) },
    {
      name: 'a program before',
      bytes: joined(new TextEncoder().encode('#!/bin/sh\nevil\n'), good),
    },
  ];
}

/** Content that is packed well, and one content for many files. */
function bombs(make: Make): Hostile[] {
  const zeros = new Uint8Array(20 * 2 ** 20);
  const packed = deflateRawSync(zeros);
  const layers = [packed, deflateRawSync(packed)];
  const deflated = layers.map((content, i) => {
    const { bytes, layout } = make.archive(make.files([['bomb', new Uint8Array(content)]]));
    const entry = layout.entries.at(-1);
    const view = new DataView(bytes.buffer);
    const record = layout.bytes - layout.end.length - (entry?.record.length ?? 0);
    for (const [at, method, crc, size] of [
      [entry?.offset ?? 0, 8, 14, 22],
      [record, 10, 16, 24],
    ] as const) {
      view.setUint16(at + method, 8, true);
      view.setUint32(at + crc, crc32(zeros), true);
      view.setUint32(at + size, zeros.length, true);
    }
    return { name: `a bomb of ${i + 1} layers`, bytes };
  });
  return [...deflated, overlapping(make)];
}

/** Many records that all lead to one file, as a bomb without nesting has them. */
function overlapping(make: Make): Hostile {
  const names = Array.from({ length: 100 }, (_, i): [string, string] => [
    `f${i}`,
    'x'.repeat(1000),
  ]);
  const { bytes, layout } = make.archive(make.files(names));
  const view = new DataView(bytes.buffer);
  let at = layout.directoryOffset;
  const first = layout.entries[1]?.offset ?? 0;
  for (const { record } of layout.entries) {
    view.setUint32(at + 42, first, true);
    at += record.length;
  }
  return { name: 'files that lie over one another', bytes };
}

/** The good bundle without its end, at places all over it. */
function cut({ good: { bytes } }: Make): Hostile[] {
  return Array.from({ length: 20 }, (_, i) => {
    const length = i < 10 ? bytes.length - 1 - i * 7 : Math.floor((bytes.length * (i - 9)) / 11);
    return { name: `cut after ${length} bytes`, bytes: bytes.slice(0, length) };
  });
}
