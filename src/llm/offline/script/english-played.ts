import type { Lines } from './played.ts'

/** What the person whom the coach plays says in English. */
export const ENGLISH_PLAYED: Lines = {
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
