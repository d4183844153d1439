/** Ten plain facts a field, by a word that its coach's name or description has: what a term means, in one or two sentences. Terms are pieces of a pattern. */
export const ENGLISH_FACTS: Record<string, [terms: string, fact: string][]> = {
  sales: [
    [
      'discovery(?: (?:call|talk|meeting|phase))?',
      'Discovery is the early part of a sale in which you find out what is not working for the customer, what it costs them and who decides, before anything is offered.',
    ],
    [
      'qualif\\w+|bant|meddicc?',
      'To qualify a deal means to check whether there is a real problem, money, somebody who decides and a date. BANT and MEDDIC are checklists for that.',
    ],
    ['pipeline', 'The pipeline is the list of open deals, each with its stage, its value and its next step.'],
    [
      'champion',
      'A champion is somebody on the customer’s side who wants the change and speaks for it when you are not in the room.',
    ],
    [
      'economic buyer|decision maker',
      'The economic buyer is the person who can release the money, and who can still say no when all others have said yes.',
    ],
    [
      'objections?',
      'An objection is a reason against buying that is said aloud. Behind it is often a worry that is not.',
    ],
    [
      'value proposition',
      'A value proposition says in a sentence what gets better for this customer, by how much, and compared to what.',
    ],
    [
      '(?:sales )?stages?|funnel',
      'A stage says how far a deal is, shown by what the buyer has done, not by what the seller has.',
    ],
    [
      'roi|return on investment|payback',
      'Return on investment compares what a purchase brings in a given time with what it costs; payback is the time until both are equal.',
    ],
    [
      'procurement|purchasing',
      'Procurement is the department that negotiates terms and checks suppliers. It usually comes in once somebody else wants to buy.',
    ],
    [
      '(?:mutual )?(?:action|close) plan',
      'A mutual plan lists the steps up to a decision, each with a date and a name from both sides.',
    ],
    [
      'cold (?:call|mail|email|outreach)\\w*|lead',
      'A lead is somebody who might buy and has not been checked yet. A cold contact is one who did not ask to be contacted.',
    ],
  ],
  architecture: [
    [
      'adr|decision record',
      'A decision record notes on one page what was decided, why, what was turned down, and when to look at it again.',
    ],
    [
      '(?:non[- ]?functional|quality) (?:requirements?|attributes?)|nfrs?',
      'Non-functional requirements say how well a system must do its work: how fast, how available, how safe, at what cost.',
    ],
    [
      'trade[- ]?offs?',
      'A trade-off is what you give up for what you gain. Saying both in one sentence makes a decision easier to check.',
    ],
    [
      'p99|p95|percentiles?|tail latency',
      'The p99 latency is the time within which 99 of 100 requests are answered. It shows the slow cases that an average hides.',
    ],
    [
      'availability|sla|slo|nines',
      'Availability is the share of time in which a system works. An SLO is the aim for it, an SLA the promise with a penalty.',
    ],
    [
      'scal(?:e|ing|ability|able)\\w*',
      'To scale up means a bigger machine, to scale out more machines. Scaling out needs work that can be split.',
    ],
    [
      'event(?:ual)? consistency|eventually consistent|cap(?: theorem)?',
      'Eventual consistency means that copies of data may differ for a while and agree later. It buys availability at the price of stale reads.',
    ],
    [
      'idempoten\\w+',
      'An operation is idempotent when doing it twice has the effect of doing it once, so that a repeat after a failure is harmless.',
    ],
    [
      'microservices?|monoliths?',
      'A monolith is deployed as one piece, microservices one by one. The latter give teams independence and cost more operation.',
    ],
    [
      'message queue|queues?|kafka|broker',
      'A message queue keeps work between two parts until the receiver is ready, so that one can be down without the other.',
    ],
    [
      'spike|proof of concept|poc|prototype',
      'A spike is a small, time-boxed experiment that answers one technical question and is thrown away afterwards.',
    ],
    [
      'failover|redundan\\w+|single point of failure',
      'Failover means that a second part takes over when the first one fails. Without it, that part is a single point of failure.',
    ],
    ['technical debt|tech debt', 'Technical debt is work that was put off and makes each later change slower.'],
  ],
  communication: [
    [
      'active listening',
      'Active listening means to let somebody finish, to say in your own words what you understood, and to ask whether it is right.',
    ],
    [
      'empath\\w+',
      'Empathy in a customer talk is to notice what somebody feels and why, and to say so before going to the facts.',
    ],
    [
      'de-?escalat\\w+',
      'De-escalation means to lower the tension first, by a calm voice, by acknowledging and by a choice, and to solve the matter after that.',
    ],
    [
      'positive framing|reframing|framing',
      'Positive framing says what is possible and when, instead of what is not: “on Friday you have it” for “not before Friday”.',
    ],
    [
      'i[- ]messages?|i[- ]statements?',
      'An I-message says what you saw, what it does to you and what you would like, without a judgement of the other person.',
    ],
    [
      'open(?:[- ]ended)? questions?|closed questions?',
      'An open question begins with what, how or which and cannot be answered by yes or no.',
    ],
    [
      'paraphras\\w+|mirroring',
      'To paraphrase is to give back the meaning in other words, so that the other person can correct it.',
    ],
    [
      'expectation management|manag\\w+ expectations',
      'Managing expectations means to say early what will happen, by when, and what will not.',
    ],
    [
      'root cause',
      'A root cause is what has to change so that the problem does not come back; the symptom is what people see of it.',
    ],
    [
      'service recovery|goodwill',
      'Service recovery is what is done after a failure: own it, put it right, and check that it is right for the customer.',
    ],
    [
      'tone(?: of voice)?',
      'Tone is how a sentence sounds apart from its content. In writing, short sentences and the person’s own words make it warmer.',
    ],
    [
      'escalat\\w+',
      'To escalate is to bring a matter to somebody with more power to decide. It works best with a summary and a wish.',
    ],
  ],
  onboarding: [
    [
      'pull request|pr|merge request',
      'A pull request proposes a change of the code, so that others can read and discuss it before it is taken over.',
    ],
    [
      'code review|review',
      'In a code review somebody else reads a change, to find mistakes early and so that two people know it.',
    ],
    [
      'ci(?:/cd)?|continuous integration|pipeline',
      'CI, continuous integration, builds and tests each change by itself. The pipeline is the row of steps that a change runs through.',
    ],
    [
      'deploy\\w*|release',
      'To deploy is to bring a version onto the machines where it runs; to release is to let people use it.',
    ],
    [
      'staging|test environment',
      'Staging is a copy of the real environment in which a change is tried before users see it.',
    ],
    [
      'repo(?:sitory)?|git|branch\\w*',
      'A repository holds the code with its history. A branch is a line of changes beside the main one.',
    ],
    [
      'unit tests?|integration tests?|tests?',
      'A unit test checks one small part by itself, an integration test several parts together.',
    ],
    [
      'runbook|on[- ]?call',
      'A runbook says step by step what to do in a certain trouble. On call is who is called when it happens.',
    ],
    [
      'feature (?:flag|toggle)s?',
      'A feature flag is a switch that turns a part of the program on or off without a new deployment.',
    ],
    [
      'tech(?:nology)? stack|stack',
      'The stack is the set of languages, frameworks and services that a system is built with.',
    ],
    [
      'backlog|sprint|ticket|stand-?up',
      'A ticket describes one piece of work, the backlog is the ordered list of them, and a sprint the time for which some are taken.',
    ],
    [
      'pair(?:ing| programming)',
      'In pair programming two people work on one task at one screen; one writes, and the other thinks ahead.',
    ],
    [
      'docker|containers?|kubernetes|k8s',
      'A container packs a program with all that it needs to run. Kubernetes runs many of them on many machines.',
    ],
  ],
  conversation: [
    [
      'feedback',
      'Feedback tells somebody what you saw, what it led to and what you would like, soon after it happened and in private.',
    ],
    [
      'sbi|situation[- ]behaviou?r[- ]impact',
      'SBI stands for situation, behaviour, impact: when it was, what was done, what it led to. It keeps feedback free of judgements.',
    ],
    [
      'nonviolent communication|nvc',
      'Nonviolent communication goes in four steps: what I saw, what I feel, what I need, what I ask for.',
    ],
    [
      '(?:set(?:ting)? )?boundar(?:y|ies)',
      'A boundary says what you will do or not do yourself. A demand says what the other person has to do.',
    ],
    [
      'one[- ]on[- ]ones?|1[:-]1s?',
      'A one-on-one is a regular talk between two people, mostly a manager and a report, about what does not fit into a meeting.',
    ],
    [
      'psychological safety',
      'Psychological safety means that people can admit mistakes, ask and disagree without being punished for it.',
    ],
    [
      'assertive\\w*',
      'To be assertive is to say what you want clearly and to respect that the other person may want something else.',
    ],
    [
      'passive[- ]aggressive',
      'Passive-aggressive is what shows anger without saying it: silence, delay, a barb. Naming what was seen helps more than the label.',
    ],
    [
      'active listening',
      'Active listening means to let somebody finish, to say in your own words what you understood, and to ask whether it is right.',
    ],
    [
      'i[- ]messages?|i[- ]statements?',
      'An I-message says what you saw, what it does to you and what you would like, without a judgement of the other person.',
    ],
    [
      'mediat\\w+',
      'In a mediation a third person, who takes no side, helps two others to find an agreement of their own.',
    ],
    [
      'hr|human resources|works council',
      'HR looks after rules, contracts and conflicts in a company; a works council speaks for the employees, where there is one.',
    ],
    [
      'micro-?manag\\w+',
      'Micromanagement is control of how somebody works in every detail, instead of agreeing on the result.',
    ],
  ],
}
