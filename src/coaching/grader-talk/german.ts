import type { GraderTalk } from './language.ts'

export const german: GraderTalk = {
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
}
