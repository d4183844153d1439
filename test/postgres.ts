import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import type { Database, Row } from '../src/store/embedded/database.ts'
import { migrate } from '../src/store/embedded/migrate.ts'
import { rpcFetch } from '../src/store/embedded/rpc.ts'
import { fingerprint, madeOnce, schema } from './made-once.ts'

/** Where Debian and Ubuntu put PostgreSQL. The oldest that Supabase still runs is preferred: our SQL must work there. */
const DEBIAN = '/usr/lib/postgresql'
const version = existsSync(DEBIAN)
  ? readdirSync(DEBIAN)
      .map(Number)
      .filter((major) => major >= 15)
      .toSorted()[0]
  : undefined
const bin = join(DEBIAN, String(version), 'bin')
const user = serverUser()

/** Whether this machine has a PostgreSQL to test against. */
export const postgresPresent = version !== undefined

export type TestPostgres = {
  /** Connects as the owner of the schema, which as on Supabase is no superuser. */
  connectionString: string
  query(sql: string, params?: unknown[]): Promise<Record<string, unknown>[]>
  /** All that the database holds, as its own tool writes it. */
  dump(): string
  /** The socket that the server listens on. */
  socket: string
  /**
   * Serves functions over HTTP as a Supabase project does: a SUPABASE_URL and a SUPABASE_SECRET_KEY for any process. It reaches the
   * server by its socket, or by a port of this machine that leads there.
   */
  openGateway(about?: { port?: number; onCall?: OnRpc }): Promise<Gateway>
  /** One more database on the same server, at the newest schema. */
  another(
    name: string,
  ): Promise<Pick<TestPostgres, 'connectionString' | 'query' | 'openGateway'> & { close(): Promise<void> }>
  stop(): Promise<void>
}
type Gateway = { url: string; key: string; close(): Promise<void> }

/**
 * Hears of each call of a function before it is done and after. The call waits for it, and before it is done it can be lost. Not after:
 * then only its answer can.
 */
export type OnRpc = (when: 'before' | 'after', name: string, body: string) => Promise<'lost' | undefined>

/**
 * A real PostgreSQL server of one's own with Supabase's roles, reachable by a socket in a temporary folder only. It is stopped by whoever
 * started it, or ends with this process, which it does not keep alive.
 */
export async function startPostgres(
  from: typeof schema | 'empty' = schema,
  until: 'stopped' | 'ends with this process' = 'stopped',
): Promise<TestPostgres> {
  const made = await madeOnce(`postgres-${version}-${from === 'empty' ? from : fingerprint(from)}`, (folder) =>
    makeCluster(folder, from),
  )
  const folder = ownedFolder()
  execFileSync('cp', ['-a', join(made, 'data'), folder], { ...user, cwd: folder })
  const server = await serve(folder)
  if (until !== 'stopped') {
    server.unref()
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  }

  const poolFor = (role: string, max: number, more: pg.PoolConfig = {}) => {
    const pool = new pg.Pool({ ...connect(folder, role), max, pipeline: true, allowExitOnIdle: true, ...more })
    pool.on('error', () => {}) // an idle connection that ends with its server; a call that meets this says so itself
    pool.on('connect', (client) => client.on('error', () => {})) // and so one in use
    return pool
  }
  const owner = poolFor('postgres', 4)
  const others = new Set<pg.Pool>()
  return {
    connectionString: `postgresql://postgres@/postgres?host=${folder}`,
    query: async (sql, params) => (await owner.query<Record<string, unknown>>(sql, params)).rows,
    dump: () =>
      execFileSync(join(bin, 'pg_dump'), [`postgresql://postgres@/postgres?host=${folder}`], {
        maxBuffer: 1 << 30,
      }).toString(),
    socket: join(folder, '.s.PGSQL.5432'),
    openGateway: ({ port, onCall } = {}) =>
      openGateway(poolFor('authenticator', CONNECTIONS, port === undefined ? {} : { host: '127.0.0.1', port }), onCall),
    async another(name) {
      await owner.query(`create database ${name} template ${UNTOUCHED}`)
      const pool = poolFor('postgres', 2, { database: name })
      others.add(pool)
      return {
        connectionString: `postgresql://postgres@/${name}?host=${folder}`,
        query: async (sql, params) => (await pool.query<Record<string, unknown>>(sql, params)).rows,
        openGateway: ({ onCall } = {}) => openGateway(poolFor('authenticator', 5, { database: name }), onCall),
        async close() {
          others.delete(pool)
          await pool.end()
          await owner.query(`drop database ${name}`)
        },
      }
    },
    async stop() {
      await Promise.all([owner, ...others].map((pool) => pool.end()))
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const UNTOUCHED = 'untouched' // as it was when the cluster was made

/** A cluster under `folder`, at this schema, that every server starts from a copy of. */
async function makeCluster(folder: string, from: typeof schema | 'empty'): Promise<void> {
  if (user) chownSync(folder, user.uid, user.gid)
  const initdb = ['-U', 'supabase_admin', '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']
  execFileSync(join(bin, 'initdb'), ['-D', join(folder, 'data'), ...initdb], { ...user, cwd: folder, stdio: 'ignore' })
  const server = await serve(folder)
  const admin = new pg.Client(connect(folder, 'supabase_admin'))
  await admin.connect()
  await admin.query(readFileSync(join(import.meta.dirname, '../src/store/embedded/roles.sql'), 'utf8'))
  await admin.query(`
    create role postgres login createrole createdb bypassrls;
    alter database postgres owner to postgres;
    create role authenticator login noinherit;
    grant anon, authenticated, service_role to authenticator`)
  await admin.end()
  if (from !== 'empty') {
    const owner = new pg.Pool({ ...connect(folder, 'postgres'), max: 1 })
    await migrate(poolDatabase(owner), from)
    await owner.end()
  }
  const copier = new pg.Client({ ...connect(folder, 'supabase_admin'), database: 'template1' })
  await copier.connect()
  await copier.query(`create database ${UNTOUCHED} template postgres owner postgres`)
  await copier.end()
  await server.stop()
}

/** A temporary folder of whoever runs the server, for its socket and its data. */
function ownedFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'threadcoach-pg-'))
  if (user) chownSync(folder, user.uid, user.gid)
  return folder
}

