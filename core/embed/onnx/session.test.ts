import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRunner } from './runner.ts';
import { openSession } from './session.ts';
import { lookupGraph, tinyVector } from './testing.ts';
import { padBatch } from './token-batch.ts';

const CPU = { device: 'cpu', intraOpThreads: 1 } as const;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-session-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('tells what a graph wants and gives', async () => {
  const session = await openSession(lookupGraph(), 'M', CPU);
  expect(session.inputs).toEqual([
    { name: 'input_ids', type: 'int64', rank: 2 },
    { name: 'attention_mask', type: 'int64', rank: 2 },
    { name: 'token_type_ids', type: 'int64', rank: 2 },
  ]);
  expect(session.outputs).toEqual([{ name: 'last_hidden_state', type: 'float32', rank: 3 }]);
  await session.close();
});

const node = (opType: string, domain = '') => [
  { opType, domain, input: ['table', 'input_ids'], output: ['last_hidden_state'] },
];

it.each([
  {
    of: 'a truncated file',
    file: lookupGraph().subarray(0, 300),
    code: 'DAMAGED',
    says: 'cut off',
  },
  { of: 'an empty file', file: new Uint8Array(0), code: 'DAMAGED', says: 'cut off' },
  {
    of: 'a web page',
    file: Buffer.from('<!doctype html><html></html>'),
    code: 'DAMAGED',
    says: 'not an ONNX',
  },
  {
    of: 'an unknown operator',
    file: lookupGraph({ node: node('Frobnicate') }),
    code: 'BAD_INPUT',
    says: 'operator Frobnicate',
  },
  {
    of: "another runtime's operator",
    file: lookupGraph({ node: node('Frobnicate', 'com.microsoft') }),
    code: 'BAD_INPUT',
    says: 'operator com.microsoft:Frobnicate',
  },
  {
    of: 'weights beside the file that are not there',
    file: lookupGraph({
      initializer: [
        {
          name: 'table',
          dataType: 1,
          dims: [4, 4],
          dataLocation: 1,
          externalData: [{ key: 'location', value: 'w.onnx_data' }],
        },
      ],
    }),
    code: 'DAMAGED',
    says: 'part of the weights',
  },
])('explains $of', async ({ file, code, says }) => {
  const failed = {
    code,
    message: expect.stringContaining(says),
    detail: { remedy: expect.any(String) },
  };
  await expect(openSession(file, 'Model M', CPU)).rejects.toMatchObject(failed);
  const path = join(folder, 'model.onnx');
  await writeFile(path, file);
  await expect(openSession(path, 'Model M', CPU)).rejects.toMatchObject(failed);
});

it('explains a file that is not there', async () => {
  const missing = openSession(join(folder, 'gone.onnx'), 'Model M', CPU);
  await expect(missing).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('explains a graph that is no embedding model', async () => {
  const images = lookupGraph({
    input: [port('pixels', 1)],
    node: [{ opType: 'Identity', input: ['pixels'], output: ['last_hidden_state'] }],
  });
  const options = { ...CPU, pooling: 'mean', elapsed: () => 0 } as const;
  await expect(openRunner(images, 'Model M', options)).rejects.toMatchObject({
    code: 'BAD_INPUT',
    message: 'Model M asks for the input "pixels", which is not known here.',
  });
});

function port(name: string, elemType: number) {
  const shape = { dim: [{ dimParam: 'b' }, { dimParam: 's' }] };
  return { name, type: { tensorType: { elemType, shape } } };
}

it('pools what a graph gives for each token', async () => {
  const elapsed = (() => {
    let now = 0;
    return () => (now += 5);
  })();
  const runner = await openRunner(lookupGraph(), 'M', { ...CPU, pooling: 'cls', elapsed });
  const first = await runner.run(padBatch([Int32Array.of(3, 4), Int32Array.of(9)], 0));
  const alone = await runner.run(padBatch([Int32Array.of(9)], 0));
  expect(first.length).toBe(8);
  expect([...first.subarray(4)]).toEqual([...alone]);
  expect(runner.sessionMs).toBe(10);
  await runner.close();
});

it('reads vectors in half precision', async () => {
  const half = lookupGraph({
    node: [
      { opType: 'Gather', input: ['table', 'input_ids'], output: ['states'] },
      {
        opType: 'Cast',
        input: ['states'],
        output: ['last_hidden_state'],
        attribute: [{ name: 'to', type: 2, i: 10 }],
      },
    ],
    output: [port('last_hidden_state', 10)],
  });
  const runner = await openRunner(half, 'M', { ...CPU, pooling: 'cls', elapsed: () => 0 });
  const vector = await runner.run(padBatch([Int32Array.of(9)], 0));
  expect([...vector]).toEqual(tinyVector(9).map((value) => expect.closeTo(value, 3)));
  await runner.close();
});

it('refuses vectors that are no numbers with a fraction', async () => {
  const whole = lookupGraph({
    node: [{ opType: 'Identity', input: ['input_ids'], output: ['last_hidden_state'] }],
    output: [port('last_hidden_state', 7)],
  });
  const runner = await openRunner(whole, 'Model M', { ...CPU, pooling: 'cls', elapsed: () => 0 });
  const run = runner.run(padBatch([Int32Array.of(9)], 0));
  await expect(run).rejects.toMatchObject({
    code: 'BAD_INPUT',
    message: expect.stringContaining('int64'),
  });
  await runner.close();
});
