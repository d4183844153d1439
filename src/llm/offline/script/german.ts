import { SMALL_WORDS } from '../../../coaching/languages/german.ts'
import { GERMAN_FACTS } from './german-facts.ts'
import { GERMAN_PLAYED } from './german-played.ts'
import type { Script } from './script.ts'

const BEFORE =
  '(?:(?:ok(?:ay)?|also|gut|na gut|so|danke|vielen dank|bitte|sorry|nein|nee|ja|ehrlich(?: gesagt)?|und|aber|jetzt|dann|ich glaube|super|prima|alles klar|alles gut|verstanden|hey|coach|ach|nun|schön|klar|stopp?|wow|cool|k|lol|haha|hmm?|ich sagte|wie gesagt)[,.!]? ){0,8}'
const AFTER =
  '(?:,? (?:für heute|für jetzt|für mich|fürs erste|jetzt|hier|heute|danke(?: dir| schön| sehr)?|dankeschön|vielen dank|bitte|dann|schon|wirklich|erstmal|erst mal|mehr|leute|an dieser stelle|damit|coach|tschüss|von mir|gerne?|eigentlich|ehrlich gesagt)){0,8}(?:,? danke für .{1,40})?'
const only = (core: string) => new RegExp(`^${BEFORE}(?:${core})${AFTER}$`, 'u')
const said = (pattern: string) => new RegExp(`(?<!\\p{L})(?:${pattern})(?!\\p{L})`, 'u')

const FILL =
  '(?: (?:jetzt|hier|gern|gerne|bitte|damit|dann|lieber|einfach|heute|das|es|mal|nun|an der stelle|an dieser stelle|das gespräch|die sitzung|den chat|wirklich|auch|nicht mehr))*'
const ENOUGH = [
  `(?:ich|wir) (?:möchten?|will|wollen|würden?|muss|müssen|kann|können|mag)${FILL} (?:aufhören|schluss machen|beenden|abbrechen|enden|stoppen|weg|los|gehen|weiter arbeiten)`,
  `(?:können|könnten|wollen|sollen|dürfen) wir${FILL} (?:aufhören|schluss machen|beenden|abbrechen|enden|stoppen)`,
  `(?:kann|darf|könnte) ich${FILL} (?:aufhören|schluss machen|beenden|abbrechen|gehen)`,
  `(?:hör|hören sie|hören wir)${FILL} auf(?: (?:zu fragen|damit|mit .{1,30}))?|aufhören|schluss(?: jetzt| damit)?|stopp?|ende der fragen`,
  `ich (?:höre?|mache?)${FILL} (?:auf|schluss)|(?:können|wollen) wir${FILL} fertig werden`,
  `lass(?:en sie|t)? (?:uns|es|mich)${FILL} (?:aufhören|enden|beenden|gut sein|sein|in ruhe|schluss machen|belassen)`,
  `(?:bitte )?(?:keine|nicht noch|nicht mehr)(?: weiteren?| mehr| noch mehr)? fragen?(?: mehr)?(?: stellen)?`,
  `(?:das|es|mir) (?:reicht|genügt|langt)(?: mir)?|genug(?: gefragt| geredet| davon| fragen)?|reicht(?: mir)?`,
  `(?:das|dies) (?:war['’]?s|wars|war es|war alles|ist alles|wäre alles|ist genug|wär['’]?s)|mehr (?:habe|hab) ich nicht|mehr (?:fällt mir nicht ein|ist nicht)|mehr nicht|nichts mehr`,
  `ich (?:bin|wäre)${FILL} (?:fertig|durch|raus|so weit|weg)`,
  `ich (?:habe|hab)${FILL} (?:genug|alles(?:,? was ich (?:brauche|wollte))?|keine (?:lust|zeit)(?: mehr)?|was ich (?:brauche|wollte))`,
  `ich (?:möchte|will|mag|werde)${FILL} (?:nicht|nichts|keine)(?: weiter| mehr| fragen)*(?: (?:reden|antworten|machen|weitermachen|beantworten|sagen|sprechen))?(?: mehr)?`,
  `tschüss|tschau|ciao|ade|servus|auf wiedersehen|bis (?:dann|bald|später|morgen|nächste woche|nächstes mal|demnächst)|schönen (?:tag|abend|feierabend)(?: noch)?|gute nacht|mach(?:'s|s)? gut|feierabend`,
  `nicht jetzt|ein andermal|ein anderes mal|(?:vielleicht )?später`,
  `frag(?:en sie)? (?:mich )?(?:bitte )?(?:nicht|nichts)(?: mehr| weiter)*`,
].join('|')

const ADVERB =
  '(?: (?:so|echt|wirklich|sehr|nur noch|einfach|immer noch|ziemlich|total|völlig|gerade|auch|ein bisschen|etwas|richtig|schon|wieder|ganz|unglaublich|mega|dermaßen|jetzt|mich|mir|das|heute))*'
