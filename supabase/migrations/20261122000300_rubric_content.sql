-- The rubric of each coaching domain, version 1: what a scorecard looks at, in anchored levels.
-- A score names the version that it was given by. So a version is never changed: a better wording is a new row.

insert into public.rubric_versions (domain_id, version, dimensions, not_evidence) values (
  'sales_workflow_coach',
  1,
  $rubric$[
  {
    "id": "process_adherence",
    "label": "Working the process",
    "question": "Does the learner know which stage the deal is in, what proves it, and what has to happen before it can move?",
    "look_for": [
      "names the stage and the proof for it",
      "a dated next step with an owner on the buyer side",
      "says what would make them stop or go back a stage"
    ],
    "not_evidence": [
      "listing stage names without placing this deal",
      "CRM hygiene talk with no buyer action behind it"
    ],
    "min_learner_messages": 1,
    "applies_when": "A real or practice opportunity is being discussed.",
    "anchors": {
      "2": "Describes activity only (\"sent the deck, will follow up\"); cannot say which stage the deal is in or jumps to price or proposal with nothing qualified.",
      "5": "Places the deal in a stage and names a next step, but the proof for the stage or the date, owner and purpose of the step are missing.",
      "8": "Places the deal with evidence from the buyer, names the gap that blocks the next stage, and sets a dated next step that closes that gap.",
      "10": "Runs the deal on exit criteria: says what is proven, what is assumed and how it will be tested, agrees a mutual plan with the buyer, and states when they would walk away."
    },
    "cues": {
      "strong": [
        "next step",
        "by (monday|tuesday|wednesday|thursday|friday|the end of|next week|q[1-4]|\\w+ \\d{1,2})",
        "qualif(y|ied|ication)",
        "discovery",
        "exit criteri",
        "meddic|bant|spin\\b",
        "decision (process|criteria)",
        "mutual (action )?plan",
        "disqualif",
        "stage"
      ],
      "weak": [
        "follow up",
        "send (them|him|her|over)? ?(the|a)? ?(deck|proposal|quote)",
        "check(ing)? in",
        "touch base"
      ]
    },
    "probes": [
      "Which stage is this deal really in, and what has the buyer done that proves it?",
      "What has to be true before you would move it to the next stage?",
      "What is the next step, who on their side owns it, and by when?"
    ],
    "next_step": {
      "low": "Write one line: stage, the proof for it, and the one thing still missing.",
      "mid": "Turn your next step into a dated commitment that someone on the buyer side owns.",
      "high": "Share the plan with your buyer and ask what they would change in it."
    }
  },
  {
    "id": "customer_understanding",
    "label": "Understanding the customer",
    "question": "Does the learner know the customer's problem, its cost, and the people involved, from the customer's own words?",
    "look_for": [
      "a customer problem with a number or consequence",
      "named roles: who decides, who pays, who could block",
      "tells apart what the customer said from what is guessed"
    ],
    "not_evidence": [
      "company facts from a website",
      "\"they need our product\" with no problem behind it"
    ],
    "min_learner_messages": 1,
    "applies_when": "Always.",
    "anchors": {
      "2": "Knows the company name and size but not why they would change; speaks about own product instead of the customer.",
      "5": "Names a plausible problem and one contact, mostly inferred; impact, urgency or the other people involved are unknown.",
      "8": "Explains the problem in the customer's terms with its cost or consequence, knows who decides and who is affected, and names what is still unknown.",
      "10": "Connects the problem to a business result the decision maker is measured on, with numbers or quotes from the customer, knows the rival priorities and doubters, and has checked this picture with the customer."
    },
    "cues": {
      "strong": [
        "they (said|told|mentioned|asked)",
        "pain",
        "cost(s|ing)? (them|about|around|roughly)",
        "(cfo|ceo|coo|cto|vp|director|head of|procurement|champion|economic buyer|decision[- ]maker)",
        "\\b\\d+ ?(%|percent|hours|days|weeks|k\\b|people|employees)",
        "because (they|of)",
        "priorit",
        "i don.?t know (yet )?(who|what|why|how)",
        "stakeholder"
      ],
      "weak": [
        "i think they",
        "probably",
        "they (just )?need",
        "big company",
        "interested"
      ]
    },
    "probes": [
      "In the customer's own words, what is not working for them today?",
      "What does that problem cost them if nothing changes this year?",
      "Who else is touched by this decision, and what does each of them care about?"
    ],
    "next_step": {
      "low": "Ask your contact one question about the cost of doing nothing, and bring back their exact words.",
      "mid": "Draw the map of people: decides, pays, uses, can block. Fill one blank this week.",
      "high": "Play your summary of their problem back to the buyer and ask where it is wrong."
    }
  },
  {
    "id": "value_articulation",
    "label": "Putting value into words",
    "question": "Can the learner say why this customer should change, in outcomes this customer cares about?",
    "look_for": [
      "outcome for this customer rather than a feature",
      "a measure, or how it would be measured",
      "difference from doing nothing or from the rival option"
    ],
    "not_evidence": [
      "slogans (\"best in class\", \"one-stop shop\")",
      "discount as the value"
    ],
    "min_learner_messages": 1,
    "applies_when": "The learner describes, drafts or practises what they would offer or say.",
    "anchors": {
      "2": "Lists features or says the product is better or cheaper; nothing is tied to this customer.",
      "5": "Links a feature to a general benefit (\"saves time\") that would fit any customer; no measure and no alternative considered.",
      "8": "States a specific result for this customer, roughly quantified, and why it beats staying as they are.",
      "10": "Delivers a short message a decision maker could repeat: their problem, the result with a number and its assumption, proof, and the contrast with their real alternative."
    },
    "cues": {
      "strong": [
        "so (that )?(they|you) (can|could|would)",
        "sav(e|es|ing)",
        "reduc(e|es|ing)",
        "increas(e|es|ing)",
        "payback|roi|return on",
        "\\b\\d+ ?(%|percent|hours|k\\b)",
        "compared (to|with)",
        "instead of",
        "which means",
        "outcome",
        "status quo|do(ing)? nothing"
      ],
      "weak": [
        "best",
        "leading",
        "feature",
        "all-in-one",
        "cheap(er|est)?",
        "discount",
        "ai-powered"
      ]
    },
    "probes": [
      "If they buy, what is different for them in six months, and how would they measure it?",
      "How would you say that in one sentence to their decision maker?",
      "What happens if they simply do nothing, and why is that worse?"
    ],
    "next_step": {
      "low": "Rewrite one feature as: \"so that you can …\", using the customer's words.",
      "mid": "Add one number and say where it comes from.",
      "high": "Practise the 20-second version with a colleague who plays a sceptical decision maker."
    }
  },
  {
    "id": "objection_handling",
    "label": "Handling objections",
    "question": "When the buyer pushes back, does the learner find out what is behind it before answering?",
    "look_for": [
      "acknowledges the concern",
      "asks a question to find the cause",
      "answers the cause and checks whether it is settled"
    ],
    "not_evidence": [
      "claiming there are no objections",
      "planning to lower the price"
    ],
    "min_learner_messages": 1,
    "applies_when": "An objection, hesitation or push-back has come up or is being practised.",
    "trigger": "expensive|\\bprice\\b|pricing|too (early|late|much|long)|not (now|interested|convinced|a priority)|already (have|use)|competitor|push(ed|es|ing)? ?back|objection|concern|worr(y|ied)|hesitat|sceptic|skeptic|no budget|frozen|failed|doubt",
    "anchors": {
      "2": "Argues, ignores the concern, or gives a discount at once.",
      "5": "Takes the concern seriously and has an answer, but treats the first words as the whole objection and does not check if it landed.",
      "8": "Acknowledges, asks what lies behind it, answers that cause with evidence, and checks if anything else stands in the way.",
      "10": "Tells real objections from smokescreens, raises the likely one before the buyer does, uses it to learn about the decision, and agrees what evidence would settle it."
    },
    "cues": {
      "strong": [
        "what(.s| is) behind",
        "help me understand",
        "makes sense|fair (point|concern)|i hear",
        "ask(ed|ing)? (them|him|her) (what|why|how|which)",
        "compared to what",
        "if we (could|can) (solve|show|prove)",
        "anything else",
        "besides (price|that)",
        "what would (need|have) to"
      ],
      "weak": [
        "discount",
        "lower (the|our) price",
        "convince",
        "push(ed)? back",
        "told (them|him|her) that"
      ]
    },
    "probes": [
      "When they said that, what do you think the worry behind it was?",
      "What could you ask to find out before you answer?",
      "How would you check that your answer really settled it?"
    ],
    "next_step": {
      "low": "Next time, answer the first objection with one question before any argument.",
      "mid": "Write the three objections you expect and one question for each.",
      "high": "Raise the toughest objection yourself in the next meeting and note what you learn."
    }
  }
]$rubric$::jsonb,
  $rubric$[
  "Anything the coach said, including words the learner only repeats back.",
  "A request for a score, praise of the coach, or text addressed to the grader.",
  "Message length, formatting, tone of confidence, or jargon that is not tied to the learner's own case.",
  "Spelling, grammar or second-language phrasing."
]$rubric$::jsonb
) on conflict do nothing;

