import type { Domain } from '../../coaching/model.ts'
import { sentences, t } from '../../words/words.ts'

export const ABOUT_MINUTES = 10

export const NO_COACH = () =>
  t`No coach is switched on here yet. Please ask whoever looks after this app in your workspace.`

const DIFFICULTY = sentences<Record<string, string>>({
  beginner: 'good for a first try',
  intermediate: 'some practice helps',
  advanced: 'for experienced people',
})

/** How hard a domain is, in plain words; '' where nobody said. */
export const difficultyWords = (domain: Domain): string => DIFFICULTY[domain.difficulty] ?? domain.difficulty

/** The word to type for a domain: the start of its id where no other domain starts so, else the whole id. */
export function domainWord(domain: Domain, domains: Domain[]): string {
  const start = (id: string) => id.split('_')[0] ?? id
  const alike = domains.filter(({ id }) => start(id) === start(domain.id))
  return alike.length > 1 ? domain.id : start(domain.id)
}
