/** A message for the model. */
export type Message = { role: 'system' | 'user' | 'assistant'; content: string }
