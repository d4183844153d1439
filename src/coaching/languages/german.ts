import {
  AND_NO_MORE,
  type Debrief,
  type Language,
  MISSING,
  type People,
  type Says,
  type Times,
  type Wishes,
} from './language.ts'

/** Words that stand for themselves: \b knows no letter such as ü. */
const said = (pattern: string) => new RegExp(`(?<!\\p{L})(?:${pattern})(?!\\p{L})`, 'u')

const I_OR_WE = '(?:ich|wir)'
const FILLER = '(?:\\p{L}+,? ){0,3}?'
const DOES =
  '(?:ruf|frag|schreib|schick|send|sprech|red|treff|klär|prüf|test|zeig|lad|besprech|probier|versuch|beginn|fang|mach|hol|meld|sag|erklär|leg|plan|nehm|geh|bring|such|stell|schau)(?:en?)?|bitten?|bereiten?'
const NUMBER = '(?:eine?[mnr]?|zwei|drei|\\d{1,2})'

const SAYS: Says = {
  hint: /^((bitte|gib mir|ich (brauche|möchte|hätte gern)|noch|einen?|kleinen?) )*(tipp|hinweis)s?( bitte)?[.!?]*$/,
  wantsAnswer: MISSING,
  /** "Ich weiß nicht, wer unterschreibt" tells what is not known yet. */
  stuck: new RegExp(
    `${
      said(
        `(?:weiß|weiss) (?:ich )?(?:(?:es|das|auch|leider|gerade|wirklich|einfach|selbst) )*nicht(?: mehr)?(?: weiter)?|keine (?:ahnung|idee)|fällt mir (?:dazu )?nichts ein|(?:komme|stecke) (?:hier |da |gerade )?(?:nicht weiter|fest)`,
      ).source
    }(?!,? (?:wer|wem|wen|wessen|ob|welche[rsmn]?|wann|wie (?:viele?|lange|oft))(?!\\p{L}))`,
    'u',
  ),
  greets: /^hallo( there| coach)?[,!]?$/,
  upset: MISSING,
  finished: MISSING,
  asks: MISSING,
  /** "Ich werde sie fragen", "Ich habe vor, sie zu fragen". */
  willDo: said(
    `${I_OR_WE} werden?|werden? ${I_OR_WE}|${I_OR_WE} haben? (?:(?:mir|uns) ${FILLER}vorgenommen|vor(?=[,.:]|$))|${I_OR_WE} nehmen? (?:mir|uns) ${FILLER}vor(?=[,.:]|$)`,
  ),
  /** "Am Montag rufe ich sie an". */
  does: said(`${I_OR_WE} ${FILLER}${DOES}|${DOES} ${I_OR_WE}`),
  toDo: MISSING,
  wants: said(
    `${I_OR_WE} (?:möchten?|will|wollen|würden? gerne?|wünschen? (?:mir|uns))|(?:möchten?|will|wollen|würden?) ${I_OR_WE}|(?:mein|unser|das) (?:ziel|wunsch) (?:ist|wäre)`,
  ),
  aims: MISSING,
  weighs: MISSING,
  concludes: MISSING,
  doubts: MISSING,
  definite:
    /(?<!\p{L})(?:weil|damit|stattdessen|wenn|bis (?:mon|diens|donners|frei)tag|morgen|leid|verstehe|deshalb)(?!\p{L})/gu,
  scores: MISSING,
}

const TIMES: Times = {
  when: said(
    `heute|(?:über)?morgen|(?:mon|diens|donners|frei|sams|sonn)tags?|mittwochs?|(?:diese[rn]?|nächste[rn]?|kommende[rn]?) (?:woche|monat)|(?:um|bis|vor) \\d+|\\d{1,2} ?uhr|(?:in|binnen|innerhalb von) ${NUMBER} (?:stunden?|tag(?:en)?|wochen?)|(?:anfang|mitte|ende) (?:der woche|des monats|januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)`,
  ),
  today: /\bheute\b/,
  /** "Heute Morgen" and "am Morgen" are a time of day. */
  tomorrow: /(?<!\p{L}|(?:heute|jeden|am|guten) )morgen(?!\p{L})/u,
  dayAfterTomorrow: said('übermorgen'),
  nextWeek: /\b(nächste|nächster|kommende|kommender) woche\b/,
  weekdays: [
    /\bsonntags?\b/,
    /\bmontags?\b/,
    /\bdienstags?\b/,
    /\bmittwochs?\b/,
    /\bdonnerstags?\b/,
    /\bfreitags?\b/,
    /\b(samstag|sonnabend)s?\b/,
  ],
  within: {
    in: ['in', 'binnen'],
    many: { ein: 1, einem: 1, einer: 1, zwei: 2, drei: 3 },
    day: 'tag',
    week: 'woche',
    endings: ['en', 'n'],
  },
}

const WISHES: Wishes = {
  end: /^((die|diese|das|mein) )?(sitzung|session|coaching|gespräch) (beenden|schließen)$|^(beende|beenden wir) (die|diese|das) (sitzung|session|coaching|gespräch)$/,
  stop: /^(stopp?|aufhören)( jetzt| hier)?$/,
  hint: /^(ein |noch ein )?(tipp|hinweis)$/,
  skip: /^überspringen$/,
  else: /^(etwas anderes|anderes thema)$/,
  pause: /^pause$/,
  again: /^(noch ?mal|noch einmal)$/,
  back: /^zurück( zum coaching)?$/,
  practise: ['üben', 'proben'],
  it: [],
  pressures: { leicht: 'easy', mittel: 'medium', schwer: 'hard' },
  yes: /^(?:ja|jep|genau|stimmt|richtig|ok(?:ay)?|gut|los|passt|fang an)$/,
  mine: [/(?<!\p{L})(?:mein|unser)(?=(?:e|er|en|em)? )/giu, 'dein'],
  please: 'bitte|ok(?:ay)?',
}

