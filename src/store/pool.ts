import pg from 'pg';

/** How long whoever wants something of the database waits for their turn: for a free connection, and so for a transaction to begin. Hundreds may click at once. In ms. */
export const TURN = 30_000;
/** A server that does not let us in within so long can't be reached. In ms. */
export const CONNECT_TIMEOUT = 5_000;
/** A transaction in which nothing is asked for so long is given up by the server. In ms. */
const IDLE_TIMEOUT = 60_000;
/** Nothing that is asked takes this long: an answer that has not come by then never will, and its connection is given up. In ms. */
const ANSWER_TIMEOUT = 120_000;

/** The pool knows one time-out for both, waiting for a free connection and making one: the latter takes no longer than it ever does. */
class Connection extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super({ ...config, connectionTimeoutMillis: CONNECT_TIMEOUT });
  }
}

export type PoolOptions = {
  connections?: number | undefined;
  /** How long an answer may take, in ms. */
  patience?: number | undefined;
  /** How long to wait for a free connection, in ms. */
  turn?: number | undefined;
};

export const openPool = (connectionString: string, { connections = 10, patience = ANSWER_TIMEOUT, turn = TURN }: PoolOptions): pg.Pool => {
  // Rows come back in UTC, whatever zone the server keeps.
  const options = `-c TimeZone=UTC -c idle_in_transaction_session_timeout=${IDLE_TIMEOUT}`;
  return new pg.Pool({ Client: Connection, connectionString, max: connections, connectionTimeoutMillis: turn, query_timeout: patience, keepAlive: true, options });
};
