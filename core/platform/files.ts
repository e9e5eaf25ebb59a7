/** An open file of which parts are read. Close it when done. */
export interface RangeReader {
  /** Bytes of the file when it was opened. */
  readonly size: number;
  /** Fills `into` from the byte `at` on; returns how many bytes there were, fewer only at the file's end. */
  read(at: number, into: Uint8Array): Promise<number>;
  close(): Promise<void>;
}

/** What the engine needs of a file system. Paths are absolute; join them with `join`. */
export interface FileReader {
  join(...parts: string[]): string;
  readBytes(path: string): Promise<Uint8Array>;
  readText(path: string): Promise<string>;
  /** Lines without their ends, read in a stream. A last line without a line end is yielded too. */
  readLines(path: string): AsyncIterable<string>;
  /** Opens a file to read parts of it. */
  openRanges(path: string): Promise<RangeReader>;
  exists(path: string): Promise<boolean>;
  /** Names inside a folder, sorted; empty where the folder does not exist. */
  list(folder: string): Promise<string[]>;
  /** Bytes of a file, or of everything inside a folder. */
  size(path: string): Promise<number>;
  isFolder(path: string): Promise<boolean>;
  /** When a file was last written to, in milliseconds since 1970. */
  modifiedAt(path: string): Promise<number>;
  /** Where a path leads once every link in it is followed. */
  realPath(path: string): Promise<string>;
  /** The bytes of a file, piece by piece. */
  readPieces(path: string): AsyncIterable<Uint8Array>;
  /** Hex sha256 of a file's bytes, read in a stream. */
  sha256(path: string): Promise<string>;
}

/** The writing half; whoever gets only a FileReader cannot alter a workspace. */
export interface Files extends FileReader {
  makeFolder(path: string): Promise<void>;
  /** Replaces a file in one step: temporary file, flush, rename. */
  writeAtomic(path: string, data: string | Uint8Array): Promise<void>;
  /** The same for a file that its owner alone may read (mode 0600; Windows keeps the folder's rights). */
  writePrivate(path: string, data: string): Promise<void>;
  /** Appends and flushes; what was written of a failed piece is cut off again. */
  append(path: string, data: string | Uint8Array): Promise<void>;
  /** Writes a large file from pieces, flushed; not atomic by itself. */
  writeStream(path: string, pieces: AsyncIterable<string | Uint8Array>): Promise<void>;
  /** Adds pieces to the end of a file, made where there is none; what came before a failure stays. */
  appendStream(path: string, pieces: AsyncIterable<Uint8Array>): Promise<void>;
  /** Cuts a file to a length in bytes. */
  truncate(path: string, bytes: number): Promise<void>;
  /** Moves a file or folder in one step and flushes the parent folder. */
  rename(from: string, to: string): Promise<void>;
  /** Flushes every file below a folder, and the folders. */
  flush(folder: string): Promise<void>;
  remove(path: string): Promise<void>;
}