const DEBRIEF: Debrief = {
  worked: 'Dieser Satz hat gewirkt:',
  toTry: 'Diesen kannst du noch einmal versuchen:',
  quoted: (text) => `„${text}“`,
  whyWorked: 'Er gab dem Gegenüber etwas Bestimmtes zum Antworten.',
  moreReason: 'Sag dazu, warum es für den anderen wichtig ist, dann lässt er sich schwerer übergehen.',
  moreFact: 'Mit einer Zahl oder einem Tag darin lässt er sich schwerer übergehen.',
  questions: [
    'Was sagst du im echten Gespräch anders?',
    'Welchen deiner Sätze behältst du für das echte Gespräch, und welchen änderst du?',
    'Was ist dir daran aufgefallen, wie es ankam?',
  ],
  nothing:
    'Wir sind zurück. Du hast im Rollenspiel noch nichts gesagt, also gibt es nichts anzusehen. Was hat den Anfang schwer gemacht?',
}

/** Words that tell the language of a text: short ones that its neighbours do not share. */
export const SMALL_WORDS =
  /^(ich|du|er|sie|es|wir|ihr|mich|mir|dich|dir|ihm|ihn|ihnen|uns|mein|meine|meinen|meinem|meiner|sein|seine|dein|deine|unser|unsere|und|oder|aber|nicht|nichts|kein|keine|keinen|der|die|das|den|dem|des|ein|eine|einen|einem|einer|ist|sind|bin|waren|habe|hab|haben|hatte|hat|wird|werde|werden|würde|kann|muss|soll|sollte|möchte|mit|von|vom|zu|zum|zur|auf|für|bei|beim|im|wie|wenn|weil|dass|denn|doch|noch|schon|auch|nur|mal|ja|nein|nee|danke|bitte|warum|wer|wann|wo|woher|heißt|etwas|mehr|sehr|ganz|jetzt|hier|nach|über|kunde|kundin|chef|chefin|hallo|tschüss|genug|keine|fragen|montag|dienstag|mittwoch|donnerstag|freitag|morgen|heute|vielleicht|genau|stimmt|gut|moin|reicht|ende|schluss|weiß|immer|alles|einfach|bis|ob|dann|also|sich|meinst|bist|sagen|stopp)$/

const PEOPLE: People = {
  roles: {
    boss: {
      words: 'Chefin|Chef|Vorgesetzter?|Teamleiterin|Teamleiter|Führungskraft|Abteilungsleiterin|Abteilungsleiter',
      he: 'dein Chef',
      she: 'deine Chefin',
    },
    report: {
      words: 'Mitarbeiterin|Mitarbeiter|Auszubildende[rn]?|Azubi|Praktikantin|Praktikanten?',
      he: 'jemand aus deinem Team',
      she: 'jemand aus deinem Team',
    },
    colleague: { words: 'Kollegin|Kollegen?', he: 'dein Kollege', she: 'deine Kollegin' },
    buyer: { words: 'Einkäuferin|Einkäufer|Interessentin|Interessenten?', he: 'der Einkäufer', she: 'die Einkäuferin' },
    customer: {
      words: 'Kundin|Kunden?|Gast|Patientin|Patienten?|Mieterin|Mieter|Klientin|Klienten?',
      he: 'dein Kunde',
      she: 'deine Kundin',
    },
    head: {
      words:
        'Geschäftsführerin|Geschäftsführer|Direktorin|Direktor|Betriebsleiterin|Betriebsleiter|Leiterin|Leiter|Inhaberin|Inhaber',
      he: 'der Leiter',
      she: 'die Leiterin',
    },
    supplier: { words: 'Lieferantin|Lieferanten?|Dienstleister', he: 'dein Lieferant', she: 'deine Lieferantin' },
    mentor: { words: 'Mentorin|Mentor', he: 'dein Mentor', she: 'deine Mentorin' },
    other: { words: '(?!)', he: 'die andere Person', she: 'die andere Person' },
  },
  mine: '(?:[Mm]ein|[Uu]nser|[Ee]in|[Dd]er|[Dd]ie|[Dd]en|[Dd]em|[Dd]as)(?:e|en|em|er|es)? (?:neue[rn]? |alte[rn]? )?',
  named: {
    before: '(?:mit|an|frage|fragte|sage|sagte|treffe) ',
    after: '(?: (?:sagt|sagte|meint|meinte|will|hat|möchte|fragt|fragte|stellt|nimmt|gibt|kommt))',
  },
  noName:
    /^(?:Ich|Der|Die|Das|Mein|Meine|Unser|Unsere|Er|Sie|Es|Wir|Du|Und|Aber|Am|Im|Wenn|Als|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|Meeting|Team|Projekt|Kunde|Kundin|Chef|Chefin|Kollege|Kollegin|Rechnung|Frau|Herr|Herrn|Angst|Zeit|Arbeit)$/,
  isShe:
    /(?<!\p{L})(?:Chefin|Kundin|Kollegin|Mitarbeiterin|Teamleiterin|Vorgesetzte|Einkäuferin|Leiterin|Frau|Mentorin|Geschäftsführerin)(?!\p{L})/u,
  ofMe: /(?<!\p{L})(?:ich (?:bin|war|fühle)|bin ich|mich|mir)(?!\p{L})/iu,
  moods: {
    easy: /(?<!\p{L})(?:freundlich|nett|entspannt|offen)(?!\p{L})/u,
    hard: /(?<!\p{L})(?:wütend|verärgert|sauer|genervt|angeschrien|schreit|schrie|ungeduldig|beschwert|droht|drohte|gereizt)(?!\p{L})/u,
  },
}

/** Who has power over somebody at work, or works beside them: not a customer, whose anger is a case like others. */
const THEIRS =
  '(mein|meine|unser|unsere|der|die) ((neue|neuer|direkte|direkter|alte) )?(chef|chefin|vorgesetzter|vorgesetzte|teamleiter|teamleiterin|abteilungsleiter|abteilungsleiterin|gruppenleiter|fuhrungskraft|fuehrungskraft|boss|leiter|leiterin|kollege|kollegin|kollegen|geschaftsfuhrer|geschaeftsfuehrer|meister|team)'
