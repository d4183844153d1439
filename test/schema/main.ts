import { readdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { schema } from '../database.ts'
import { postgresPresent, startPostgres } from '../postgres.ts'
import { mistakesInBodies } from './bodies.ts'
import { inside, makeMigrations, makeSchemas, openConnection, openPglite } from './build.ts'
import { type Difference, differences, inWords, readCatalogue, readDefinitions, type Session } from './catalogue.ts'
import { openDoors } from './open-doors.ts'
import { writtenMigration } from './write-migration.ts'

const USAGE = `npm run schema                       looks for mistakes in functions and for what is open, and compares what supabase/schemas and supabase/migrations make
npm run schema -- migration NAME     writes the migration for functions that are new, changed or gone; tables are written by hand
  --postgres                         on a PostgreSQL of this machine instead`

process.exitCode = await main().catch((error: Error) => {
  say(error.message)
  return 1
})

async function main(): Promise<number> {
  const { positionals, values } = readArgs()
  const [verb, name, ...more] = positionals
  const isForm = verb === undefined || (verb === 'migration' && /^[a-z0-9_]+$/.test(name ?? '') && more.length === 0)
  if (!isForm) {
    say(USAGE)
    return 2
  }
  if (!values.postgres) {
    const lite = await openPglite()
    return compare(lite, name).finally(() => lite.close())
  }
  if (!postgresPresent) throw new Error('There is no PostgreSQL 15 or later on this machine.')
  const server = await startPostgres('empty')
  const connection = await openConnection(server.connectionString)
  return compare(connection, name)
    .finally(() => connection.close())
    .finally(() => server.stop())
}

function readArgs() {
  try {
    return parseArgs({ allowPositionals: true, options: { postgres: { type: 'boolean' } } })
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : ''}\n${USAGE}`, { cause: error })
  }
}

/** On an empty database: what the two make, and what is different; or the migration that makes it the same. */
async function compare(session: Session, name: string | undefined): Promise<number> {
  const { schemas, definitions, mistakes } = await inside(session, async () => {
    await makeSchemas(session)
    const read = { schemas: await readCatalogue(session), definitions: await readDefinitions(session) }
    return { ...read, mistakes: [...openDoors(read.schemas), ...(await mistakesInBodies(session))] }
  })
  for (const mistake of mistakes) say(mistake)
  if (mistakes.length > 0) return 1
  await makeMigrations(session)
  const migrations = await readCatalogue(session)
  const found = differences(schemas, migrations)
  if (found.length === 0) {
    say(
      `The schemas and the migrations make the same database: ${schemas.size} things, each compared in all that matters.`,
    )
    return 0
  }
  if (name === undefined) {
    for (const one of found) say(inWords(one))
    say(`${found.length} differences. npm run schema -- migration NAME writes the migration for functions.`)
    return 1
  }
  const text = writtenMigration(found, { schemas, migrations, definitions })
  const file = join(schema.migrationsDir, `${nextVersion(new Date())}_${name}.sql`)
  writeFileSync(file, text)
  say(`Written: ${relative('', file)}`)
  return sayLeft(await leftAfter(session, text, (now) => differences(schemas, now)))
}

/** What the written migration leaves, or why it cannot be applied as it stands. */
function leftAfter(
  session: Session,
  text: string,
  compared: (now: Awaited<ReturnType<typeof readCatalogue>>) => Difference[],
): Promise<Difference[] | string> {
  return inside(session, async () => {
    await session.run(text)
    return compared(await readCatalogue(session))
  }).catch((error: Error) => error.message)
}

function sayLeft(left: Difference[] | string): number {
  if (typeof left === 'string') {
    say(`It needs statements by hand before it can be applied: ${left}`)
    return 1
  }
  for (const one of left) say(`by hand: ${inWords(one)}`)
  say(left.length === 0 ? 'With it, the two are the same.' : `${left.length} to write by hand, at their comments.`)
  return left.length === 0 ? 0 : 1
}

/** 14 digits of now, or what comes after the newest there is. */
function nextVersion(now: Date): string {
  const digits = now.toISOString().replace(/\D/g, '').slice(0, 14)
  const newest = readdirSync(schema.migrationsDir).toSorted().at(-1)?.slice(0, 14) ?? '0'
  return digits > newest ? digits : String(BigInt(newest) + 1n)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
