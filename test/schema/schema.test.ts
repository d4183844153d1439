import { postgresPresent, startPostgres } from '../postgres.ts'
import { mistakesInBodies } from './bodies.ts'
import { inside, makeMigrations, makeProject, makeSchemas, openConnection, openPglite } from './build.ts'
import { type Catalogue, differences, inWords, readCatalogue, readDefinitions, type Session } from './catalogue.ts'
import { openDoors } from './open-doors.ts'
import { BEHIND, GROUND, LEFT_OPEN, MISTAKEN, MISTAKES, PLANTED, STRANGERS } from './planted.ts'
import { writtenMigration } from './write-migration.ts'

type Opened = Session & { close(): Promise<void> }

async function openPostgres(): Promise<Opened> {
  const server = await startPostgres('empty')
  const connection = await openConnection(server.connectionString)
  return { ...connection, close: () => connection.close().finally(() => server.stop()) }
}

const declared = new Map<string, Catalogue>()

describe.each([
  ['PGlite', openPglite, true],
  ['PostgreSQL', openPostgres, postgresPresent],
] as const)('%s', (engine, open, isPresent) => {
  const when = isPresent ? test : test.skip
  let session: Opened
  let before: Catalogue = new Map()
  let mistakes: string[] = []

  beforeAll(async () => {
    if (!isPresent) return
    session = await open()
    await inside(session, async () => {
      await makeSchemas(session)
      declared.set(engine, await readCatalogue(session))
      mistakes = await mistakesInBodies(session)
    })
    await makeProject(session)
    await session.run(STRANGERS)
    before = await readCatalogue(session)
    await makeMigrations(session)
  }, 180_000) // it makes two databases, about ten seconds of computing
  afterAll(() => session?.close())

  when('the schemas and the migrations make the same database: npm run schema says where they differ', async () => {
    const isOurs = ([key]: [string, unknown]) => !before.has(key)
    const schemas = new Map([...(declared.get(engine) ?? [])].filter(isOurs))
    const migrations = new Map([...(await readCatalogue(session))].filter(isOurs))
    expect(schemas.size).toBeGreaterThan(500)
    expect(differences(schemas, migrations).map(inWords)).toEqual([])
  })

  when('the migrations leave what others have in the same database as it is', async () => {
    const after = await readCatalogue(session)
    const theirs = new Map([...after].filter(([key]) => before.has(key)))
    expect(before.get('function public.count_orders()')?.sides.get('grants to anon')).toBe('EXECUTE')
    expect(before.get('table public.orders')?.sides.get('row-level security')).toBe('off')
    expect(differences(before, theirs).map(inWords)).toEqual([])
  })

  when('service_role alone may call what public holds, and nobody sees a table or counts with a sequence', async () => {
    expect(openDoors(declared.get(engine) ?? new Map())).toEqual([])
    const open = await inside(session, async () => {
      const ours = await readCatalogue(session)
      for (const statement of LEFT_OPEN.keys()) await session.run(statement)
      return openDoors(new Map([...(await readCatalogue(session))].filter(([key]) => !ours.has(key))))
    })
    expect(open.toSorted()).toEqual([...LEFT_OPEN.values()].flat().toSorted())
  })

  when('no body of a function names what is not there', async () => {
    expect(mistakes).toEqual([])
  })

  when.each(MISTAKES)('a body with %s is told of', async (_, script, said) => {
    const found = await inside(session, async () => {
      await session.run(`set local check_function_bodies = off; ${MISTAKEN} ${script}`)
      return mistakesInBodies(session, 'public.mistaken')
    })
    expect(found).toEqual([said])
  })

  when('a difference of each kind is found and told of in a sentence, and nothing else is', async () => {
    const said = await inside(session, async () => {
      await session.run(GROUND)
      const before = await readCatalogue(session)
      for (const [planted] of PLANTED) await session.run(planted)
      return differences(before, await readCatalogue(session)).map(inWords)
    })
    expect(said.toSorted()).toEqual(PLANTED.flatMap(([, ...sentences]) => sentences).toSorted())
  })

  when('the migration that is written makes the functions the same, and names what is left', async () => {
    const { text, left } = await inside(session, async () => {
      await session.run(GROUND)
      const schemas = await readCatalogue(session)
      const definitions = await readDefinitions(session)
      for (const statement of BEHIND) await session.run(statement)
      const migrations = await readCatalogue(session)
      const written = writtenMigration(differences(schemas, migrations), { schemas, migrations, definitions })
      await session.run(written)
      return { text: written, left: differences(schemas, await readCatalogue(session)).map(inWords) }
    })
    expect(left.toSorted()).toEqual([
      'column public.ground.more is only in the schemas',
      'trigger public.ground.looks is only in the schemas',
    ])
    expect(text).toContain('CREATE FUNCTION public.f_gone()') // which replaces nothing of somebody else's
    expect(text.split('\n').filter((line) => line.startsWith('-- by hand: '))).toEqual(
      left.map((one) => `-- by hand: ${one}`),
    )
  })
})

const bothPresent = postgresPresent ? test : test.skip
bothPresent('the rows are the same on both engines', () => {
  const [lite = new Map(), server = new Map()] = [declared.get('PGlite'), declared.get('PostgreSQL')]
  expect(differences(lite, server).map(inWords)).toEqual([])
})
