import { describe, expect, it } from 'vitest';
import {
  allowsDownload,
  allowsExternal,
  allowsNavigation,
  allowsPermission,
  allowsRequest,
  isTrustedFrame,
} from './navigation-policy.ts';

describe('allowsNavigation', () => {
  it.each([
    ['plumbline://app/data', true],
    ['https://www.onetonline.org/', false],
    ['http://127.0.0.1:3000/', false],
    ['file:///etc/passwd', false],
    ['data:text/html,<script>1</script>', false],
    ['javascript:1', false],
    ['blob:plumbline://app/1', false],
  ])('%s: %s', (url, allowed) => expect(allowsNavigation(url)).toBe(allowed));
});

describe('allowsExternal', () => {
  it.each([
    ['https://www.onetonline.org/link/summary/15-1252.00', true],
    ['https://esco.ec.europa.eu/en', true],
    ['https://huggingface.co/sentence-transformers', true],
    ['http://127.0.0.1:5000/#/experiments/1/runs/2', true],
    ['https://localhost:8443/', true],
    ['http://[::1]:5000/', true],
    ['http://user@127.0.0.1:5000/', false],
    ['ftp://127.0.0.1/', false],
    ['http://127.0.0.1.evil.example/', false],
    ['http://192.168.0.7:5000/', false],
    ['http://www.onetonline.org/', false],
    ['https://onetonline.org.evil.example/', false],
    ['https://www.onetonline.org@evil.example/', false],
    ['https://user@www.onetonline.org/', false],
    ['https://www.onetonline.org:8443/', false],
    ['https://evil.example/', false],
    ['file:///usr/bin/true', false],
    ['smb://host/share', false],
    ['plumbline://app/', false],
    ['nonsense', false],
  ])('%s: %s', (url, allowed) => expect(allowsExternal(url)).toBe(allowed));
});

describe('allowsRequest', () => {
  it.each([
    ['plumbline://app/assets/index.js', true],
    ['blob:plumbline://app/1', true],
    ['data:image/png;base64,AA==', true],
    ['devtools://devtools/bundled/inspector.html', true],
    ['https://www.onetonline.org/', false],
    ['http://localhost/', false],
    ['ws://localhost/', false],
    ['file:///etc/passwd', false],
    ['plumbline://other/x', false],
    ['', false],
  ])('%s: %s', (url, allowed) => expect(allowsRequest(url)).toBe(allowed));
});

describe('allowsDownload', () => {
  it.each([
    ['blob:plumbline://app/4be0', true],
    ['data:text/csv,a', true],
    ['plumbline://app/assets/a.svg', true],
    ['blob:https://evil.example/1', false],
    ['https://www.onetonline.org/file.zip', false],
    ['file:///etc/passwd', false],
    ['', false],
  ])('%s: %s', (url, allowed) => expect(allowsDownload(url)).toBe(allowed));
});

describe('allowsPermission', () => {
  it.each([
    ['clipboard-sanitized-write', 'plumbline://app/', true],
    ['clipboard-sanitized-write', 'https://evil.example/', false],
    ['clipboard-read', 'plumbline://app/', false],
    ['media', 'plumbline://app/', false],
    ['geolocation', 'plumbline://app/', false],
    ['notifications', 'plumbline://app/', false],
    ['openExternal', 'plumbline://app/', false],
    ['fileSystem', 'plumbline://app/', false],
    ['usb', 'plumbline://app/', false],
    ['unknown', 'plumbline://app/', false],
  ])('%s for %s: %s', (permission, url, allowed) =>
    expect(allowsPermission(permission, url)).toBe(allowed),
  );
});

describe('isTrustedFrame', () => {
  it('takes the top frame of the workbench only', () => {
    expect(isTrustedFrame({ url: 'plumbline://app/data', parent: null })).toBe(true);
    expect(isTrustedFrame({ url: 'plumbline://app/data', parent: {} })).toBe(false);
    expect(isTrustedFrame({ url: 'https://evil.example/', parent: null })).toBe(false);
    expect(isTrustedFrame(null)).toBe(false);
  });
});
