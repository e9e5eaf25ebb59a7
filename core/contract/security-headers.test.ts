import { describe, expect, it } from 'vitest';
import { CONTENT_SECURITY_POLICY, SECURITY_HEADERS } from './security-headers.ts';

describe('CONTENT_SECURITY_POLICY', () => {
  it('is this policy and no weaker one', () => {
    expect(CONTENT_SECURITY_POLICY).toBe(
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; " +
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; " +
        "worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
  });

  it('lets no script be made from text and nothing come from the network', () => {
    const directives = CONTENT_SECURITY_POLICY.split('; ');
    const script = directives.find((directive) => directive.startsWith('script-src'));
    expect(script).not.toMatch(/'unsafe-eval'|'unsafe-inline'|\*|https?:/);
    expect(CONTENT_SECURITY_POLICY).not.toMatch(/https?:|\*/);
  });

  it('goes out with nosniff', () => {
    expect(SECURITY_HEADERS).toMatchObject({
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
    });
  });
});
