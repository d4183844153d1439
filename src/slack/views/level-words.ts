import type { LevelWord } from '../../coaching/model.ts'
import { sentences } from '../../words/words.ts'

const LEVELS = sentences<Record<LevelWord, string>>({
  Starting: 'Starting',
  Developing: 'Developing',
  Strong: 'Strong',
  Exemplary: 'Exemplary',
})

/** What a level is called to people. */
export const levelName = (level: LevelWord): string => LEVELS[level]
