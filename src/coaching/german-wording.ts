/** Words that stand for themselves: \b knows no letter such as ü. */
const said = (pattern: string) => new RegExp(`(?<!\\p{L})(?:${pattern})(?!\\p{L})`, 'u')

const I_OR_WE = '(?:ich|wir)'
const FILLER = '(?:\\p{L}+,? ){0,3}?'
const DOES =
  '(?:rufe|frage|bitte|schreibe|schicke|sende|spreche|rede|treffe|kläre|prüfe|teste|zeige|lade|bereite|bespreche|probiere|versuche|beginne|fange|mache|hole|melde|sage|erkläre|lege|plane|nehme)n?'
const NUMBER = '(?:eine?[mnr]?|zwei|drei|\\d{1,2})'

/** How the same is said in German as in the patterns of intents, memory and reminders. All of it is read in folded text. */
export const GERMAN = {
  hint: /^((bitte|gib mir|ich (brauche|möchte|hätte gern)|noch|einen?|kleinen?) )*(tipp|hinweis)s?( bitte)?[.!?]*$/,
  /** "Ich weiß nicht, wer unterschreibt" tells what is not known yet: that is no way of being stuck. */
  doesNotKnow: new RegExp(
    `${
      said(
        `(?:weiß|weiss) (?:ich )?(?:(?:es|das|auch|leider|gerade|wirklich|einfach|selbst) )*nicht(?: mehr)?(?: weiter)?|keine (?:ahnung|idee)|fällt mir (?:dazu )?nichts ein|(?:komme|stecke) (?:hier |da |gerade )?(?:nicht weiter|fest)`,
      ).source
    }(?!,? (?:wer|wem|wen|wessen|ob|welche[rsmn]?|wann|wie (?:viele?|lange|oft))(?!\\p{L}))`,
    'u',
  ),
  /** "Ich werde sie fragen", "Ich habe vor, sie zu fragen". */
  willDo: said(
    `${I_OR_WE} werden?|werden? ${I_OR_WE}|${I_OR_WE} haben? (?:(?:mir|uns) ${FILLER}vorgenommen|vor(?=[,.:]|$))|${I_OR_WE} nehmen? (?:mir|uns) ${FILLER}vor(?=[,.:]|$)`,
  ),
  /** In the present, which means to do it only where a time is named: "Am Montag rufe ich sie an". */
  does: said(`${I_OR_WE} ${FILLER}${DOES}|${DOES} ${I_OR_WE}`),
  when: said(
    `heute|(?:über)?morgen|(?:mon|diens|donners|frei|sams|sonn)tags?|mittwochs?|(?:diese[rn]?|nächste[rn]?|kommende[rn]?) (?:woche|monat)|(?:um|bis|vor) \\d+|\\d{1,2} ?uhr|(?:in|binnen|innerhalb von) ${NUMBER} (?:stunden?|tag(?:en)?|wochen?)|(?:anfang|mitte|ende) (?:der woche|des monats|januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)`,
  ),
  wants: said(
    `${I_OR_WE} (?:möchten?|will|wollen|würden? gerne?|wünschen? (?:mir|uns))|(?:möchten?|will|wollen|würden?) ${I_OR_WE}|(?:mein|unser|das) (?:ziel|wunsch) (?:ist|wäre)`,
  ),
  many: { ein: 1, einem: 1, einer: 1, zwei: 2, drei: 3 },
  dayAfterTomorrow: said('übermorgen'),
  /** "Heute Morgen" and "am Morgen" are a time of day. */
  tomorrow: /(?<!\p{L}|(?:heute|jeden|am|guten) )morgen(?!\p{L})/u,
}