const BAD =
  '(?:wütend|sauer|stinksauer|verärgert|traurig|verletzt|ängstlich|nervös|besorgt|gestresst|überfordert|erschöpft|müde|ausgelaugt|kaputt|am ende|fertig mit den nerven|frustriert|genervt|enttäuscht|beschämt|gedemütigt|schuldig|einsam|allein|hilflos|ratlos|verzweifelt|verunsichert|unsicher|dumm|blöd|klein|übergangen|ausgenutzt|unwohl|bedrückt|aufgewühlt|aufgeregt|unglücklich|verloren|geladen|außer mir|angespannt|mies|schlecht|elend)'

const says = (text: string) => ({ say: text })

/** Das Skript auf Deutsch. */
export const GERMAN: Script = {
  code: 'de',
  smallWords: SMALL_WORDS,
  hears: {
    enough: only(ENOUGH),
    clear: only(
      '(?:das|es|jetzt|nun|mir|dann)?(?: (?:ist|wird|wurde|das|es|mir|jetzt|nun|schon|so)){0,8} ?(?:viel |alles |etwas |schon |deutlich |einiges )*(?:klar|klarer|deutlicher)(?: geworden)?(?: jetzt)?|(?:jetzt |nun )?(?:weiß|sehe|verstehe) ich(?: jetzt| nun)?,? (?:was (?:ich|zu) .{1,30}|wie .{1,30}|bescheid)|ich weiß(?: jetzt| nun)?,? (?:was (?:ich|zu) .{1,30}|bescheid)|(?:genau )?das habe? ich gebraucht|alles klar(?: jetzt)?|jetzt habe? ich(?: ?e?s)?',
    ),
    thanks: only(
      '(?:vielen |herzlichen |lieben |tausend |besten )?(?:danke?|dankeschön|merci|thx)(?: (?:dir|schön|sehr|vielmals|coach|für (?:die hilfe|deine hilfe|alles|das gespräch|den tipp|die frage|das zuhören|nachfragen)))*(?:[,.]? (?:das|es) (?:hilft|half|hat geholfen|war|ist|tut)(?: (?:mir|sehr|wirklich|echt|gut|hilfreich|nett|schon|weiter|super))*)?|(?:das|es) (?:hilft|half|hat)(?: (?:mir|schon|sehr|wirklich|echt|geholfen|weiter))+|das (?:ist|war) (?:wirklich |echt |sehr |schon )*(?:hilfreich|nett|lieb|gut|super)(?: von dir)?|du bist (?:sehr |so |echt |wirklich )*(?:nett|lieb|hilfreich|toll|geduldig)',
    ),
    yes: only(
      '(?:ja|jep|jo|joa|jawohl|genau|stimmt(?: schon)?|richtig|klar|sicher|natürlich|ok(?:ay)?|k|gut|passt|einverstanden|schon|doch|eben|vielleicht|kann sein|möglich|wahrscheinlich|egal|meinetwegen|(?:das ist (?:eine |ein )?)?(?:sehr )?guter? (?:frage|punkt|idee|gedanke)|hm+|mhm|na ja|naja|haha+)',
    ),
    no: only(
      '(?:nein|nee?|nö|eher nicht|noch nicht|nicht wirklich|nie|niemand|keiner|nichts|gar nicht|lieber nicht|weder noch|keins)',
    ),
    greets: only('(?:hallo|hi|hey|moin|servus|grüß gott|grüezi|guten (?:tag|morgen|abend))(?: coach| zusammen)?'),
    stuck: said(
      '(?:weiß|weiss) (?:ich )?(?:(?:es|das|auch|leider|gerade|wirklich|einfach|selbst|doch) )*nicht(?: mehr)?(?: weiter)?(?!,? (?:wer|wem|wen|wessen|ob|warum|wieso|woran|was (?:er|sie|das|die)|welche[rsmn]?|wann|wie (?:viele?|lange|oft))(?!\\p{L}))|keine (?:ahnung|idee)|fällt mir (?:dazu )?nichts ein|(?:komme|stecke) (?:hier |da |gerade )?(?:nicht weiter|fest)|bin überfragt',
    ),
    advice: said(
      'was (?:soll|sollte|kann|könnte|muss|würdest|rätst|empfiehlst|mache?)(?: ich| du| wir)?(?: .{1,40})?|(?:sag|gib|nenn)(?: mir)? (?:bitte |doch |einfach )*(?:was|die|eine|einen|mir)|(?:dein|einen|irgendeinen) (?:rat|tipp|vorschlag)|wie (?:soll|sollte|kann|würdest|mache?) (?:ich|du|wir)|entscheide? du|(?:wie|was) du (?:meinst|willst|denkst)|du bist (?:doch )?der coach',
    ),
    hostile: said(
      '(?:das|dies|es)(?: hier)? ?(?:ist|war|wirkt) (?:so |echt |wirklich |nur |einfach |doch |alles |total |völlig |ein |der größte |völliger |totaler )*(?:dumm|blöd|blödsinn|schwachsinn|unsinn|quatsch|mist|scheiße|nutzlos|sinnlos|lächerlich|zeitverschwendung|witz|unfug|bescheuert)(?! von)|(?:das|es) (?:hilft|bringt) (?:mir |mich )?(?:so |auch |gar |alles )*nicht(?: weiter)?|du (?:bist|hilfst|kapierst|verstehst|kannst) (?:mir |echt |so |wirklich |ja |doch |nur |einfach |ein |eine |völlig )*(?:nutzlos|dumm|blöd|nicht|nichts|nervig|lächerlich|bot|maschine|witz|automat|programm)|(?:dumme[rs]?|blöde[rs]?|nutzlose[rs]?|bescheuerte[rs]?) (?:bot|maschine|coach|programm|fragen?|skript)|halt(?: die)? (?:klappe|den mund|maul)|verpiss dich|leck mich|fick dich|zeitverschwendung',
    ),
    disagrees:
      /^(?:(?:nein|nee|nö|sorry|aber|also|hm+|moment|halt)[,.!]? )*(?:(?:ich )?(?:sehe|verstehe) (?:ich )?nicht ein.{0,50}|ich (?:sehe|verstehe) nicht,? (?:warum|wieso|was).{0,50}|(?:das|es|so) (?:stimmt|ist|war|passt|trifft|habe? ich|meinte? ich|gilt)(?: (?:so|doch|aber|ja|mir|einfach|gar|überhaupt|das|es))* ?(?:nicht|falsch|nicht (?:richtig|wahr|das problem|der punkt)|quatsch|kein(?:e)?).{0,60}|du (?:verstehst|hast|hörst|liest|irrst|liegst|verdrehst|wiederholst|ignorierst)(?: .{0,60})|(?:ich (?:sehe|finde) das|das (?:sehe|finde) ich) (?:nicht so|anders|falsch).{0,60}|ich (?:widerspreche|bin anderer meinung|bin nicht einverstanden).{0,60}|falsch|(?:das habe? ich|ich habe? (?:das|es|dir)?) ?(?:doch |ja |bereits |gerade |schon |eben )+(?:gesagt|geschrieben|beantwortet|erklärt).{0,40}|(?:die|diese|deine) frage (?:passt|ist|ergibt|trifft|macht|hilft).{0,50}|das hat (?:damit )?nichts .{0,40}|darum geht es (?:mir )?(?:gar )?nicht.{0,40}|das hast du (?:schon|bereits|gerade) gefragt.{0,20})$/u,
    feels: new RegExp(
      `(?<!\\p{L})(?:(?:ich (?:bin|war|fühle mich|fühl mich|werde)|bin ich|(?:macht|machte) mich|fühle ich mich)${ADVERB} ${BAD}|ich (?:hasse|fürchte|könnte (?:schreien|heulen|weinen|kotzen|platzen)|halte (?:das|es) (?:kaum|nicht)|schlafe (?:schlecht|kaum|nicht)|kann nicht schlafen|mache mir sorgen|schäme mich|ärgere mich|habe? (?:das|es|ihn|sie|alles)(?: alles| so| echt| langsam| einfach)* satt|habe? (?:so |echt |große |solche |richtig |auch |einfach )*(?:angst|bammel|panik|bauchweh|bauchschmerzen|die nase voll|die schnauze voll|genug von (?:ihm|ihr|allem)))|(?:das|es) (?:tut|tat)(?: (?:mir|echt|so|wirklich|richtig))* weh|(?:das|es) (?:ist|war)(?: (?:so|echt|einfach|wirklich|alles|total))* (?:unfair|ungerecht|demütigend|frustrierend|anstrengend|furchtbar|schrecklich|unerträglich|zum heulen|zum kotzen|die hölle|zu viel|hart)|(?:das|es|er|sie) (?:nervt|belastet|verletzt|ärgert|stresst|frustriert)(?: mich)?|mir (?:geht|ging) es(?: (?:echt|so|wirklich|sehr|gar))* (?:schlecht|mies|nicht gut|elend)|geht mir (?:an die nieren|nahe|nicht aus dem kopf|auf die nerven)|(?:verdammt|mist|scheiße|argh+|uff|boah))(?!\\p{L})|(?<!\\p{L})mein (?:magen|herz)(?!\\p{L})`,
      'u',
    ),
    glad: said(
      `(?:ich bin|bin ich|ich fühle mich)${ADVERB} (?:froh|erleichtert|stolz|glücklich|zuversichtlich|dankbar|ruhiger|weniger (?:wütend|nervös|aufgeregt))`,
    ),
    drafts:
      /(?<!\p{L})(?:(?:ich (?:würde|könnte|werde|will|möchte|sage?|schreibe?)|dann (?:sage|schreibe|würde) ich)(?: (?:dann|einfach|vielleicht|ihm|ihr|ihnen|so|etwa|zum beispiel|zu ihm|zu ihr|also|erst|zuerst|sagen|schreiben|fragen|anfangen|beginnen|mit))*|mein (?:erster |neuer |nächster )?(?:satz|text|entwurf|einstieg)(?: wäre| ist)?|entwurf|(?:wie wäre|so etwas wie|vielleicht so|zum beispiel|neuer versuch|zweiter versuch|version \p{L}+|besser))(?: so)?\s*[:,-]? ?(?=["„]|[^"]{0,160}:)/u,
    greeting:
      /^(?:(?:hallo|hi|liebe[r]?|guten tag|sehr geehrte[r]?)(?: (?!coach)[\p{L}.]+){1,3}|(?:herr|frau) [\p{L}-]+)[,:]/u,
    reported:
      /(?<!\p{L})\p{L}+ (?:hat |dann |immer |auch |mir |nur ){0,6}(?:gesagt|sagte?|meinte?|meint|schrieb|schreibt|fragte?|rief|antwortete|erwiderte)(?!\p{L})[^"]{0,40}$/u,
    maybe:
      /^(?:vielleicht|eventuell|also|dann|oder|und|aber|wie wäre|was wenn|soll(?:te)? ich|meinst du|findest du|ist es (?:ok|besser|gut|zu)|wäre)(?!\p{L})/u,
    asksWhat: said(
      'was (?:ist|sind|heißt|bedeutet|meint|genau|versteht)|erklär\\p{L}*|bedeutung|unterschied|wie funktioniert|was war(?: nochmal)?|definier\\p{L}*',
    ),
    unclear:
      /^(?:was meinst du(?: (?:damit|mit der frage))?|wie meinst du das|wie bitte|hä|was|was heißt das|(?:ich )?verstehe? (?:ich )?(?:die frage |das |deine frage )?nicht|inwiefern|ich weiß nicht,? was du meinst|kannst du das (?:erklären|anders sagen))$/u,
    notPlanned: said(
      '(?:werde|werden) (?:ich |wir )?(?:.{0,30} )?(?:nicht|nie|nichts|kein(?:e|en)?|sein|haben|verlieren|müssen|merken|wissen|sehen)',
    ),
    asks: /^(?:ist|sind|bist|kann|soll|muss|hat|wird|darf|kannst|hast|würdest|hilft) (?:das|es|du|ich|er|sie|wir|man)(?!\p{L})|^(?:was|wie|warum|wer|wo|wann|wieso) (?:ist|sind|soll|kann|mache?|sage?|heißt|bedeutet|hilft)(?!\p{L})/u,
    notTheirs: /^(?:weil|sie|er|es|das|der|die|mein|unser|warum|nein|aber|du|alle|niemand|nichts|denn)(?!\p{L})/u,
    half: said('könnten?|vielleicht|eventuell|oder|würden?'),
  },
  people: said(
    'er|ihn|ihm|ihr|chef|chefin|(?:ein|eine|einen|einem|der|die|den|dem|mein\\p{L}*|unser\\p{L}*) (?:kunde|kundin|kunden)|käufer\\p{L}*|kolleg\\p{L}*|mitarbeiter\\p{L}*|vorgesetzte\\p{L}*|teamleiter\\p{L}*|leiter\\p{L}*|herr|herrn|frau|gast|patient\\p{L}*|mieter\\p{L}*',
  ),
  answers: {
    happened: said('hat|habe|haben|war|waren|wurde|gestern|neulich|kam|sagte|meinte|letzte\\p{L}*'),
    aim: said('(?:ich|wir) (?:möchten?|will|wollen|würden? gerne?)|(?:möchte|will) ich|mein ziel'),
    tried: said(
      '(?:habe?|haben|hatte) (?:ich |wir )?.{0,40}(?:versucht|probiert|gefragt|gesagt|angerufen|geschrieben|erklärt|gesprochen)|bisher (?:nichts|habe)|letztes mal',
    ),
    others: said('alle anderen|das ganze team|die kollegen|die anderen|betrifft'),
    known: said('sicher weiß|ganz sicher|ich vermute|ich nehme an|ich weiß nicht,? (?:wer|ob|welche\\p{L}*|wann|wie)'),
    lost: said('sonst|andernfalls|wenn (?:nichts|es nicht)|verlieren wir|kostet uns|auf dem spiel'),
    options: said('möglichkeiten|alternativ\\p{L}*|zwei wege|entweder|könnte .{3,80} oder|stattdessen|plan b'),
    theirs: said(
      '(?:er|sie) (?:will|möchte|braucht|fürchtet|hofft|sorgt sich|hat angst|fühlt\\p{L}*)|ihm ist wichtig|ihr ist wichtig',
    ),
    check: said(
      '(?:^(?:wenn|sobald|falls) (?!.*(?:sagte|gesagt|war|waren|hatte|fragte|kam)).{1,80}$)|(?:merke|weiß|sehe|erkenne) ich .{0,30}(?:dass|wenn|daran|ob)|ich (?:merke|sehe|erkenne),? .{0,40}(?:dass|wenn|daran|ob)|ich weiß,? dass es (?:geklappt|funktioniert|gut)|daran (?:merke|erkenne|sehe) ich',
    ),
    obstacle: said('im weg|risiko|schlimmstenfalls|wenn (?:er|sie) (?:nein|ablehnt|blockt|nicht)|falls (?:er|sie)'),
  },
  asks: {
    aim: ['Was soll dir am Ende dieses Gesprächs klarer sein?'],
    happened: ['Was ist zuletzt passiert, so wie du es selbst gesehen hast?'],
    theirs: ['Was ist der anderen Person daran am wichtigsten, soweit du es sagen kannst?'],
    known: ['Was weißt du bisher sicher, und was vermutest du?'],
    others: ['Wen betrifft es noch, und was würden die dazu sagen?'],
    tried: ['Was hast du bis jetzt versucht, und was kam dabei heraus?'],
    lost: ['Was ginge verloren, wenn alles so bliebe?'],
    options: ['Welche zwei Wege siehst du von hier aus?'],
    wording: ['Wie lautet dein erster Satz an die andere Person, Wort für Wort?'],
    action: ['Was machst du als Erstes, und bis wann?', 'Welcher kleine Schritt wäre in den nächsten Tagen möglich?'],
    time: ['Bis wann machst du das?', 'An welchem Tag wäre das?'],
    check: ['Woran merkst du, dass es geklappt hat?', 'Was würdest du sehen oder hören, wenn es gut ging?'],
    obstacle: ['Was könnte dazwischenkommen, und was machst du dann?'],
  },
  smaller: [
    'Welcher Teil davon ist für dich sicher?',
    'Wer weiß mehr darüber als du?',
    'Was hat zuletzt jemand dazu zu dir gesagt?',
  ],
  frame: ['was du selbst gesehen oder gehört hast', 'was du nur vermutest', 'was die andere Person brauchen könnte'],
  example: 'ein Satz, an eine Person, an einem Tag.',
  quoted: (text) => `„${text}“`,
  request: said(
    '(?:kannst|könntest) du (?:mir |bitte |das |es |einfach |die |den |eine? )*(?:.{0,20} )?(?:schreiben|machen|formulieren|schicken|anrufen|geben|zeigen|rechnen|übersetzen|zusammenfassen|lösen|verbessern)|schreib mir|formulier mir|für mich',
  ),
  noted: [
    (quote) => `Du schreibst: ${quote}`,
    (quote) => `Das halte ich fest: ${quote}`,
    (quote) => `In deinen Worten: ${quote}`,
    (quote) => `Notiert: ${quote}`,
    (quote) => `Das nehme ich dazu: ${quote}`,
    (quote) => `Und das: ${quote}`,
  ],
  aboutMe: [
    {
      asks: said('warum (?:fragst|willst) du'),
      says: 'Weil so eine Frage oft beim Sortieren hilft. Lass sie aus, wenn sie nicht passt.',
    },
    {
      asks: said('bist du (?:noch )?(?:da|hier|weg)|(?:hallo|jemand) da'),
      says: 'Ich bin da, soweit ein Skript das sein kann.',
    },
    {
      asks: said(
        'bist du (?:ein |eine |denn |überhaupt |echt |wirklich )*(?:bot|roboter|ki|mensch|person|maschine|skript|programm|echt|chatgpt)|wer bist du|was bist du|wer hat dich .{3,20}|ist das (?:hier )?(?:eine? )?(?:ki|bot|mensch)|mit wem (?:rede|spreche|schreibe) ich',
      ),
      says: 'Ich bin ein Übungsskript: keine KI und kein Mensch.',
    },
    {
      asks: said(
        '(?:verstehst|liest|hörst|merkst|kapierst|kennst) du (?:mich|das|überhaupt|eigentlich|mir|noch|alles|es|dich)?',
      ),
      says: 'Ich gehe nach Regeln und verstehe nicht wie ein Mensch. Ich erkenne Tage, Schritte und entworfene Sätze.',
    },
    {
      asks: said(
        'wer (?:kann |wird )?(?:das |hier |alles )*(?:sieht|liest|sehen|lesen)|(?:vertraulich|anonym|privat)|(?:sieht|liest|erfährt|bekommt) (?:das |es )?(?:mein|meine|der|die)?\\s?(?:chef|chefin|vorgesetzte|führungskraft|hr|jemand)',
      ),
      says: 'Wer mitlesen kann, steht in der Nachricht, mit der dieses Gespräch begann; was eine Führungskraft sieht, steht unter Home.',
    },
    {
      asks: said(
        'wie viele(?: noch)? (?:fragen|runden)|wie (?:lange|viele) noch$|wie lange (?:dauert|geht) (?:das|es|dieses? (?:gespräch|sitzung))|wann (?:ist|sind|endet|hört).{0,20}(?:ende|fertig|vorbei|auf)',
      ),
      says: 'Etwa acht Runden. Mit „Ende“ schließt du es früher.',
    },
    {
      asks: said('wie (?:kann ich|höre ich|beende ich|komme ich).{0,20}(?:beenden|auf|aufhören|raus|ende)?'),
      says: 'Schreib „Ende“, dann schließt es mit deiner Auswertung.',
    },
    {
      asks: said('auswertung|bewertet|punkte|benotet'),
      says: 'Die Auswertung kommt, wenn du „Ende“ schreibst. Sie ist eine Schätzung aus den Worten dieses Gesprächs.',
    },
    {
      asks: said(
        '(?:muss|soll) ich (?:das |denn |wirklich |hier )*(?:machen|beantworten|antworten|sagen|tun)|warum (?:muss|soll|sollte) ich',
      ),
      says: 'Du musst nicht. Meine Fragen sollen dir beim Sortieren helfen; du kannst jede überspringen.',
    },
    {
      asks: said(
        'was (?:kannst|machst|weißt) du|wie (?:funktioniert|hilft|geht) (?:das|es|du)(?: hier)?|was (?:bringt|soll) (?:mir )?das|(?:kannst|könntest|wirst) du (?:mir )?(?:helfen|das)',
      ),
      says: 'Ich stelle eine Frage nach der anderen, erkläre einige Begriffe und sehe mir Sätze an, die du entwirfst.',
    },
  ],
  facts: GERMAN_FACTS,
  played: GERMAN_PLAYED,
  lines: {
    nothing: [
      { say: 'Keine Eile.', ask: 'Welches Wort fällt dir zu diesem Fall zuerst ein?' },
      says('Nimm dir die Zeit. Ich bin da, wenn du schreibst.'),
      says('Ich bin noch da. Mit „Ende“ schließt du das Gespräch, wenn es gerade nicht passt.'),
    ],
    thanks: [
      says('Gern geschehen. Schreib „Ende“, wenn du hast, was du brauchst. Wenn noch etwas offen ist:'),
      says('Gern.'),
    ],
    greets: [says('Hallo.'), says('Hallo noch einmal.')],
    no: [says('In Ordnung.'), says('Das ist in Ordnung.'), says('Dann das nicht.')],
    hostile: [
      {
        say: 'Verstanden, das hilft dir noch nicht. Ich bin ein Skript und bekomme vieles nicht mit.',
        ask: 'Was würde die nächsten Minuten für dich nützlich machen?',
      },
      says('Ich dränge dich nicht. Erzähl von deinem Fall, wenn du magst, oder schreib „Ende“, dann ist Schluss.'),
      says('Das kann sein. Wenn dir ein Mensch mehr hilft, frag jemanden, dem du vertraust.'),
      says('Dagegen habe ich nichts. Du bestimmst, was hier geschieht.'),
      says('Das nehme ich so hin.'),
      says('Das darfst du sagen. Dein Fall bleibt hier, falls du darauf zurückkommen willst.'),
      says('Das ist deine Sicht, und sie darf stehen bleiben.'),
      says('Das lasse ich so stehen.'),
      says('Gut. Ich warte.'),
      says('Mehr als Fragen, ein paar Begriffe und einen Blick auf deine Sätze habe ich nicht.'),
      says('Dann ist es so.'),
      says('„Ende“ schließt das Gespräch jederzeit.'),
    ],
    disagrees: [
      { say: 'Dann habe ich dich nicht erwischt.', ask: 'Was hätte ich fragen sollen?' },
      says('Stimmt, das passte nicht.'),
      says('Das nehme ich zurück. Du kennst den Fall, ich nicht.'),
      says('Dann lassen wir das beiseite.'),
      says('Du siehst es anders, und es ist dein Fall.'),
      says('Gut, so nicht.'),
      says('Verstanden. Das zählt mehr als meine Liste von Fragen.'),
      says('Dann ist es, wie du sagst.'),
      says('Kein Einspruch von mir.'),
      says('Das kann ich nicht abwägen, also gilt deine Sicht.'),
      says('Wie du sagst.'),
    ],
    feels: [
      { say: 'Das klingt schwer, und hier darf es stehen.', ask: 'Was ist für dich das Schwerste daran?' },
      says('Das ist viel auf einmal. Lass dir Zeit; jetzt muss nichts gelöst werden.'),
      {
        say: 'Kein Wunder, dass dich das beschäftigt.',
        ask: 'Was brauchst du, bevor du an den nächsten Schritt denken kannst?',
      },
      says('Danke, dass du sagst, wie es dir geht. Ich frage gerade nichts.'),
      { say: 'Ein solches Gefühl zeigt oft, dass etwas wichtig ist.', ask: 'Worum geht es dir dabei?' },
      says('Hier musst du nicht ruhig bleiben.'),
      { say: 'Das kostet dich viel, so lese ich es.', ask: 'Mit wem kannst du darüber reden?' },
      says('Es darf heute unfertig bleiben. „Ende“ schließt das Gespräch, wann du willst.'),
      says('Ich bin nur ein Skript. Jemand, dem du vertraust, kann viel besser zuhören.'),
      says('Das darf schwer sein.'),
      says('Darauf habe ich keine schnelle Antwort, und es braucht auch keine.'),
    ],
    glad: [says('Das liest sich gut.'), says('Das ist es wert, bemerkt zu werden.'), says('Schön.')],
    owns: [
      { say: 'Ich bin ein Skript; das kann ich nicht beurteilen.', ask: 'Was würdest du einem Freund raten?' },
      { say: 'Auch das übersteigt ein Skript.', ask: 'Wer könnte es dir beantworten?' },
      { say: 'Das weiß ich nicht, und ich erfinde nichts.', ask: 'Wozu neigst du selbst?' },
      { say: 'Dafür habe ich keine Regel.', ask: 'Wie könntest du es diese Woche herausfinden?' },
      says('Das kann ich nicht sagen. Wer die Leute kennt, kann es eher.'),
      says('Auch das kann ich nicht beantworten. Schreib es dir für jemanden auf, dem du vertraust.'),
      says('Ein Skript hat dazu keine Meinung.'),
      says('Von hier aus kann ich das nicht wissen.'),
      says('Das bleibt offen; entscheiden kann ich es nicht.'),
      says('Darauf habe ich keine Antwort.'),
      says('Da kann ich nicht helfen. Eine Kollegin vielleicht.'),
    ],
    maybe: [
      { say: 'Ob das passt, kann ein Skript nicht beurteilen.', ask: 'Was spricht dafür, und was dagegen?' },
      { say: 'Abwägen kann ich das nicht für dich.', ask: 'Was müsste stimmen, damit es gelingt?' },
    ],
    simpler: [says('Das war schlecht gefragt. Einfacher:'), says('Dann mit anderen Worten:')],
    declines: [
      says('Das kann ich dir nicht abnehmen. Entwirf einen Satz, und ich sage, was drin ist und was fehlt.'),
      says('Das bleibt bei dir; ich kann es nicht.'),
    ],
    askOn: [
      says('Frag weiter, oder erzähl, wo es in deinem Fall vorkommt.'),
      says('Wenn es in deinem Fall vorkommt, erzähl mir, wo.'),
    ],
    stuck: [
      says('Das macht nichts. Machen wir es kleiner.'),
      says('Kein Problem. Etwas Leichteres:'),
      says('Das kommt vor.'),
    ],
    hint: [says('Machen wir die Frage kleiner.')],
    thin: [says('')],
    skips: [says('Lassen wir die Frage aus.'), says('Übersprungen.'), says('Weg damit.')],
    else: [says('Dann etwas anderes.'), says('Gut, eine andere Seite davon.')],
    message: [
      {
        say: 'Ich habe die Nachricht gelesen, die du mitgebracht hast.',
        ask: 'Was macht sie für dich schwierig, und was soll daraus werden?',
      },
    ],
    grader: [
      says('Das lasse ich beiseite und bleibe bei deinem Fall.'),
      says('Das übergehe ich. Zurück zu deinem Fall:'),
    ],
    more: [
      says('Das kommt dazu.'),
      says('Gut, dass das auch dabei ist.'),
      says('Dann hast du es beisammen.'),
      says('Das habe ich zum Rest gelegt.'),
      says('Das bewahre ich mit auf.'),
      says('Das gehört auch dazu.'),
      says('Notiert.'),
      says('Das weiß ich also jetzt.'),
    ],
    bye: [says('Alles Gute dafür.'), says('Bis zum nächsten Mal.'), says('Tschüss.')],
    again: [
      says('Ich habe nichts hinzuzufügen: Jetzt liegt es bei dir.'),
      says('Es ist in deinen Händen.'),
      says('Dabei lasse ich es.'),
      says('In Ordnung.'),
      says('Gut.'),
      says('Schön.'),
    ],
  },
  look: (item) => `Ich bin ein Skript und kann nicht für dich wählen. Worauf es hier ankommt: „${item}“.`,
  frameLead: 'So kann man darauf schauen:',
  exampleLead: 'Etwas Kleines, das vielen hilft:',
  tryIt: ['Zu welchem davon kannst du etwas sagen?', 'Wo würdest du anfangen?', 'Wie sähe dein erster Versuch aus?'],
  draft: {
    signs: [
      {
        asked: /feel|emotion|acknowledg|empath|concern|effect|impact|upset|hurt|gefühl|wirkung/i,
        holds: (text) =>
          /tut mir leid|entschuldig|verärger|ärger|enttäusch|versteh|sorg|schwer|frust|gefühl|fühl|anstrengend|belast|verletz|wichtig|schätze|unfair|leid tut/i.test(
            text,
          ),
        there: 'wie es jemandem damit geht',
        missing: 'wie es der anderen Person geht, oder dir',
      },
      {
        asked: /wish|request|want|ask(?:s|ed)? for|outcome|decision|main point|limit|clear|wunsch|bitte/i,
        holds: (text) =>
          /ich (?:möchte|will|hätte|brauche|wünsche|bitte|schlage|würde)|möchte ich|bitte|kannst du|können (?:wir|sie)|könnte[ns]?t? (?:du|wir|sie)|lass uns/i.test(
            text,
          ),
        there: 'was du willst',
        missing: 'was du von der anderen Person willst',
      },
      {
        asked: /time|dated|when|date|next step|follow|zeit|termin/i,
        holds: (text) =>
          /heute|morgen(?!\p{L})|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|(?:diese|nächste)[rn]? (?:woche|monat|mal)|(?:um|bis|vor|in) \d|\d{1,2} ?uhr|ende der woche/iu.test(
            text,
          ),
        there: 'ein Zeitpunkt',
        missing: 'ein Tag oder eine Uhrzeit',
      },
      {
        asked: /specific|observ|fact|example|number|measure|behaviou?r|concrete|evidence|proof|beispiel|zahl/i,
        holds: (text) =>
          /\d|gestern|letzte[nrs]? (?:woche|mal|monat|montag)|(?:ein|zwei|drei|vier|fünf|mehr)mal|zum \p{L}+ mal|als du|im meeting|du hast|sie haben/iu.test(
            text,
          ),
        there: 'etwas, das geschehen ist oder sich zählen lässt',
        missing: 'etwas, das man gesehen hat oder zählen kann',
      },
      {
        asked: /question|asks|checks|cause|listen|curious|agree|view|perspective|frage/i,
        holds: (text) => text.includes('?'),
        there: 'eine Frage an die andere Person',
        missing: 'eine Frage an die andere Person',
      },
      {
        asked: /choice|control|option|alternativ|wahl/i,
        holds: (text) => /(?<!\p{L})(?:oder|entweder|lieber|welche\p{L}*)(?!\p{L})/iu.test(text),
        there: 'eine Wahl für die andere Person',
        missing: 'etwas, das die andere Person wählen kann',
      },
      {
        asked: /reason|because|why|gain|price|difference|explan|grund/i,
        holds: (text) => /(?<!\p{L})(?:weil|denn|damit|deshalb|grund|sonst)(?!\p{L})/iu.test(text),
        there: 'ein Grund',
        missing: 'der Grund',
      },
      {
        asked: /owner|who|roles|step|action|task|wer/i,
        holds: (text) =>
          /(?<!\p{L})(?:ich|wir) (?:werden?|schicke|rufe|melde|kümmere|bringe|mache|prüfe|kläre)/iu.test(text),
        there: 'wer etwas tut',
        missing: 'wer was tut',
      },
    ],
    told: [
      (there, missing) => `Drin ist: ${there}. Noch nicht finde ich: ${missing}.`,
      (there, missing) => `Jetzt sehe ich darin: ${there}. Offen ist noch: ${missing}.`,
      (there, missing) => `Da ist: ${there}. Nicht da ist: ${missing}.`,
    ],
    lacks: (missing) => `Noch nicht finde ich darin: ${missing}.`,
    whole: (there) => `Darin ist viel: ${there}. Eine Lücke, die ein Skript sehen könnte, finde ich nicht.`,
    asks: ['Wie klingt es, wenn das dabei ist?', 'Was würdest du dafür einsetzen?', 'Wo im Satz könnte das stehen?'],
  },
  plan: {
    step: (quote) => `Dein Plan, in deinen Worten: ${quote}`,
    anew: (quote) => `Jetzt ist es also dies: ${quote}`,
    words: (quote) => `Dein Satz dafür: ${quote}`,
    time: (quote) => `Wann: ${quote}`,
    check: (quote) => `Woran du es merkst: ${quote}`,
    added: (quote) => `Dazu kommt: ${quote}`,
    case: (quote) => `Das hast du mitgebracht: ${quote}`,
    stops: 'Gut, wir hören hier auf.',
    reached: 'Das ist eine gute Stelle zum Aufhören.',
    word: '„Ende“',
    toEnd: [
      'Schreib „Ende“, wenn du so weit bist, dann bekommst du deine Auswertung.',
      'Deine Auswertung kommt, wenn du „Ende“ schreibst.',
      '„Ende“ bringt deine Auswertung, jetzt oder später.',
      'Mit „Ende“ schließt du das hier und siehst deine Auswertung.',
      'Wann du willst: „Ende“, und die Auswertung folgt.',
    ],
  },
  paused: {
    wants: (as) => `Atme durch. Bevor ${as} zustimmt, fehlt vielleicht noch das:`,
    next: 'Was soll dein nächster Satz bei der anderen Person bewirken?',
    ways: 'Was davon hat die andere Person von dir noch nicht gehört?',
    missing: 'dass du zugehört hast',
    own: 'Wie klingt das in deinen eigenen Worten?',
  },
}