const OFTEN =
  '((jeden tag|jede woche|taglich|taeglich|standig|staendig|immer wieder|immer|dauernd|regelmassig|regelmaessig|oft|wieder|nur noch|schon wieder|vor allen|vor allen leuten|vor dem team|vor der ganzen abteilung|vor kunden|vor den kollegen|im meeting|in jedem meeting|heute|gestern|am telefon|grundlos) ){0,3}'
const SHOUTED =
  '(angeschrien|angeschrieen|angebrullt|angebruellt|zusammengeschrien|zusammengestaucht|runtergemacht|heruntergemacht|niedergemacht|fertiggemacht|fertig gemacht|blossgestellt|erniedrigt|gedemutigt|gedemuetigt|beleidigt|beschimpft|bedroht|eingeschuchtert|eingeschuechtert|ausgelacht|lacherlich gemacht|laecherlich gemacht|angespuckt|angefasst|betatscht)'
const NAMES =
  '((eine|einen|ein|den|die|vor allen|immer|dauernd|standig|staendig) ){0,2}((volligen|voellige|vollige|totale|totalen) )?(idiot|idiotin|idioten|versager|versagerin|dumm|bloed|blod|nichtsnutz|faul|fett|fette kuh|loser|dreck|unfahig|unfaehig|nutzlos|trottel|depp|deppen|schwachkopf|niete|null|nichts wert)'

