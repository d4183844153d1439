import type { Manifest } from './manifest.ts'
import type { Pages } from './pages.ts'

export type Prompt = { title: string; message: string }

/** The suggested prompts over the box where a person writes to the app: the manifest's, or what the app set for them. */
export type Prompts = { of(person: string): Prompt[]; set(person: string, prompts: Prompt[]): void }

export function openPrompts(manifest: Manifest, pages: Pages): Prompts {
  const set = new Map<string, Prompt[]>()
  return {
    of: (person) => set.get(person) ?? manifest.features.agent_view?.suggested_prompts ?? [],
    set(person, prompts) {
      set.set(person, prompts)
      pages.tellSame([person], () => ({ type: 'prompts', prompts }))
    },
  }
}
