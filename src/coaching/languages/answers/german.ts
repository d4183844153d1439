import type { Answers } from './signs.ts'

const PRAISES =
  'super|toll\\w*|großartig\\w*|klasse|hervorragend\\w*|ausgezeichnet\\w*|brillant\\w*|fantastisch\\w*|wunderbar\\w*|perfekt\\w*|beeindruckend\\w*|genial\\w*|exzellent\\w*|stark\\w*|spitze|sehr gut\\w*|bemerkenswert\\w*|klug\\w*'
const PERSON = '(?:er|sie|dein\\w*|euer\\w*|eure\\w*|ihr\\w*|der|die|das|so ein\\w*|diese\\w*)'

/** What a coach must not say in German, and how it asks, sums up and lets go. */
export const germanAnswers: Answers = {
  signs: {
    flatters: new RegExp(
      `\\bdie ich selten\\b|\\bden ich selten\\b|\\bdas ich selten\\b|\\bselten so (?:etwas|klar|gut)\\b|^(?:wunderbar|schön|großartig|toll|klasse|stark|super|beeindruckend),? dass\\b|\\bwahre? (?:größe|stärke|meisterschaft|kunst)\\b|\\bmehr als (?:die meisten|viele|ich sonst)\\b|\\b(?:da sieht man den|wie ein (?:echter )?profi|profihaft|vorbildlich\\w*|meisterhaft\\w*|mustergültig\\w*|lehrbuch\\w*|erste sahne|alle achtung|chapeau|sensationell\\w*|herausragend\\w*|außergewöhnlich\\w*)\\b|\\bdu hast (?:wirklich |offenbar |einfach )?(?:ein|das) (?:\\w+ )?(?:talent|händchen|gespür|auge|gefühl) für\\b|\\bspricht (?:sehr )?für dich\\b|\\bdie (?:meisten|wenigsten) (?:menschen|leute|teams|hätten|würden|schaffen|trauen|kommen)\\b|\\b(?:gespür|fingerspitzengefühl|weitsicht|souverän\\w*|menschenkenntnis)\\b|\\bwie (?:weit|klar|reif|klug|umsichtig) du\\b|\\bdas zeigt (?:schon|mir|doch)?,? ?wie\\b|\\b(?:${PRAISES}) (?:frage|idee|gedanke|ansatz|arbeit|leistung|schritt|einsicht|antwort|beobachtung|vorgehen|reaktion|gemacht|gelöst|formuliert|erkannt|reagiert|gespür|anfang|einstieg)\\b|\\b(?:das|es) (?:ist|war|hast du|klingt)(?: wirklich| echt| sehr| ganz| einfach)? (?:${PRAISES})(?=[ ,.!]|$)|^(?:wow|super|toll|klasse|bravo|respekt|chapeau|prima|großartig|perfekt|hut ab|wahnsinn|spitze|sehr gut|genial)\\b|\\b(?:ich bin|bin) (?:wirklich |echt |sehr |schwer )?(?:beeindruckt|begeistert|stolz)|\\b(?:naturtalent|echtes talent|großes talent|ein talent|ein händchen|feines gespür|gabe|hut ab|gut gemacht|toll gemacht|weiter so|alle achtung)\\b|\\b(?:nur )?wenige (?:menschen |leute |könnten|schaffen|haben)|\\bzeugt von\\b|\\bzeigt (?:echte\\w*|wahre\\w*|große\\w*|viel) (?:mut|reife|stärke|größe|führung\\w*)`,
    ),
    cheers:
      /\bdu rockst das\b|\bdas wird (?:super|großartig|toll)\b|\bdu schaffst das\b|\bkopf hoch\b|\bdu packst das\b|\bich glaube an dich\b|\bauf geht'?s\b|\bnur mut\b/,
    probesFeelings:
      /\bspür\w* (?:einmal |mal |doch )?(?:in dich|hinein|nach)\b|\bin dich hinein\b|\b(?:gefühl|wut|angst|trauer) (?:dir )?(?:sagen|zeigen) will\b|\bwill (?:dir )?(?:dieses|das) gefühl\b|\bwill dieses gefühl\b|\bdanke für (?:dein|deine) (?:vertrauen|offenheit|ehrlichkeit|mut)\b|\bgib (?:dem|diesem) gefühl\b|\bdarf (?:da )?sein\b|\bwas macht das mit dir\b|\bwie fühlt sich das an\b|\bwo spürst du\b|\binneres kind\b/,
    soothes:
      /\balles darf sein\b|\batmen? (?:sie|du)?\b|\bich spüre\b|\bich höre dich\b|\bgefühle? (?:ist|sind) (?:völlig |ganz |absolut )?(?:berechtigt|valide|normal|verständlich)\b|\bdas muss (?:\w+ )?(?:schwer|hart|schlimm|schmerzhaft)\b|\btut mir (?:so |sehr |wirklich )?leid\b|\bvöllig (?:normal|verständlich|okay|in ordnung)\b|\bdanke,? dass du\b|\bsei (?:sanft|gut|milde) (?:mit|zu) dir\b|\braum (?:geben|halten)\b/,
    advises:
      /\b(?:sinnvoll|hilfreich|besser|klug|ratsam|empfehlenswert|ideal) (?:wäre|ist|sind)(?: es)?\b|\b(?:löst|behebt|erledigt|regelt) (?:das|sich|so etwas)\b|\b(?:würde|könnte) (?:das|da|hier|dabei) (?:lösen|helfen|beheben)\b|\b(?:wirkt|hilft) (?:bei vielen|oft|meist|wunder|immer|fast immer)\b|^(?:gib|geben sie|halte|halten sie|sprich|sprechen sie|rede|reden sie|zeig|zeigen sie|stell|stellen sie|lass|lassen sie|schlaf|schlafen sie|trink|trinken sie|plane|planen sie|kläre|klären sie|formuliere|formulieren sie|beginne|beginnen sie|starte|starten sie|erkläre|erklären sie|biete|bieten sie|hol|holen sie|definiere|definieren sie|dokumentiere|dokumentieren sie|vereinbaren sie|fragen sie|sagen sie|schreiben sie|rufen sie|nehmen sie|machen sie|gehen sie|versuchen sie|achten sie|bleiben sie|nutzen sie|vermeiden sie|legen sie|setzen sie) (?!mir\b|mich\b|uns\b|dir\b|sich\b|ihnen\b)|^(?:erstens|zweitens|drittens)\b|\bam (?:wirkungsvollsten|sinnvollsten|einfachsten|klügsten|sichersten)\b|\bes (?:ist|wäre) (?:immer |meist |oft )?(?:besser|sinnvoll|ratsam|klüger|hilfreich),? |\bich würde\b(?! gern)|\berstens\b.{0,120}\bzweitens\b|\bein paar (?:ideen|tipps)\b|\bes lohnt sich\b|\bes hilft,? (?:wenn|zu)\b|\b(?:du|sie|ihr) (?:solltest|sollten|solltet|müsstest|könntest (?:doch|einfach|ja))\b|\b(?:solltest|müsstest) du\b(?![^?]{0,200}\?)|\bich (?:würde|empfehle|rate|schlage)(?:n)? (?:dir|an deiner|ihn|sie|zuerst|das|mit|vor|ihm|ihr|erst)\b|\bmein (?:rat|tipp|vorschlag)\b|\bam besten\b|\ban deiner stelle\b|^(?:sag|frag|schreib|ruf|nimm|mach|geh|bitte|versuch|probier|achte|denk daran|sprich|setz|bleib|schick|leg|vermeide|nutze|verwende|vereinbare|fang|bereite)(?:e)? (?:ihm|ihr|ihn|sie|dir|dich|doch|einfach|zuerst|erst|am|mit|das|den|die|ein\w*|auf|vor|es|an|immer|nie|ruhig|bei)\b(?! mir\b)/,
    setsTask:
      /\bbis (?:zum|zu unserem) nächsten (?:gespräch|mal|treffen|termin)\b|\b(?:jeden|jede) (?:abend|morgen|tag|woche)\b.{0,40}\b(?:auf|notier\w*|schreib\w*|üb\w*)\b|\bschreib\w* .{0,40}\bjeden (?:abend|tag|morgen)\b|\bhausaufgabe\w*\b|\b(?:bis|für) (?:morgen|übermorgen|nächste woche|montag|dienstag|mittwoch|donnerstag|freitag)\b.{0,40}\b(?:schreibst|schreib|bereitest|liste|lies|übst|übe|notier\w*)\b|\bschick mir\b|\bbring mir\b|\bdeine aufgabe\b|\bbis (?:zum|zu unserem) nächsten (?:mal|gespräch|treffen)\b(?! ?[.!]?$)|\bich möchte,? dass du\b|\baufgabe (?:bis|für)\b/,
    advisesByAsking:
      /\bwas spricht dagegen\b|^(?:\w+[, ]+)?(?:hast du (?:schon |es |denn |mal |eigentlich )*(?:mal |einmal )?(?:daran gedacht|überlegt|versucht|probiert|in erwägung)|warum (?:\w+ ){0,4}nicht|wieso (?:\w+ ){0,4}nicht|wie wäre es|wie wär'?s|was wäre,? wenn du|was hältst du davon|wäre es nicht|wäre es (?:\w+ )?(?:besser|sinnvoll|hilfreich|möglich|gut)|solltest du nicht|solltest du|könntest du nicht|könntest du (?:ihn|sie|ihm|ihr|das|es) |willst du nicht|sollte man nicht|magst du nicht|würde es helfen)|\b(?:wie wäre es|wie wär's|wäre es nicht|solltest du nicht|könntest du nicht|hast du (?:schon )?(?:mal )?(?:daran gedacht|überlegt))\b/,
    leads:
      /\bdenn (?:da )?(?:solche|so viel)\b|\b(?:findest|meinst|denkst|glaubst|siehst|merkst) du (?:denn )?(?:nicht|auch)\b|\bnicht wahr\b|, oder\?|, nicht\?|, stimmt'?s\?|\b(?:ist|wäre|hätte|war|liegt|hat|zeigt|sollte) (?:es|das|er|sie|da|dein\w* \w+) (?:\w+ )?nicht\b|\bdoch (?:wohl|sicher|eindeutig|klar)\b|\bist doch\b/,
    hints: /\b(?:was|wie) (?:würde|wäre|passierte|geschähe)\b.{0,40}\bwenn du\b/,
    manyInOne:
      /\b(?:wer|was|welche\w*|wann|wo|warum|wie)\b[^?,]{0,60},[^?]{0,60}\b(?:wer|was|welche\w*|wann|wo|warum|wie)\b[^?]{0,60}(?:,| und )(?:wer|was|welche\w*|wann|wo|warum|wie)\b/,
    writesForThem:
      /\b(?:zum beispiel|etwa|so|vorschlag|versuch es mit|schreib|sag|antworte|beginne mit): ?◦|\b(?:tag|schritt) (?:1|eins):|\bhier (?:ist|wäre) (?:ein|eine|mein)[^:]{0,30}: ?◦|\b(?:betreff|schreib(?:e)?(?: ihm| ihr)?(?: einfach)?|sag(?:e)?(?: ihm| ihr)?(?: einfach)?|zum beispiel so|etwa so|so zum beispiel|formulierung|der satz(?: lautet)?|könnte lauten): ?◦|\b(?:create|alter|select|update|insert|drop) (?:index|table|into|from)\b/,
    closed:
      /^(?:und |also |aber )?[a-zäöüß]+(?:t|st|en|e) (?:du|ihr|er|sie|es|man|wir|euch)\b|^(?:(?:und|also|aber|dann|nun|jetzt|ok)[, ]+)?(?:(?:wenn|falls|nachdem) [^,?]{1,80}, )?(?:hast|bist|kannst|willst|möchtest|magst|würdest|sollst|wirst|ist|sind|war|waren|gibt|gab|weiß|weißt|hat|haben|hatte|hattest|kennst|denkst|glaubst|findest|geht|kann|könnte|könntest|darf|darfst|musst|muss|wird|wurde|will|soll|traust|brauchst|fühlst|war|habt|seid|könnt|wollt|gehört|kennt|passt|reicht|hilft|steht|liegt) (?:du|er|sie|es|das|dein\w*|der|die|ihr|jemand|dir|dich|noch|schon|sich|eure?\w*|ihn|ihm|mit|dort|da|etwas)\b/,
    suggestsAnswer: /^(?:vielleicht|vermutlich|wahrscheinlich|möglicherweise|ich vermute)\b/,
    answersItself: /\b(?:weil|liegt es daran|etwa,? dass|vielleicht weil|zum beispiel)\b/,
    weighs:
      /\bfehlt (?:es )?dir (?:noch )?(?:an )?(?:tiefe|struktur|klarheit|fokus)\b|\b(?:ausbaufähig|ordentlich|solide|mittelmäßig|ausreichend|befriedigend|ungenügend|noch nicht rund|ganz gut|schon gut)\b/,
    scores:
      /\bvon mir .{0,20}\bpunkte?\b|\b(?:neun|acht|sieben|zehn|sechs|fünf|\d+) (?:von zehn )?punkte?\b(?! (?:auf|aus|der|die|in|zu|für heute))|\bpunktabzug\b|\b(?:obere|untere|solide|gute)\w* (?:mittelstufe|mittelfeld|liga|drittel)\b|\bfortgeschritten\w*\b|\banfänger\w*\b|\bexpert\w*(?:niveau|stufe|level)\b|\b(?:eine|als) (?:glatte |gute |solide |starke |schwache )?(?:eins|zwei|drei|vier|fünf|sieben|acht|neun)(?: plus| minus)?(?=[ ,.]*$)|\bvon mir (?:eine|ein|gibt)\b|\bdafür gibt es (?:von mir )?eine?n? (?:\w+ )?(?:note|eins|zwei|drei|punkt\w*|stern\w*|\d)|\b(?:sehr gut|gut|befriedigend|ausreichend|mangelhaft), (?:setzen|würde)\b|\bmeine (?:note|wertung|bewertung)\b|\bvolle punkte\b|\b(?:kompetenz)?stufe\b.{0,30}\b(?:fortgeschritten|anfänger|experte)\w*\b|\bkompetenz(?:stufe|level|en)\b|\b(?:kriterium|dimension(?:en)?|bewertungsraster)\b|\bausbaufähig\b|\b\d{1,3}(?:[.,]\d)?\s*(?:\/|von|aus) ?(?:5|10|20|100)(?! (?:leads|kund|leut|person|ticket|anruf|fäll|kontakt))\b|\b(?:eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn) von (?:fünf|zehn|10|5)\b|\b\d{1,3} ?(?:%|prozent)\b|\b(?:note|schulnote|zensur) (?:von |wäre |ist |eine |:)?\w+|\beine (?:glatte |klare |gute |solide )?(?:eins|zwei|drei|vier|1|2|3|4)(?: (?:plus|minus|bis)|[+-])(?=[ ,.]|$)|\b(?:punkte?n?) (?:von|für|auf)\b|\b(?:bewerte|benote|gebe) (?:ich )?(?:dir|das|dich)\b|\b(?:auf|der|die) (?:stufe|niveau|level) (?:\d|eins|zwei|drei|vier)\b|\b(?:anfänger|fortgeschrittenen|experten|profi)(?:niveau|stufe|level)\b|\bvom anfänger\b|\b(?:gold)?sterne?\b.{0,120}\b(?:von|für)\b|\b(?:über|unter)durchschnittlich\w*\b|\bvolle punktzahl\b|\bpunktest\b/,
    guesses:
      /\b(?:er|sie)\b.{0,40}\b(?:überrumpelt|überfordert|eifersüchtig|neidisch|bedroht|unsicher|besorgt|beschämt|verunsichert)\b|\bwollte damit (?:signalisieren|zeigen|sagen|erreichen)\b|\b(?:er|sie) (?:will|möchte|hat|ist|muss) (?:sich )?(?:\w+ )?(?:offenbar|wohl|vermutlich|wahrscheinlich|sicherlich|bestimmt|absichern|schützen)\b|\bwahrscheinlich (?:hat|will|ist) (?:er|sie)\b/,
    readsMinds:
      /\bwollte damit (?:signalisieren|zeigen|sagen|erreichen)\b|\bweil (?:er|sie) (?:\w+ )?(?:angst|sorge|furcht)\b|\b(?:er|sie) will sich (?:offenbar|sicher|bestimmt)\b|\bwahrscheinlich hat (?:er|sie) (?:schlicht|einfach)\b|\b(?:im grunde|insgeheim|in wahrheit|tief (?:im inneren|drinnen)|unterbewusst|eigentlich) (?:will|hat|ist|fühlt|weiß|fürchtet|möchte|denkt|sucht|geht es ihm|geht es ihr) ?(?:er|sie|dein\w*|ihm|ihr)?\b|\b(?:er|sie|dein\w* chef\w*|dein\w* kolleg\w*) (?:hat|ist|fühlt sich|will|möchte|fürchtet|sucht) (?:\w+ )?(?:offensichtlich|sicher|bestimmt|wahrscheinlich|nur|einfach nur|eifersüchtig|neidisch|bedroht)\b/,
    knowsCompany:
      /\b(?:euer|dein|ihr|eure|deine) (?:hr|it|intranet|firmen)[\w-]{0,30} (?:listet|sagt|zeigt|hat|bietet|verlangt|erlaubt|regelt)\b|\b(?:da|weil|nachdem) (?:bei euch|eure firma|dein\w* (?:firma|unternehmen|arbeitgeber))\b|\b(?:laut|gemäß) (?:eure|deine|ihre|unsere)\w* (?:\w{0,20}regelung|\w{0,20}richtlinie|\w{0,20}leitfaden|\w{0,20}handbuch|\w{0,20}vertrag|\w{0,20}policy|\w{0,20}prozess|\w{0,20}vereinbarung|\w{0,20}firma|\w{0,20}unternehmen)\b|\b(?:eure|deine)\w* (?:\w{0,20}regelung|\w{0,20}richtlinie|\w{0,20}leitfaden|\w{0,20}vorschrift|\w{0,20}policy|\w{0,20}prozess|\w{0,20}vereinbarung) (?:sieht|verlangt|sagt|erlaubt|fordert|gibt|schreibt|besagt)\b|\bbei euch im (?:haus|unternehmen|betrieb)\b|\b(?:deine|eure|ihre) (?:firma|personalabteilung|abteilung|it|unternehmensleitung|geschäftsführung) (?:hat|bietet|nutzt|verlangt|erlaubt|erwartet)\b|\b(?:dein|euer|ihr) (?:unternehmen|arbeitgeber|intranet|betrieb|betriebsrat) (?:hat|bietet|nutzt|verlangt|erlaubt|erwartet|gibt)\b|\bbei euch (?:gibt es|gilt|ist es üblich)\b/,
    remembers:
      /\bdas hattest du (?:letzte\w*|voriges|schon|damals|beim)\b|\bletztes mal auch\b|\b(?:war|ist) (?:ja |doch )?(?:im \w+ |letzte\w* \w+ |damals |schon |bereits )+(?:schon |bereits )?(?:dein|unser) (?:ziel|thema|plan|vorsatz)\b|\bwie (?:letztes mal|im frühjahr|beim letzten mal|neulich|damals)\b|\bneulich (?:hast|sagtest|war)\b|\bdu hast mir (?:schon|damals|neulich|letzte)\b|\bdu hattest ja\b|\b(?:letzte\w*|vorige\w*) (?:mal|woche|monat|gespräch|sitzung) (?:hast|hattest|sagtest|hatten|wolltest|haben wir)\b|\bals wir (?:zuletzt|das letzte mal)\b|\bwie (?:du mir|wir) (?:letzt|schon|damals|beim letzten)\b|\bich erinnere mich\b|\bdu hattest mir\b/,
    says: /\bdu fühlst dich\b|\bdu hast das gefühl\b|\bdich (?:ärgert|kränkt|verletzt|macht)\b|\bdu sagst also\b|\bdu hast (?:das )?gefühl,? dass\b|\bbeim letzten mal (?:hast|haben)\b|\bwie du (?:sagst|sagtest|es nennst)\b|\bdu bist also (?:zu dem schluss|überzeugt)\b|\bdu hattest (?:ja )?erzählt\b|\bdu (?:hast gesagt|sagtest|meintest|hast erzählt|hast zugegeben|sagst),? (?:dass )?du\b|\bdu fühlst dich (?:verraten|wertlos|schuldig|ausgenutzt)\b/,
    tellsRules:
      /\bich (?:folge|arbeite nach|halte mich an) (?:dem|einem|meinen?) (?:grow|modell|schema|leitfaden|ablauf|regeln|\w+-modell)\b|\bso bin ich (?:eingestellt|gebaut|programmiert|gemacht|angelegt)\b|\bich (?:stelle|gebe) (?:hier |dir )?nur (?:fragen|hinweise)\b|\bich bin (?:darauf|dazu) (?:ausgelegt|trainiert|programmiert|angelegt|da)\b|\bmeine (?:aufgabe|rolle|vorgabe) (?:ist|verlangt|sieht|erlaubt|verbietet)\b|\b(?:wortgrenze|zeichengrenze|hausregeln)\b|\bin dieser rolle (?:untersagt|verboten|nicht erlaubt)\b|\b(?:ist|sind) mir (?:\w+ ){0,3}(?:untersagt|verboten|nicht erlaubt)\b|\bmein\w* (?:anweisung\w*|regeln?|vorgaben?|anleitung|systemprompt|prompt|programmierung|instruktion\w*)\b|\bich (?:soll|darf|muss) (?:nur|dir|nicht|keine?|immer|laut|zuerst|genau|höchstens)\b|\bich (?:wurde|bin) (?:angewiesen|programmiert|instruiert)\b|\b(?:offene frage|spiegelung)\b.{0,120}\b(?:offene frage|spiegelung)\b|\bhöchstens \d+ wörter\b|\b(?:grow|realitäts|options|ziel)-?phase\b|\bals (?:ki|sprachmodell|coach) (?:darf|soll|kann|muss)\b/,
    meta: /^(?:da|weil) die (?:antwort|nachricht)\b|^(?:spiegelung|reflexion|frage|antwort|hinweis|plan|entwurf|strategie)(?: \w+)?:|^ich (?:halte|spiegle|frage|beginne|werde|bleibe) (?:mich |es |die |das |jetzt |nun |erst |hier )?(?:kurz|frage|antwort|erst|zunächst|zuerst)\b|^(?:(?:okay|ok|gut|klar|gerne|natürlich|verstanden)[,!.]? )?(?:hier (?:ist|kommt|sind) (?:meine?|die|eine|ein) (?:\w+ )?(?:antwort|frage|spiegelung|vorschlag|reaktion)|(?:der|die) (?:nutzer\w*|lernende\w*|anwender\w*|user\w*|person)\b|lass mich (?:kurz )?(?:überlegen|nachdenken|sehen)|ich (?:sollte|muss|werde) (?:jetzt |nun |zuerst |erst )?(?:spiegeln|fragen|antworten|reagieren)|(?:antwort|frage|spiegelung|reflexion|analyse|entwurf)\s*:)/,
    claimsHuman:
      /\b(?:mir|uns) (?:ist|war|ging|passierte) (?:das|es|so etwas|dasselbe) (?:auch|früher|schon|damals|genauso|ähnlich|einmal|selbst)\b|\bich (?:erinnere|weiß noch|kenne das|hatte (?:auch|mal|einmal|früher))\b|\bwir menschen\b|\bhat mich (?:damals|gelehrt|lange)\b|\bmein(?:e)? (?:erster|erste|letzter|alter|alte) (?:job|chefin|chef|firma|kunde|kundin|team)\b|\bin meine[nrm] (?:\w+ ){0,3}(?:jahre\w*|zeit|laufbahn|karriere|erfahrung|beruf\w*)\b|\bmeiner erfahrung nach\b|\bals ich (?:selbst |noch |damals |früher )?(?:\w+ )?(?:war|anfing|angefangen|gearbeitet|leitete|verkaufte|chef\w*)\b|\bich (?:war|habe) (?:selbst|früher|auch|damals|jahrelang|das auch)\b|\bich bin (?:auch )?(?:ein |nur ein )?(?:mensch|echter)\b|\bkeine (?:ki|maschine)\b|\bkein (?:bot|roboter)\b|\bmein\w* (?:chef\w*|frau|mann|kinder|erste\w* job|ehemalige\w*)\b|\bals (?:mensch|mutter|vater|ehemalige\w*)\b|\bging mir (?:\w+ )?(?:auch|genauso|ähnlich)\b|\bkenne ich (?:selbst|gut|nur zu gut|auch)\b/,
    treats:
      /\bbetablocker\b|\bniedrig dosiert\w*\b|\b(?:harmlos|geht von allein weg|vergeht von selbst)\b|\b(?:ibuprofen|aspirin|paracetamol|tabletten?|dosis|melatonin|antidepressiva|baldrian|schlafmittel|magnesium|vitamin)\b|\bdu (?:hast|leidest|bist)(?: an| unter)?(?: \w+)? (?:burn-?out|depression\w*|depressiv|angststörung|adhs|migräne|schlafstörung\w*|panikattacken|ausgebrannt)\b|\b(?:klingt|sieht aus|ist|deutet)(?: \w+){0,2} (?:nach |wie )?(?:\w+ )?(?:burn-?out|depression|angststörung|adhs|migräne)\b|\bsymptome?\b/,
    diagnoses:
      /\b(?:minderwertigkeitskomplex\w*|kontrollzwang|zwanghaft\w*|paranoid\w*|hysterisch\w*|neurotisch\w*|typisch(?:es|er)? (?:verhalten|fall|zeichen|anzeichen)|krankhaft\w*|aggressionsproblem\w*)\b|\bmanisch\w*\b|\bzwangsstörung\b|\bphase klingt\b|\b(?:narzis\w+|psychopath\w*|soziopath\w*|bipolar\w*|borderline\w*|autis\w+|adhs|persönlichkeitsstörung|gaslight\w*|choleriker\w*|manipulati\w+|kontrollfreak|toxisch\w*)\b/,
    judgesLaw:
      /\b(?:in deutschland|in österreich|in der schweiz|gesetzlich|per gesetz) (?:\w+ )?(?:verboten|erlaubt|geregelt|vorgeschrieben|unzulässig)\b|\bohne deine zustimmung\b|\b(?:vor gericht|das gericht|ohne abmahnung|kündigungsfrist (?:ist|beträgt)|fristlos|abfindung (?:ist|steht)|dein gutes recht|du bist im recht|steht dir (?:\w+ )?zu|verstößt gegen|dsgvo-konform)\b|\b(?:rechtlich|gesetzlich|laut gesetz|nach dem gesetz|anspruch auf|(?:kannst|könntest|solltest) (?:\w+ ){0,3}(?:verklagen|klagen)|rechtswidrig|illegal|vertragsbruch|abmahnung ist|unwirksam|arbeitsrecht\w*|kündigungsschutz\w*|haftest|strafbar|§)/,
    invests:
      /\bsteuerlich\b|\b(?:aktien|etf|fonds|depot|krypto|bitcoin|rente|altersvorsorge|steuerfrei|anlegen|investier\w*)\b/,
    promises:
      /\b(?:sagt|wird|kann) (?:da )?(?:niemand|keiner) (?:nein|etwas dagegen|ablehnen|böse)\b|\bdas (?:klappt|wird|gelingt) (?:schon|sicher|bestimmt|gut)\b|\bdu (?:schaffst|überzeugst) (?:das|ihn|sie|es)\b|\b(?:der betrieb|die firma|der kunde|das team) wird\b|\b(?:der vorstand|die leitung|er|sie|dein\w* \w+) (?:wird|werden) (?:das |es |dich |dir )?(?:mittragen|verstehen|unterstützen|verzeihen|zustimmen|schon)\b|\b(?:dein\w* (?:chef\w*|vorgesetzte\w*|firma|team|kolleg\w*|kund\w*|arbeitgeber)|hr|die personalabteilung|niemand|keiner) (?:wird|werden|gibt|reißt|erfährt)\b|\bauf jeden fall\b|\bgarantier\w*\b|\bich verspreche\b|\bdu bestehst\b|\bdir (?:passiert|geschieht) (?:nichts|gar nichts)\b|\bbleibt (?:alles )?unter uns\b/,
    acts: /\bich (?:schreibe|maile|rufe|melde|kläre|organisiere|bestelle|reserviere|sende|antworte) (?:ihm|ihr|ihnen|sie|ihn|das|dort|dem|der|den)\b|\bich habe? .{0,40}\b(?:reserviert|bestellt|gebucht|vermerkt|abgeschickt|verschoben|blockiert|aktualisiert|angerufen|organisiert|beantragt|geteilt)\b|\bich habe? (?:\w+ ){0,5}(?:angesehen|weitergeleitet|erledigt|vorbereitet|notiert|gespeichert|erinnert)\b|\bich habe? (?:\w+ ){0,5}(?:geschickt|gesendet|geschrieben|informiert|gebucht|eingetragen|angelegt|weitergeleitet|benachrichtigt|nachgesehen|nachgeschaut|gefragt)\b|\bich (?:schicke|sende|informiere|buche|trage|leite|benachrichtige|erinnere|spreche mit|frage (?:ihn|sie|dein\w*)|kümmere|sage (?:ihm|ihr|dein\w*)|sorge|schaue? (?:\w+ )?nach)\b/,
    shares:
      /\bschick\w* (?:sie |du )?mir\b|\bsend\w* (?:sie |du )?mir\b|\bschick\w* mir\b|\blad\w* .{0,20}\bhoch\b|\bkopier\w* .{0,30}\bhierher\b|\b(?:teil|leit|zeig|schick|kopier|poste)\w* .{0,30}\b(?:gespräch|chat|verlauf|unterhaltung|talk|thread|scorecard)\b|\b(?:hol|lad|füg)\w* .{0,30}\b(?:chef\w*|vorgesetzte\w*|hr|kolleg\w*)\b.{0,20}\b(?:dazu|hinzu|ein|hierher)\b/,
    sides: new RegExp(
      `\\b(?:das|es) (?:ist|war) (?:\\w+ )?(?:hinterhältig|fies|gemein|link|mies|niederträchtig|schäbig|unanständig)\\b|^so (?:ein|eine) (?:\\w+ )?(?:egoist\\w*|idiot\\w*|feigling|heuchler\\w*|frechdachs|narr\\w*)\\b|\\b(?:das|es|was) ist (?:ja |doch |einfach |schlicht |wirklich |nur |schon )*(?:unverschämt|frech|gemein|kindisch|lächerlich|unmöglich|unfair|respektlos|absurd|unsinnig|daneben|dreist|feige|peinlich für)\\w*\\b|\\b(?:was für ein|so ein) (?:unsinn|theater|quatsch|zirkus|unding|aufwand|murks|irrsinn)\\b|\\b(?:zeitverschwendung|papierkram|schikane|frechheit|unverschämtheit|zumutung)\\b|\\b(?:wirklich |echt |völlig )?(?:kontraproduktiv|unsinnig|lächerlich|inakzeptabel)\\b|\\bso geht man mit\\b|\\b(?:ist|sind) (?:ja |doch )?(?:auch )?von gestern\\b|\\bgeheimniskrämerei\\b|\\bihre (?:eigene )?schuld\\b|\\bdu hast etwas besseres verdient\\b|\\b(?:da |damit )?hast du (?:völlig |absolut |vollkommen |total |ganz )?recht\\b|\\bdu hast (?:völlig |absolut |vollkommen |total |ganz )?recht\\b|\\bstimme (?:dir |ich dir )?(?:völlig |voll |ganz )?zu\\b|\\b${PERSON}(?: \\w+)?(?: \\w+)? (?:ist|sind|war|waren) (?:\\w+ )?(?:ein idiot|idioten|unfähig|inkompetent|unmöglich|eine frechheit|frech|unverschämt|faul|ahnungslos|lächerlich|daneben|unfair|respektlos|unprofessionell|arrogant|egoistisch|feige)\\b|\\bkeine ahnung (?:von|vom)\\b|\\b(?:sinnlose|blöde|dumme|überflüssige|alberne|unsinnige|lächerliche)[rns]? (?:regel\\w*|vorschrift\\w*|bürokratie|vorgabe\\w*)\\b|\\bmerk(?:t|en)(?: \\w+)? (?:niemand|keiner|eh|sowieso)\\b|\\b(?:würde|wird) (?:\\w+ )?(?:niemand|keiner|auch niemand|eh keiner)(?: merken)?\\b|\\b(?:so ein|was für ein) (?:idiot|chaos|unsinn|quatsch)\\b`,
    ),
    gossips:
      /\b(?:seit wann|wie lange) (?:geht|läuft) das (?:schon|denn)\b|\b(?:techtelmechtel|liebschaft|hinter (?:seinem|ihrem) rücken|verhältnis mit)\b|\bgemunkelt\b|\bgetuschelt\b|\bläuft da was\b|\bwas sagen (?:denn )?die (?:anderen|leute|kollegen)\b|\bgerücht\w*\b|\bunter uns gesagt\b|\bunter uns\b|\bich habe gehört\b|\bangeblich\b|\baffäre\b|\bwas (?:reden|sagen|erzählen) (?:die )?(?:anderen|leute|kollegen) (?:so )?über\b|\btratsch\w*\b|\blästern?\b/,
    mocks:
      /\bdas nenne ich (?:ja )?mal\b|\bwie (?:feinfühlig|großzügig|reizend|nett|originell)\b|\b(?:na super|na toll|na bravo|herzlichen glückwunsch|wie originell|willkommen in der (?:realität|wirklichkeit)|du arme\w*|wer hätte das gedacht|viel spaß dabei|das kann ja heiter werden|tja)\b/,
    politics:
      /\b(?:sparpolitik|in diesem land|unser land|der staat|die politik (?:hat|ist|will)|steuerpolitik|neoliberal\w*|patriarchat\w*|klimahysterie)\b|\bideolog\w+\b|\bvon oben verordnet\b|\bdie meisten im land\b|\bgender\w*wahn\b|\b(?:wahl(?:en|kampf)?|regierung|politiker\w*|linke\w*|rechte partei|afd|cdu|spd|grüne\w* partei|fdp|gewerkschaft\w*|kapitalis\w+|sozialis\w+|migration|kanzler\w*|bundestag|ampel)\b/,
    sells:
      /\bfür (?:nur |wenige |ein paar )?(?:\d+ )?euro\b|\bmit (?:notion|trello|asana|jira|miro|clickup|hubspot|salesforce|calendly)\b|\bim monat\b.{0,30}\bkost\w*|\bmit der app \w+\b|\btool \w+ (?:hätten|hättest)\b|\b(?:premium|kostenlos testen|abonnier\w*|abo|jetzt buchen|unser\w* (?:produkt|plattform|kurs|app|akademie|seminar|partner)|rabattcode|upgrade|herunterladen|anmelden)\b/,
    refuses:
      /\bich möchte (?:darauf |hier |lieber )?(?:lieber )?nicht (?:eingehen|darüber|weiter)\b|\bdas (?:fällt|liegt) (?:nicht in|außerhalb) (?:mein|dessen)\w*\b|\bdarauf (?:kann|möchte|darf) ich nicht eingehen\b|\bleider (?:ablehnen|passen)\b|\b(?:dabei|damit|dazu|darüber|hier) kann ich (?:dir |ihnen )?(?:leider )?(?:nicht|nichts|keine)\b|\bich kann (?:dir |ihnen )?(?:dabei |damit |dazu |hier )?(?:leider )?nicht (?:helfen|weiterhelfen|besprechen|sprechen|fortfahren)\b|\bprofessionelle (?:hilfe|unterstützung)\b|\bsensible\w* thema\b|\bwende dich (?:bitte )?an (?:eine\w* )?(?:fach|expert|therapeut|psycholog)\w*/,
    apologises:
      /\b(?:entschuldig\w*|verzeih\w*|tut mir leid|mein fehler)\b.{0,120}\b(?:entschuldig\w*|verzeih\w*|tut mir|leid|fehler|hätte)\b|\baufrichtig\b/,
    pries:
      /\b(?:name und|namen und) (?:nummer|adresse|gehalt|geburts\w*|telefon\w*)\b|\bgenaue\w* (?:name|namen|adresse|summe|gehalt|gehälter)\b|\b(?:seine|ihre|deren) (?:gehälter|krankheit|adresse|nummer|kontodaten|personalnummer)\b|\b(?:passw\w+|zugangsdaten|kontonummer|iban|kreditkarte\w*|geburtsdatum|privatadresse|telefonnummer|kundenliste|vollständige\w* namen?|gehalt (?:von|deiner|deines|seines)|wie viel verdient|diagnose|krankenakte|vertragstext|vertraulich\w*)\b/,
    greets: /^(?:hallo|hi|hey|liebe\w*|guten (?:tag|morgen|abend)|willkommen zurück|servus|moin)\b/,
    signsOff:
      /\b(?:viele|beste|herzliche|liebe|freundliche\w*) grüße\w*\b|\bmit freundlichen\b|\bdein coach\b|\bschönen (?:tag|abend|feierabend)\b|\bschöne woche\b/,
    exclaims: /^(?:was für|welch\w*|so|wie) (?:ein\w* )?(?:\w+ ){0,1}\w+[.!]$/,
    alarms:
      /\b(?:notruf\w*|notfallnummer|telefonseelsorge|krisendienst\w*|hilfetelefon|suizid\w*|selbstmord\w*|beschwerdestelle|an die polizei)\b/,
  },
  opens:
    /(?<!\p{L})(?:was|wie|wieviel\w*|welche\w*|wer|wem|wen|wessen|wann|wo|wohin|woher|warum|wieso|weshalb|wozu|wofür|womit|wobei|wodurch|wovor|wovon|wonach|wogegen|woran|worauf|woraus|worin|worüber|worum|worunter|inwiefern|inwieweit)(?!\p{L})/u,
  inTrouble:
    /\b(?:ich|mir|mich)\b.{0,120}\b(?:sterben|tot|umbringen|verletz\w*|tabletten|trink\w*|allein\w*|nicht mehr|angefasst|schläg\w*|droh\w*|angst|zitter\w*|schlaf\w*|panik|wein\w*|krank|arzt|polizei|anwalt|hoffnungslos|wertlos|zusammengebrochen)\b/,
  handsOver:
    /\b(?:weiß ich nicht|kenne ich nicht|kann ich nicht (?:wissen|sehen|beurteilen)|ich nicht|weiß|wissen|rechtsabteilung|anwält\w*|anwalt|arzt|ärzt\w*|steuerberat\w*|hr|personalabteilung|datenschutz\w*|ki)\b/,
  whichOf: /\b(?:welche\w*|wer|wem|wen)\b/,
  or: /\b(?:oder|vielleicht|etwa|womöglich|möglicherweise|dass du|weil)\b/,
  inGeneral:
    /\b(?:bestimmt|sicherlich|wahrhaft\w*|natürlich|offensichtlich|eindeutig|zweifellos|selbstverständlich|selten\w*|verboten|erlaubt|insgeheim|üblicherweise|normalerweise|niemand|keiner|absolut|garantiert|schlicht|immer|nie|niemals|jeder|alle|man|oft|meistens|menschen|im leben|entscheidend\w*|schlüssel|das a und o|vertrauen|kommunikation|führung)\b/,
  thinksFor:
    /\b(?:er|sie|dein\w* \w+|der \w+|die \w+) (?:will|möchte|wollte|fühlt sich|fühlte sich|fürchtet|denkt|glaubt|hofft|braucht|versucht|sucht|hat angst)\b/,
  mustDo: /\bdu (?:musst|solltest|brauchst nur|kannst einfach)\b/,
  ofItself: /\b(?:ich|mir|mich|mein\w*)\b/,
  large: 'nouns',
  turned: {
    ich: 'du',
    mein: 'dein',
    meine: 'deine',
    meinen: 'deinen',
    meinem: 'deinem',
    meiner: 'deiner',
    mir: 'dir',
    mich: 'dich',
    habe: 'hast',
    hab: 'hast',
    bin: 'bist',
    wir: 'ihr',
    unser: 'euer',
    unsere: 'eure',
  },
  invites:
    /(?:^|[:;,.] |\b(?:dann|also|und|bitte|aber|erst|jetzt|gern|oder) )(?:erzähl\w*|beginn\w*|starte\w*|bleib\w* (?:bei|an)|beschreib\w*|sag(?:e)? (?:es|mir|in|mal|einmal|den|das|ihn)|zeig\w* mir|führ\w* mich|nimm mich|stell\w* dir|denk\w* (?:an|laut|zurück)|nenn\w*|such\w* dir|wähl\w*|schreib\w* (?:es|ihn|sie|mir|einmal|den|auf)|versuch\w* (?:es|einen|den)|probier\w*|fang\w* (?:an|damit|dort|mit)|gib mir|lass (?:uns|hören|mich)|versetz\w*|vervollständig\w*|ergänz\w*|spiel\w*|mach weiter|geh in gedanken|schilder\w*|erklär\w*|mal\w* dir)\b/,
  mayBeClosed:
    /\b(?:passt|stimmt|trifft|klingt|ist|habe ich|hab ich) (?:das|es|so|dich|ich)?(?: \w+)? ?(?:so|richtig|zu|ungefähr|verstanden|vollständig|etwas|noch etwas)?\b.{0,120}\b(?:so|richtig|zu|verstanden|vollständig|das|übersehen|ausgelassen)\b|\bmöchtest du (?:lieber|dass|noch|weiter)\b|\bmagst du (?:mir |es |das |ihn |sie |kurz )?(?:\w+ ){0,4}(?:erzählen|beschreiben|sagen|zeigen|schreiben|schildern)\b|\bkannst du (?:mir |es |das )?(?:\w+ ){0,4}(?:erzählen|beschreiben|sagen|zeigen|schildern|nennen)\b|\boder\b(?!\?)|\b(?:was|wie|welche\w*|wer|wem|wen|wann|wo|wovon|woran|wofür|womit|wodurch|worauf|worüber|warum|wozu)\b|\bwollen wir\b/,
  feels:
    /\b(?:wütend|wut|sauer|zitter\w*|heul\w*|wein\w*|angst|fertig mit|verletzt|gedemütigt|enttäuscht|furchtbar|schrecklich|hass\w*|kotzt?|schnauze voll|scheiß\w*|verdammt|unfair|überfordert|erschöpft|am ende|allein\w*|ausgerastet|kaputt|ohnmächtig|peinlich|schäm\w*|nicht fassen|explodier\w*|gekränkt|traurig|mist)\b|!!+/,
  disagrees:
    /^(?:nein|nee|nö|falsch|quatsch|du (?:verstehst|hast (?:mich )?(?:nicht|falsch)))\b|\b(?:stimmt (?:so )?nicht|nicht (?:das, )?was ich|missverst\w+|falsch verstanden|darum geht es nicht)\b/,
  isStuck:
    /\b(?:keine ahnung|weiß nicht (?:wo|wie|was|weiter)|komme? nicht weiter|stecke? fest|fällt (?:mir )?nichts|hinweis|tipp|hilf mir|sag mir (?:einfach|lieber)|(?:erzähl|schreib) (?:mir|es)|deine meinung|was (?:würdest|soll) (?:du|ich))\b/,
  asksTerm: /\b(?:was (?:ist|heißt|bedeutet|sind|meinst du mit)|erklär\w*|wofür steht)\b/,
  leaves:
    /\b(?:tschüss|tschau|ciao|bis (?:dann|bald|morgen|nächste)|das war'?s|das reicht|keine fragen mehr|ich bin fertig|muss (?:ich )?(?:jetzt |nun |dann |gleich )?(?:los|weg|weiter|aufhören)|danke(?:,|\.|!| dir| schön|$)|schluss für heute|feierabend|gute nacht|genug für heute|hör(?:en)? wir (?:hier )?auf|mach'?s gut)/,
  sumsUp:
    /\b(?:zusammengefasst|zusammengenommen|ich fasse|fasse ich|kurz gesagt|bis hierher|bisher|noch einmal der reihe nach|halten wir fest|ich halte fest|was ich (?:bisher )?(?:gehört|habe)|in der summe|so weit|damit steht)\b/,
  illustrates:
    /\b(?:beispiel|stell dir|angenommen|bedeutet|heißt|steht für|ist jemand|ist ein\w*|sind|raster|modell|rahmen|blickwinkel|anderes feld|anderes gebiet|vergleich)\b/,
  numbers: {
    zwei: 2,
    drei: 3,
    vier: 4,
    fünf: 5,
    sechs: 6,
    sieben: 7,
    acht: 8,
    neun: 9,
    zehn: 10,
    elf: 11,
    zwölf: 12,
    dreizehn: 13,
    vierzehn: 14,
    fünfzehn: 15,
    zwanzig: 20,
    dreißig: 30,
    vierzig: 40,
    fünfzig: 50,
    sechzig: 60,
    hundert: 100,
  },
  small:
    'in an ob unter gegen durch ohne wurde wurden ganz viel also los wie beide beiden der die das und ist nicht ich du ein eine mit dem den was wie auf für sie es hat dich dir zu von dein deine deinen er wir ihr im bei wenn dass noch auch nach aus werden wird hast bist kann als sich einen einem einer oder aber so nur mir mich war haben sind über mehr schon welche welcher welches wer wem wann wo warum woran worin wonach wodurch ihm ihn ihre ihnen seit zum zur vom am um bis da dann doch denn hier alle alles jeder jede keine kein erst jetzt ja nein man sein seine würde würden möchte weil damit diese dieser dieses beim genau etwas nichts gar drei zwei fast',
  asWritten: informal,
}

