import { sentences, t } from '../../words/words.ts'
import { inert, safeLine } from './safe-text.ts'

/** What a command or a button says back, to this person alone. */
export const commandReply = sentences({
  started: 'Your session opens in our direct message.',
  consentAsked:
    'I am writing to you where the session opens. Read that first: it opens as soon as you press *Start* there.',
  consentOpens: 'Thank you. Your session opens here.',
  consentGivenBefore: 'Your session is open already: just write in its thread.',
  consentTooLate: 'That start was given up. Start again from App Home or here: what you wrote is kept for a week.',
  startedHere: 'Your session opens in this channel.',
  sharedChannel:
    'This channel is shared with people of other workspaces, so I open no session in it. `/coach` opens one in our direct message.',
  notOfOurs:
    'I can only coach people of the workspace that added me, and your account belongs to another one. I keep nothing of what you write or press here.',
  notInGroups:
    'I do not coach in group direct messages, as the others would read along. Write to me in our own direct message. I keep nothing of what is written here.',
  needsHistory: (scope: string): string =>
    t`I cannot open a session in this channel: this workspace has not let me read replies in it. Whoever looks after this app can allow that (\`${scope}\`). \`/coach\` opens a session in our direct message.`,
  ended: 'Your session is closed. Your scorecard is on its way.',
  endedAlready: 'That session is closed already. Its scorecard is in the thread.',
  openAlready: (domainName: string): string =>
    t`You have an open session: ${inert(domainName)}. Close it first: write end in its thread, or press End in App Home. Then start this one.`,
  scoreAsked: 'I am looking at how it goes. It will be in your session’s thread in a moment.',
  scorecardOpen: 'It is open already: your first look is what counts.',
  disputedAlready: 'You have said so already: a dimension is read again once.',
  tryingAgain: 'I am trying again.',
  nothingWaits: 'Nothing is waiting for an answer any more.',
  wishTaken: 'I have it. My answer comes in the thread.',
  wishOlder:
    'That button belongs to an earlier message. Take those of the newest one, or write the word, such as `hint` or `practise`.',
  continueThere: 'Go on in the thread of your session: just write there.',
  notYours: 'This is somebody else’s session. Start your own: write to me in our direct message, or type `/coach`.',
  nothingOpen: 'You have no open session. Start one: write to me in our direct message, or type `/coach`.',
  unknownDomain: 'I do not know that coach. App Home shows them all.',
  inactiveDomain: 'That coach is switched off at the moment. App Home shows the others.',
  noManager: 'You are not set as the manager of a team here. Whoever looks after this app can change that.',
  noDigestYet: 'There is no digest yet. It comes on Mondays, once your team has practised.',
  digestOff: 'No digest comes to you any more. `/coach digest on` brings it back.',
  digestOn: 'Your digest comes again. `/coach digest settings` sets its day and time.',
  aboutMyTeam:
    'I lead a team and would like to support the people in it better. Help me prepare a talk with one of them.',
  leftOut: 'You are left out this time: you count like somebody who did not practise, and nobody is told.',
  leftOutAlways:
    'You are left out from now on: you count like somebody who did not practise, and nobody is told. In App Home you can count yourself in again.',
  noManagerOfMine: 'Nobody is set as your manager here, so nobody is told anything and there is nobody to share with.',
  managerChanged:
    'Somebody else is set as your manager since. Nothing was shared: press *Share with my manager* again.',
  offRecordNotShared: 'That session was off the record, so there is nothing to share.',
  tooLateToShare:
    'This scorecard cannot be sent any more. Its week was told already, and beside that your card would tell something of your colleagues. A newer one can be sent.',
  nothingToShare: 'There is no score on that card that could be shared.',
  sharedBefore: 'You share this scorecard already. *Take it back* stands under the word about it.',
  takenBack: 'It is taken back. Where your manager’s digest showed it, that is shown again without it.',
  takenBackBefore: 'It is taken back already.',
  suggested: 'It is noted. The rest is up to them, and you will not hear from me what they decide.',
  suggestedLately: 'You suggested a session to them within the last seven days. Let that one rest.',
  notInYourTeam: 'They are not in a team of yours any more.',
  suggestionGone: 'That suggestion holds no more. You can start any session in App Home.',
  declined: 'That is fine. Nobody is told, and it is kept nowhere.',
  toldAlready: 'Your manager has been told already, or you were not part of it.',
  exportComes: 'I am gathering everything that I keep about you. It comes as two files in our direct message.',
  feedbackKept: 'Thank you. It is kept apart from our talk, and the last press counts.',
  feedbackTakenBack: 'It is taken back.',
  feedbackOffRecord: 'This session is off the record, so nothing of it is counted.',
  memoryGone: 'There is nothing to remember there any more. App Home shows what is remembered.',
  memoryEmpty: 'Write a line, or press *Forget* in App Home.',
  databaseAway:
    'I cannot reach my memory just now. Please look in a minute whether it worked, and try again if it did not.',
  notReadable: 'I cannot read what was sent there, so nothing was changed. Please start again from App Home.',
  didNotWork: 'That did not work. Please try again in a minute, or write to me in our direct message.',
  unknownWord: (word: string, nearest?: string): string =>
    nearest
      ? t`I do not know “${safeLine(word)}”. Did you mean \`/coach ${safeLine(nearest)}\`?`
      : t`I do not know “${safeLine(word)}”. \`/coach help\` shows what I know.`,
})
