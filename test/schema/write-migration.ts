import { type Catalogue, type Difference, inWords } from './catalogue.ts'

/** What hand-written statements need the functions for, so they come after them. */
const AFTER = ['trigger', 'policy', 'rule']
const NEITHER = /^(owner|grants to .*)$/
const NEW_SIGNATURE = ['arguments', 'result', 'kind']
const NOBODY = ['public', 'anon', 'authenticated', 'service_role'] // whom default privileges may have given it to

/**
 * The text of a migration that makes the functions of the migrations as the schemas declare them. What else differs stands in it as a
 * comment where its statement belongs: nobody but a person knows what becomes of rows.
 */
export function writtenMigration(
  differences: Difference[],
  of: { schemas: Catalogue; migrations: Catalogue; definitions: Map<string, string> },
): string {
  const others = differences.filter(({ kind }) => kind !== 'function')
  const byHand = (list: Difference[]) => list.map((one) => `-- by hand: ${inWords(one)}`).join('\n')
  const names = [...new Set(differences.filter(({ kind }) => kind === 'function').map(({ name }) => name))]
  const changes = names.map((name) => {
    const mine = differences.filter((one) => one.kind === 'function' && one.name === name)
    const sides = mine.flatMap((one) => (one.is === 'different' ? [one.side] : []))
    const declared = of.schemas.get(`function ${name}`)?.sides
    const present = of.migrations.get(`function ${name}`)?.sides
    const isReplaced = declared && sides.some((side) => NEW_SIGNATURE.includes(side))
    const isNew = declared && (!present || isReplaced)
    return {
      drop: isReplaced ? [`drop function ${name};`] : [],
      gone: declared ? [] : [`drop function ${name};`],
      make:
        isNew || (declared && sides.some((side) => !NEITHER.test(side)))
          ? [`${isNew ? made(of.definitions.get(name)) : of.definitions.get(name)?.trim()};`]
          : [],
      hand: declared && (isNew || sides.some((side) => NEITHER.test(side))) ? handedOver(name, declared, present) : [],
    }
  })
  const sections = [
    byHand(others.filter(({ kind }) => !AFTER.includes(kind))),
    'set check_function_bodies = off; -- a body may name what a later one makes',
    ...changes.map(({ drop, make, hand }) => [...drop, ...make, ...hand].join('\n')),
    byHand(others.filter(({ kind }) => AFTER.includes(kind))),
    changes.flatMap(({ gone }) => gone).join('\n'),
  ]
  return `${sections.filter((text) => text !== '').join('\n\n')}\n`
}

/** What is new replaces nothing: it could be somebody else's. */
const made = (definition: string | undefined) => definition?.trim().replace(/^create or replace /i, 'CREATE ')

/** Whoever runs the migrations owns what they make. */
const asRole = (name: string) => (name === 'who migrates' ? 'current_user' : name)

/** Who may call it, and whose it is. */
function handedOver(name: string, declared: Map<string, string>, present?: Map<string, string>): string[] {
  const grantees = (sides: Map<string, string> | undefined) =>
    [...(sides?.keys() ?? [])].flatMap((side) => /^grants to (.*)$/.exec(side)?.[1] ?? []).map(asRole)
  const owner = asRole(declared.get('owner') ?? '')
  const before = [...new Set([...NOBODY, ...grantees(present)])].filter((role) => role !== owner)
  const callers = grantees(declared)
  const [schema] = name.split('.')
  return [
    `revoke execute on function ${name} from ${before.join(', ')};`,
    ...(callers.length > 0 ? [`grant execute on function ${name} to ${callers.join(', ')};`] : []),
    ...(owner === asRole('who migrates')
      ? present
        ? [`alter function ${name} owner to ${owner};`]
        : []
      : [
          `grant create on schema ${schema} to ${owner}; -- for this moment: handing over needs it`,
          `alter function ${name} owner to ${owner};`,
          `revoke create on schema ${schema} from ${owner};`,
        ]),
  ]
}
