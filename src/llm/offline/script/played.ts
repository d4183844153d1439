import type { Role } from '../../../coaching/languages/language.ts'
import type { Pressure } from '../../../coaching/model.ts'

/** What the learner's words do for the other person: moves that win them, and moves that lose them. */
export type Move = 'feels' | 'acts' | 'asks' | 'counts' | 'reasons' | 'blames' | 'hides' | 'orders' | 'general'

/** What the person whom the coach plays says in one language. */
export type Lines = {
  moves: Record<Exclude<Move, 'general'>, RegExp>
  openers: Record<Pressure, string>
  /** What the talk is about, from words of the case. */
  about: [RegExp, string][]
  /** What they want to hear, by what they are to the learner. */
  wants: Record<Role, string[]>
  reacts: Record<Move, string[]>
  /** Nearly won, and won. */
  softer: string[]
  agrees: string[]
  /** Comes back to what was not answered, and passes on. */
  again: (ask: string) => string
  left: string
}

export const ENGLISH_LINES: Lines = {
  moves: {
    blames:
      /\b(you (always|never|only ever|just don't|should have|don't care|keep)|your (own )?fault|that's on you|because of you|you people|typical of you|how could you|you stole|you lied|selfish|lazy|incompetent)\b/,
    hides:
      /\b(policy|not my (fault|job|department|decision|problem)|nothing i can do|those are the rules|i was told|the system|as per|you (have|must) understand)\b/,
    orders:
      /\b(calm down|you have to|you must|deal with it|get over it|or else|take it or leave it|that's final|end of discussion|overreact(ing)?)\b/,
    feels:
      /\b(sorry|apologi[sz]e|i (can )?(see|hear|understand|imagine|know)( that)? (how|that|what|why|you|it)|must (be|feel|have been)|thank you for|i appreciate|frustrating|that was (hard|annoying|unfair)|i value|matters to (you|me)|my mistake|our mistake)\b/,
    acts: /\b(?:could|can|shall|how about) we\b|\b(i|we)('ll| will| can| am going to|'m going to| would like to| suggest| propose)\b.{0,90}\b(today|tonight|tomorrow|(mon|tues|wednes|thurs|fri)day|next week|this week|by \d|at \d|before|until|within|minutes|hours|days|every week|each week|together|in writing|first|then)\b/,
    asks: /\?\s*$/,
    counts:
      /\d|\b(twice|three times|half of|every (day|week|time)|last (week|month|meeting|monday|tuesday|wednesday|thursday|friday)|yesterday|for example)\b/,
    reasons: /\b(because|so that|which means|since|therefore|instead of|otherwise|that way|the reason)\b/,
  },
  openers: {
    easy: 'Hello, come in. I have time for you.',
    medium: 'Hello. I have half an hour.',
    hard: 'Hello. I have ten minutes, and honestly I am not in the mood for a long story.',
  },
  about: [
    [
      /\b(credit|my name|whose (work|idea)|as (his|her|their) own|took my)\b/i,
      'It is about who did the work, I suppose.',
    ],
    [
      /\b(interrupt|shout|yell|tone|rude|talk(s|ed)? over|cut(s)? me off|icy)\w*/i,
      'It is about how we talk to each other, I suppose.',
    ],
    [
      /\b(weekend|overtime|workload|saturdays?|too much work|extra hours|holiday|vacation)\b/i,
      'It is about the workload, I suppose.',
    ],
    [/\b(promotion|salary|raise|pay rise)\b/i, 'It is about your position here, I suppose.'],
    [/\b(late|delay\w*|deadline|wait(s|ed|ing)|weeks?|overdue)\b/i, 'It is about the time it takes, I suppose.'],
    [
      /\b(price|expensive|budget|discount|cost(s|ly)?|money|refund|invoice|bill)\b/i,
      'It is about the money, I suppose.',
    ],
    [/\b(mistake|wrong|broken|error|bug|crash(ed)?|failed|complain\w*)\b/i, 'It is about what went wrong, I suppose.'],
    [/\b(feedback|report|review|performance|quality)\b/i, 'It is about the work of the last weeks, I suppose.'],
    [
      /\b(kafka|queue|database|service|architecture|migration|cloud|api|deploy\w*)\b/i,
      'It is about the plan for the system, I suppose.',
    ],
  ],
  wants: {
    boss: [
      'What is it that you want from me?',
      'Why do you come to me with this now?',
      'What did you do about it yourself?',
      'What do I tell the others if I say yes?',
      'What happens if it stays as it is?',
    ],
    report: [
      'What exactly did I do?',
      'Why do you tell me that only now?',
      'What do you expect from me?',
      'Is it only me, or the others as well?',
      'What happens if I do not manage it?',
    ],
    colleague: [
      'What exactly do you mean?',
      'Why is that a problem for you?',
      'What should I do differently, in your view?',
      'And what will you do?',
      'Why did you not say so at the time?',
    ],
    buyer: [
      'What would change for us from one day to the next?',
      'Why should we do anything at all?',
      'It is more than we planned. How do you explain the price?',
      'How would I know after three months that it was right?',
      'What happens if it does not work for us?',
    ],
    customer: [
      'What will you do about it?',
      'Why did I have to ask for this myself?',
      'When will it be put right?',
      'How do I know that it does not happen again?',
      'What can you offer me today?',
    ],
    head: [
      'What does it bring us?',
      'Why should we do anything at all?',
      'What does it cost us if you are wrong?',
      'Who on our side wants this?',
      'How would I know after three months that it was right?',
    ],
    supplier: [
      'What do you need from us?',
      'Why was that not in the order?',
      'By when do you need it?',
      'What do we get in return?',
      'Who decides that on your side?',
    ],
    mentor: [
      'What happens in it, from start to end, in your words?',
      'Which part is not clear to you yet?',
      'How did you check that?',
      'What would you try first?',
      'What do you need from me this week?',
    ],
    other: [
      'What is it that you would like from me?',
      'Why should I change anything about it?',
      'What have you tried so far?',
      'What happens if I say no?',
      'By when do you need my answer?',
    ],
  },
  reacts: {
    feels: ['Thank you. I needed to hear that first.', 'It helps that you say that.', 'Good that you see it.'],
    acts: ['That is something I can hold on to.', 'All right, that would help.', 'Fine, that is a step.'],
    asks: [
      'Fair question. I would have to think about it.',
      'Good that you ask me.',
      'Nobody has asked me that so far.',
    ],
    counts: ['That I did not have in mind.', 'That is concrete, at least.', 'I see what you mean by that.'],
    reasons: ['I see why you say that.', 'That I can follow.', 'There is something in that.'],
    blames: [
      'That is not fair, and like that I do not want to talk.',
      'So it is all my fault now.',
      'If you put it like that, I close up.',
    ],
    hides: [
      'Your rules do not help me.',
      'That sounds as if nobody here were responsible.',
      'I did not ask whose job it is.',
    ],
    orders: ['Do not tell me what I have to do.', 'That makes it worse, you know.', 'I do not take that from you.'],
    general: ['That is rather general.', 'I have heard that before.', 'That tells me little.'],
  },
  softer: ['I am listening now.', 'We are getting closer, I think.', 'That sounds different from the beginning.'],
  agrees: [
    'All right, let us do it like that.',
    'Agreed. Write me a line about it, and it stands.',
    'Good. Then I am with you.',
  ],
  again: (ask) => `I come back to it: ${/^I\b/.test(ask) ? ask : ask.charAt(0).toLowerCase() + ask.slice(1)}`,
  left: 'We leave that open, then.',
}

export const GERMAN_LINES: Lines = {
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