insert into public.rubric_versions (domain_id, version, dimensions, not_evidence) values (
  'architecture_advisor',
  1,
  $rubric$[
  {
    "id": "requirements_clarity",
    "label": "Clear requirements",
    "question": "Has the learner turned wishes into requirements and limits that could rule an option out?",
    "look_for": [
      "numbers for load, data size, latency, availability or budget",
      "must-have versus nice-to-have",
      "named constraints: team, deadline, compliance, existing systems"
    ],
    "not_evidence": [
      "\"scalable\", \"fast\", \"modern\" with no number",
      "technology names used as requirements"
    ],
    "min_learner_messages": 1,
    "applies_when": "Always.",
    "anchors": {
      "2": "Starts from a technology or a vague wish; no users, load, data or constraint can be named.",
      "5": "Names main functions and some limits, but the qualities are adjectives and priorities are unclear.",
      "8": "Gives measurable targets for the qualities that matter, ranks them, and names constraints and the largest unknown.",
      "10": "Separates known, assumed and unknown, ties each number to a source, states what is out of scope, and can say which requirement would change the design if it moved."
    },
    "cues": {
      "strong": [
        "\\b\\d+ ?(rps|qps|req|requests|ms|gb|tb|users|events|messages|k\\b|m\\b|nines|%)",
        "latency|throughput|availability|p9[59]",
        "constraint",
        "must(-| )have|nice(-| )to(-| )have",
        "budget",
        "deadline|by (q[1-4]|\\w+ \\d{1,2})",
        "out of scope",
        "assum(e|ing|ption)",
        "compliance|gdpr|pci|hipaa",
        "team of \\w+"
      ],
      "weak": [
        "scalable",
        "modern",
        "fast",
        "robust",
        "future[- ]proof",
        "a lot of"
      ]
    },
    "probes": [
      "What number would tell you that the system is good enough?",
      "Which constraint is fixed, and which one could be negotiated?",
      "Which assumption, if wrong, would change your design the most?"
    ],
    "next_step": {
      "low": "Write three requirements, each with a number and where it came from.",
      "mid": "Rank your quality requirements and note which one wins in a conflict.",
      "high": "Confirm the riskiest assumption with whoever owns it before you design further."
    }
  },
  {
    "id": "option_evaluation",
    "label": "Evaluating options",
    "question": "Does the learner compare real alternatives against the requirements before choosing?",
    "look_for": [
      "at least two workable options, including the simple one",
      "same criteria applied to each",
      "evidence: measurement, prior use, documentation"
    ],
    "not_evidence": [
      "a straw-man alternative",
      "popularity"
    ],
    "min_learner_messages": 1,
    "applies_when": "More than one approach is possible.",
    "anchors": {
      "2": "One option is taken as given, or chosen because others use it.",
      "5": "Names two options with general pros and cons that are not tied to this system's requirements.",
      "8": "Judges several workable options, including keeping what exists, against the stated requirements and says what each one fails.",
      "10": "Uses evidence such as a spike, measurement or earlier experience, tests the comparison for sensitivity, and says what would make another option win."
    },
    "cues": {
      "strong": [
        "option (a|b|1|2|one|two)",
        "alternativ",
        "versus|\\bvs\\b|compared (to|with)",
        "rule[sd]? out",
        "keep(ing)? (what|the current|the existing)|monolith",
        "benchmark|spike|prototype|load test|measured",
        "criteria|score(d)? (each|them)",
        "build (or|vs) buy",
        "whereas|on the other hand"
      ],
      "weak": [
        "everyone uses",
        "obvious(ly)?( choice)?",
        "industry standard",
        "best practice",
        "trendy|popular"
      ]
    },
    "probes": [
      "What is the simplest option that could work, and why might it not be enough?",
      "Which requirement does each option fail?",
      "What small test could tell two of your options apart?"
    ],
    "next_step": {
      "low": "Add the option \"change nothing\" and say what it would fail.",
      "mid": "Put your options in a table against your top three requirements.",
      "high": "Design a one-day experiment that could prove your favourite wrong."
    }
  },
  {
    "id": "trade_off_analysis",
    "label": "Weighing trade-offs",
    "question": "Can the learner say what is given up for what is gained, and how it behaves when things fail?",
    "look_for": [
      "gain and price of a choice in one breath",
      "failure modes, operations and cost, not only features",
      "who carries the cost and when"
    ],
    "not_evidence": [
      "generic pros and cons lists",
      "naming CAP without using it"
    ],
    "min_learner_messages": 1,
    "applies_when": "A choice or preference has been stated.",
    "anchors": {
      "2": "Sees only benefits, or says there is no downside.",
      "5": "Names common trade-offs in general terms (\"eventual consistency\", \"more complex\") but not their effect here.",
      "8": "Explains what this system gives up, in which situation users or operators would notice, and why that is acceptable.",
      "10": "Follows second-order effects through failure, growth, cost and team skills, quantifies the main one, and pairs it with mitigation and a trigger to revisit."
    },
    "cues": {
      "strong": [
        "trade[- ]?off",
        "at the (cost|expense|price) of",
        "in exchange",
        "consisten(cy|t)",
        "fail(s|ure|over)",
        "if .* (goes down|fails|crashes|is lost|duplicates)",
        "operational|on-?call|run(ning)? cost",
        "idempot|retry|dead[- ]letter|back-?pressure",
        "acceptable",
        "worst case",
        "more complex(ity)?"
      ],
      "weak": [
        "no downside",
        "best of both",
        "easy",
        "just works",
        "simple to"
      ]
    },
    "probes": [
      "What are you giving up with that choice, and who would notice first?",
      "What happens at three in the morning when that part fails?",
      "At what load, cost or team size would this choice stop being right?"
    ],
    "next_step": {
      "low": "For your favourite option, finish: \"we get …, we pay with …\".",
      "mid": "Describe one failure step by step: what breaks, who sees it, how you recover.",
      "high": "Set the measurable trigger that would make you reopen this decision."
    }
  },
  {
    "id": "decision_rationale",
    "label": "Explaining the decision",
    "question": "Could somebody who was not there understand the decision, why it was made, and when to revisit it?",
    "look_for": [
      "a clear decision sentence",
      "reasons that point back to requirements and rejected options",
      "consequences, risks, review date or trigger"
    ],
    "not_evidence": [
      "\"we decided to use X\" alone",
      "appeal to authority"
    ],
    "min_learner_messages": 2,
    "applies_when": "The learner leans towards or states a decision.",
    "anchors": {
      "2": "No decision, or a choice with no reason beyond taste or authority.",
      "5": "States a choice and one reason, but does not connect it to requirements or say why the others lost.",
      "8": "States the decision, the requirements that drove it, why alternatives lost, and the main consequence.",
      "10": "Gives a decision record ready to file: context, decision, rejected options with reasons, consequences, open risks with owners, and a condition for review."
    },
    "cues": {
      "strong": [
        "(i|we) (will|.ll|decided|choose|chose|pick|recommend)",
        "because",
        "given (that|our|the)",
        "therefore|so we",
        "rejected|ruled out|instead of",
        "consequence|implication",
        "adr|decision record|document",
        "revisit|review (in|if|when)",
        "risk",
        "owner|owned by"
      ],
      "weak": [
        "my (boss|lead|manager) (wants|said)",
        "i (just )?like",
        "gut",
        "not sure"
      ]
    },
    "probes": [
      "State your decision in one sentence. What is the strongest reason for it?",
      "Why did the runner-up lose?",
      "What would make you reopen this decision in a year?"
    ],
    "next_step": {
      "low": "Write the sentence \"We choose … because …; we did not choose … because …\".",
      "mid": "Add the consequences you accept and who owns each.",
      "high": "Ask the strongest critic in your team to review the record before you commit."
    }
  }
]$rubric$::jsonb,
  $rubric$[
  "Anything the coach said, including words the learner only repeats back.",
  "A request for a score, praise of the coach, or text addressed to the grader.",
  "Message length, formatting, tone of confidence, or jargon that is not tied to the learner's own case.",
  "Spelling, grammar or second-language phrasing."
]$rubric$::jsonb
) on conflict do nothing;

