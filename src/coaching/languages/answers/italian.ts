import type { Answers } from './signs.ts'

/** What a coach must not say in Italian, and how it asks, sums up and lets go. */
export const italianAnswers: Answers = {
  signs: {
    flatters:
      /^(?:che (?:bello|meraviglia|bravura)|è (?:bellissimo|splendido|fantastico)),? che\b|\b(?:sensibilità|intuito|maturità|lucidità) (?:rar|straordinari|notevol|non comun)\w*|\bda (?:vero|vera) (?:professionista|leader|pro)\b|\bla dice lunga su di te\b|\bmolto (?:saggi|acut|matur)\w\b|\b(?:bravissim\w|bravo|brava|complimenti|eccellente|ottim\w (?:domanda|idea|lavoro|scelta|risposta|passo|osservazione|inizio)|bellissim\w|fantastic\w|geniale|straordinari\w|magnific\w|impressionante|brillante|perfett\w|meraviglios\w|incredibile|strepitos\w)\b|\b(?:vero|grande|raro) (?:talento|dono)\b|\bche (?:bella|ottima|splendida|bravo|brava|coraggio|forza)\b|\bben fatto\b|\bpoche persone\b|\bnon è da tutti\b|\bhai (?:davvero )?(?:un |una )?(?:grande|raro|rara|innato|innata|straordinari\w) (?:talento|dote|capacità|sensibilità|maturità|coraggio|intuito)\b|\bsono (?:davvero |molto )?(?:colpit\w|ammirat\w|fier\w|orgoglios\w)\b/,
    cheers:
      /\bce la farai\b|\bforza\b|\bpuoi farcela\b|\bcoraggio\b|\bcredo in te\b|\bandrà (?:tutto )?(?:bene|benissimo|alla grande)\b/,
    probesFeelings:
      /\bcome ti fa sentire\b|\bcosa dice il tuo corpo\b|\bdove lo senti\b|\bbambino interiore\b|\bcosa (?:senti|provi) nel (?:tuo )?corpo\b/,
    soothes:
      /\bti (?:ascolto|sento|capisco)\b|\bmi dispiace\b|\bdev'essere (?:stato )?(?:duro|difficile|doloroso)\b|\b(?:i tuoi sentimenti|le tue emozioni) sono\b|\bè (?:del tutto )?(?:normale|comprensibile|valido)\b|\bgrazie (?:per aver|di aver|per la)\b|\bspazio sicuro\b/,
    advises:
      /\bnon (?:cedere|dire|fare|lasciare|accettare|dare|cominciare) (?:mai|nulla|niente)\b|^(?:parla|chiedi|chiedile|chiedigli|scrivi|scrivile|scrivigli|proponi|prepara|usa|fai|metti|prendi|ascolta|mostra|definisci|fissa|manda|chiama|resta|tieni|offri) (?!mi\b)(?:con|un|una|il|la|lo|i|le|gli|a|al|di|sempre|prima|in|due|tre|bene|tutto)\b|^(?:primo|secondo|terzo|in primo luogo|infine), |\b(?:dovresti|dovreste|dovrebbe|ti conviene|conviene|faresti (?:bene|meglio)|sarebbe (?:meglio|opportuno|utile)|è (?:meglio|bene|importante|consigliabile)|la cosa migliore|il modo migliore|ti (?:consiglio|suggerisco|raccomando)|consiglierei|suggerirei|il mio consiglio|al posto tuo|io (?:farei|direi|partirei|comincerei|proverei)|basta che|bisogna|ricorda(?:ti)? di|assicurati|cerca di|prova a|evita di|inizia (?:con|da)|comincia (?:con|da))\b/,
    setsTask:
      /\b(?:compito|compiti)\b|\bper la prossima (?:volta|sessione)\b|\bentro (?:domani|venerdì|lunedì|la prossima)\b.{0,40}\b(?:scrivi|prepara|fai|elenca|invia)\b|\b(?:scrivi|annota) ogni (?:giorno|sera)\b|\bmandami\b|\bportami\b/,
    advisesByAsking:
      /\b(?:hai (?:mai )?(?:pensato (?:di|a)|considerato|provato a|valutato)|perché non|e se (?:tu )?(?:gli|le|lo|la|ti|provassi|parlassi|chiedessi|facessi|scrivessi)|non sarebbe (?:meglio|più|il caso)|non dovresti|non potresti|che ne (?:dici|diresti|pensi) di|cosa ti impedisce di|ti aiuterebbe)\b/,
    leads: /\bnon (?:credi|pensi|trovi|ti sembra|è vero|vedi)\b|, (?:vero|no|giusto)\?|\bnon è (?:forse|che)\b/,
    hints: /\bcosa succederebbe se\b/,
    manyInOne:
      /\b(?:chi|cosa|quale|quando|dove|perché|come)\b[^?,]{0,60},[^?]{0,60}\b(?:chi|cosa|quale|quando|dove|perché|come)\b[^?]{0,60}(?:,| e )(?:chi|cosa|quale|quando|dove|perché|come)\b/,
    writesForThem:
      /\b(?:oggetto|puoi (?:dire|scrivere)|potresti (?:dire|scrivere)|per esempio|ecco (?:un|una|il|la)[^:]{0,30}|scrivi|digli|dille) ?: ?◦/,
    closed:
      /^(?:(?:e|ma|allora|quindi)[, ]+)?(?:hai|sei|puoi|vuoi|pensi|credi|è|ha|c'è|ci sono|sai|conosci|ti (?:senti|sembra|piace|va)|gli hai|le hai|l'hai|ne hai|avete|siete|potresti) /,
    suggestsAnswer: /^(?:forse|probabilmente|magari)\b/,
    answersItself: /, (?:forse|magari|perché) |\bforse perché\b/,
    weighs: /\b(?:non male|discret\w|sufficiente|mediocre|migliorabile|da migliorare)\b/,
    scores:
      /\b(?:ti )?(?:darei|metterei) (?:un|una|\d)\b|\bun (?:bel|buon|solido) (?:sei|sette|otto|nove|[6-9])\b|\blivello (?:alto|medio|basso)\b|\b(?:criterio|rubrica|griglia di valutazione)\b|\b\d{1,3}(?:[.,]\d)? ?(?:\/|su|di) ?(?:5|10|20|30|100)\b|\b(?:sei|sette|otto|nove|dieci|cinque|quattro) su (?:dieci|cinque)\b|\b\d{1,3} ?(?:%|per cento)\b|\b(?:un|il tuo) (?:voto|punteggio)\b|\bti (?:do|darei|metto|metterei) (?:un|una)\b|\blivello (?:\d|base|principiante|intermedio|avanzato|esperto)\b|\b(?:cinque|quattro|tre) stelle\b|\b(?:promoss|bocciat)\w\b|\bsopra la media\b|\bsotto la media\b/,
    guesses:
      /\b(?:lui|lei|il tuo \w+|la tua \w+) (?:probabilmente|forse|sicuramente|di certo|evidentemente) (?:si sente|ha|vuole|teme|è)\b|\b(?:si sente|si sarà sentit\w|si è sentit\w) (?:minacciat|trascurat|sminuit|insicur|gelos|ferit|scavalcat)\w\b/,
    readsMinds:
      /\b(?:in fondo|sotto sotto|segretamente|inconsciamente),? (?:lui|lei|il tuo|la tua|vuole|ha|teme|sa)\b|\bperché (?:ha|aveva) paura\b|\b(?:si sente|si è sentit\w) (?:minacciat|sminuit|insicur|gelos|ferit|scavalcat)\w\b/,
    knowsCompany:
      /\b(?:la tua|la vostra) (?:azienda|impresa|società|organizzazione)(?: \w+)? (?:ha|offre|prevede|usa|richiede|permette)\b|\b(?:la policy|il regolamento|la procedura) (?:aziendale|della tua)\b|\bnella (?:tua|vostra) azienda\b/,
    remembers:
      /\b(?:l'ultima volta|la (?:settimana|volta) scorsa),? (?:mi|hai|avevi|abbiamo|dicevi)\b|\bcome mi (?:hai|avevi) detto\b|\bquando ci siamo (?:sentiti|visti|parlati)\b|\bmi ricordo\b/,
    says: /\b(?:dici|hai detto|mi hai detto|ammetti|sostieni) (?:che|di)\b/,
    tellsRules:
      /\b(?:faccio|posso fare) solo domande\b|\bsono (?:fatt\w|programmat\w|progettat\w) (?:così|per)\b|\bil mio (?:ruolo|compito) (?:è|mi|non)\b|\b(?:le mie|il mio) (?:istruzioni|regole|linee guida|prompt|programmazione)\b|\bmi (?:è stato (?:detto|chiesto)|hanno (?:detto|programmato|istruito))\b|\b(?:devo|sono tenut\w a) (?:fare solo|farti|porre|dare una|rispondere)\b|\bnon (?:mi è permesso|posso per regola)\b/,
    meta: /^(?:(?:certo|certamente|va bene|ok|capito)[,!.]? )?(?:ecco (?:la mia|una|la|il) (?:risposta|domanda|riflessione)|(?:l'utente|lo studente|la persona|il coachee)\b|fammi pensare|lasciami pensare|(?:risposta|domanda|riflessione|analisi) ?:)/,
    claimsHuman:
      /\b(?:a me|mi) (?:è|era) (?:già )?(?:successo|capitato)\b|\bio (?:ho perso|ho vissuto|ho imparato|una volta)\b|\b(?:nei miei|in tanti|in molti) (?:\w+ )?anni\b|\bnella mia (?:esperienza|carriera)\b|\bquando (?:ero|lavoravo|ho iniziato|facevo)\b|\bsono (?:un essere )?uman\w\b|\b(?:è successo|capitava|è capitato) anche a me\b|\banch'io (?:ho|ero|sono|una volta)\b|\bil mio (?:capo|primo lavoro)\b|\bso (?:bene )?cosa si prova\b/,
    treats:
      /\b(?:ibuprofene|paracetamolo|tachipirina|aspirina|pastigli\w+|compress\w+|melatonina|ansiolitic\w+|antidepressiv\w+|camomilla|valeriana|magnesio)\b|\b(?:hai|soffri di|sembra) (?:un |una |la |di )?(?:burn-?out|depressione|ansia|emicrania)\b|\bsintom\w\b/,
    diagnoses:
      /\b(?:narcisist\w+|psicopatic\w+|psicopatic|sociopatic\w+|bipolare|borderline|autistic\w|disturbo|manipolator\w+|tossic\w|ossessiv\w)\b/,
    judgesLaw:
      /\b(?:in tribunale|il giudice|davanti al giudice|i tuoi diritti|senza preavviso|periodo di prova|indennità|statuto dei lavoratori)\b|\b(?:legalmente|per legge|la legge (?:dice|vieta|prevede)|hai diritto a|illegale|fare causa|far causa|querela\w*|licenziamento illegittimo|codice civile|giusta causa|preavviso è)\b/,
    invests: /\b(?:investi\w*|azioni in borsa|fondo|fondi|etf|mutuo|criptovalut\w+)\b/,
    promises:
      /\b(?:il tuo capo|la tua capa|il tuo team|la tua azienda|nessuno|le risorse umane|il cliente|lui|lei) (?:ti |lo |la |non |se ne )*(?:capirà|accetterà|sosterrà|appoggerà|perdonerà|approverà|accorgerà|firmerà|dirà di sì|ringrazierà)\b|\bti (?:prometto|garantisco|assicuro)\b|\bvedrai che\b|\bsono (?:sicur|cert)\w che\b/,
    acts: /\b(?:gli|le|ti|l') ?ho (?:già )?(?:mandat|scritt|inviat|avvisat|prenotat|fissat|informat)\w\b|\bho (?:appena |già )?(?:mandato|scritto|inviato|avvisato|prenotato|fissato|controllato|verificato|guardato)\b|\b(?:gli|le) (?:scrivo|mando|parlo|dico)\b|\bci penso io\b|\bti ricorderò\b/,
    shares:
      /\b(?:incolla|carica|mandami|inviami|allega)\w*\b|\b(?:condividi|mostra|invia|inoltra)\b.{0,20}\b(?:questa|la nostra) (?:conversazione|chat)\b|\binvita (?:il|la|un) (?:tuo |tua )?(?:capo|collega|responsabile)\b/,
    sides:
      /\bche (?:maleducazione|vergogna|mancanza di rispetto|faccia tosta|assurdità|sciocchezza)\b|\bperdita di tempo\b|\bmancanza di rispetto\b|\bscartoffie\b|\bhai (?:perfettamente |assolutamente |proprio |pienamente |completamente |tutte le )?ragioni?e?\b|\b(?:è|sono) (?:davvero |proprio |semplicemente |solo )?(?:un |una |degli |delle )?(?:idiot|incapac|incompetent|imbecill|cretin|ingiust|ridicol|vergognos|inaccettabil|assurd|pigr|arrogant|maleducat|irrispettos)\w*\b|\b(?:regol\w|procedur\w|burocrazia) (?:stupid|assurd|inutil|ridicol)\w+\b|\bè (?:tutta )?colpa (?:sua|loro)\b|\buna scusa\b/,
    gossips:
      /\bpettegolezz\w\b|\btra (?:noi|me e te)\b|\bsi (?:mormora|vocifera|dice in giro)\b|\bho sentito (?:dire|che)\b|\bche cosa dicono gli altri\b/,
    mocks:
      /\bbenvenut\w nel mondo reale\b|\bche sorpresa\b|\bbuona fortuna\b|\bchi l'avrebbe (?:mai )?detto\b|\bpover\w (?:te|piccol)/,
    politics: /\b(?:elezion\w+|governo|sindacat\w|politic(?:i|o) al|ministr\w|partito)\b/,
    sells:
      /\b(?:premium|prova gratuita|abbonament\w+|abbonati|il nostro (?:prodotto|corso|software)|la nostra (?:app|piattaforma)|iscriviti|scarica)\b/,
    refuses:
      /\bnon posso (?:aiutart\w|parlar\w|discuter\w|continuar\w|trattar\w)\b|\b(?:rivolgiti|consulta) (?:a )?un(?:o)? (?:professionista|psicolog\w|specialista|terapeuta|esperto)\b|\bargomento delicato\b/,
    apologises:
      /\b(?:scusa\w*|mi dispiace|perdon\w+|mio errore)\b.{0,120}\b(?:scusa\w*|dispiace|perdon\w+|errore|avrei dovuto)\b/,
    pries:
      /\b(?:password|credenziali|iban|carta di credito|data di nascita|indirizzo di casa|numero di telefono|stipendio (?:di|del)|codice fiscale|diagnosi)\b/,
    greets: /^(?:ciao|salve|buongiorno|buonasera|gentile|car[oa])\b/,
    signsOff: /\b(?:cordiali saluti|un saluto|saluti|buona (?:giornata|serata|settimana)|il tuo coach)\b/,
    exclaims: /^che (?:\w+ ){0,1}\w+[.!]$/,
    alarms: /\b(?:numero di emergenza|pronto soccorso|linea di aiuto|telefono amico|suicid\w+|molestie|mobbing)\b/,
  },
  opens:
    /(?:^|(?<!\p{L})(?:a|di|in|con|per|da|su|e|ma) )che(?!\p{L})|(?<!\p{L})(?:che cosa|cosa|cos'|chi|quale|quali|qual|come|com'|dove|dov'|quando|quanto|quanta|quanti|quante|perché|perche)(?!\p{L})|\w'(?:che|cosa)/u,
  invites:
    /(?:^|[:;,.] |\b(?:allora|quindi|e|ma|prima|adesso|ora) )(?:raccontami|racconta|descrivi|descrivimi|dimmi|dillo|mostrami|portami|immagina|pensa a|scegli|scrivil[oa]|scrivi (?:la|il|una)|prova a dirlo|parti da|dammi|mettiti|completa|spiegami|parlami|torna a)\b/,
  mayBeClosed:
    /\b(?:è così|è giusto|ti torna|ti ritrovi|ho capito bene|puoi (?:raccontar|descriver|dir|spiegar|far)\w*|o)\b/,
  feels:
    /\b(?:rabbia|furios\w|arrabbiat\w|trem\w+|pian\w+|paura|vergogna|odio|stuf\w|esaust\w|umiliat\w|delus\w|ingiust\w|orribile|schifo|cazzo|merda|sol[oa]|incazzat\w)\b|!!+/,
  inTrouble:
    /\b(?:io|mi|me)\b.{0,120}\b(?:morire|uccider\w*|farmi del male|paura|pastiglie|toccat\w|picchiat\w|minacci\w+|non ce la faccio)\b/,
  disagrees: /^(?:no,|no non|sbagliato|per niente|non mi capisci)|\b(?:non è così|non è quello che|hai capito male)\b/,
  isStuck:
    /\b(?:nessuna idea|non so (?:da dove|come|cosa|che)|bloccat\w|non mi viene|un aiuto|un suggerimento|aiutami|dimmi (?:solo|tu)|il tuo parere|cosa faresti)\b/,
  asksTerm: /\b(?:che (?:vuol dire|significa|cos'è)|cos'è|cosa (?:vuol dire|significa|è)|spiega\w*)\b/,
  leaves:
    /\b(?:ciao|arrivederci|a (?:presto|domani|dopo)|è tutto|grazie(?:,|\.|!|$| mille| a te)|basta domande|devo andare|buonanotte|buona (?:notte|serata|giornata)|fermiamoci|finiamo qui|per oggi basta)/,
  sumsUp:
    /\b(?:in sintesi|riassumendo|riassumo|per riassumere|fin qui|finora|ricapitol\w+|in breve|mettiamo insieme)\b/,
  illustrates:
    /\b(?:esempio|immagina|supponi|significa|vuol dire|è un\w?|sono|schema|modello|altro campo|altro settore)\b/,
  handsOver:
    /\b(?:non lo so|lo sa|lo sanno|lo dice|avvocat\w+|ufficio legale|medico|dottor\w+|consulente|commercialista|risorse umane|sono un'ia|ia)\b/,
  numbers: {
    due: 2,
    tre: 3,
    quattro: 4,
    cinque: 5,
    sette: 7,
    otto: 8,
    nove: 9,
    dieci: 10,
    undici: 11,
    dodici: 12,
    quindici: 15,
    venti: 20,
    trenta: 30,
    quaranta: 40,
    cinquanta: 50,
    cento: 100,
  },
  whichOf: /\b(?:quale|quali|qual|chi)\b/,
  or: /\b(?:o|oppure|forse|magari|che tu|perché)\b/,
  inGeneral:
    /\b(?:sicuramente|certamente|chiaramente|evidentemente|ovviamente|naturalmente|vietato|in fondo|nessuno|assolutamente|normalmente|raramente|sempre|mai|tutti|ognuno|chiunque|spesso|di solito|in genere|nella vita|fondamentale|essenziale|chiave|il segreto|la fiducia|la comunicazione)\b/,
  thinksFor: /\b(?:vuole|voleva|si sente|si è sentit\w|teme|pensa|crede|spera|cerca di|ha paura)\b/,
  mustDo: /\b(?:devi|dovresti|bisogna|puoi semplicemente)\b/,
  ofItself: /\b(?:io|mi|me|mio|mia|miei|mie)\b/,
  large: '',
  turned: {
    io: 'tu',
    mio: 'tuo',
    mia: 'tua',
    miei: 'tuoi',
    mie: 'tue',
    mi: 'ti',
    ho: 'hai',
    sono: 'sei',
    nostro: 'vostro',
    nostra: 'vostra',
  },
  small:
    'in il lo gli di che è una non per con si del della dei delle degli cosa ti hai ha sono come quando più ma ho mi questo questa nel nella alla al anche chi da dal dalla ci un i le e o se tuo tua tuoi suo sua mio mia nostro lui lei loro quello quella perché già ancora molto poi solo essere fare detto fatto era hanno puoi vuoi quale quali dove stato',
}
