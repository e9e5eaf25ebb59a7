import { expect, it } from 'vitest';
import { failureKind, messageOf, openingError } from './failures.ts';

it.each([
  ['WebGPU validation failed. [Device] is lost.', 'device-lost'],
  ['WebGPU device lost (2): A valid external Instance reference no longer exists.', 'device-lost'],
  ['vkQueueSubmit failed with VK_ERROR_DEVICE_LOST', 'device-lost'],
  ['DXGI_ERROR_DEVICE_REMOVED', 'device-lost'],
  ['vkAllocateMemory failed with VK_ERROR_OUT_OF_DEVICE_MEMORY', 'out-of-memory'],
  ['bfc_arena.cc:360 Failed to allocate memory for requested buffer of size 64', 'out-of-memory'],
  ['Array buffer allocation failed', 'out-of-memory'],
  ['std::bad_alloc', 'out-of-memory'],
  [
    'Binding size (268435456) is larger than the maximum binding size (134217728).',
    'out-of-memory',
  ],
  [
    'indices element out of data bounds, idx=9 must be within the inclusive range [-5,4]',
    'unknown-token',
  ],
  ['input_ids: index out of range', 'unknown-token'],
  ['Non-zero status code returned while running MatMul node.', 'other'],
])('%s', (message, kind) => {
  expect(failureKind(new Error(message))).toBe(kind);
});

it('leaves out where in its source onnxruntime found it', () => {
  const message =
    '/onnxruntime_src/core/webgpu_context.cc:136 onnxruntime::webgpu::Initialize(const Config&)::<lambda()> status == wgpu::Success was false. Failed to get a WebGPU adapter: No supported adapters\n';
  expect(messageOf(new Error(message))).toBe(
    'Failed to get a WebGPU adapter: No supported adapters',
  );
  expect(openingError(new Error(message), 'Model M')).toMatchObject({
    code: 'BAD_INPUT',
    message: 'Model M cannot run on the GPU: this machine has none that WebGPU can use.',
  });
});

it('keeps what was explained before', () => {
  const explained = openingError(new Error('protobuf parsing failed'), 'M');
  expect(openingError(explained, 'M').message).toContain('cut off');
});