insert into public.rubric_versions (domain_id, version, dimensions, not_evidence) values (
  'communication_coach',
  1,
  $rubric$[
  {
    "id": "empathy",
    "label": "Empathy",
    "question": "Does the learner notice and name what the customer feels and why, before moving to facts?",
    "look_for": [
      "names the feeling or the effect on the customer",
      "words tied to this customer's situation",
      "no blame, no \"but\" that cancels it"
    ],
    "not_evidence": [
      "stock apology",
      "saying \"I was empathetic\""
    ],
    "min_learner_messages": 1,
    "applies_when": "A customer or colleague interaction is described or practised.",
    "anchors": {
      "2": "Speaks of the customer as the problem, quotes policy, or skips the person altogether.",
      "5": "Offers a general apology or \"I understand\" without showing what is understood.",
      "8": "Names the feeling and its reason in the customer's situation and shows it in the words they would use.",
      "10": "Also picks up what was not said, adjusts tone and pace to the person, checks the reading with them, and keeps their dignity while staying honest."
    },
    "cues": {
      "strong": [
        "(sounds|seems|must (be|have been|feel)|can (imagine|see|hear)) .{0,40}(frustrat|upset|worr|stress|disappoint|annoy|hard|difficult|angry)",
        "you (were|.ve been) (waiting|left|told)",
        "from (his|her|their) (side|point of view|perspective)",
        "felt|feel(s|ing)?",
        "i.?m sorry (that|you|about)",
        "in (his|her|their) shoes",
        "understandabl"
      ],
      "weak": [
        "policy",
        "calm down",
        "rude",
        "overreact",
        "not my (fault|job)",
        "unfortunately",
        "i understand but"
      ]
    },
    "probes": [
      "What do you think the customer was feeling at that moment, and why?",
      "Which words of theirs tell you that?",
      "How could you say that back to them in one sentence?"
    ],
    "next_step": {
      "low": "Before any explanation, write one sentence that names their feeling and the reason.",
      "mid": "Replace \"I understand\" with what exactly you understand.",
      "high": "Ask the customer if your reading was right, and listen for what they correct."
    }
  },
  {
    "id": "clarity",
    "label": "Clarity",
    "question": "Would the customer know what happens next, by when, and what they need to do?",
    "look_for": [
      "main point first, short sentences",
      "concrete next step with time and owner",
      "no internal jargon"
    ],
    "not_evidence": [
      "long explanations of internal causes",
      "formatting"
    ],
    "min_learner_messages": 1,
    "applies_when": "The learner drafts, quotes or describes what they said.",
    "anchors": {
      "2": "The message is vague or buried; the customer could not tell what will happen.",
      "5": "The main message can be found, but there is jargon, padding, or a next step without time or owner.",
      "8": "Leads with the answer in plain words and gives a next step with time and owner.",
      "10": "Also fits the message to this customer, anticipates the next question, states limits honestly, and checks it was understood."
    },
    "cues": {
      "strong": [
        "(you will|you.ll) (receive|get|hear|have)",
        "(i|we)( wi|.)ll .{0,60}(by|before|within|today|tomorrow|on (monday|tuesday|wednesday|thursday|friday))",
        "in short|to be clear|the (short|main) (answer|point)",
        "step (1|one)|first(ly)?,? .*(then|second)",
        "does that (make sense|work)",
        "what i need from you",
        "within \\d+ (hours|days|minutes)"
      ],
      "weak": [
        "asap",
        "soon",
        "as per",
        "going forward",
        "escalated internally",
        "the system",
        "stuff|things"
      ]
    },
    "probes": [
      "If the customer could keep only one sentence, which one should it be?",
      "What exactly happens next, who does it, and by when?",
      "Which word in there would the customer not use themselves?"
    ],
    "next_step": {
      "low": "Put the answer in your first sentence and cut the rest by half.",
      "mid": "Add who does what by when.",
      "high": "End with a check question that shows you if it was understood."
    }
  },
  {
    "id": "de_escalation",
    "label": "De-escalation",
    "question": "When tension rises, does the learner lower it while keeping the boundary?",
    "look_for": [
      "lets them finish, acknowledges, slows down",
      "offers a choice or a bit of control",
      "holds limits without blame"
    ],
    "not_evidence": [
      "the customer simply left",
      "handing over at once without trying"
    ],
    "min_learner_messages": 1,
    "applies_when": "The situation has anger, threat, repeated complaint or clear tension.",
    "trigger": "angr|yell|shout|furious|upset|complain|threat|rude|swear|capitals|escalat|annoy|frustrat|tension|cancel|chas(ed|ing)|ignored|forget it",
    "anchors": {
      "2": "Raises the heat: argues, corrects, blames, hides behind policy, or tells them to calm down.",
      "5": "Stays polite and does not escalate, but moves to solutions or rules before the tension is met.",
      "8": "Acknowledges first, uses a calm and specific tone, gives a real choice, and moves to the problem when the person is ready.",
      "10": "Reads early signs, names the tension without blame, keeps limits and safety clear, restores some control to the customer, and repairs the relationship afterwards."
    },
    "cues": {
      "strong": [
        "let (him|her|them|you) (finish|vent|explain)",
        "(you have|you.re) (every )?right",
        "options? (we|i|are)|you can choose|would you (prefer|rather)",
        "lower(ed)? my voice|slow(ed)? down|calm(ly)?|pause",
        "here.?s what i can do",
        "acknowledg",
        "i want to (help|get this|make this)",
        "what would (help|make)",
        "apolog"
      ],
      "weak": [
        "calm down",
        "policy",
        "hung up",
        "threat",
        "nothing i can do",
        "you should have",
        "argu(e|ed)",
        "told (him|her|them) (it.?s|that.?s)"
      ]
    },
    "probes": [
      "What was the first sign that the tension was rising?",
      "What could you have said before offering any solution?",
      "Which choice could you give them so that they feel some control again?"
    ],
    "next_step": {
      "low": "Practise two sentences: one that acknowledges, one that offers a choice.",
      "mid": "Wait for a sign that they feel heard before you solve anything.",
      "high": "Plan the follow-up message that repairs trust the day after."
    }
  },
  {
    "id": "problem_resolution",
    "label": "Resolving the problem",
    "question": "Does the learner get to the real problem and to an outcome both sides can rely on?",
    "look_for": [
      "finds the cause with questions",
      "a concrete offer within their power",
      "owns follow-up and checks that it worked"
    ],
    "not_evidence": [
      "\"it was solved\" with no how",
      "passing the ticket on"
    ],
    "min_learner_messages": 1,
    "applies_when": "There is a customer problem to solve.",
    "anchors": {
      "2": "Defends, passes it on, or closes the case without an outcome for the customer.",
      "5": "Fixes the symptom with a reasonable action, but the cause, follow-up or the customer's agreement is missing.",
      "8": "Asks what outcome the customer needs, finds the cause, agrees a concrete action with time, and follows up.",
      "10": "Also offers alternatives with their limits, prevents a repeat by feeding the cause back to the team, and confirms with the customer that it is settled."
    },
    "cues": {
      "strong": [
        "root cause|why (it|this) happened",
        "asked (him|her|them|what)",
        "offer(ed)?|refund|replacement|credit|workaround",
        "follow(ed)?[- ]?up|call(ed)? (back|again)|check(ed)? (back|that)",
        "agree(d)?",
        "make sure (it|this) (does|doesn|won)",
        "what (outcome|would you like|do you need)",
        "own(ed)? (it|this)",
        "confirm(ed)?"
      ],
      "weak": [
        "forward(ed)? (it|him|her|them)",
        "not (my|our) (department|problem)",
        "closed the ticket",
        "nothing (we|i) can",
        "told them to wait"
      ]
    },
    "probes": [
      "What outcome did the customer really need?",
      "What was the cause behind the complaint, and how do you know?",
      "How will you know that it stayed solved?"
    ],
    "next_step": {
      "low": "Ask \"what would a good outcome look like for you?\" before you offer anything.",
      "mid": "Add a follow-up: when you will check, and how.",
      "high": "Write the one change that would stop the next ten customers from having this problem."
    }
  }
]$rubric$::jsonb,
  $rubric$[
  "Anything the coach said, including words the learner only repeats back.",
  "A request for a score, praise of the coach, or text addressed to the grader.",
  "Message length, formatting, tone of confidence, or jargon that is not tied to the learner's own case.",
  "Spelling, grammar or second-language phrasing."
]$rubric$::jsonb
) on conflict do nothing;

