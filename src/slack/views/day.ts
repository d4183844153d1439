const FORM = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' })

/** A day of the calendar, 'YYYY-MM-DD', as it is said: "Tuesday 8 December". */
export const dayWords = (day: string): string => FORM.format(new Date(`${day}T00:00:00Z`)).replace(',', '')