const INFORMAL: Record<string, string> = {
  haben: 'hast',
  sind: 'bist',
  können: 'kannst',
  wollen: 'willst',
  möchten: 'möchtest',
  mögen: 'magst',
  würden: 'würdest',
  sollen: 'sollst',
  sollten: 'solltest',
  könnten: 'könntest',
  müssten: 'müsstest',
  hatten: 'hattest',
  finden: 'findest',
  meinen: 'meinst',
  denken: 'denkst',
  glauben: 'glaubst',
  merken: 'merkst',
  sehen: 'siehst',
  wissen: 'weißt',
  dürfen: 'darfst',
  müssen: 'musst',
  waren: 'warst',
  werden: 'wirst',
  sagen: 'sagst',
  sagten: 'sagtest',
  meinten: 'meintest',
  fühlen: 'fühlst',
  kennen: 'kennst',
  brauchen: 'brauchst',
  trauen: 'traust',
  leiden: 'leidest',
}
const VERB = Object.keys(INFORMAL).join('|')
const VERB_THEN_YOU = new RegExp(`(?<![\\p{L}])(${VERB}) Sie(?![\\p{L}])`, 'giu')
const YOU_THEN_VERB = new RegExp(`(?<![\\p{L}])Sie (${VERB})(?![\\p{L}])`, 'gu')

/** Somebody who is addressed with "Sie", as if it were with "du": the signs are written for that. */
function informal(text: string): string {
  const verb = (word: string) => INFORMAL[word.toLowerCase()] ?? word
  return text
    .replace(VERB_THEN_YOU, (_, word: string) => `${verb(word)} du`)
    .replace(YOU_THEN_VERB, (_, word: string) => `du ${verb(word)}`)
    .replace(/(?<!^|[.!?] )(?<![\p{L}])Ihnen(?![\p{L}])/gu, 'dir')
    .replace(/(?<!^|[.!?] )(?<![\p{L}])Ihr(e[nmrs]?)?(?![\p{L}])/gu, 'dein$1')
    .replace(/(?<!^|[.!?] )(?<![\p{L}])Sie(?![\p{L}])/gu, 'du')
}
