import type { Lines } from './played.ts'

/** What the person whom the coach plays says in German. */
export const GERMAN_PLAYED: Lines = {
  moves: {
    blames:
      /(?<!\p{L})(?:(?:immer|nie|ständig|dauernd) (?:machst|bist|hast|kommst) du|du (?:machst|bist|hast|kommst) (?:immer|nie|ständig|dauernd)|deine schuld|ihre schuld|wegen dir|typisch|du hättest|wie konntest du|faul|egoistisch|unfähig|du lügst|geklaut)(?!\p{L})/u,
    hides:
      /(?<!\p{L})(?:vorschriften?|richtlinien?|nicht (?:meine|unsere) (?:schuld|aufgabe|abteilung|entscheidung)|da kann ich nichts machen|so sind die regeln|das system|zuständig)(?!\p{L})/u,
    orders:
      /(?<!\p{L})(?:beruhig\p{L}*|du musst|sie müssen|reiß dich|stell dich nicht|basta|keine diskussion|übertreib\p{L}*|sonst gibt es)(?!\p{L})/u,
    feels:
      /(?<!\p{L})(?:tut mir leid|entschuldig\p{L}*|ich (?:sehe|verstehe|höre|kann mir vorstellen|weiß),? (?:dass|wie|was|warum)|ich verstehe (?:sie|dich|ihren|deinen|das)|danke,? dass|ich schätze|ärgerlich|das war (?:hart|unfair)|ist (?:dir|ihnen|mir) wichtig|mein fehler|unser fehler)(?!\p{L})/u,
    acts: /(?<!\p{L})(?:können|könnten|wollen|sollen) wir(?!\p{L})|(?<!\p{L})(?:ich|wir) (?:werden?|schicke?n?|rufe?n?|melden?|bringe?n?|machen?|prüfe?n?|kläre?n?|schlage?n?|könnten?|möchten?|würden?)(?!\p{L}).{0,90}(?<!\p{L})(?:heute|morgen|(?:mon|diens|donners|frei)tag|mittwoch|nächste woche|diese woche|bis|um \d|vor|binnen|minuten|stunden|tage|jede woche|gemeinsam|schriftlich|zuerst)(?!\p{L})|(?<!\p{L})(?:heute|morgen|(?:mon|diens|donners|frei)tag|mittwoch|bis \p{L}+) (?:schicke|rufe|melde|bringe|mache|haben|bekommen|kläre) (?:ich|sie|wir|du)(?!\p{L})/u,
    asks: /\?\s*$/,
    counts:
      /\d|(?<!\p{L})(?:zweimal|dreimal|jedes mal|letzte (?:woche|sitzung)|letzten (?:montag|dienstag|mittwoch|donnerstag|freitag)|gestern|zum beispiel)(?!\p{L})/u,
    reasons: /(?<!\p{L})(?:weil|denn|damit|deshalb|sonst|stattdessen|der grund)(?!\p{L})/u,
  },
  openers: {
    easy: 'Hallo, komm rein. Ich habe Zeit für dich.',
    medium: 'Hallo. Ich habe eine halbe Stunde.',
    hard: 'Hallo. Ich habe zehn Minuten, und ehrlich gesagt keine Lust auf eine lange Geschichte.',
  },
  about: [
    [/als (?:seine|ihre)\b|mein name|meine idee|lorbeeren/i, 'Es geht wohl darum, wer die Arbeit gemacht hat.'],
    [/unterbr|ins wort|angeschrien|tonfall|schreit/i, 'Es geht wohl darum, wie wir miteinander reden.'],
    [/wochenende|überstunden|samstag|zu viel arbeit|urlaub/i, 'Es geht wohl um die Arbeitsmenge.'],
    [/beförder|gehalt/i, 'Es geht wohl um deine Stelle hier.'],
    [/feedback|rückmeldung|bericht/i, 'Es geht wohl um die Arbeit der letzten Wochen.'],
    [/rechnung|preis|teuer|budget|rabatt|geld|kosten/i, 'Es geht wohl ums Geld.'],
    [/spät|verzöger|frist|warte|wochen/i, 'Es geht wohl darum, wie lange es dauert.'],
    [/fehler|falsch|kaputt|beschwer/i, 'Es geht wohl um das, was schiefging.'],
  ],
  wants: {
    boss: [
      'Was genau willst du von mir?',
      'Warum kommst du damit jetzt zu mir?',
      'Was hast du selbst schon versucht?',
      'Was sage ich den anderen, wenn ich Ja sage?',
      'Was passiert, wenn alles so bleibt?',
    ],
    report: [
      'Was genau habe ich gemacht?',
      'Warum sagst du mir das erst jetzt?',
      'Was erwartest du von mir?',
      'Betrifft das nur mich?',
      'Was passiert, wenn ich es nicht schaffe?',
    ],
    colleague: [
      'Was meinst du genau?',
      'Warum ist das ein Problem für dich?',
      'Was soll ich deiner Meinung nach anders machen?',
      'Und was machst du?',
      'Warum hast du das nicht gleich gesagt?',
    ],
    buyer: [
      'Was wäre bei uns von heute auf morgen anders?',
      'Warum sollten wir überhaupt etwas tun?',
      'Das ist mehr als geplant. Wie erklären Sie den Preis?',
      'Woran sehe ich nach drei Monaten, dass es richtig war?',
      'Was ist, wenn es bei uns nicht funktioniert?',
    ],
    customer: [
      'Was tun Sie jetzt?',
      'Warum musste ich selbst nachfragen?',
      'Wann ist das in Ordnung?',
      'Woher weiß ich, dass es nicht wieder passiert?',
      'Was können Sie mir heute anbieten?',
    ],
    head: [
      'Was bringt uns das?',
      'Warum sollten wir überhaupt etwas tun?',
      'Was kostet es uns, wenn Sie sich irren?',
      'Wer bei uns will das?',
      'Woran sehe ich nach drei Monaten, dass es richtig war?',
    ],
    supplier: [
      'Was brauchen Sie von uns?',
      'Warum stand das nicht in der Bestellung?',
      'Bis wann brauchen Sie es?',
      'Was bekommen wir dafür?',
      'Wer entscheidet das bei Ihnen?',
    ],
    mentor: [
      'Was passiert darin, von Anfang bis Ende, in deinen Worten?',
      'Welcher Teil ist dir noch nicht klar?',
      'Wie hast du das geprüft?',
      'Was würdest du zuerst versuchen?',
      'Was brauchst du diese Woche von mir?',
    ],
    other: [
      'Was möchtest du von mir?',
      'Warum sollte ich etwas daran ändern?',
      'Was hast du bisher versucht?',
      'Was passiert, wenn ich Nein sage?',
      'Bis wann brauchst du meine Antwort?',
    ],
  },
  reacts: {
    feels: [
      'Danke. Das musste ich zuerst hören.',
      'Es hilft, dass du das sagst.',
      'Gut, dass das mal ausgesprochen ist.',
    ],
    acts: ['Daran kann ich mich halten.', 'Gut, das würde helfen.', 'Schön, das ist ein Schritt.'],
    asks: [
      'Berechtigte Frage. Darüber muss ich nachdenken.',
      'Gut, dass du mich fragst.',
      'Das hat mich noch niemand gefragt.',
    ],
    counts: ['Das hatte ich so nicht im Kopf.', 'Das ist wenigstens konkret.', 'Jetzt sehe ich, was gemeint ist.'],
    reasons: ['Ich sehe den Grund.', 'Das kann ich nachvollziehen.', 'Da ist etwas dran.'],
    blames: [
      'Das ist unfair, und so möchte ich nicht reden.',
      'Jetzt bin ich also an allem schuld.',
      'Wenn das so klingt, mache ich zu.',
    ],
    hides: [
      'Regeln helfen mir nicht.',
      'Das klingt, als wäre niemand verantwortlich.',
      'Ich habe nicht gefragt, wer zuständig ist.',
    ],
    orders: ['Vorschreiben lasse ich mir das nicht.', 'Das macht es nur schlimmer.', 'Das nehme ich so nicht hin.'],
    general: ['Das ist recht allgemein.', 'Das habe ich schon gehört.', 'Das sagt mir wenig.'],
  },
  softer: ['Jetzt höre ich zu.', 'Wir kommen uns näher, denke ich.', 'Das klingt anders als am Anfang.'],
  agrees: ['Gut, machen wir es so.', 'Einverstanden. Eine Zeile dazu, und es steht.', 'Gut. Dann bin ich dabei.'],
  again: (ask) => `Ich komme darauf zurück: ${ask}`,
  left: 'Dann lassen wir das offen.',
}
