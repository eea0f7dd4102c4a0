import { createReadStream, createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { Readable, Writable } from 'node:stream';
import pg from 'pg';

/** What of pg's connection the COPY protocol needs; its types leave it out. */
type CopyConnection = pg.Connection & { sendCopyFromChunk(chunk: Buffer): void; endCopyFrom(): void; sendCopyFail(message: string): void };

/** A COPY statement in pg's queue; `resolve` and `reject` are called when the server has finished it. */
class Copy implements pg.Submittable {
  constructor(
    protected readonly statement: string,
    protected readonly resolve: () => void,
    protected readonly reject: (error: Error) => void,
  ) {}

  submit(connection: pg.Connection): void {
    connection.query(this.statement);
  }
  handleError(error: Error): void {
    this.reject(error);
  }
  handleReadyForQuery(): void {
    this.resolve();
  }
  handleCommandComplete(): void {}
}

class CopyIn extends Copy {
  constructor(statement: string, private readonly from: Readable, resolve: () => void, reject: (error: Error) => void) {
    super(statement, resolve, reject);
  }
  handleCopyInResponse(connection: CopyConnection): void {
    this.#feed(connection).catch((error: unknown) => connection.sendCopyFail(String(error)));
  }
  async #feed(connection: CopyConnection): Promise<void> {
    for await (const chunk of this.from) {
      connection.sendCopyFromChunk(Buffer.from(chunk));
      if (connection.stream.writableNeedDrain) await once(connection.stream, 'drain');
    }
    connection.endCopyFrom();
  }
}

class CopyOut extends Copy {
  constructor(statement: string, private readonly to: Writable, resolve: () => void, reject: (error: Error) => void) {
    super(statement, resolve, reject);
  }
  handleCopyOutResponse(): void {}
  handleCopyData(message: { chunk: Buffer }, connection: pg.Connection): void {
    // A copy: pg reuses the memory it read into.
    if (this.to.write(Buffer.from(message.chunk)) || connection.stream.isPaused()) return;
    connection.stream.pause();
    this.to.once('drain', () => connection.stream.resume());
  }
}

const on = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** COPY … TO STDOUT into a file. */
export const copyOut = (url: string, what: string, file: string): Promise<void> =>
  on(url, async (client) => {
    const to = createWriteStream(file);
    await new Promise<void>((resolve, reject) => void client.query(new CopyOut(`COPY ${what} TO STDOUT`, to, resolve, reject)));
    to.end();
    await finished(to);
  });

/** COPY … FROM STDIN out of files, table by table in the order given, on one connection. */
export const copyIn = (url: string, tables: readonly { table: string; file: string }[]): Promise<void> =>
  on(url, async (client) => {
    for (const { table, file } of tables) {
      const from = createReadStream(file, { highWaterMark: 256 * 1024 });
      await new Promise<void>((resolve, reject) => void client.query(new CopyIn(`COPY ${table} FROM STDIN`, from, resolve, reject)));
    }
  });
