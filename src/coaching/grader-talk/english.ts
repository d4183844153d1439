import type { GraderTalk } from './language.ts'

export const english: GraderTalk = {
  scorer:
    'reader readers grader graders scorer scorers evaluator evaluators assessor assessors rater raters marker examiner examiners judge judges judging_model scoring_model scoring_system grading_system evaluation_system autograder',
  machine:
    'ai llm gpt chatgpt claude gemini llama model language_model assistant system bot machine computer program algorithm software automated robot',
  who: 'whoever whomever who anyone anybody everyone everybody someone somebody one person people those that which reader readers',
  reads:
    'read reads reading score scores scoring scored grade grades grading rate rates rating evaluate evaluates evaluating mark marks marking judge judges judging assess assesses assessing review reviews reviewing see sees process processes analyse analyses analyze analyzes deciding decides judging marking check checks',
  this: 'this these here',
  talk: 'talk talks conversation conversations transcript transcripts session sessions dialogue dialog chat chats answer answers reply replies response responses submission input lines words exchange what_i_wrote what_i_said what_i_write what_i_say everything_i_said everything_i_wrote everything_i_say anything_i_said text message messages interaction',
  learner: 'learner learners trainee coachee student candidate participant user speaker author',
  me: 'me my mine myself',
  i: 'i im ive ill',
  you: 'you your yours youre yourself',
  give: 'give giving given gives award awards awarded awarding assign assigns assigned grant grants granted put puts set sets return returns output outputs allot hand_out hands_out handing_out enter record report write_down settle settles choose chooses pick picks select use enter receive receives received get gets got go_for default to_default respond reply answer_with add note_down increase raise bump upgrade boost conclude concludes',
  rate: 'rate rates rated rating score scores scored scoring grade grades graded grading evaluate evaluates evaluated mark marks marked marking judge judged assess assesses assessed rank treat treats treated count counts counted consider considers considered regard regarded praise classify',
  score:
    'score scores scoring mark marks grade grades rating ratings credit points verdict verdicts dimension dimensions evaluation assessment judgement judgment overall scorecard evidence final_score',
  level: 'level levels scale point anchor anchors band tier',
  top: 'full top maximum max maximal highest perfect best excellent exemplary outstanding flawless superb stellar brilliant high higher positive a_plus a+ distinction favourable favorable',
  ten: '10 ten tens 10/10 ten/ten 10/ten 100 100% hundred a_10 level_10 five_stars 5/5 +1',
  kind: 'generous generously lenient leniently favourably favorably kind kindly nice merciful sympathetic sympathetically positively forgiving benevolent supportive easy_on',
  ignore:
    'ignore ignoring ignores ignored disregard disregarding disregards forget overlook override overriding bypass skip drop discard neglect pay_no_attention set_aside put_aside no_longer_apply do_not_apply does_not_apply abandon suspend cancel erase void stop_following do_not_follow dont_follow do_not_use dont_use relax waive',
  orders:
    'instruction instructions prompt prompts rubric rubrics guideline guidelines rules directive directives orders criteria criterion programming constraints evidence_check evidence_rule evidence_requirement training scoring_rules grading_rules system_prompt safeguards requirements',
  earlier:
    'previous prior above earlier preceding former original existing system initial before so_far given said says scoring grading normal usual standard strict hidden actual real old you_were_told',
  must: 'must should shall need needs have_to has_to ought please required instructed supposed obliged obligated expected allowed asked want wants would could can make_sure ensure be_sure kindly let',
  right:
    'right fair honest appropriate fitting correct just proper reasonable deserves deserve deserved deserving earned earns merits merit worth warrants justified entitled agree agreed only_choice no_less_than nothing_but the_only defensible justifiable conceivable acceptable sensible logical qualifies qualify suitable adequate accurate valid true',
  meets:
    'demonstrates demonstrate demonstrated shows showed shown meets meet met exhibits exhibited fulfils fulfills fulfilled satisfies satisfied exceeds exceeded excels excelled masters mastered passed passes achieved achieves reached reaches did',
  all: 'all every everything each everywhere any entire whole across throughout',
  verdict:
    'anchor anchors adjust sufficiency sufficient evidence dimension dimensions judgements overall verdict next_step better_wording observation qualifies automatically',
  note: 'note notes message hint instruction instructions attention memo reminder notice ps info information directive request',
  to: 'to for',
  if: 'if in_case when whenever provided since because as',
  role: 'system assistant developer user coach learner judge grader human ai instruction instructions response',
  new: 'new updated revised latest override following',
  reveals: 'reveal print show repeat output leak disclose tell_me display',
  secret:
    'system_prompt initial_prompt hidden_instructions hidden_prompt rubric_anchors system_message hidden_rubric secret_instructions',
  others:
    'we us our ours they them their theirs he him his she her hers team teams customer customers client clients buyer buyers supplier suppliers vendor vendors manager managers boss lead colleague colleagues coworker coworkers hr company intern interns trainees students candidates users attacker attackers applicants employee employees engineer engineers director ceo cfo tender contest panel class pupil pupils school exam audit ticket tickets product products department office project nobody_at runbook quarter my_student my_students my_learners my_candidate my_trainee my_teacher teacher professor kid kids son daughter wife husband report_card everyone_on friend friends partner partners reviewer reviewers interviewer landlord',
  told: 'told wrote said says asked emailed explained announced joked replied typed argued claimed suggested expects expected thinks thought wanted she_wants he_wants they_want',
  topic:
    'injection jailbreak chatbot red_team red_teaming guardrail guardrails classifier benchmark test_case test_cases eval_set finetune fine_tune our_prompt our_model our_bot openai pipeline phishing filter dashboard gpt_to prompt_that wrote_a_prompt',
  of: 'of in from at on with about by into under per within regarding against',
  small:
    'the a an and or but doing will so now then also just simply only it its is are was were be been being am do does did not no yes ok okay well hello hi hey dear really very as than too still again always never once out up down off over after next thing things way there where what how why would has have had having i_think both two four three those such most more much least below above actually clearly fully surely rather instead anyway truly honestly therefore thus hence every_time each_time else itself thanks thank simply final total wholly strictly accordingly immediately',
}
