import { DOMImplementation, type Document, Element } from '@xmldom/xmldom';
import type { Drawing, DrawOptions } from './figure.ts';

/** A document without a window, to draw for files in. */
export function fileDocument(): NonNullable<DrawOptions['document']> {
  const document: unknown = newDocument();
  if (isDocument(document)) return document;
  throw new Error('the XML library makes no documents');
}

export function newDocument(): Document {
  return new DOMImplementation().createDocument(null, 'html', null);
}

/** The drawing as what it is where `fileDocument` made it. */
export function elementOf(drawing: Drawing): Element {
  const element: unknown = drawing;
  if (element instanceof Element) return element;
  throw new Error('this figure was not drawn for a file');
}

function isDocument(value: unknown): value is NonNullable<DrawOptions['document']> {
  return typeof value === 'object' && value !== null && 'createElementNS' in value;
}
