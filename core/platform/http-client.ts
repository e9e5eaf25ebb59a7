/** What a request sends: text, bytes, or pieces of a known length. */
export type HttpBody = string | Uint8Array | { bytes: number; pieces: AsyncIterable<Uint8Array> };

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  headers?: Readonly<Record<string, string>>;
  body?: HttpBody;
  /** Milliseconds for the whole exchange. */
  timeout: number;
  /**
   * `private`: the host's address, as resolved for this very connection, must be loopback, link-local or private
   * (RFC 1918, RFC 4193); `any`: it may be any.
   */
  reach: 'private' | 'any';
  signal?: AbortSignal;
}

export interface HttpResponse {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  /** At most 8 MB; more fails. */
  body: Uint8Array;
}

/**
 * Sends what the user asked to be sent. Redirects are not followed. Throws BAD_INPUT for an address that is no http(s) URL
 * or out of reach, CANCELLED where the signal is aborted, and NOT_FOUND where nothing answers in time, with why.
 */
export interface HttpClient {
  request(request: HttpRequest): Promise<HttpResponse>;
}