const connect = (folder: string, role: string) => ({ host: folder, user: role, database: 'postgres' })

/** Starts the server on the data in a folder. */
async function serve(folder: string): Promise<{ stop(): Promise<void>; unref(): void }> {
  // The shell ends the server when its standard input closes: when we stop it, and also when this process dies.
  const command = `"$@" & read -r _; kill -INT $!; wait`
  const settings = ['-k', folder, '-c', 'listen_addresses=', '-c', 'fsync=off', '-c', 'max_connections=200']
  const shell = spawn('sh', ['-c', command, 'sh', join(bin, 'postgres'), '-D', join(folder, 'data'), ...settings], {
    ...user,
    cwd: folder,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  const exited = once(shell, 'exit')
  await untilReady(connect(folder, 'supabase_admin'), shell)
  return {
    async stop() {
      shell.stdin.end()
      await exited
    },
    unref() {
      shell.unref()
      if (shell.stdin instanceof Socket) shell.stdin.unref()
    },
  }
}

const CONNECTIONS = 10 // PostgREST's own number

/** PostgreSQL refuses to run as root. */
function serverUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const [, , uid, gid] = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody') ?? []
  return { uid: Number(uid), gid: Number(gid) }
}

/** Waits for the server for as long as it runs. */
async function untilReady(as: pg.ClientConfig, server: ChildProcess): Promise<void> {
  for (;;) {
    const client = new pg.Client(as)
    try {
      await client.connect()
      return await client.end()
    } catch (error) {
      if (server.exitCode !== null) throw error
      await wait(20)
    }
  }
}

/**
 * A pool of connections as a Database: what PostgREST is on a hosted project. As there, statements are prepared once for each
 * connection, and a transaction is sent in one go: should a statement fail, what follows it does nothing.
 */
function poolDatabase(pool: pg.Pool): Database {
  const asText = { getTypeParser: () => (value: string) => value }
  const names = new Map<string, string>()
  function nameOf(text: string): string {
    const name = names.get(text) ?? `statement ${names.size}`
    names.set(text, name)
    return name
  }
  return {
    async transaction(statements) {
      const client = await pool.connect()
      const sent = [
        client.query('begin'),
        ...statements.map(({ text, values }) =>
          values
            ? client.query<Row>({ name: nameOf(text), text, values, rowMode: 'array', types: asText })
            : client.query(text),
        ),
        client.query('commit'),
      ]
      const answers = await Promise.allSettled(sent)
      const failed = answers.find((answer) => answer.status === 'rejected')
      client.release(isLost(answers.at(-1)) || undefined)
      if (failed) throw failed.reason
      return answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : [])).at(-2)?.rows ?? []
    },
  }
}

/** Whether not even the end of a transaction was answered: the connection is of no use any more. */
const isLost = (end: PromiseSettledResult<unknown> | undefined): boolean => end?.status === 'rejected'

async function openGateway(pool: pg.Pool, onCall: OnRpc = async () => undefined): Promise<Gateway> {
  const key = `sb_secret_${randomBytes(16).toString('hex')}`
  const answer = rpcFetch(poolDatabase(pool), { key })
  const server = createServer(async (request, response) => {
    const { method = 'GET', url = '/' } = request
    const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)])
    const body = await text(request)
    const name = url.split('/').at(-1) ?? ''
    if ((await onCall('before', name, body)) === 'lost') return void request.socket.destroy()
    const answered = await answer(`http://gateway${url}`, { method, headers, ...(method === 'POST' && { body }) })
    if ((await onCall('after', name, body)) === 'lost') return void request.socket.destroy()
    response.writeHead(answered.status, Object.fromEntries(answered.headers)).end(await answered.text())
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    url: `http://127.0.0.1:${port}`,
    key,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await pool.end()
    },
  }
}