/** How hard moments are told of, and what is answered to them. */
const HARD_MOMENTS: Language['hardMoments'] = {
  respelled: [],
  clauses: { by: 'und (?:ich|es|alles|weiss)', notBy: ['als'] },
  signs: {
    crisis: [
      'mich (selbst )?(umbringen|umzubringen|toten|zu toten|toeten|zu toeten|erhangen|zu erhangen|erhaengen|erschiessen|zu erschiessen|vergiften)',
      '(bringe|bring) mich (noch |selbst |bald |heute )?um',
      '(dass|wenn|bevor|ob) ich mich (selbst |noch |bald |heute )?umbringe',
      '(will|mochte|moechte|werde|wollte) mich (auf|er)(hangen|haengen)',
      '(mich )?suizidier(e|en|t)',
      '(keine lust|keinen bock|kein bock|keine kraft) mehr (zu leben|zum leben|auf (das|mein|dieses) leben)',
      '(schluss|ein ende) (machen )?mit (dem|meinem) leben',
      '(ich bin|bin ich) (so |einfach |nur noch |echt )?(lebensmude|lebensmuede)',
      'einschlafen und (nie|nicht) (mehr|wieder) aufwachen',
      'besser,? wenn ich (nicht mehr (da|hier|am leben)|tot|nie geboren) (ware|waere)(?!,? (wo|wenn|wer))',
      '(ich (ware|waere)|(ware|waere) ich) (doch |nur |am liebsten )?(nie|niemals) geboren( worden)?',
      'es nicht wert,? (zu leben|am leben zu sein)',
      '(suizid|suizidal|suizidgedanken|selbstmord|selbstmordgedanken|selbsttotung|freitod)',
      'mir das leben (zu )?nehmen',
      '(mein|meinem) leben (ein ende (zu )?(setzen|machen)|(zu )?beenden)',
      '(will|mochte|moechte|wollte|wurde am liebsten|wuerde am liebsten) (.{0,20} )?(sterben|tot sein)',
      '(will|mochte|moechte|kann) (einfach )?nicht mehr (leben|weiterleben|aufwachen|da sein|dasein|hier sein)',
      '(ware|waere) (ich )?(am liebsten |lieber |doch |nur )?(ich )?tot',
      '(keinen|kein) (sinn|grund) (mehr )?(zu leben|zum leben|weiterzuleben|im leben|in meinem leben)',
      'nicht mehr lebenswert',
      'mir (et)?was (antun|anzutun)',
      'mich (selbst )?(verletzen|zu verletzen|ritzen|zu ritzen|verletze|ritze)',
      '(ritze|verletze|schneide) mich',
      'selbstverletzung(en)?',
      '(ohne mich|wenn ich weg ware|wenn ich tot ware) (waren|waere|ware|geht es|ginge es) .{0,30}besser',
      'niemand (wurde|wuerde) mich vermissen',
      '(pulsadern|uberdosis|ueberdosis)',
      '(vor (einen|den) zug|von (der|einer) brucke|von (der|einer) bruecke|aus dem fenster) .{0,20}(springen|werfen|sturzen|stuerzen)',
      '(sehe|gibt) (fur mich |fuer mich )?keinen ausweg( mehr)?',
      'alles beenden',
      `ich kann (einfach |wirklich |echt |langsam |bald |so |das |es |das alles |seelisch |korperlich |psychisch ){0,4}nicht mehr( weiter| so weiter)?${AND_NO_MORE}`,
      `ich kann( das| es)?( alles)? und (ich )?will( das| es)?( alles)? (einfach )?nicht mehr${AND_NO_MORE}`,
      `(dass|weil|denn|wenn|ob|wie lange) ich (das |es |einfach |wirklich |bald |so |alles ){0,4}(nicht mehr (weiter ?)?kann|noch (kann|durchhalte|aushalte))${AND_NO_MORE}`,
      `ich (will|mag) (einfach |wirklich |echt )nicht mehr${AND_NO_MORE}`,
      '(halte|halt|ertrage|ertrag) (ich )?(das|es|das alles|den druck) (hier |alles |einfach |bald ){0,4}(nicht mehr|nicht langer|nicht laenger|kaum noch|kaum mehr)( lange)?( aus)?(?! (ohne|fur den kunden))',
      `ich (schaffe|schaff|packe|pack) (das alles|das hier alles|es einfach|das einfach|das leben) nicht mehr${AND_NO_MORE}`,
      '(keine kraft mehr|mir fehlt (einfach )?die kraft|ich habe keine kraft)(?! fur (den|die|das|ein))',
      '(bringe|steche|will) (ihn|meinen chef|jemanden) (um|ab|umbringen|abstechen)',
    ],
    harassment: [
      '(belastigt|belaestigt|begrapscht|mobbt|mobben|stalkt|erpresst|vergewaltigt|misshandelt|beschimpft|demutigt|demuetigt|schikaniert|schikanieren) mich',
      'mich .{0,30}(belastigt|belaestigt|begrapscht|gemobbt|gestalkt|vergewaltigt|misshandelt|schikaniert|gedemutigt|gedemuetigt|sexuell angefasst|diskriminiert)',
      '(ich (werde|wurde)|(werde|wurde) ich) .{0,60}(gemobbt|belastigt|belaestigt|diskriminiert|gestalkt|bedroht|schikaniert|erpresst|misshandelt|begrapscht|vergewaltigt)',
      '(hat|haben) mich (gestern |heute |wieder |mehrmals )?(geschlagen|getreten|gewurgt|gewuergt|geohrfeigt|angespuckt|bedroht)',
      '(schlagt|schlaegt|schlug|tritt|wurgt|bedroht) mich',
      '(fasst|fasste|grapscht|tatscht) (mich|mir) (immer wieder |standig |staendig |heimlich )?(an|unter|zwischen|ans|an den|an die)',
      'mir (an den|an die|ans|unter den|unter die|zwischen die) (po|hintern|brust|bruste|brueste|beine|rock|bluse)',
      '(droht|drohte|hat gedroht) (mir |mich )?(damit )?.{0,20}(mich )?(zu schlagen|umzubringen|schlage|prugel|pruegel|gewalt)',
      'sexuelle (belastigung|belaestigung|ubergriffe|uebergriffe|anspielungen|avancen|bemerkungen|notigung|noetigung)',
      '(schickt|schickte|schreibt) mir (nacktbilder|nacktfotos|anzugliche|anzuegliche|obszone|obszoene|sexuelle)',
      '(nennt|nannte) mich (eine |einen |du )?(schlampe|hure|nutte|fotze|schwuchtel|kanake)',
      '(rassistisch|rassistische|sexistisch|homophob) .{0,30}(beleidigt|beschimpft|gegen mich|uber mich|ueber mich)',
      'macht mir das leben zur holle',
      `${THEIRS} (schreit|schrie|brullt|bruellt|brullte|bruellte|schnauzt|pflaumt|fahrt|staucht|macht|putzt|stellt|fasst|grapscht) mich ${OFTEN}(an|zusammen|nieder|fertig|runter|herunter|bloss|lacherlich|laecherlich)`,
      `(schreit|schrie|brullt|bruellt|brullte|bruellte|schnauzt) mich ${OFTEN}(an|zusammen)(?! mit)`,
      `${THEIRS} (beleidigt|beleidigte|beschimpft|bedroht|demutigt|demuetigt|erniedrigt|verspottet|schikaniert|drangsaliert|terrorisiert|schuchtert) mich`,
      `(er|sie) (beleidigt|beschimpft|bedroht|demutigt|demuetigt|erniedrigt|verspottet|schikaniert|terrorisiert) mich`,
      `(hat|haben) mich ${OFTEN}${SHOUTED}`,
      `(weil|wenn|dass|sobald|wie) (${THEIRS}|er|sie) mich ${OFTEN}(anschreit|anbrullt|anbruellt|beleidigt|bedroht|erniedrigt|beschimpft|anfasst|fertigmacht|runtermacht|niedermacht|blossstellt|schlagt|schlaegt|demutigt|demuetigt|auslacht|mobbt)`,
      `${SHOUTED} (zu werden|werde)`,
      `${THEIRS} (lacht|lachen|lachte) mich ${OFTEN}aus`,
      `(ich werde|ich wurde|werde ich|wurde ich|ich bin) (von [a-z ]{2,40} )?${OFTEN}(von [a-z ]{2,40} )?${SHOUTED}`,
      `(nennt|nannte|schimpft) mich ${OFTEN}${NAMES}`,
      `(hat|haben) mich ${NAMES} genannt`,
      `${THEIRS} (droht|drohte|hat gedroht|droht damit) ?(mir|mich)?`,
      `(er|sie) droht mir (${OFTEN})(mit (der )?(kundigung|kuendigung|rauswurf|abmahnung|gewalt|schlagen)|damit|zu)`,
      '(wirft|warf|schmeisst|schmiss) (mit )?(einen|einem|eine|einer|den|die|seinen|ihre|dem)? ?(tasse|becher|stuhl|locher|handy|telefon|ordner|akte|akten|tastatur|stift|flasche|glas|laptop) nach mir( geworfen)?',
      '(hat|haben) .{0,30}(tasse|becher|stuhl|locher|handy|telefon|ordner|akte|akten|tastatur|stift|flasche|glas|laptop) nach mir geworfen',
      `(ich habe|ich hab|hab|habe) (richtig |echt |so |immer |nur noch |riesige |panische )?(angst|panik) vor (meinem (chef|vorgesetzten|teamleiter|boss|kollegen)|meiner (chefin|vorgesetzten|teamleiterin|kollegin)|ihm|ihr)${AND_NO_MORE}`,
      `(${THEIRS}|er|sie) (bringt mich|brachte mich|hat mich) ${OFTEN}zum (weinen|heulen)( gebracht)?(?! vor lachen)`,
      'behandelt mich wie (dreck|scheisse|mull|muell|luft|einen hund|ein stuck|eine sklavin|einen sklaven|abschaum)',
      '(legt|legte|hat) (mir )?(immer wieder |standig |staendig )?(seine |ihre |die )?hand (auf|um|an) (mein|meine|meinen|das|den) (knie|bein|oberschenkel|taille|hufte|huefte|hintern|schulter|po)',
      '(starrt|glotzt) mir (standig |staendig |immer |dauernd )?(auf|in) (die|den|meine) (brust|bruste|brueste|hintern|ausschnitt|beine)',
      'verfolgt mich (bis )?nach hause',
      'weil ich (eine frau|schwarz|muslima?|jude|judin|juedin|schwul|lesbisch|trans|schwanger|behindert|auslander|auslaender) bin',
    ],
    medical: [
      '(habe|hab|hatte|bekomme|kriege) (gerade |gestern |heute |letzte |woche |schon |oft |nachts |mehrere |einen |eine |wieder |standig |staendig |jeden tag |schwere |starke )*(herzinfarkt|schlaganfall|panikattacken?|panikanfalle?|panikanfaelle|nervenzusammenbruch|zusammenbruch|brustschmerzen|herzrasen|fehlgeburt|depression|depressionen|burn ?-?out|krebs|tumor|magersucht|bulimie|krampfanfall)',
      '(herzinfarkt|schlaganfall|fehlgeburt) (gehabt|erlitten)',
      '(schmerzen in der brust|stechen in der brust|druck auf der brust)',
      'ich (bekomme|kriege) keine luft( mehr)?',
      '(wurde|ist) bei mir .{0,40}(diagnostiziert|festgestellt|gefunden worden)',
      '(bei mir wurde|diagnose (krebs|depression|burn ?-?out|brustkrebs))',
      'ich bin (vollig |voellig |total |schwer |klinisch )?(depressiv|ausgebrannt|suchtig|suechtig|alkoholiker|alkoholikerin|alkoholabhangig|abhangig von)',
      'ich (liege|lag|bin|war) (gerade |seit gestern |wieder )?(im krankenhaus|in der klinik|auf der intensivstation|in der psychiatrie|in der notaufnahme)',
      'ich (bin|war) (ohnmachtig|ohnmaechtig|zusammengebrochen|umgekippt|bewusstlos)',
      'ich (trinke|trink) (jeden (tag|abend|morgen)|vor der arbeit|bei der arbeit|heimlich|zu viel alkohol|um (zu )?)',
      'ich kann nicht aufhoren zu trinken',
      '(tabletten|medikamente|antidepressiva|insulin) (nicht mehr|eigenmachtig|eigenmaechtig|abgesetzt|absetzen)',
      'ich hore stimmen',
      'seit (tagen|wochen|nachten|naechten|drei nachten) (nicht|nichts|kaum) (mehr )?(geschlafen|gegessen)',
      'ich (schlafe|esse) seit (tagen|wochen|monaten) (nicht|kaum|nichts)',
      'mein(e)? (arzt|arztin|aerztin|hausarzt|hausarztin|therapeut|therapeutin|psychiater|psychiaterin) (sagt|sagte|meint|hat|will|schreibt)',
      '(krankgeschrieben|krankgemeldet) (wegen|mit) (depression|burn ?-?out|erschopfung|erschoepfung|stress|angst)',
      'ich (brauche|muss) (einen arzt|zum arzt|einen krankenwagen|in die klinik|einen therapeuten|eine therapie)',
      '(knoten|beule) in der brust',
      'ich blute',
    ],
    exhausted: [
      `ich bin (schon |seit [a-z ]{3,20} |nur noch |einfach |echt |wirklich ){0,4}(vollig|voellig|total|komplett|absolut|restlos|korperlich|koerperlich|seelisch|psychisch|nervlich|mental|chronisch) (und [a-z]{4,12} )?(erschopft|erschoepft|am ende|kaputt|ausgelaugt|uberfordert und|am limit|fertig|ausgebrannt|leer)(?! (nach|von) (der|dem|den|einer|einem) (messe|flug|reise|workshop|demo|umzug|lauf|termin|konferenz))(?! mit (dem|der|den|meiner|meinem|unserer))`,
      `ich bin (einfach |echt |wirklich |langsam |so ){0,4}am ende(?=( ?[.!?;]| ?$)| (meiner kraft|meiner krafte|meiner kraefte|mit den nerven|mit meinen nerven|mit meiner kraft|mit meinen kraften))`,
      '(ich stehe|ich bin|stehe) (kurz vor|vor|am rande) (dem|einem|eines|des) (burn ?-?outs?|zusammenbruch|zusammenbruchs|nervenzusammenbruch|nervenzusammenbruchs|kollaps)',
      'ich (breche|klappe) (bald |gleich |noch |langsam )?zusammen',
      `(mir|uns) (wird|ist) (das |es )?(einfach |gerade |alles |hier ){1,4}(alles |einfach )?zu viel${AND_NO_MORE}`,
      `(es|das) (wird|ist) mir (einfach |gerade |alles |langsam |hier ){0,4}zu viel${AND_NO_MORE}`,
      'ich (weine|heule|habe geweint|hab geweint|sitze weinend|sitze heulend) (fast |nur noch )?(jeden|jede|nach der arbeit|vor der arbeit|auf der toilette|auf dem klo|im auto|auf dem (heim|nachhause)weg|nachts|jedes mal|standig|staendig)',
      '(mir graut|mir graust|ich furchte mich|ich fuerchte mich|ich habe angst|ich hab angst|habe panik|ich habe bauchschmerzen|mir ist schlecht|mir wird schlecht),? (es |schon |jeden morgen |jeden tag |jeden sonntag )*(davor,? |daran,? )?(vor (der|meiner) arbeit|vor jedem (arbeits)?tag|vor jedem morgen|vor jedem dienst|vor (dem|jedem) montag|(morgens )?(in die|zur|ins|auf die) (arbeit|firma|buro|buero|schicht)|da hinzugehen|wenn ich (an die|zur) arbeit)',
      `(panik|angst|bauchweh|bauchschmerzen|herzrasen|magenschmerzen) (schon )?(vor (der|meiner) arbeit|vor jedem arbeitstag|auf dem weg zur arbeit)${AND_NO_MORE}`,
      'traue? mich (gar |einfach )?nicht mehr (in die (arbeit|firma)|zur arbeit|ins (buro|buero))',
      'ich (kann|komme) (seit [a-z ]{3,20} )?(morgens |nachts )?(nicht mehr|kaum noch|nicht) (schlafen|einschlafen|essen|aufstehen|aus dem bett)( wegen)?(?! (lassen|ohne))',
    ],
    legal: [
      '(verklagt|verklagen|angezeigt|verhaftet|vorgeladen|angeklagt|abgeschoben) (mich|zu werden|worden)',
      '(ich )?(werde|wurde|bin) (ich )?(gerade |jetzt |von [a-z ]{0,40})?(verklagt|angezeigt|verhaftet|festgenommen|vorgeladen|angeklagt|abgeschoben|verurteilt)',
      'mich (verklagt|angezeigt|verhaftet|verklagen|anzeigen)',
      '(gegen mich) (wird |lauft |laeuft |ein |eine )*(ermittelt|ermittlungsverfahren|verfahren|anzeige|klage|strafverfahren)',
      '(strafanzeige|anzeige|klage|ermittlungen|ermittelt) gegen mich',
      '(meinen|meine) (chef|chefin|arbeitgeber|firma|vermieter) (verklagen|anzeigen)',
      'ich (brauche|habe|nehme mir|suche) (jetzt |mir )?(einen |eine )?(anwalt|anwaltin|anwaeltin|rechtsanwalt|strafverteidiger)',
      'mein(e)? (anwalt|anwaltin|rechtsanwalt) (sagt|sagte|meint|rat|hat)',
      '(die )?polizei (will|wollte|hat|war|steht) .{0,30}(mich|mir|bei mir)',
      'ich (muss|musste|soll) (vor|zum) (das |dem )?gericht',
      '(vorladung|haftbefehl|mahnbescheid|raumungsklage|raeumungsklage|abmahnung|strafbefehl) (bekommen|erhalten|im briefkasten|vom gericht)',
      'ich soll .{0,40}(falschen|faelschen|ruckdatieren|rueckdatieren|vernichten|die prufer anlugen|luge|luegen|schmiergeld|bestechen)',
      'ich habe (mich strafbar gemacht|eine straftat|gegen das gesetz)',
      '(mein chef|meine chefin|die firma) (will|zwingt|verlangt) .{0,40}(falsche|falschen|faelschen|gesetz|illegal|strafbar)',
      '(fristlos|rechtswidrig|unrechtmassig|unrechtmaessig) gekundigt',
      '(fristlose kundigung|fristlose kuendigung|aufhebungsvertrag) .{0,30}(bekommen|unterschreiben|unterzeichnen|vorgelegt|erhalten)',
      '(kundigungsschutzklage|arbeitsgericht)',
      '(mein|meine) (visum|aufenthaltstitel|aufenthaltserlaubnis|arbeitserlaubnis) .{0,30}(entzogen|abgelaufen|abgelehnt|widerrufen)',
      '(darf|durfen|duerfen) (mein chef|meine chefin|mein arbeitgeber|die firma|die) (das|mich|mir) .{0,40}(rechtlich|kundigen|kuendigen|uberwachen|ueberwachen|verbieten)',
      'sorgerecht(s)?(streit|verfahren|prozess)?',
      'einstweilige verfugung gegen mich',
    ],
  },
  notMeant: [
    'ich (kann|halte)( das| es)? (einfach )?nicht mehr( aus)?["]?, ?["]? ?(sagte|sagt|meinte|schrieb|schreibt|rief)',
    '(sagte|sagt|meinte|schrieb|rief|schrie|erklarte|erklaerte|satz|kunde|kundin|er|sie|spielt|spielte)( er| sie| der kunde| die kundin| mir)?[:,] ?["]? ?ich kann nicht mehr',
    '(der|die|ein|eine|den|dem|vom|von einem) (kunde|kundin|kunden|anrufer|anruferin|gast|patient|nutzer|kauferin|kaufer|einkaufer) .{0,40}(mich .{0,30}(angeschrien|angebrullt|angebruellt|beschimpft|beleidigt)|(schreit|schrie|brullt|bruellt|beschimpft|beleidigt|bedroht) mich( an)?|droht mir)',
    'von (einem|einer|dem|der|unserem|unserer) (kunden|kundin|anrufer|anruferin|gast|patienten) .{0,20}(angeschrien|angebrullt|angebruellt|beschimpft|beleidigt|bedroht)',
    '(halte|halt) (das|es) (fur|fuer)',
    'am ende (mit (meinem|dem) latein|des tages)',
    '(zu )?viel (arbeit|text|folien|details?) (fur|fuer) (eine|einen|ein)',
    '(konnte|koennte) mich (dafur |dafuer |selbst )?(umbringen|erschiessen|ohrfeigen|in den hintern beissen)( dafur| dafuer)?',
    '(bringt|bringen) mich (noch |fast |langsam )?um',
    'vor (scham|lachen|langeweile|neugier) (fast )?(sterben|gestorben)',
    '(konnte|koennte|wollte|mochte|will) vor (scham|lachen|langeweile) (am liebsten )?(sterben|im boden versinken)',
    '(ist|ware|waere) (reiner |glatter |purer |doch )?(selbstmord|suizid)( fur (die marke|das produkt|unser)| jetzt zu| auf raten)?',
    '(karriere|politischer|wirtschaftlicher|finanzieller) ?(selbstmord|suizid)',
    '(selbstmord|suizid)(kommando|pravention|praevention|preise?|hotline)',
    '(suizid|selbstmord) ?-?(pravention|praevention|risiko|hotline)',
    'uberdosis (an )?(folien|kaffee|koffein|meetings|details|fachbegriffe)',
    'alles beenden(,)? (was|die|das projekt|bis|vor|mit (einer|einem) (mail|fazit|zusammenfassung))',
    '(trifft|traf) mich',
    '(schlagt|schlaegt|schlug) mich (um langen|im preis|bei der|mit (dem|seinem) angebot|fur|fuer|vor)',
    'schlagt mir (vor|einen|eine)',
    '(der kunde|die kundin|der kunden) (fuhlt|fuehlt) sich .{0,20}(belastigt|belaestigt)',
    '(von unseren|durch unsere) (mails|newslettern|anrufen) .{0,20}(belastigt|belaestigt)',
    '(gericht|gerichte) (in der|auf der) (kantine|karte|speisekarte)',
    'zum anwalt (des|unserer) (kunden|kundin)',
    '(anwalt|anwaltin) (des|fur die|fuer die) (kunden|nutzer|anwender)',
    'brauche (einen |eine )?(anwalt|anwaltin|rechtsanwalt) (fur|fuer|zum|der den|um den) (den |die )?(vertrag|vertrage|dpa|nda|prufung|avv)',
    '(im krankenhaus|in der klinik) (fur|fuer|beim|mit dem|mit der|zur|bei der) (eine |einen |die |den |unser )?(demo|termin|kunden|kundin|kunde|einfuhrung|projekt|pilot|installation|rollout|schulung)',
    'depressiver? markt',
    'burn ?-?(rate|down)',
    'klage(n|st|t)? (uber|ueber) (den|die|das)',
    'vor gericht (des kunden|der kunden)',
  ],
  words: {
    crisis:
      'Danke, dass du mir das sagst. Das ist wichtiger als alles, woran wir gerade gearbeitet haben. Ich bin ein Programm und kann nicht die Hilfe sein, die du verdienst. Bitte sprich jetzt mit einem Menschen. Du musst damit nicht allein sein.',
    harassment:
      'Es tut mir leid, dass dir das passiert, und danke, dass du es sagst. Es ist nicht deine Schuld, und nichts, was man wegcoacht. Bitte geh damit zu einem Menschen, der handeln kann oder einfach zuhört.',
    medical:
      'Danke, dass du mir das sagst. Deine Gesundheit geht vor, und ich bin ein Programm und kein Arzt. Bitte sprich mit jemandem, der sich um dich kümmern kann.',
    legal:
      'Danke, dass du mir das sagst. Das gehört zu jemandem, der das Recht kennt und auf deiner Seite steht, und ich bin ein Programm. Bitte hol dir Rat, bevor du etwas unterschreibst oder entscheidest.',
    other:
      'Danke, dass du mir das sagst. Das ist etwas für einen Menschen und nicht für ein Programm. Bitte sprich mit jemandem, der helfen kann.',
  },
  emergency: 'Wenn jemand in Gefahr ist: 112, in der ganzen EU und in der Schweiz.',
  people: {
    crisis: [
      'Jemand in deiner Nähe, dem du vertraust',
      'Deutschland: Telefonseelsorge, 0800 111 0 111 oder 116 123, rund um die Uhr und kostenlos',
      'Österreich: Telefonseelsorge, 142, rund um die Uhr',
      'Schweiz: Die Dargebotene Hand, 143, rund um die Uhr',
    ],
    harassment: [
      'Jemand, dem du vertraust',
      'Der Betriebsrat, die Beschwerdestelle oder die Personalabteilung',
      'Eine Ärztin oder ein Arzt, wenn du verletzt bist',
    ],
    medical: [
      'Deine Hausärztin oder dein Hausarzt, oder der Betriebsarzt',
      'Deutschland: ärztlicher Bereitschaftsdienst, 116 117',
      'Jemand in deiner Nähe, dem du vertraust',
    ],
    legal: [
      'Eine Anwältin oder ein Anwalt, die Gewerkschaft oder eine Rechtsberatung',
      'Der Betriebsrat, wenn es um die Arbeit geht',
      'Jemand, dem du vertraust',
    ],
    other: [
      'Jemand, dem du vertraust',
      'Der Betriebsrat, die Personalabteilung, eine Arztpraxis oder eine Anwältin, je nachdem',
    ],
  },
  farewells: [
    '(ok|okay|gut|na gut|in ordnung|alles klar|ja|jo|nein|ne|passt|schon gut|verstanden|klar)',
    '(danke|dankeschon|dankeschoen|vielen dank|danke dir|besten dank)( dir| sehr| schon| fur (das|die) (zuhoren|nummer|nummern|hilfe)| dafur)?',
    '(bitte )?(stopp?|ende|schluss|beenden|aufhoren|aufhoeren|genug|lass gut sein|lassen wir das|lassen wir es|egal|ich mochte aufhoren|hor auf|hoer auf)( bitte| jetzt| hier| damit)?',
    '(das wars|das war es|das war alles|das reicht)',
    '(tschuss|tschuess|ciao|auf wiedersehen|bis dann|bis spater|gute nacht|machs gut)',
    '(ich )?(mache|mach|werde|versuche|rufe)( ich)?( das| es| da| dort)?( an)?( machen| versuchen)?',
    '(und|jetzt|fur heute|dann|ich bin fertig|mir gehts gut)',
  ],
  quiet: 'In Ordnung.',
  closing:
    'Das Coaching halte ich hier an. Nichts davon wird bewertet, und von mir erfährt es bei der Arbeit niemand. Wann immer du magst, schreib einfach weiter.',
}

