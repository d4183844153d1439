/** A person in a workspace, as the surface signed it: never as a button or a model says. */
export type Person = { workspace: string; actor: string }
