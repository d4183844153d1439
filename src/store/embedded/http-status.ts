/** PostgREST's table: the start of an SQLSTATE → the HTTP status it becomes. The longest start wins. */
const STATUS: Record<string, number> = {
  '08': 503,
  '09': 500,
  '0L': 403,
  '0P': 403,
  '21000': 500,
  '23503': 409,
  '23505': 409,
  '25006': 405,
  '25': 500,
  '28': 403,
  '2D': 500,
  '38': 500,
  '39': 500,
  '3B': 500,
  '40': 500,
  '42883': 404,
  '42P01': 404,
  '42P17': 500,
  '42501': 403,
  '53400': 500,
  '53': 503,
  '54': 500,
  '55': 500,
  '57P01': 503,
  '57': 500,
  '58': 500,
  F0: 500,
  HV: 500,
  P0001: 400,
  P0: 500,
  XX: 500,
}

/** The HTTP status that PostgREST answers for an SQLSTATE: `PT409` is 409, what the table does not name is 400. */
export function httpStatus(sqlState: string): number {
  const raised = /^PT([2-5]\d\d)$/.exec(sqlState)
  if (raised) return Number(raised[1])
  return STATUS[sqlState] ?? STATUS[sqlState.slice(0, 2)] ?? 400
}