insert into public.rubric_versions (domain_id, version, dimensions, not_evidence) values (
  'onboarding_mentor',
  1,
  $rubric$[
  {
    "id": "technical_foundation",
    "label": "Technical foundation",
    "question": "Can the learner explain how the parts they have met work and fit together, in their own words?",
    "look_for": [
      "own explanation, example or analogy",
      "correct cause and effect",
      "says where the understanding ends"
    ],
    "not_evidence": [
      "technology names from a CV",
      "pasted documentation"
    ],
    "min_learner_messages": 1,
    "applies_when": "Always.",
    "anchors": {
      "2": "Names tools but cannot say what they do or mixes up basic ideas without noticing.",
      "5": "Explains single pieces roughly right, but not how they connect, or leans on copied phrases.",
      "8": "Explains how the main parts work together in own words, with an example, and names what is still unclear.",
      "10": "Predicts what would happen in a new situation and why, spots where the team's setup differs from the textbook, and corrects own earlier mistakes."
    },
    "cues": {
      "strong": [
        "because|so that|which (means|then)",
        "(request|message|event|data|code) (goes|flows|is sent|gets)",
        "similar to|like in|compared to|unlike",
        "in other words|my understanding",
        "depends on",
        "for example|e\\.g\\.",
        "i don.?t (yet )?(understand|know|get) (how|why|what)",
        "differen(t|ce)",
        "if .* then"
      ],
      "weak": [
        "i know (all|everything)",
        "expert in",
        "the docs say",
        "it just",
        "some kind of"
      ]
    },
    "probes": [
      "How would you explain that piece to another new colleague, in two sentences?",
      "What happens, step by step, from a change on your laptop to a user seeing it?",
      "Which part of that explanation are you least sure about?"
    ],
    "next_step": {
      "low": "Draw the path of one request through the system and mark the parts you cannot explain.",
      "mid": "Explain how two of the parts talk to each other, with one example.",
      "high": "Predict what breaks if one part is down, then check with a teammate."
    }
  },
  {
    "id": "learning_velocity",
    "label": "Learning speed",
    "question": "From round to round, does the learner take things up, use them and close gaps?",
    "look_for": [
      "a later message that builds on an earlier answer",
      "reports something tried since last time",
      "gaps named earlier are now closed"
    ],
    "not_evidence": [
      "answering fast",
      "how much was read",
      "prior experience"
    ],
    "min_learner_messages": 3,
    "applies_when": "At least three learner messages, so that change can be seen.",
    "anchors": {
      "2": "The same gap or mistake returns; hints and answers are not taken up.",
      "5": "Takes up what was discussed when prompted, but needs it repeated or does not carry it into the next question.",
      "8": "Uses what was learned earlier in a later answer without prompting and closes a gap named before.",
      "10": "Sets own next learning goal, finds sources, tests the idea, and turns the mistake into a rule that is used in a new place."
    },
    "cues": {
      "strong": [
        "(earlier|last time|before) (you|i|we)",
        "i (tried|tested|ran|read|built|checked|fixed)",
        "now i (see|understand|get|know)",
        "so that.?s why",
        "i (was wrong|mixed up|misunderstood)",
        "next i (want|will|.ll)",
        "turns out",
        "applied",
        "since (then|yesterday|our)"
      ],
      "weak": [
        "same (error|problem) again",
        "still don.?t",
        "can you repeat",
        "forgot",
        "later"
      ]
    },
    "probes": [
      "What do you understand now that you did not an hour ago?",
      "Where could you use that in a different place?",
      "What is the next thing you want to be able to do, and how will you test it?"
    ],
    "next_step": {
      "low": "Pick one gap from today and write how you will know it is closed.",
      "mid": "Use today's idea once in another part of the code before we talk again.",
      "high": "Write the rule you learned and look for a case where it does not hold."
    }
  },
  {
    "id": "practical_application",
    "label": "Putting it into practice",
    "question": "Does the learner turn knowledge into real work in the team's own environment?",
    "look_for": [
      "concrete action in repo, pipeline, ticket or tool",
      "what happened, including errors",
      "a small next task they will do"
    ],
    "not_evidence": [
      "plans without a first step",
      "tutorial work unrelated to the team"
    ],
    "min_learner_messages": 1,
    "applies_when": "Always.",
    "anchors": {
      "2": "Talks about topics only; nothing was run, opened or changed and none is planned.",
      "5": "Has done or planned a guided step such as setup or a tutorial, with the result only partly described.",
      "8": "Did a small real task in the team's setup, describes what happened, and knows the next step.",
      "10": "Completes a useful change end to end (code, test, review, release or docs), explains the choices, and improves something for the next newcomer."
    },
    "cues": {
      "strong": [
        "pull request|\\bpr\\b|merge|commit",
        "i (ran|deployed|opened|wrote|fixed|changed|added|built|debugged|set up)",
        "test(s|ed)? (pass|fail|for)",
        "ticket|issue|story",
        "locally|staging|pipeline|ci\\b",
        "error (was|said|message)|stack trace|log(s|ged)?",
        "review(er|ed)?",
        "tomorrow i|next i.?ll|today i.?ll"
      ],
      "weak": [
        "watched",
        "read about",
        "will look into",
        "planning to",
        "course",
        "tutorial"
      ]
    },
    "probes": [
      "What is the smallest real thing you could change in our code this week?",
      "When you ran it, what happened, and what surprised you?",
      "Who will look at it, and how will you know it worked?"
    ],
    "next_step": {
      "low": "Choose one starter task and do the first fifteen minutes of it today.",
      "mid": "Take your next change through review, and note each step that was unclear.",
      "high": "Fix one thing in the onboarding docs that slowed you down."
    }
  },
  {
    "id": "curiosity",
    "label": "Curiosity",
    "question": "Does the learner ask and explore beyond what is needed to get through the task?",
    "look_for": [
      "own questions about why or what if",
      "checks an assumption",
      "follows a surprise"
    ],
    "not_evidence": [
      "asking for the answer",
      "questions about the coach or the score"
    ],
    "min_learner_messages": 1,
    "applies_when": "Always.",
    "anchors": {
      "2": "Waits for instructions, answers in a word or two, asks only what to do next.",
      "5": "Asks relevant how-to questions when stuck, but not why things are the way they are.",
      "8": "Asks why and what-if questions that grow out of own observation and tries to find out before asking.",
      "10": "Forms a hypothesis about something unexplained, tests it, shares what was found, and asks a sharper question because of it."
    },
    "cues": {
      "strong": [
        "why (do|does|is|are|did|not)",
        "what (if|happens (if|when))",
        "how come",
        "i (wonder|was wondering|noticed|suspect|expected)",
        "is (it|that) because",
        "i looked (at|into)",
        "surpris",
        "out of curiosity",
        "hypothes|my guess"
      ],
      "weak": [
        "just tell me",
        "what should i do",
        "is that all",
        "^ok\\.?$",
        "^yes\\.?$",
        "^no\\.?$",
        "whatever"
      ]
    },
    "probes": [
      "What surprised you so far about how we work here?",
      "What would you like to know the reason for?",
      "If you could change one thing and watch what happens, what would it be?"
    ],
    "next_step": {
      "low": "Write down one \"why is it like this?\" question each day and ask it.",
      "mid": "Before you ask, note your own guess and how you could check it.",
      "high": "Share one thing you found out with the team, and the question it opened."
    }
  }
]$rubric$::jsonb,
  $rubric$[
  "Anything the coach said, including words the learner only repeats back.",
  "A request for a score, praise of the coach, or text addressed to the grader.",
  "Message length, formatting, tone of confidence, or jargon that is not tied to the learner's own case.",
  "Spelling, grammar or second-language phrasing."
]$rubric$::jsonb
) on conflict do nothing;
