import { expect, it } from 'vitest';
import { privacyWords } from './privacy-words.ts';

const here = { offline: true, notifyUrl: null, mlflowUrl: null };

it.each([
  ['nothing set', here, 'Offline: nothing leaves this machine'],
  [
    'services on this machine',
    { ...here, notifyUrl: 'http://127.0.0.1:8000/reload', mlflowUrl: 'http://localhost:5000' },
    'Offline: nothing leaves this machine',
  ],
  ['downloads', { ...here, offline: false }, 'Models may be downloaded'],
  [
    'one server elsewhere',
    { ...here, notifyUrl: 'http://10.0.0.7/a', mlflowUrl: 'http://10.0.0.7:5000' },
    'Versions are told to 10.0.0.7',
  ],
  [
    'everything',
    { offline: false, notifyUrl: 'https://a.example/', mlflowUrl: 'https://b.example/' },
    'Versions are told to a.example and b.example; models may be downloaded',
  ],
])('%s', (_what, settings, words) => {
  expect(privacyWords(settings)).toBe(words);
});
