const LONGEST = 80

/**
 * What the team of a manager is called, where a field or a department names it, or nothing does: one that several managers have people in
 * is a team for each of them.
 */
export function teamOfManager(group: string, managerName: string, isShared: boolean): string {
  if (group === '') return `${managerName}: team`.slice(0, LONGEST)
  return (isShared ? `${group} (${managerName})` : group).slice(0, LONGEST)
}