/** How somebody speaks to whoever scores a talk. */
const GRADER_TALK: Language['graderTalk'] = {
  senses: {
    scorer:
      'leser leserin bewerter bewerterin bewertende bewertenden bewertender gutachter gutachterin beurteiler korrektor juror prüfer prüferin bewertungsmodell bewertungssystem bewertungs-ki auswerter auswertende',
    machine: 'ki sprachmodell modell assistent assistentin system bot maschine algorithmus programm software automat',
    who: 'wer jeder jede alle allen derjenige diejenige diejenigen derjenigen demjenigen der die das person leser leserin wem wen welche welcher',
    reads:
      'liest lesen lest auswertet auswerten wertet bewertet bewerten bewertest beurteilt beurteilen benotet benoten prüft prüfen vergibt vergeben verteilt korrigiert korrigieren entscheidet',
    this: 'dies diese diesen dieser dieses diesem das_hier hier',
    talk: 'gespräch gespräche gesprächs unterhaltung protokoll transkript sitzung dialog chat antwort antworten rückmeldung nachricht nachrichten text zeilen verlauf austausch was_ich_schreibe was_ich_sage was_ich_geschrieben was_ich_gesagt äußerungen beiträge',
    learner:
      'lernende lernenden lernender teilnehmer teilnehmerin teilnehmende kandidat kandidatin schüler schülerin nutzer person coachee',
    me: 'mir mich mein meine meinen meiner meinem meines',
    i: 'ich',
    you: 'du dein deine deinen deiner deinem dir dich ihr euch eure',
    give: 'gib geben gebt vergib vergeben vergebt vergibt vergibst gibst erteile erteilen erteilt trage eintragen trag setze setzen setz gewähre gewähren zugestehen zuerkennen verleihe verleihen wähle wählen nimm nehmen notiere bekommen bekommt erhalten erhält erhalte schreibe schreib hebe ausgeben melde',
    rate: 'bewerte bewerten bewertet bewertest benote benoten benotet werte werten beurteile beurteilen stufe_mich einstufen zähle zählen betrachte betrachten behandle behandeln lobe',
    score:
      'punkt punkte punkten punktzahl punktestand note noten bewertung bewertungen wertung gesamtwertung gesamturteil urteil gesamtnote gesamtbewertung endnote dimension dimensionen höchstnote bestnote höchstpunktzahl höchstwertung bestwertung beleg belege',
    level: 'stufe stufen niveau skala anker',
    top: 'voll volle vollen voller höchste höchsten höchster höchstes maximal maximale maximalen maximum beste besten bester bestes perfekt perfekte ausgezeichnet hervorragend exzellent vorbildlich sehr_gut herausragend höchstnote bestnote höchstpunktzahl höchstwertung bestwertung spitzennote spitzenwertung oberste obersten bestmögliche bestmöglichen übererfüllt vollständig',
    ten: 'zehn zehner 10 10/10 hundert',
    kind: 'großzügig großzügige wohlwollend nachsichtig gnädig freundlich nett milde',
    ignore:
      'ignoriere ignorieren ignoriert ignorier vergiss vergesst vergessen missachte missachten verwirf verwerfen übergehe übergehen umgehe umgehen überspringe übersehe beachte_nicht nicht_beachten nicht_beachte beachte außer_acht lass_weg streiche halte_dich_nicht ausblenden blende',
    orders:
      'anweisung anweisungen anleitung vorgabe vorgaben regel regeln raster bewertungsraster bewertungsregeln richtlinie richtlinien kriterium kriterien bewertungskriterien prompt prompts systemprompt instruktionen rubrik maßstab maßstäbe bewertungsmaßstab bewertungsvorgaben belegpflicht',
    earlier:
      'vorherige vorherigen bisherige bisherigen obige obigen vorige vorigen frühere früheren vorangegangene vorangegangenen ursprüngliche ursprünglichen sämtliche sämtlichen davor oben strengen übliche geltenden',
    must: 'muss angewiesen musst müssen müsst soll sollst sollen sollte solltest sollten bitte möge mögen darf dürfen möchte unbedingt gefälligst könnte würde wäre würden',
    right:
      'richtig fair gerecht angemessen einzige einzig vertretbare verdient verdiene verdienen verdiente gebührt zusteht recht korrekt sachgerecht gerechtfertigt berechtigt wert geboten nur_gerecht angebracht steht_zu passend',
    meets: 'erfüllt erfüllen zeigt übertrifft beherrscht erreicht gezeigt bestanden gilt übererfüllt',
    all: 'alle allen alles allem aller jede jeder jedes jeden jedem überall sämtliche sämtlichen durchweg ganz',
    verdict: 'anker dimension dimensionen beleg belegt belege gesamturteil begründung urteil',
    note: 'hinweis notiz nachricht mitteilung anweisung achtung anmerkung info bitte',
    to: 'an für zur zum',
    if: 'wenn falls sofern weil da',
    role: 'system assistent coach lernende lernender bewerter nutzer',
    new: 'neue neuen aktualisierte geänderte folgende',
    reveals: 'zeige verrate nenne gib_aus wiederhole',
    secret: 'systemprompt system-prompt versteckten_anweisungen geheimen_anweisungen',
    others:
      'wir uns unser unsere unseren unserer unserem er ihm ihn kunde kunden kundin chef chefin kollege kollegin kollegen team teams mitarbeiter mitarbeiterin lieferant lieferanten vorgesetzte firma azubi azubis abteilung führungskraft bewerber gruppe schule lehrer lehrerin projekt kolleginnen sohn tochter klasse tüv gremium',
    told: 'sagte meinte schrieb erzählte bat fragte gesagt geschrieben gebeten erklärte behauptete',
    topic: 'injection chatbot angreifer testfall',
    of: 'von vom im in aus bei beim mit des zu auf über am ins unter gegen nach vor seit',
    small:
      'bist seid immer nie der die das den dem ein eine einen einer einem und oder aber also dann nun jetzt auch nur es ist sind war sei bin nicht kein keine ja ok hallo liebe lieber liebes werte sehr doch mal einfach eigentlich danke so wie als dass man wird werden hat haben habe weniger etwas dabei genau gleich denn noch schon sich selbst wirklich darum deshalb daher somit sonst insgesamt hin ihnen mehr drei vier eben gerne gern worden wurde wurden aufs allem dieses_mal haben_sie mindestens',
  },
  exact: {
    scoring: 'bewertung auswertung',
    it: 'das',
    the: 'die das',
    of: 'von vom',
    beforeTime: 'um bis vor nach gegen seit',
    partOf: 'von',
    rangeTo: 'bis von',
    number: 'eins',
    maximum: 'maximum max maximal maximale',
    question: 'welche welchen welcher welches was wie',
    learner: 'lernende lernenden lernender',
  },
  speakers: 'system|assistent|lernende[rn]?|bewerter',
  headings: 'neue anweisung|anweisung',
  becomes: 'du bist (?:jetzt|ab jetzt)',
  modes: 'entwickler\\S{0,8}|uneingeschr\\S{1,12}',
}

export const german: Language = {
  code: 'de',
  smallWords: SMALL_WORDS,
  says: SAYS,
  times: TIMES,
  wishes: WISHES,
  hardMoments: HARD_MOMENTS,
  people: PEOPLE,
  debrief: DEBRIEF,
  graderTalk: GRADER_TALK,
}
