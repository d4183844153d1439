import type { Catalogue, Language } from './language.ts'

/**
 * German: "du", plain and short. One word for one thing: Session, Runde, Auswertung (scorecard), Zwischenstand (score so far),
 * Führungskraft (manager), Wochenbericht (digest), Raster (rubric), ohne Protokoll (off the record). The names of shortcuts are Slack's
 * own and stay as the manifest has them.
 */
const SENTENCES: Catalogue = {
  'Share a scorecard': 'Auswertung teilen',
  'Suggest a session': 'Session vorschlagen',
  'is thinking…': 'denkt nach …',
  '*Who or what read your data*, the last of it first:': '*Wer oder was deine Daten gelesen hat*, das Neueste zuerst:',
  'Nobody and nothing has read your data yet.': 'Deine Daten hat noch niemand gelesen.',
  'Each of these is noted where it happens, without a word of what was read. Your managers can read nothing but cards that you send them. All of it is in your export.':
    'Jeder Zugriff wird dort notiert, wo er geschieht, ohne ein Wort vom Gelesenen. Deine Führungskräfte können nur Karten lesen, die du ihnen schickst. Alles steht auch in deinem Export.',
  'the coach ({2}) read your session {1} to answer you, {0} times': {
    one: 'der Coach ({2}) hat deine Session {1} gelesen, um dir zu antworten, einmal',
    other: 'der Coach ({2}) hat deine Session {1} gelesen, um dir zu antworten, {0}-mal',
  },
  'the coach read your session {1} to answer you, {0} times': {
    one: 'der Coach hat deine Session {1} gelesen, um dir zu antworten, einmal',
    other: 'der Coach hat deine Session {1} gelesen, um dir zu antworten, {0}-mal',
  },
  'the coach ({1}) read a session to answer you, {0} times': {
    one: 'der Coach ({1}) hat eine Session gelesen, um dir zu antworten, einmal',
    other: 'der Coach ({1}) hat eine Session gelesen, um dir zu antworten, {0}-mal',
  },
  'the coach read a session to answer you, {0} times': {
    one: 'der Coach hat eine Session gelesen, um dir zu antworten, einmal',
    other: 'der Coach hat eine Session gelesen, um dir zu antworten, {0}-mal',
  },
  'the judge ({2}) read your session {1} to score it, {0} times': {
    one: 'die Bewertung ({2}) hat deine Session {1} gelesen, um Punkte zu geben, einmal',
    other: 'die Bewertung ({2}) hat deine Session {1} gelesen, um Punkte zu geben, {0}-mal',
  },
  'the judge read your session {1} to score it, {0} times': {
    one: 'die Bewertung hat deine Session {1} gelesen, um Punkte zu geben, einmal',
    other: 'die Bewertung hat deine Session {1} gelesen, um Punkte zu geben, {0}-mal',
  },
  'the judge ({1}) read a session to score it, {0} times': {
    one: 'die Bewertung ({1}) hat eine Session gelesen, um Punkte zu geben, einmal',
    other: 'die Bewertung ({1}) hat eine Session gelesen, um Punkte zu geben, {0}-mal',
  },
  'the judge read a session to score it, {0} times': {
    one: 'die Bewertung hat eine Session gelesen, um Punkte zu geben, einmal',
    other: 'die Bewertung hat eine Session gelesen, um Punkte zu geben, {0}-mal',
  },
  'your card about {0} went out': 'deine Karte zu {0} ist rausgegangen',
  'your card about {0} went out to {1}': 'deine Karte zu {0} ist rausgegangen (an {1})',
  'your card about a session went out': 'deine Karte zu einer Session ist rausgegangen',
  'your card about a session went out to {0}': 'deine Karte zu einer Session ist rausgegangen (an {0})',
  'you were sent everything that is kept of you, {0} times': {
    one: 'du hast alles bekommen, was über dich gespeichert ist, einmal',
    other: 'du hast alles bekommen, was über dich gespeichert ist, {0}-mal',
  },
  'That is something I cannot answer as it stands. How would you put it in other words?':
    'Darauf kann ich so nicht antworten. Wie würdest du es anders sagen?',
  'Your message was very long: I read only its start and its end.':
    'Deine Nachricht war sehr lang: Ich habe nur Anfang und Ende gelesen.',
  'I can only read words: I have not seen the file or picture that came with your message.':
    'Ich kann nur Worte lesen: Die Datei oder das Bild in deiner Nachricht habe ich nicht gesehen.',
  'I answered you in our direct message, where only you can read it.':
    'Ich habe dir in unserer Direktnachricht geantwortet, wo nur du es lesen kannst.',
  'See it in the thread': 'Im Thread ansehen',

  // what a command or a button says back
  'Your session opens in our direct message.': 'Deine Session öffnet sich in unserer Direktnachricht.',
  'I am writing to you where the session opens. Read that first: it opens as soon as you press *Start* there.':
    'Ich schreibe dir dort, wo sich die Session öffnet. Lies das zuerst: Sie beginnt, sobald du dort auf *Starten* drückst.',
  'This channel is shared with people of other workspaces, so I open no session in it. `/coach` opens one in our direct message.':
    'Diesen Channel teilt ihr mit Leuten aus anderen Workspaces, darum öffne ich hier keine Session. `/coach` öffnet eine in unserer Direktnachricht.',
  'I can only coach people of the workspace that added me, and your account belongs to another one. I keep nothing of what you write or press here.':
    'Ich kann nur Leute aus dem Workspace coachen, der mich hinzugefügt hat, und dein Konto gehört zu einem anderen. Ich behalte nichts von dem, was du hier schreibst oder anklickst.',
  'I do not coach in group direct messages, as the others would read along. Write to me in our own direct message. I keep nothing of what is written here.':
    'In Gruppen-Direktnachrichten coache ich nicht, denn die anderen würden mitlesen. Schreib mir in unserer eigenen Direktnachricht. Ich behalte nichts von dem, was hier geschrieben wird.',
  'I cannot open a session in this channel: this workspace has not let me read replies in it. Whoever looks after this app can allow that (`{0}`). `/coach` opens a session in our direct message.':
    'In diesem Channel kann ich keine Session öffnen: In diesem Workspace darf ich Antworten hier nicht lesen. Wer sich um diese App kümmert, kann das erlauben (`{0}`). `/coach` öffnet eine Session in unserer Direktnachricht.',
  'Slack does not let me write to you in a direct message, and I coach in private. Please tell whoever looks after this app.':
    'Slack lässt mich dir keine Direktnachricht schreiben, und ich coache nur privat. Bitte sag denen Bescheid, die diese App betreuen.',
  'I cannot see whether people from other companies are in it.':
    'Ob dort Leute aus anderen Unternehmen sind, kann ich nicht sehen.',
  'Thank you. Your session opens here.': 'Danke. Deine Session öffnet sich hier.',
  'Your session is open already: just write in its thread.':
    'Deine Session ist schon offen: Schreib einfach in ihren Thread.',
  'That start was given up. Start again from App Home or here: what you wrote is kept for a week.':
    'Dieser Start ist abgebrochen. Starte neu, im App Home oder hier: Was du geschrieben hast, bleibt eine Woche gespeichert.',
  'Your session opens in this channel.': 'Deine Session öffnet sich in diesem Channel.',
  'Your session is closed. Your scorecard is on its way.': 'Deine Session ist beendet. Deine Auswertung ist unterwegs.',
  'That session is closed already. Its scorecard is in the thread.':
    'Diese Session ist schon beendet. Ihre Auswertung steht im Thread.',
  'You have an open session: {0}. Close it first: write end in its thread, or press End in App Home. Then start this one.':
    'Du hast eine offene Session: {0}. Beende sie zuerst: Schreib „ende“ in ihren Thread oder drück im App Home auf Beenden. Dann starte diese.',
  'I am looking at how it goes. It will be in your session’s thread in a moment.':
    'Ich sehe mir an, wie es läuft. Gleich steht es im Thread deiner Session.',
  'It is open already: your first look is what counts.': 'Sie ist schon offen: Dein erster Blick zählt.',
  'You have said so already: a dimension is read again once.':
    'Das hast du schon gesagt: Eine Dimension wird einmal neu gelesen.',
  'I am trying again.': 'Ich versuche es noch einmal.',
  'Nothing is waiting for an answer any more.': 'Es wartet nichts mehr auf eine Antwort.',
  'Go on in the thread of your session: just write there.':
    'Mach im Thread deiner Session weiter: Schreib einfach dort.',
  'This is somebody else’s session. Start your own: write to me in our direct message, or type `/coach`.':
    'Das ist die Session von jemand anderem. Starte deine eigene: Schreib mir in unserer Direktnachricht oder tippe `/coach`.',
  'You have no open session. Start one: write to me in our direct message, or type `/coach`.':
    'Du hast keine offene Session. Starte eine: Schreib mir in unserer Direktnachricht oder tippe `/coach`.',
  'I do not know that coach. App Home shows them all.': 'Diesen Coach kenne ich nicht. Im App Home stehen alle.',
  'That coach is switched off at the moment. App Home shows the others.':
    'Dieser Coach ist gerade abgeschaltet. Im App Home stehen die anderen.',
  'You are not set as the manager of a team here. Whoever looks after this app can change that.':
    'Du bist hier nicht als Führungskraft eines Teams eingetragen. Wer diese App betreut, kann das ändern.',
  'There is no digest yet. It comes on Mondays, once your team has practised.':
    'Es gibt noch keinen Wochenbericht. Er kommt montags, sobald dein Team geübt hat.',
  'No digest comes to you any more. `/coach digest on` brings it back.':
    'Du bekommst keinen Wochenbericht mehr. Mit `/coach wochenbericht an` kommt er wieder.',
  'Your digest comes again. `/coach digest settings` sets its day and time.':
    'Dein Wochenbericht kommt wieder. Tag und Uhrzeit stellst du mit `/coach wochenbericht einstellungen` ein.',
  'I lead a team and would like to support the people in it better. Help me prepare a talk with one of them.':
    'Ich leite ein Team und möchte die Leute darin besser unterstützen. Hilf mir, ein Gespräch mit jemandem daraus vorzubereiten.',
  'You are left out this time: you count like somebody who did not practise, and nobody is told.':
    'Du bist diesmal nicht dabei: Du zählst wie jemand, der nicht geübt hat, und niemand erfährt davon.',
  'You are left out from now on: you count like somebody who did not practise, and nobody is told. In App Home you can count yourself in again.':
    'Du bist ab jetzt nicht mehr dabei: Du zählst wie jemand, der nicht geübt hat, und niemand erfährt davon. Im App Home kannst du dich wieder mitzählen lassen.',
  'Nobody is set as your manager here, so nobody is told anything and there is nobody to share with.':
    'Hier ist niemand als deine Führungskraft eingetragen. Also erfährt niemand etwas, und es gibt niemanden zum Teilen.',
  'Somebody else is set as your manager since. Nothing was shared: press *Share with my manager* again.':
    'Inzwischen ist jemand anderes als deine Führungskraft eingetragen. Es wurde nichts geteilt: Drück noch einmal auf *Mit meiner Führungskraft teilen*.',
  'That session was off the record, so there is nothing to share.':
    'Diese Session war ohne Protokoll, also gibt es nichts zu teilen.',
  'This scorecard cannot be sent any more. Its week was told already, and beside that your card would tell something of your colleagues. A newer one can be sent.':
    'Diese Auswertung lässt sich nicht mehr verschicken. Von ihrer Woche wurde schon berichtet, und daneben würde deine Karte etwas über deine Kolleginnen und Kollegen verraten. Eine neuere kannst du verschicken.',
  'There is no score on that card that could be shared.':
    'Auf dieser Karte stehen keine Punkte, die man teilen könnte.',
  'You share this scorecard already. *Take it back* stands under the word about it.':
    'Du teilst diese Auswertung schon. *Zurücknehmen* steht unter der Nachricht dazu.',
  'It is taken back. Where your manager’s digest showed it, that is shown again without it.':
    'Sie ist zurückgenommen. Stand sie im Wochenbericht deiner Führungskraft, wird er jetzt ohne sie gezeigt.',
  'It is taken back already.': 'Sie ist schon zurückgenommen.',
  'It is noted. The rest is up to them, and you will not hear from me what they decide.':
    'Ist notiert. Alles Weitere liegt bei der Person, und du erfährst von mir nicht, wie sie sich entscheidet.',
  'You suggested a session to them within the last seven days. Let that one rest.':
    'Du hast dieser Person in den letzten sieben Tagen schon eine Session vorgeschlagen. Lass es dabei.',
  'They are not in a team of yours any more.': 'Diese Person ist in keinem deiner Teams mehr.',
  'That suggestion holds no more. You can start any session in App Home.':
    'Dieser Vorschlag gilt nicht mehr. Im App Home kannst du jede Session starten.',
  'That is fine. Nobody is told, and it is kept nowhere.':
    'Das ist in Ordnung. Niemand erfährt davon, und es wird nirgends gespeichert.',
  'Your manager has been told already, or you were not part of it.':
    'Deine Führungskraft hat den Bericht schon, oder du warst nicht dabei.',
  'I am gathering everything that I keep about you. It comes as two files in our direct message.':
    'Ich sammle alles, was ich über dich speichere. Es kommt als zwei Dateien in unsere Direktnachricht.',
  'Thank you. It is kept apart from our talk, and the last press counts.':
    'Danke. Das wird getrennt von unserem Gespräch gespeichert, und der letzte Druck zählt.',
  'It is taken back.': 'Ist zurückgenommen.',
  'This session is off the record, so nothing of it is counted.':
    'Diese Session ist ohne Protokoll, also wird nichts davon gezählt.',
  'I cannot reach my memory just now. Please look in a minute whether it worked, and try again if it did not.':
    'Ich komme gerade nicht an meinen Speicher. Sieh bitte in einer Minute nach, ob es geklappt hat, und versuch es sonst noch einmal.',
  'I cannot read what was sent there, so nothing was changed. Please start again from App Home.':
    'Was da geschickt wurde, kann ich nicht lesen. Deshalb wurde nichts geändert. Bitte fang im App Home neu an.',
  'That did not work. Please try again in a minute, or write to me in our direct message.':
    'Das hat nicht geklappt. Versuch es bitte in einer Minute noch einmal, oder schreib mir in unserer Direktnachricht.',
  'I do not know “{0}”. Did you mean `/coach {1}`?': '„{0}“ kenne ich nicht. Meintest du `/coach {1}`?',
  'I do not know “{0}”. `/coach help` shows what I know.':
    '„{0}“ kenne ich nicht. `/coach hilfe` zeigt, was ich kenne.',

  // before the first session
  '*Before we begin: {0}*': '*Bevor wir anfangen: {0}*',
  '*Who speaks*: a practice coach that follows a script. No AI model is connected.':
    '*Wer spricht*: ein Übungscoach, der einem Skript folgt. Es ist kein KI-Modell angeschlossen.',
  '*Who speaks*: an AI coach, not a person. What you write goes to the AI model that your company chose, and to nobody else.':
    '*Wer spricht*: ein KI-Coach, kein Mensch. Was du schreibst, geht an das KI-Modell, das deine Firma gewählt hat, und an niemanden sonst.',
  '*What is kept*: what you write, my answers, and your scores with the words that prove them. They are kept in the database of this app, for {0} days, and then the text is deleted.':
    '*Was gespeichert wird*: was du schreibst, meine Antworten und deine Punkte mit den Worten, die sie belegen. Sie liegen in der Datenbank dieser App, {0} Tage lang. Danach wird der Text gelöscht.',
  '*Who sees it*: everyone in this channel can read the talk, as it opens here. Your scores are for you alone. Your manager hears how a group of at least five did, and reads a card that you choose to share.':
    '*Wer es sieht*: Das Gespräch können alle in diesem Channel lesen, weil es sich hier öffnet. Deine Punkte sind nur für dich. Deine Führungskraft erfährt, wie es einer Gruppe von mindestens fünf ging, und liest eine Karte, die du teilen willst.',
  '*Who sees it*: you alone. Your manager never sees what you write, nor a score of yours. They hear how a group of at least five did, and read a card that you choose to share.':
    '*Wer es sieht*: nur du. Deine Führungskraft sieht nie, was du schreibst, und nie deine Punkte. Sie erfährt, wie es einer Gruppe von mindestens fünf ging, und liest eine Karte, die du teilen willst.',
  '*And Slack*: on some plans the owners of a workspace can apply to Slack for an export of messages, which may hold this talk too. That is Slack’s own tool, and this app cannot change it.':
    '*Und Slack*: In manchen Tarifen können die Inhaber eines Workspace bei Slack einen Export von Nachrichten beantragen. Auch dieses Gespräch kann darin stehen. Das ist eine Funktion von Slack, und diese App kann sie nicht ändern.',
  '*Off the record*: we talk in the same way. When you close the session its text is blanked in the database, and it counts nowhere. What stands here in Slack stays until you delete it.':
    '*Ohne Protokoll*: Wir reden genauso. Wenn du die Session beendest, wird ihr Text in der Datenbank geleert, und sie zählt nirgends. Was hier in Slack steht, bleibt, bis du es löschst.',
  'Nothing is answered before you press. What you write meanwhile is kept for then; if you do not press, it is deleted after a week.':
    'Bevor du drückst, antworte ich nicht. Was du bis dahin schreibst, bleibt für später gespeichert. Drückst du nicht, wird es nach einer Woche gelöscht.',
  'You started off the record. Your session is below.': 'Du hast ohne Protokoll gestartet. Deine Session steht unten.',
  'You read this and started. Your session is below.': 'Du hast das gelesen und gestartet. Deine Session steht unten.',
  Start: 'Starten',
  'Start off the record': 'Ohne Protokoll starten',
  'What my manager sees': 'Sicht der Führungskraft',

  // a manager's week
  'Send me no digest': 'Schick mir keinen Wochenbericht',
  'Your digest': 'Dein Wochenbericht',
  Save: 'Speichern',
  Cancel: 'Abbrechen',
  Day: 'Tag',
  'Time, in your time zone': 'Uhrzeit, in deiner Zeitzone',
  'Or none': 'Oder keinen',
  'It comes from Monday on, so that your team has had the days before to leave themselves out.':
    'Er kommt frühestens am Montag, damit sich alle aus deinem Team in den Tagen davor herausnehmen konnten.',
  'Never here: who practised and who did not, what anybody said, single scores. Whoever practised saw beforehand what they are part of, and could leave themselves out. If you would like to know how somebody is doing, ask them.':
    'Nie hier: wer geübt hat und wer nicht, was jemand gesagt hat, einzelne Punkte. Wer geübt hat, hat vorher gesehen, wozu er oder sie zählt, und konnte sich herausnehmen. Wenn du wissen möchtest, wie es jemandem geht, frag die Person.',
  'Your team this week': 'Dein Team in dieser Woche',
  'Would you like to talk about your team? That is your own private session: nobody sees it.':
    'Möchtest du über dein Team sprechen? Das ist deine eigene private Session: Niemand sieht sie.',
  'A quiet week: there is nothing new that could be told about your team without telling of one person.':
    'Eine ruhige Woche: Über dein Team gibt es nichts Neues, das nicht von einer einzelnen Person erzählen würde.',
  'That says nothing about how many practised. You hear from me again when there is something.':
    'Das sagt nichts darüber, wie viele geübt haben. Du hörst wieder von mir, wenn es etwas gibt.',
  '*Two things you can do this week*': '*Zwei Dinge, die du in dieser Woche tun kannst*',
  'Coach me on supporting my team': 'Coaching: mein Team unterstützen',
  'Coaches: {0}': 'Coaches: {0}',
  '*Where the team stands*': '*Wo das Team steht*',
  '{0} of {1} people practised.': '{0} von {1} Personen haben geübt.',
  'a team of {0} or fewer has no numbers here, so that nobody can be singled out.':
    'Ein Team mit {0} oder weniger Personen hat hier keine Zahlen, damit niemand herauszulesen ist.',
  'no numbers this week. Fewer than {0} people practised, or numbers would tell of one person beside those of an earlier week.':
    'Keine Zahlen in dieser Woche. Weniger als {0} Personen haben geübt, oder die Zahlen würden neben denen einer früheren Woche von einer einzelnen Person erzählen.',
  '{0} or more of {1} people practised.': '{0} oder mehr von {1} Personen haben geübt.',
  '{0} ({1} or more)': '{0} ({1} oder mehr)',
  '• {0}: {1}, up from {2} within four weeks': '• {0}: {1}, in vier Wochen gestiegen, vorher: {2}',
  '• {0}: {1}, down from {2} within four weeks': '• {0}: {1}, in vier Wochen gesunken, vorher: {2}',
  '• {0}: {1}, as in the weeks before': '• {0}: {1}, wie in den Wochen davor',
  '• {0}: {1}, from more than one version of the rubric or the model, so no other week compares with it':
    '• {0}: {1}, aus mehr als einer Fassung des Rasters oder des Modells, also mit keiner anderen Woche vergleichbar',
  'Not shown: {0}. Nobody or fewer than {1} people practised there, or it could tell of one person.':
    'Nicht gezeigt: {0}. Dort hat niemand geübt oder weniger als {1} Personen, oder es könnte von einer einzelnen Person erzählen.',
  '*{0}* shares a scorecard with you: {1}': '*{0}* teilt eine Auswertung mit dir: {1}',
  'And {0} more cards.': { one: 'Und eine weitere Karte.', other: 'Und {0} weitere Karten.' },

  // a score seen differently
  'I see it differently': 'Ich sehe das anders',
  'I see it differently: {0}': 'Ich sehe das anders: {0}',
  'No score yet.': 'Noch keine Punkte.',
  'Read it again': 'Noch einmal lesen',
  '*What it rests on*': '*Worauf es sich stützt*',
  '*The levels*': '*Die Stufen*',
  'What was missed?': 'Was wurde übersehen?',
  'Say where in the talk it is. Your words there are what counts.':
    'Sag, wo im Gespräch es steht. Was du dort geschrieben hast, zählt.',
  'It is read again once, and can go up, stay or go down. Both scores and your reason are kept with your scorecard. Only you see them.':
    'Es wird einmal neu gelesen und kann steigen, bleiben oder sinken. Beide Werte und dein Grund bleiben bei deiner Auswertung. Nur du siehst sie.',
  'You saw this differently: “{0}”': 'Du hast das anders gesehen: „{0}“',
  'You saw this differently.': 'Du hast das anders gesehen.',
  'It is being read again.': 'Es wird gerade neu gelesen.',
  'It stays at {0} of 10.': 'Es bleibt bei {0} von 10.',
  'The second reading found no words of yours to score it by.':
    'Beim zweiten Lesen fanden sich keine Worte von dir, die Punkte belegen.',
  'I found the words that you point to, and weighed them. How I read them is above.':
    'Ich habe die Worte gefunden, auf die du zeigst, und sie abgewogen. Wie ich sie lese, steht oben.',
  'I did not find the words that you quote in what you wrote.':
    'Die Worte, die du zitierst, habe ich in deinen Nachrichten nicht gefunden.',
  'The second reading came to the same: {0} of 10.': 'Das zweite Lesen ergab dasselbe: {0} von 10.',
  'There was no score before, and it is {0} of 10 now.': 'Vorher gab es keine Punkte, jetzt sind es {0} von 10.',
  'It was {0} of 10 before, and is {1} now.': 'Vorher waren es {0} von 10, jetzt sind es {1}.',

  // coaches
  '*{0}*, about {1} minutes': '*{0}*, etwa {1} Minuten',
  'No coach is switched on here yet. Please ask whoever looks after this app in your workspace.':
    'Hier ist noch kein Coach eingeschaltet. Frag bitte die Person, die diese App in eurem Workspace betreut.',
  'good for a first try': 'gut für den Anfang',
  'some practice helps': 'etwas Übung hilft',
  'for experienced people': 'für Erfahrene',

  // one's own data
  'Erase everything': 'Alles löschen',
  Erase: 'Löschen',
  'Keep everything': 'Alles behalten',
  '*This erases what I keep about you, at once and for good*: your sessions, what you wrote and what I answered, scores and scorecards, what I noted to coach you better, your choices, and what waits to be done. An open session ends without a scorecard.':
    '*Damit wird gelöscht, was ich über dich speichere, sofort und endgültig*: deine Sessions, was du geschrieben und ich geantwortet habe, Punkte und Auswertungen, was ich mir für dein Coaching notiert habe, deine Einstellungen und was noch ansteht. Eine offene Session endet ohne Auswertung.',
  'Cards that you sent are taken back. If you manage a team, its digests end. My messages to you are taken away here in Slack, in a channel too, where others may notice; what you wrote yourself stays until you delete it.':
    'Karten, die du geschickt hast, werden zurückgenommen. Führst du ein Team, enden seine Wochenberichte. Meine Nachrichten an dich verschwinden hier in Slack, auch in einem Channel, wo es andere bemerken können. Was du selbst geschrieben hast, bleibt, bis du es löschst.',
  '*What stays*: numbers that your manager was told about a group. They belong to nobody then; if they changed, people could tell that you were part of them. That you are in a team or manage one, with your name, for as long as your company’s list of teams says so. What you suggested to others. You count in no digest any more.':
    '*Was bleibt*: Zahlen, die deine Führungskraft über eine Gruppe erfahren hat. Sie gehören dann niemandem mehr; würden sie sich ändern, könnte man merken, dass du dazugehört hast. Dass du in einem Team bist oder eines führst, mit deinem Namen, solange es in der Teamliste deines Unternehmens steht. Was du anderen vorgeschlagen hast. Du zählst in keinem Wochenbericht mehr mit.',
  'If you would like to keep a copy, close this and press *Export my data* first, or type `/coach export`.':
    'Wenn du eine Kopie behalten möchtest, schließ das hier und drück zuerst auf *Meine Daten exportieren*, oder tippe `/coach export`.',
  'Are you sure?': 'Bist du sicher?',
  'Yes, erase everything about me': 'Ja, alles über mich löschen',
  'Here is everything that I keep about you: one file to read, and the same for a machine. Nobody else was sent it.':
    'Hier ist alles, was ich über dich speichere: eine Datei zum Lesen und dasselbe für eine Maschine. Sonst hat sie niemand bekommen.',
  You: 'Du',
  'Where your sessions stand in Slack': 'Wo deine Sessions in Slack stehen',
  'Scores that you saw differently': 'Punkte, die du anders gesehen hast',
  'What you thought of the coach': 'Wie du den Coach fandest',
  'Your scores, by dimension': 'Deine Punkte nach Dimension',
  'Cards that you sent to your manager': 'Karten, die du deiner Führungskraft geschickt hast',
  'Digests that showed a card of yours': 'Wochenberichte, die eine Karte von dir gezeigt haben',
  'What came from you, and what waits or was done': 'Was von dir kam, und was wartet oder erledigt ist',
  'What you used today': 'Was du heute verbraucht hast',
  'Your teams': 'Deine Teams',
  'Managers whom you objected to': 'Führungskräfte, denen du widersprochen hast',
  'You are left out of digests': 'Du bist in keinem Wochenbericht dabei',
  'Weeks that you left yourself out of': 'Wochen, aus denen du dich herausgenommen hast',
  'What you are part of in a week that is not told yet': 'Wozu du in einer Woche zählst, die noch nicht mitgeteilt ist',
  'What you were part of in your team’s weeks': 'Wozu du in den Wochen deines Teams gezählt hast',
  'Teams that you manage': 'Teams, die du führst',
  'Weeks of teams that you manage': 'Wochen von Teams, die du führst',
  'Digests that you were sent': 'Wochenberichte, die du bekommen hast',
  'What you agreed to': 'Womit du einverstanden warst',
  'Sessions that a manager suggested': 'Sessions, die eine Führungskraft vorgeschlagen hat',
  'Who or what read your data': 'Wer oder was deine Daten gelesen hat',
  private: 'privat',
  shared: 'geteilt',
  assigned: 'vorgeschlagen',
  'Everything about you, to read': 'Alles über dich, zum Lesen',
  'The same, for a machine': 'Dasselbe, für eine Maschine',
  '## {0}, {1} ({2}, closed)': '## {0}, {1} ({2}, beendet)',
  '## {0}, {1} ({2}, open)': '## {0}, {1} ({2}, offen)',
  '## A session, {0} ({1}, closed)': '## Eine Session, {0} ({1}, beendet)',
  '## A session, {0} ({1}, open)': '## Eine Session, {0} ({1}, offen)',
  '# Everything that Threadcoach keeps about you': '# Alles, was Threadcoach über dich speichert',
  'As of {0} UTC. The JSON file beside this one holds every field.':
    'Stand: {0} UTC. Die JSON-Datei daneben enthält jedes Feld.',
  '### Round {0}': '### Runde {0}',
  '### Round {0}, rehearsal, {1}': '### Runde {0}, Probe, {1}',
  '### Round {0}, rehearsal, {1}, set aside: it counts no more':
    '### Runde {0}, Probe, {1}, zurückgenommen: Sie zählt nicht mehr',
  'You wrote:\n{0}': 'Du hast geschrieben:\n{0}',
  'The coach answered:\n{0}': 'Der Coach hat geantwortet:\n{0}',
  'The coach answered as the other person:\n{0}': 'Der Coach hat als die andere Person geantwortet:\n{0}',
  'Score so far: {0} of 10. {1}': 'Zwischenstand: {0} von 10. {1}',
  '### Scorecard: {0} of 10': '### Auswertung: {0} von 10',
  '### Scorecard': '### Auswertung',
  'What you worked out:\n{0}': 'Was du herausgefunden hast:\n{0}',
  'Your next steps:\n{0}': 'Deine nächsten Schritte:\n{0}',
  'A dimension': 'Eine Dimension',
  '{0} of 10': '{0} von 10',
  'no score': 'keine Punkte',
  '(nothing kept)': '(nichts gespeichert)',

  // what a learner thinks of it
  'A good question': 'Gute Frage',
  'Not helpful': 'Nicht hilfreich',
  'Was this session worth your time? Answers are only counted, of five people or more together.':
    'War diese Session deine Zeit wert? Antworten werden nur gezählt, von fünf oder mehr Personen zusammen.',
  Yes: 'Ja',
  Partly: 'Teils',
  No: 'Nein',

  // App Home
  'Coaching, one question at a time': 'Coaching, eine Frage nach der anderen',
  'Bring something real from your work. A session takes about {0} minutes and ends with a scorecard for you.':
    'Bring etwas Echtes aus deiner Arbeit mit. Eine Session dauert etwa {0} Minuten und endet mit einer Auswertung für dich.',
  'Next time': 'Beim nächsten Mal',
  'Start a session': 'Eine Session starten',
  'You can also write to me in Messages, choose *Coach me on this* in a message’s menu, or type `/coach` anywhere. What I keep about you is under *Settings*.':
    'Du kannst mir auch unter „Nachrichten“ schreiben, im Menü einer Nachricht *Coach me on this* wählen oder irgendwo `/coach` tippen. Was ich über dich speichere, steht unter *Einstellungen*.',
  'It is ready: have a look.': 'Sie ist fertig: Sieh sie dir an.',
  '*Your last scorecard*: {0}, {1}.': '*Deine letzte Auswertung*: {0}, {1}.',
  'Open it': 'Öffnen',
  'Open it: your last scorecard': 'Öffnen: deine letzte Auswertung',
  '*Your open session*: {0}, just opened': '*Deine offene Session*: {0}, gerade geöffnet',
  '*Your open session*: {1}, {0} rounds so far': {
    one: '*Deine offene Session*: {1}, bisher eine Runde',
    other: '*Deine offene Session*: {1}, bisher {0} Runden',
  },

  // a session
  'It has been quiet here for two days. Would you like to go on? Just write here. If you are done, press *End* and I bring your scorecard. Otherwise I close it in five days.':
    'Hier ist es seit zwei Tagen still. Möchtest du weitermachen? Schreib einfach hier. Bist du fertig, drück auf *Beenden*, und ich bringe deine Auswertung. Sonst beende ich die Session in fünf Tagen.',
  'I cannot reach my records just now. Your message is kept, and I answer as soon as I can.':
    'Ich komme gerade nicht an meine Daten. Deine Nachricht ist gespeichert, und ich antworte, sobald ich kann.',
  '*Shared*. Everyone in this channel can read this thread, so leave out what is not for them.':
    '*Geteilt*. Alle in diesem Channel können diesen Thread lesen. Lass also weg, was nicht für sie ist.',
  '*Private*. This is confidential: only you and the bot see this thread. Your manager never sees it.':
    '*Privat*. Das ist vertraulich: Nur du und der Bot sehen diesen Thread. Deine Führungskraft sieht ihn nie.',
  'Shared session: its thread can be read in the channel.': 'Geteilte Session: Ihr Thread ist im Channel zu lesen.',
  'Private session.': 'Private Session.',
  'Off the record: the text of this session is blanked now. What stands here in Slack stays until you delete it.':
    'Ohne Protokoll: Der Text dieser Session wird jetzt geleert. Was hier in Slack steht, bleibt, bis du es löschst.',
  '*Off the record*. Its text is blanked in the database when you close it, and it counts nowhere. What stands here in Slack stays until you delete it.':
    '*Ohne Protokoll*. Ihr Text wird in der Datenbank geleert, wenn du sie beendest, und sie zählt nirgends. Was hier in Slack steht, bleibt, bis du es löschst.',
  '*Assigned*. {0} suggested this session, and hears nothing of it, not even whether you started. Only a card that you share reaches them.':
    '*Vorgeschlagen*. {0} hat diese Session vorgeschlagen und erfährt nichts davon, nicht einmal, ob du angefangen hast. Nur eine Karte, die du teilst, kommt dort an.',
  Starting: 'Am Anfang',
  Developing: 'Auf dem Weg',
  Strong: 'Stark',
  Exemplary: 'Vorbildlich',

  // who is my manager, and what they see
  'Nobody is set as your manager here, so nobody is told anything of a group that you are part of. If that changes, you see it in App Home.':
    'Hier ist niemand als deine Führungskraft eingetragen. Also erfährt niemand etwas von einer Gruppe, zu der du gehörst. Ändert sich das, siehst du es im App Home.',
  'Never in it: your name, what you wrote, a score of yours, whether or when you practised. The one exception is a card that you share yourself, and you see it first.':
    'Nie darin: dein Name, was du geschrieben hast, deine Punkte, ob oder wann du geübt hast. Die einzige Ausnahme ist eine Karte, die du selbst teilst, und du siehst sie zuerst.',
  Close: 'Schließen',
  '*Next time* you are part of this. How it turns out nobody sees before it is told, so that nobody could notice if you left yourself out:':
    '*Beim nächsten Mal* zählst du hierzu. Wie es ausfällt, sieht vorher niemand, damit niemand bemerken könnte, dass du dich herausgenommen hast:',
  'This is exactly what {0} was told last of your team:': 'Genau das hat {0} zuletzt von deinem Team erfahren:',
  'Nothing has been told of your team yet. As it stands, {0} would be told this:':
    'Von deinem Team wurde noch nichts erzählt. Im Moment würde {0} das erfahren:',
  '*{0}* is set as your manager, for the team {1}.': '*{0}* ist als deine Führungskraft eingetragen, für das Team {1}.',
  'You said that this is not your manager: you are in nothing that they are told.':
    'Du hast gesagt, dass das nicht deine Führungskraft ist: In dem, was sie erfährt, bist du nicht dabei.',
  'You are left out always: you are in nothing that a manager is told.':
    'Du bist immer außen vor: In dem, was eine Führungskraft erfährt, bist du nicht dabei.',
  'You erased everything once. Since then you are in nothing that a manager is told: beside what was told before, a new number could tell of one person.':
    'Du hast einmal alles gelöscht. Seitdem bist du in nichts dabei, was eine Führungskraft erfährt: Neben früheren Zahlen könnte eine neue etwas über eine einzelne Person verraten.',
  'Count me in again': 'Wieder mit mir',
  'Nobody is set as your manager here.': 'Hier ist niemand als deine Führungskraft eingetragen.',
  '*Your manager here*: {0}, for the team {1}': '*Deine Führungskraft hier*: {0}, für das Team {1}',
  '*Your manager here*: nobody is set, so nobody is told anything.':
    '*Deine Führungskraft hier*: Niemand ist eingetragen, also erfährt niemand etwas.',
  'This is my manager after all': 'Das ist doch meine Führungskraft',
  'This is not my manager': 'Das ist nicht meine Führungskraft',

  // what the script read, and what a digest holds without an AI judge
  'the script, which is no AI, looked for cues in your session {1}, {0} times': {
    one: 'ein Skript, keine KI, hat in deiner Session {1} nach Merkmalen gesucht, einmal',
    other: 'ein Skript, keine KI, hat in deiner Session {1} nach Merkmalen gesucht, {0} Mal',
  },
  'the script, which is no AI, looked for cues in a session, {0} times': {
    one: 'ein Skript, keine KI, hat in einer Session nach Merkmalen gesucht, einmal',
    other: 'ein Skript, keine KI, hat in einer Session nach Merkmalen gesucht, {0} Mal',
  },
  'your practice, and your levels if you had any, were counted for the team’s digest of {0}':
    'dein Üben und, falls vorhanden, deine Stufen wurden für den Wochenbericht des Teams vom {0} gezählt',
  'your practice, and your levels if you had any, were counted for the team’s digest of {0} to {1}':
    'dein Üben und, falls vorhanden, deine Stufen wurden für den Wochenbericht des Teams vom {0} gezählt (an {1})',
  'These levels are invented, to show what an AI judge gives.':
    'Diese Stufen sind erfunden und zeigen, wie eine KI bewertet.',
  'Levels of skills need an AI judge, and none is connected. This counts only how many practised.':
    'Für Stufen braucht es eine KI, die bewertet, und hier ist keine angeschlossen. Gezählt wird nur, wie viele geübt haben.',
  'by wording, without AI: {0} of {1} cues found': 'am Wortlaut, ohne KI: {0} von {1} Merkmalen gefunden',
  'A sample.': 'Ein Beispiel.',

  // marks
  '{0}, {1} of 10': '{0}, {1} von 10',
  'Also looked at: {0}': 'Auch angesehen: {0}',
  '*Said better:* “{0}”': '*Besser gesagt:* „{0}“',
  '*One thing to try:* {0}': '*Zum Ausprobieren:* {0}',
  clear: 'eindeutig',
  roughly: 'ungefähr',
  'Clear: the readings were at most two points apart. Roughly: they were further apart.':
    'Eindeutig: Die Lesungen lagen höchstens zwei Punkte auseinander. Ungefähr: Sie lagen weiter auseinander.',
  'By wording: which cues of each skill stand in your words. A demonstration, not an assessment and no AI; it reads English only. Scores come once an AI model is connected (`OPENAI_API_KEY`).':
    'Am Wortlaut: welche Merkmale jeder Fähigkeit in deinen Worten stehen. Eine Demo, keine Bewertung und keine KI; sie liest nur Englisch. Punkte gibt es, sobald ein KI-Modell angeschlossen ist (`OPENAI_API_KEY`).',
  '{0} of {1}': '{0} von {1}',
  'Found: {0}': 'Gefunden: {0}',
  'Not found: {0}': 'Nicht gefunden: {0}',
  'A demonstration without AI looks at the wording here. It reads English only, and this talk is in another language: that says nothing about how it went. Scores come once an AI model is connected (`OPENAI_API_KEY`).':
    'Hier sieht sich eine Demo ohne KI den Wortlaut an. Sie liest nur Englisch, und dieses Gespräch ist in einer anderen Sprache: Darüber, wie es lief, sagt das nichts. Punkte gibt es, sobald ein KI-Modell angeschlossen ist (`OPENAI_API_KEY`).',
  '*{0}*: this did not come up.': '*{0}*: Das kam nicht vor.',
  '*{0}*: this coach has no cues to look for.': '*{0}*: Für diesen Coach sind keine Merkmale hinterlegt.',
  '*{0}*: too little was said to look for cues.': '*{0}*: Es wurde zu wenig gesagt, um nach Merkmalen zu suchen.',
  '“{0}”': '„{0}“',
  'You wrote: “{0}”': 'Du hast geschrieben: „{0}“',
  'No score: what came back about this could not be read.': 'Keine Punkte: Was dazu zurückkam, ließ sich nicht lesen.',
  'No score: this did not come up.': 'Keine Punkte: Das kam nicht vor.',
  'Not enough evidence: no sentence of yours was found that backs a score.':
    'Zu wenig Belege: Es fand sich kein Satz von dir, der Punkte stützt.',
  'What would show it: {0}': 'Was es zeigen würde: {0}',
  'Not enough evidence yet.': 'Noch zu wenig Belege.',

  // notes
  'This session has ended. Start a new one: write to me in our direct message, or type `/coach`.':
    'Diese Session ist beendet. Starte eine neue: Schreib mir in unserer Direktnachricht oder tippe `/coach`.',
  'Something in one of your messages stops me. I tried three times and had to start again each time, so I have put that message aside. Nothing else is lost. Please write it again in other words, or in shorter pieces, and we go on from there.':
    'Etwas in einer deiner Nachrichten bringt mich zum Stehen. Ich habe es dreimal versucht und musste jedes Mal neu anfangen, also habe ich diese Nachricht beiseitegelegt. Sonst ist nichts verloren. Schreib sie bitte noch einmal in anderen Worten oder in kürzeren Stücken, dann machen wir dort weiter.',
  'Something stops me when I try to do what you asked for. I tried three times and had to start again each time, so I have put it aside. Nothing else is lost, and whoever looks after this app can see it. You can go on as before.':
    'Bei dem, worum du gebeten hast, bringt mich etwas zum Stehen. Ich habe es dreimal versucht und musste jedes Mal neu anfangen, also habe ich es beiseitegelegt. Sonst ist nichts verloren, und wer sich um diese App kümmert, kann es sehen. Du kannst wie gewohnt weitermachen.',
  'I can only read words. Please write what you would like to say.':
    'Ich kann nur Worte lesen. Schreib bitte, was du sagen möchtest.',
  'Slack is not letting me show you something just now: a setting of your company or of this app stands in the way. Nothing is lost. I keep trying by myself, and whoever looks after this app has been told.':
    'Slack lässt mich dir gerade etwas nicht zeigen: Eine Einstellung deines Unternehmens oder dieser App steht im Weg. Nichts ist verloren. Ich versuche es von selbst weiter, und wer diese App betreut, weiß Bescheid.',
  'Slack did not let me show you what you are waiting for, and I have stopped trying. Please tell whoever looks after this app: they can see why, and have me try again.':
    'Slack hat mich dir nicht zeigen lassen, worauf du wartest, und ich versuche es nicht mehr. Bitte sag denen Bescheid, die diese App betreuen: Sie sehen, woran es liegt, und können es mich noch einmal versuchen lassen.',
  'I could not send you your data: your workspace has no room left for files. Please tell whoever looks after Slack in your company.':
    'Ich konnte dir deine Daten nicht schicken: In eurem Workspace ist kein Platz mehr für Dateien. Bitte sag denen Bescheid, die Slack in deinem Unternehmen betreuen.',
  'I could not send you your data: I am not allowed to send files here. Please tell whoever looks after this app.':
    'Ich konnte dir deine Daten nicht schicken: Ich darf hier keine Dateien senden. Bitte sag denen Bescheid, die diese App betreuen.',
  'I could not send you your data: the files are larger than your workspace allows. Please tell whoever looks after Slack in your company.':
    'Ich konnte dir deine Daten nicht schicken: Die Dateien sind größer, als euer Workspace erlaubt. Bitte sag denen Bescheid, die Slack in deinem Unternehmen betreuen.',
  'I could not send you your data: your workspace does not allow files at all. Please tell whoever looks after Slack in your company.':
    'Ich konnte dir deine Daten nicht schicken: Euer Workspace erlaubt gar keine Dateien. Bitte sag denen Bescheid, die Slack in deinem Unternehmen betreuen.',
  'I could not send you your data: your workspace does not allow files like these. Please tell whoever looks after Slack in your company.':
    'Ich konnte dir deine Daten nicht schicken: Euer Workspace erlaubt solche Dateien nicht. Bitte sag denen Bescheid, die Slack in deinem Unternehmen betreuen.',
  'Once that is put right, type `/coach export` again. Nothing that I keep is lost.':
    'Gib `/coach export` noch einmal ein, sobald das behoben ist. Nichts von dem, was ich aufbewahre, ist verloren.',
  'I wanted to read *{0}* again. I asked three times, and could not use what came back. Your scorecard stays as it is, and you can ask for it once more.':
    'Ich wollte *{0}* noch einmal lesen. Ich habe dreimal gefragt und konnte die Antwort nicht verwenden. Deine Auswertung bleibt, wie sie ist, und du kannst noch einmal darum bitten.',
  'There are no scores this time: I asked for them three times, and could not read what came back.':
    'Diesmal gibt es keine Punkte: Ich habe dreimal danach gefragt und konnte die Antwort nicht lesen.',
  'I have no score for you just now: I asked for it three times, and could not read what came back. Write on, and ask again later.':
    'Gerade habe ich keinen Zwischenstand für dich: Ich habe dreimal danach gefragt und konnte die Antwort nicht lesen. Schreib einfach weiter und frag später noch einmal.',
  'Your score takes longer than usual. I will show it here as soon as it is ready.':
    'Deine Punkte brauchen länger als sonst. Ich zeige sie hier, sobald sie fertig sind.',
  'I wrote to you in our direct message. Pick a coach there, and we begin.':
    'Ich habe dir in unserer Direktnachricht geschrieben. Wähl dort einen Coach, und wir fangen an.',
  'I can no longer post in that place, so we go on here.':
    'Dort kann ich nicht mehr schreiben, also geht es hier weiter.',
  'I can no longer post in {0}, so we go on here.': 'In {0} kann ich nicht mehr schreiben, also geht es hier weiter.',
  'I can no longer post in our thread: its first message was deleted. So we go on here.':
    'In unserem Thread kann ich nicht mehr schreiben: Seine erste Nachricht wurde gelöscht. Deshalb geht es hier weiter.',
  'I can no longer post in our thread in {0}: its first message was deleted. So we go on here.':
    'In unserem Thread in {0} kann ich nicht mehr schreiben: Seine erste Nachricht wurde gelöscht. Deshalb geht es hier weiter.',
  'You have an open session. Go on in its thread, or write `end` there to close it.':
    'Du hast eine offene Session. Mach in ihrem Thread weiter, oder schreib dort `ende`, um sie zu beenden.',
  'You have an open session. Go on in <{0}|its thread>, or write `end` there to close it.':
    'Du hast eine offene Session. Mach in <{0}|ihrem Thread> weiter, oder schreib dort `ende`, um sie zu beenden.',
  'I cannot answer just now: the AI that I coach with does not respond. Your message is kept, and I answer it here by myself as soon as it is back. You need not do anything.':
    'Ich kann gerade nicht antworten: Die KI, mit der ich coache, meldet sich nicht. Deine Nachricht ist gespeichert, und ich antworte hier von selbst, sobald sie wieder da ist. Du musst nichts tun.',
  'I could not answer just now. Your message is kept. Press *Try again*, or write on, and I answer everything together.':
    'Ich konnte gerade nicht antworten. Deine Nachricht ist gespeichert. Drück auf *Noch einmal*, oder schreib weiter, und ich antworte auf alles zusammen.',
  'I cannot answer: something in my set-up is wrong. Your message is kept. Please tell whoever looks after this app, and press *Try again* once it is put right.':
    'Ich kann nicht antworten: An meiner Einrichtung stimmt etwas nicht. Deine Nachricht ist gespeichert. Sag bitte der Person Bescheid, die diese App betreut, und drück auf *Noch einmal*, wenn es behoben ist.',
  'I stopped. Your message is kept. Press *Try again* for an answer, or write on.':
    'Ich habe aufgehört. Deine Nachricht ist gespeichert. Drück auf *Noch einmal* für eine Antwort, oder schreib weiter.',
  'We have reached the limit for one day of coaching.': 'Wir haben die Grenze für einen Tag Coaching erreicht.',
  'Your workspace has reached its limit for one day of coaching.':
    'Euer Workspace hat seine Grenze für einen Tag Coaching erreicht.',
  'Your message is kept, and I answer it by myself from {0}.':
    'Deine Nachricht ist gespeichert, und ich antworte von selbst ab {0}.',
  'Your session has ended, and its scorecard comes by itself from {0}.':
    'Deine Session ist beendet, und ab {0} kommt ihre Auswertung von selbst.',
  'What you wrote is kept, and I read that part again by myself from {0}.':
    'Was du geschrieben hast, ist gespeichert, und ab {0} lese ich diesen Teil von selbst noch einmal.',
  'You can ask for your score so far again from {0}.': 'Ab {0} kannst du wieder nach deinem Zwischenstand fragen.',
  'Reference: {0}': 'Referenz: {0}',
  'Try again': 'Noch einmal',
  '*{0}*: what you could bring': '*{0}*: Das kannst du mitbringen',
  '*{0}*: ask what these words mean\n{1}': '*{0}*: Frag, was diese Wörter bedeuten\n{1}',
  '*In a session* just write. I answer with one question at a time.\n`end` closes it and brings your scorecard\n`score` shows how it goes so far\n`practise` and I play the other person, in a rehearsal; there `pause` brings a hint, `again` takes the last exchange back, and `back` ends it\n`hint` helps you on, `skip` brings another question, `something else` another topic\n`help` shows this':
    '*In einer Session* schreib einfach. Ich antworte mit einer Frage nach der anderen.\n`ende` beendet sie und bringt deine Auswertung\n`punkte` zeigt, wie es bisher läuft\n`üben`, und ich spiele die andere Person, in einer Probe; dort bringt `pause` einen Tipp, `nochmal` nimmt den letzten Wortwechsel zurück, und `zurück` beendet sie\n`tipp` hilft dir weiter, `überspringen` bringt eine andere Frage, `anderes thema` ein anderes Thema\n`hilfe` zeigt das hier\nDie englischen Wörter gehen auch.',
  '*Without a command*\nwrite to me in our direct message, or mention me\nchoose *Coach me on this* in a message’s menu, or the shortcut *Start coaching*\nin our direct message `progress` and `settings` work too, and App Home has it all':
    '*Ohne Befehl*\nschreib mir in unserer Direktnachricht, oder erwähne mich\nwähl im Menü einer Nachricht *Coach me on this*, oder den Kurzbefehl *Start coaching*\nin unserer Direktnachricht gehen auch `fortschritt` und `einstellungen`, und im App Home steht alles',
  '*Anywhere*\n`/coach` starts a session\n`/coach list` shows the coaches\n`/coach here` starts one in this channel, where everyone can read it\n`/coach score` shows how it goes so far\n`/coach end` closes your session\n`/coach progress` shows how you are doing, for you alone\n`/coach settings` opens your settings: language, memory, reminders and their hours\n`/coach manager` shows who is set as your manager, what they see, and lets you object':
    '*Überall*\n`/coach` startet eine Session\n`/coach liste` zeigt die Coaches\n`/coach hier` startet eine in diesem Channel, wo alle sie lesen können\n`/coach punkte` zeigt, wie es bisher läuft\n`/coach ende` beendet deine Session\n`/coach fortschritt` zeigt, wie es dir geht, nur für dich\n`/coach einstellungen` öffnet deine Einstellungen: Sprache, Merken, Erinnerungen und ihre Stunden\n`/coach führungskraft` zeigt, wer als deine Führungskraft eingetragen ist und was sie sieht; dort kannst du widersprechen',
  '*Your data*\n`/coach export` sends you everything that I keep about you\n`/coach access` shows who or what read it\n`/coach erase` erases it':
    '*Deine Daten*\n`/coach export` schickt dir alles, was ich über dich speichere\n`/coach zugriffe` zeigt, wer oder was es gelesen hat\n`/coach löschen` löscht es',
  '*Who sees what*': '*Wer was sieht*',
  'You have an open session: *{0}*. One at a time keeps it clear.':
    'Du hast eine offene Session: *{0}*. Eine nach der anderen, so bleibt es klar.',
  'End it and start {0}': 'Beenden und starten: {0}',
  Continue: 'Weitermachen',
  'Let us go on.': 'Lass uns weitermachen.',
  hint: 'tipp',
  score: 'punkte',
  Help: 'Hilfe',
  help: 'hilfe',
  'A hard conversation': 'Ein schwieriges Gespräch',
  'I would like to prepare a hard conversation at work.':
    'Ich möchte ein schwieriges Gespräch bei der Arbeit vorbereiten.',
  'A difficult customer': 'Schwierige Kunden',
  'I would like to work on a difficult talk with a customer.':
    'Ich möchte an einem schwierigen Gespräch mit einem Kunden arbeiten.',
  'A sales opportunity': 'Eine Verkaufschance',
  'I would like to talk through a sales opportunity.': 'Ich möchte eine Verkaufschance durchsprechen.',
  'An architecture decision': 'Eine Architekturentscheidung',
  'I would like to think through an architecture decision.': 'Ich möchte eine Architekturentscheidung durchdenken.',
  'Practice coach, scripted: no AI. I follow rules, in English and German.':
    'Übungscoach nach Skript: keine KI. Ich folge Regeln, auf Deutsch und Englisch.',
  'I am an AI coach, not a person.': 'Ich bin ein KI-Coach, kein Mensch.',
  'Just write here. `end` closes it, `score` shows how it goes, `help` lists words.':
    'Schreib einfach hier. `ende` beendet die Session, `punkte` zeigt, wie es läuft, `hilfe` listet die Wörter auf.',
  'The message that you brought: {0}': 'Die Nachricht, die du mitgebracht hast: {0}',
  'You wrote: {0}': 'Du hast geschrieben: {0}',
  'The message that you brought:': 'Die Nachricht, die du mitgebracht hast:',
  'You wrote:': 'Du hast geschrieben:',
  'Export my data': 'Meine Daten exportieren',
  'Who read my data': 'Wer meine Daten gelesen hat',
  '*Which coach fits?* What you wrote is kept and becomes your first message. It takes about {0} minutes, and only you and the bot see it.':
    '*Welcher Coach passt?* Was du geschrieben hast, ist gespeichert und wird deine erste Nachricht. Es dauert etwa {0} Minuten, und nur du und der Bot sehen es.',
  '*Which coach fits?* I found no words in your message, and I can read nothing else. It takes about {0} minutes, and only you and the bot see it.':
    '*Welcher Coach passt?* In deiner Nachricht habe ich keine Worte gefunden, und etwas anderes kann ich nicht lesen. Es dauert etwa {0} Minuten, und nur du und der Bot sehen es.',
  'Start: {0}': 'Starten: {0}',
  '{0}\nPress *Start*, or type `/coach {1}`': '{0}\nDrück auf *Starten*, oder tippe `/coach {1}`',
  'Next week your manager hears how the team practised. This is what you are part of:':
    'Nächste Woche erfährt deine Führungskraft, wie das Team geübt hat. Dazu zählst du:',
  'Only what at least {0} people are part of is told, in counts and in four level words, and nobody is named. Nobody sees these numbers before your manager does. If you leave yourself out, you count like somebody who did not practise, and nobody is told.':
    'Mitgeteilt wird nur, wozu mindestens {0} Personen zählen, in Zahlen und in vier Stufen, und niemand wird genannt. Vor deiner Führungskraft sieht niemand diese Zahlen. Nimmst du dich heraus, zählst du wie jemand, der nicht geübt hat, und niemand erfährt davon.',
  '• How many practised': '• Wie viele geübt haben',
  '• Coaches: {0}': '• Coaches: {0}',
  '• Where the team stands: {0}': '• Wo das Team steht: {0}',
  'Leave me out this time': 'Diesmal ohne mich',
  'Leave me out always': 'Immer ohne mich',

  // progress
  'Only you can see this.': 'Nur du kannst das sehen.',
  'Show it': 'Zeigen',
  'Your coach answered.': 'Dein Coach hat geantwortet.',
  'Your digest is ready, for you alone.': 'Der Bericht ist da, nur für dich.',
  'I read *{0}* again. Your scorecard shows what came of it.':
    'Ich habe *{0}* noch einmal gelesen. Deine Auswertung zeigt, was dabei herauskam.',
  'There is something of this session that your next one could begin with. For you alone, and nothing is kept unless you press *Remember*.':
    'In dieser Session gibt es etwas, womit deine nächste beginnen könnte. Nur für dich, und gespeichert wird nur, wenn du *Merken* drückst.',
  'Write `progress` in our direct message to see it as a chart.':
    'Schreib `fortschritt` in unsere Direktnachricht, dann siehst du es als Diagramm.',
  'Your progress opens with this button.': 'Mit diesem Button öffnet sich dein Fortschritt.',
  'There is something that you meant to do by now.': 'Es gibt etwas, das du bis jetzt tun wolltest.',
  'There is something that you mean to do.': 'Es gibt etwas, das du vorhast.',
  'There is something that you meant to do.': 'Es gibt etwas, das du vorhattest.',
  'It is ready. Look at it whenever you like.': 'Sie ist da. Sieh sie an, wann immer du willst.',
  'My progress': 'Mein Fortschritt',
  'Your progress': 'Dein Fortschritt',
  '{0}, {1}: first {2}, now {3}': '{0}, {1}: zuerst {2}, jetzt {3}',
  'There are no scores here yet. They come from the scorecards that you have looked at.':
    'Hier stehen noch keine Punkte. Sie kommen aus den Auswertungen, die du dir angesehen hast.',
  'There is nothing to show yet. After your first scorecard you see here how each skill goes, session by session.':
    'Noch gibt es nichts zu zeigen. Nach deiner ersten Auswertung siehst du hier, wie sich jede Fähigkeit entwickelt, Session für Session.',
  '*{0} sessions* with a scorecard.': {
    one: '*Eine Session* mit Auswertung.',
    other: '*{0} Sessions* mit Auswertung.',
  },
  '*{0} sessions* with a scorecard since {1}.': {
    one: '*Eine Session* mit Auswertung am {1}.',
    other: '*{0} Sessions* mit Auswertung seit dem {1}.',
  },
  '*{0} sessions* with a scorecard, with {1} coaches.': {
    one: '*Eine Session* mit Auswertung, mit {1} Coaches.',
    other: '*{0} Sessions* mit Auswertung, mit {1} Coaches.',
  },
  '*{0} sessions* with a scorecard since {1}, with {2} coaches.': {
    one: '*Eine Session* mit Auswertung am {1}, mit {2} Coaches.',
    other: '*{0} Sessions* mit Auswertung seit dem {1}, mit {2} Coaches.',
  },
  'No session this week or last week. Whenever it suits you.':
    'Keine Session in dieser und der letzten Woche. Wann immer es dir passt.',
  'You practised *{0} weeks* in a row.': {
    one: 'Du hast bisher in *einer Woche* geübt.',
    other: 'Du hast *{0} Wochen* in Folge geübt.',
  },
  'first one': 'erste',
  'the same': 'gleich',
  'up {0}': '{0} mehr',
  'down {0}': '{0} weniger',
  Skill: 'Fähigkeit',
  Coach: 'Coach',
  First: 'Zuerst',
  Now: 'Jetzt',
  Change: 'Änderung',
  'Sessions off the record count nowhere.': 'Sessions ohne Protokoll zählen nirgends.',
  'There is nothing to show of your talks yet. The demonstration looks for cues in English alone, and scores need an AI model.':
    'Von deinen Gesprächen gibt es noch nichts zu zeigen. Die Demo sucht nur im Englischen nach Merkmalen, und Punkte gibt es mit einem KI-Modell.',
  'The scores with {0} are invented: sample history shows what an AI judge gives.':
    'Die Punkte mit {0} sind erfunden: Die Beispieldaten zeigen, wie eine KI bewertet.',
  'Scores go from 1 to 10, and are compared only where the same version of the rubric and the same model gave them.':
    'Punkte gehen von 1 bis 10 und werden nur verglichen, wo dieselbe Fassung des Rasters und dasselbe Modell sie gaben.',
  'Cues are found by wording, a demonstration without AI: more of them mean other words, not always a better talk.':
    'Merkmale findet eine Demo ohne KI am Wortlaut: Mehr davon heißt andere Worte, nicht immer ein besseres Gespräch.',
  'Cues found: {0}': 'Gefundene Merkmale: {0}',
  '*Cues found by wording*: {0}': '*Am Wortlaut gefundene Merkmale*: {0}',
  '• {0}: {1} of {2}, the first time {3}': '• {0}: {1} von {2}, beim ersten Mal {3}',
  '• {0}: {1} of {2}': '• {0}: {1} von {2}',
  'On the chart, {0}.': 'Im Diagramm: {0}.',
  '“{0}” is {1}': '„{0}“ ist {1}',
  'Your own view and the reading': 'Deine Sicht und die Lesung',
  'Your own view': 'Deine eigene Sicht',
  'The reading': 'Die Lesung',
  'On average you rate yourself {0} points above the reading.': {
    one: 'Im Schnitt siehst du dich einen Punkt über der Lesung.',
    other: 'Im Schnitt siehst du dich {0} Punkte über der Lesung.',
  },
  'On average you rate yourself {0} points below the reading.': {
    one: 'Im Schnitt siehst du dich einen Punkt unter der Lesung.',
    other: 'Im Schnitt siehst du dich {0} Punkte unter der Lesung.',
  },
  '*How you see yourself*': '*Wie du dich selbst siehst*',
  '• {0}, {1}: you gave yourself {2}, the reading was {3}': '• {0}, {1}: du hast dir {2} gegeben, die Lesung ergab {3}',
  'On average the two are the same.': 'Im Schnitt stimmen beide überein.',
  '• {0} went up from {1} to {2}': '• {0} ist von {1} auf {2} gestiegen',
  '• {0} went down from {1} to {2}': '• {0} ist von {1} auf {2} gesunken',
  '*What moved*': '*Was sich bewegt hat*',
  '*For next time*: {0}, with the {1}. {2}': '*Fürs nächste Mal*: {0}, mit {1}. {2}',

  // an erasure
  Sessions: 'Sessions',
  'Rounds, with what you wrote and what I answered': 'Runden, mit deinen Worten und meinen Antworten',
  Scorecards: 'Auswertungen',
  Scores: 'Punkte',
  'What waited to be done': 'Was noch anstand',
  'Teams that you were in or managed before': 'Teams, in denen du früher warst oder die du geführt hast',
  '{0} numbers that a manager was told of a team stay as they were, and belong to nobody now.': {
    one: '{0} Zahl, die eine Führungskraft über ein Team erfahren hat, bleibt, wie sie war, und gehört nun niemandem.',
    other:
      '{0} Zahlen, die eine Führungskraft über ein Team erfahren hat, bleiben, wie sie waren, und gehören nun niemandem.',
  },
  'That you are in a team or manage one stays for as long as your company’s list of teams says so.':
    'Dass du in einem Team bist oder eines führst, bleibt, solange es in der Teamliste deines Unternehmens steht.',
  'Lines about who or what read your data': 'Zeilen darüber, wer oder was deine Daten gelesen hat',
  '*What was yours is erased.* It was:': '*Was dir gehörte, ist gelöscht.* Das war es:',
  '*What was yours is erased.* There was nothing kept of you.':
    '*Was dir gehörte, ist gelöscht.* Es war nichts über dich gespeichert.',
  'My messages to you are being taken away here in Slack; that can take some minutes. What you wrote yourself stays in Slack until you delete it there.':
    'Meine Nachrichten an dich verschwinden jetzt hier in Slack; das kann einige Minuten dauern. Was du selbst geschrieben hast, bleibt in Slack, bis du es dort löschst.',
  '*Some of my messages to you stay in Slack.* Slack did not let me take these away. Whoever looks after Slack in your company may be able to.':
    '*Einige meiner Nachrichten an dich bleiben in Slack.* Slack hat mich diese nicht entfernen lassen. Wer Slack in deinem Unternehmen betreut, kann es vielleicht.',
  'our direct message': 'unsere Direktnachricht',
  'And {0} more.': { one: 'Und eine weitere.', other: 'Und {0} weitere.' },
  'Receipt {0}, {1} UTC. It is kept without your name.': 'Beleg {0}, {1} UTC. Er wird ohne deinen Namen aufbewahrt.',
  someone: 'jemand',
  'a channel': 'ein Channel',
  'a group': 'eine Gruppe',

  // a scorecard
  'Confidential: only you can see this. For your practice, not for decisions about you.':
    'Vertraulich: Nur du kannst das sehen. Zum Üben, nicht für Entscheidungen über dich.',
  'Your scorecard: {0}': 'Deine Auswertung: {0}',
  '*What you worked out*': '*Was du herausgefunden hast*',
  '*Your next steps*': '*Deine nächsten Schritte*',
  '*Overall*': '*Insgesamt*',
  'Overall: {0}': 'Insgesamt: {0}',
  'You did not put into words yet what you worked out. One sentence of your own is a good way to end.':
    'Was du herausgefunden hast, hast du noch nicht in Worte gefasst. Ein eigener Satz ist ein guter Schluss.',
  'We did not talk for long enough to say what you worked out. That is fine: pick it up again whenever you like.':
    'Wir haben nicht lange genug gesprochen, um zu sagen, was du herausgefunden hast. Das ist in Ordnung: Mach weiter, wann immer du möchtest.',
  'It is ready. Before you look: how well did you do in this talk? Your own view comes first, and you see both side by side.':
    'Sie ist fertig. Bevor du sie ansiehst: Wie gut warst du in diesem Gespräch? Deine eigene Sicht kommt zuerst, und du siehst beide nebeneinander.',
  'How I see it': 'Wie ich es sehe',
  'Show it without': 'Ohne eigene Sicht zeigen',
  '*Your own view*': '*Deine eigene Sicht*',
  'I left {0} sentences out of the scoring: they speak to whoever scores, not about your case.': {
    one: 'Einen Satz habe ich bei der Bewertung ausgelassen: Er richtet sich an die Bewertung und handelt nicht von deinem Fall.',
    other:
      '{0} Sätze habe ich bei der Bewertung ausgelassen: Sie richten sich an die Bewertung und handeln nicht von deinem Fall.',
  },
  '*{0}* is closed. There is a scorecard, should you ever want to look at it.':
    '*{0}* ist beendet. Es gibt eine Auswertung, falls du sie irgendwann ansehen magst.',
  'Show the scorecard': 'Auswertung zeigen',
  'That is the same as this reading.': 'Das ist dasselbe wie in dieser Lesung.',
  '{0} points above this reading.': { one: 'Ein Punkt über dieser Lesung.', other: '{0} Punkte über dieser Lesung.' },
  '{0} points below this reading.': { one: 'Ein Punkt unter dieser Lesung.', other: '{0} Punkte unter dieser Lesung.' },
  'Look at the proof below: where do you see more, or less?':
    'Sieh dir die Belege unten an: Wo siehst du mehr, oder weniger?',
  'There is nothing to score, and that is fine. Start again whenever it suits you: write to me in our direct message, or type `/coach`.':
    'Es gibt nichts zu bewerten, und das ist in Ordnung. Starte neu, wann immer es dir passt: Schreib mir in unserer Direktnachricht oder tippe `/coach`.',
  '*{0}* is closed': '*{0}* ist beendet',
  'You deleted a message, so what was made of it is gone from here too.':
    'Du hast eine Nachricht gelöscht, also ist auch hier weg, was daraus wurde.',
  'It had been quiet for seven days, so I closed the session.':
    'Es war sieben Tage still, also habe ich die Session beendet.',
  'You started another session, so I closed this one.':
    'Du hast eine andere Session gestartet, also habe ich diese beendet.',
  'Scored by {0} with rubric {1}, from one reading.': 'Bewertet von {0} mit Raster {1}, aus einer Lesung.',
  'Sample history: invented, to show what an AI judge gives.':
    'Beispieldaten: erfunden, um zu zeigen, wie eine KI bewertet.',
  'Scored by {0} with rubric {1}, the middle of {2} readings.':
    'Bewertet von {0} mit Raster {1}, die Mitte aus {2} Lesungen.',
  'Adjusted by your company’s ratings of {0}.': 'Angepasst nach Bewertungen in deiner Firma vom {0}.',
  'Adjusted by your company’s ratings of {0}: {1}.': 'Angepasst nach Bewertungen in deiner Firma vom {0}: {1}.',
  'How well this AI scores talks in this language has not been measured here.':
    'Wie gut diese KI Gespräche in dieser Sprache bewertet, wurde hier noch nicht gemessen.',
  'How well this AI scores talks in this language has not been measured here for: {0}.':
    'Wie gut diese KI Gespräche in dieser Sprache bewertet, wurde hier noch nicht gemessen für: {0}.',
  'Score so far': 'Zwischenstand',
  End: 'Beenden',

  // settings
  Settings: 'Einstellungen',
  'As in Slack': 'Wie in Slack',
  Language: 'Sprache',
  'The scripted practice coach answers in English or German, whichever you write in. A coach with a model knows more languages.':
    'Der Übungscoach nach Skript antwortet auf Deutsch oder Englisch, je nachdem, was du schreibst. Ein Coach mit einem Modell kann mehr Sprachen.',
  'The coach answers in the language that you write in, whatever stands here.':
    'Der Coach antwortet in der Sprache, in der du schreibst, egal was hier steht.',
  'Show how many weeks in a row I practised': 'Zeigen, wie viele Wochen in Folge ich geübt habe',
  'On my progress': 'Bei meinem Fortschritt',
  'Discreet answers': 'Diskrete Antworten',
  'Hide what the coach answers from notifications': 'In Benachrichtigungen nicht zeigen, was der Coach antwortet',
  'A notification then says no more than that your coach answered. Scores and what I remember stay closed until you open them.':
    'Eine Benachrichtigung sagt dann nur, dass dein Coach geantwortet hat. Punkte und Gemerktes bleiben zu, bis du sie öffnest.',
  '*Your data*: all that I keep about you, who or what read it, and the way to have it erased.':
    '*Deine Daten*: alles, was ich über dich speichere, wer oder was es gelesen hat, und wie du es löschen lässt.',
  'Your export comes in our direct message. Erasing asks you once more.':
    'Dein Export kommt in unsere Direktnachricht. Vor dem Löschen frage ich noch einmal.',
  'Your settings open with this button.': 'Mit diesem Button öffnen sich deine Einstellungen.',

  // a card for the manager
  'Share with my manager': 'Mit meiner Führungskraft teilen',
  'Add my own words': 'Meine eigenen Worte dazu',
  Share: 'Teilen',
  '*Who sees it*: {0} alone, with the next digest. You can take it back at any time.':
    '*Wer es sieht*: nur {0}, mit dem nächsten Wochenbericht. Du kannst es jederzeit zurücknehmen.',
  '*Exactly this*': '*Genau das*',
  'Your name, and: {0}': 'Dein Name, und: {0}',
  'No number, nothing of the talk, and no other session.': 'Keine Zahl, nichts vom Gespräch und keine andere Session.',
  '*And with your own words, these*': '*Und mit deinen eigenen Worten, diesen*',
  'Your own words': 'Deine eigenen Worte',
  'You share this scorecard with {0}: the coach and the level words, with your own words. It goes out with their next digest. You can take it back at any time.':
    'Du teilst diese Auswertung mit {0}: den Coach und die Stufen, mit deinen eigenen Worten. Sie geht mit dem nächsten Wochenbericht raus. Du kannst sie jederzeit zurücknehmen.',
  'You share this scorecard with {0}: the coach and the level words. It goes out with their next digest. You can take it back at any time.':
    'Du teilst diese Auswertung mit {0}: den Coach und die Stufen. Sie geht mit dem nächsten Wochenbericht raus. Du kannst sie jederzeit zurücknehmen.',
  'Take it back': 'Zurücknehmen',

  // what is remembered, and reminders
  'There is nothing to remember there any more. App Home shows what is remembered.':
    'Dort gibt es nichts mehr zu merken. Was ich mir gemerkt habe, steht im App Home.',
  'Write a line, or press *Forget* in App Home.': 'Schreib eine Zeile, oder drück *Vergessen* im App Home.',
  'What you confirmed to be remembered': 'Was ich mir mit deiner Zustimmung gemerkt habe',
  'What may be remembered, and when you may be asked': 'Was ich mir merken darf, und wann ich dich fragen darf',
  'Your goal': 'Dein Ziel',
  'Your situation': 'Deine Situation',
  'What you mean to do': 'Was du vorhast',
  '*What may I remember?*': '*Was darf ich mir merken?*',
  'For you alone, so that your next session can begin where this one ended. Nothing is kept unless you press *Remember*.':
    'Nur für dich, damit deine nächste Session da anfangen kann, wo diese aufgehört hat. Gespeichert wird nur, wenn du *Merken* drückst.',
  'On {0} I ask you how it went.': 'Am {0} frage ich dich, wie es lief.',
  'I ask you how it went on this day, or on another that you pick:':
    'An diesem Tag frage ich dich, wie es lief, oder an einem anderen, den du auswählst:',
  Remember: 'Merken',
  Edit: 'Ändern',
  'No thanks': 'Nein danke',
  '*{0}*: “{1}”': '*{0}*: „{1}“',
  '*{0}*: “{1}” (done)': '*{0}*: „{1}“ (erledigt)',
  'Nothing is remembered of this session.': 'Von dieser Session merke ich mir nichts.',
  '*Remembered*': '*Gemerkt*',
  'App Home shows it, with *Edit* and *Forget*.': 'Im App Home steht es, mit *Ändern* und *Vergessen*.',
  'What I remember': 'Was ich mir merke',
  'A line that you empty is not remembered.': 'Eine Zeile, die du leerst, merke ich mir nicht.',
  'Ask me how it went on': 'Frag mich, wie es lief, am',
  'Without a day you are not asked.': 'Ohne einen Tag wirst du nicht gefragt.',
  'Edit: {0}': 'Ändern: {0}',
  Forget: 'Vergessen',
  'Forget: {0}': 'Vergessen: {0}',
  'Three reminders went without an answer, so none comes any more. Under *Settings* you can have them again.':
    'Drei Erinnerungen blieben ohne Antwort, also kommt keine mehr. Unter *Einstellungen* kannst du sie wieder haben.',
  'Three reminders went without an answer, so none comes any more. Tick this to have them again.':
    'Drei Erinnerungen blieben ohne Antwort, also kommt keine mehr. Setz hier das Häkchen, dann kommen sie wieder.',
  'Nothing, as you asked. Nothing is proposed either.': 'Nichts, wie du es wolltest. Ich schlage auch nichts vor.',
  'Nothing yet. After a session I propose what to remember, and keep only what you confirm: the newest 20 lines.':
    'Noch nichts. Nach einer Session schlage ich vor, was ich mir merken könnte, und behalte nur, was du bestätigst: die neuesten 20 Zeilen.',
  'On {0} I ask how it went.': 'Am {0} frage ich, wie es lief.',
  'My goal': 'Mein Ziel',
  'My situation': 'Meine Situation',
  'What I mean to do': 'Was ich vorhabe',
  'Pick an hour that is at least two hours later than the first.':
    'Wähl eine Stunde, die mindestens zwei Stunden nach der ersten liegt.',
  'Ask me how it went, on the day that I pick': 'Frag mich, wie es lief, an dem Tag, den ich auswähle',
  'Memory: what may be remembered, once I confirm it': 'Merken: was gemerkt werden darf, wenn ich es bestätige',
  'With none ticked, memory is off: nothing is proposed, and no coach is told any of it.':
    'Ohne Häkchen ist das Merken aus: Es wird nichts vorgeschlagen, und kein Coach erfährt etwas davon.',
  Reminders: 'Erinnerungen',
  'Reminders not before, in my time zone': 'Erinnerungen nicht vor, in meiner Zeitzone',
  'Reminders not after': 'Erinnerungen nicht nach',
  'Two a week at most, and none after three without an answer. Your manager is told none of it. App Home shows all that is remembered.':
    'Höchstens zwei in der Woche, und keine mehr, wenn drei ohne Antwort blieben. Deine Führungskraft erfährt nichts davon. Im App Home steht alles, was gemerkt ist.',
  '*How did it go?*': '*Wie lief es?*',
  'Ask me tomorrow': 'Frag mich morgen',
  'Only you see this. Two a week at most, and none after three without an answer.':
    'Nur du siehst das. Höchstens zwei in der Woche, und keine mehr, wenn drei ohne Antwort blieben.',
  '*Since last time*': '*Seit dem letzten Mal*',
  'How did it go?': 'Wie lief es?',
  'You meant to do this by {0}: “{1}”': 'Das hattest du bis {0} vor: „{1}“',
  'You mean to do this by {0}: “{1}” How is it going?': 'Das hast du bis {0} vor: „{1}“ Wie läuft es?',
  'You meant to do this: “{0}”': 'Das hattest du vor: „{0}“',
  Done: 'Erledigt',
  'Not yet': 'Noch nicht',
  'Move it': 'Verschieben',
  'Let it go': 'Loslassen',
  '*Done*: “{0}” Good to hear.': '*Erledigt*: „{0}“ Das freut mich.',
  '*Let go*: “{0}” It is forgotten.': '*Losgelassen*: „{0}“ Ich habe es vergessen.',
  '*{0}*: “{1}” On {2} I ask again.': '*{0}*: „{1}“ Am {2} frage ich wieder.',
  Later: 'Später',
  'That is settled already, or forgotten.': 'Das ist schon erledigt oder vergessen.',
  Moved: 'Verschoben',
  'Pick a day that is still to come.': 'Wähl einen Tag, der noch kommt.',
  Move: 'Verschieben',

  // rehearsal, and help while stuck
  '*The rehearsal is over.* This is your coach again.': '*Die Probe ist vorbei.* Hier ist wieder dein Coach.',
  '*Rehearsal, {0}.* Your last exchange is set aside: it counts no more. I am {1} again, so say it anew.':
    '*Probe, {0}.* Euer letzter Wortwechsel zählt nicht mehr. Ich bin wieder {1}, also sag es noch einmal neu.',
  '*Rehearsal, {0}.* Your last exchange is set aside: it counts no more. I am the other person again, so say it anew.':
    '*Probe, {0}.* Euer letzter Wortwechsel zählt nicht mehr. Ich bin wieder die andere Person, also sag es noch einmal neu.',
  '*Rehearsal, {0}.* I play {1}.': '*Probe, {0}.* Ich spiele: {1}.',
  '*Rehearsal, {0}.* I play the other person.': '*Probe, {0}.* Ich spiele: die andere Person.',
  '*Rehearsal, {0}, paused.* This is your coach. With your next line I am {1} again.':
    '*Probe, {0}, Pause.* Hier ist dein Coach. Mit deinem nächsten Satz bin ich wieder {1}.',
  '*Rehearsal, {0}, paused.* This is your coach. With your next line I am the other person again.':
    '*Probe, {0}, Pause.* Hier ist dein Coach. Mit deinem nächsten Satz bin ich wieder die andere Person.',
  'I have it. My answer comes in the thread.': 'Ist angekommen. Meine Antwort kommt im Thread.',
  'That button belongs to an earlier message. Take those of the newest one, or write the word, such as `hint` or `practise`.':
    'Dieser Knopf gehört zu einer früheren Nachricht. Nimm die der neuesten, oder schreib das Wort, zum Beispiel `tipp` oder `üben`.',
  Hint: 'Tipp',
  Skip: 'Überspringen',
  'Something else': 'Anderes Thema',
  'Practise it': 'Üben',
  Easy: 'Leicht',
  Medium: 'Mittel',
  Hard: 'Schwer',
  easy: 'leicht',
  medium: 'mittel',
  hard: 'schwer',
  'I would play {0}, {1}: right?': 'Ich würde spielen: {0}, {1}. Passt das?',
  friendly: 'freundlich',
  'not convinced yet': 'noch nicht überzeugt',
  'rather annoyed': 'eher verärgert',
  'Yes, begin': 'Ja, los',
  'Change who': 'Jemand anderes',
  'Who is it?': 'Wer ist es?',
  Begin: 'Los',
  Name: 'Name',
  'Who they are to you, such as “your boss”': 'Wer das für dich ist, etwa „dein Chef“',
  Mood: 'Stimmung',
  'We are not in a rehearsal just now. Write "practise" when you would like to try the talk, and I play the other person.':
    'Wir sind gerade nicht in einer Probe. Schreib „üben“, wenn du das Gespräch probieren möchtest, und ich spiele die andere Person.',
  'There is nothing to take back yet. Write what you would say, and the talk goes on from there.':
    'Es gibt noch nichts zurückzunehmen. Schreib, was du sagen würdest, und das Gespräch geht von da aus weiter.',
  'Please go on. I am listening.': 'Bitte weiter. Ich höre zu.',
  'Pause for a hint': 'Pause mit Tipp',
  'Try that again': 'Nochmal versuchen',
  'Back to coaching': 'Zurück zum Coaching',

  // how it goes so far
  '*So far: {1}*, after {0} rounds': {
    one: '*Zwischenstand: {1}*, nach einer Runde',
    other: '*Zwischenstand: {1}*, nach {0} Runden',
  },
  'It is too early for a score. Write a reply or two, then ask again.':
    'Für Punkte ist es noch zu früh. Schreib ein oder zwei Antworten und frag dann noch einmal.',
  'This is how it looks now, and it changes as you go on.':
    'So sieht es jetzt aus, und es ändert sich, wenn du weitermachst.',
  'A first reading by the AI.': 'Eine erste Lesung durch die KI.',

  // the form that starts a session
  'Start coaching': 'Coaching starten',
  'A new one opens in <#{0}>, and everyone in that channel can read it.':
    'Eine neue öffnet sich in <#{0}>, und alle in diesem Channel können sie lesen.',
  'It opens in <#{0}>, and everyone in that channel can read it.':
    'Sie öffnet sich in <#{0}>, und alle in diesem Channel können sie lesen.',
  'It opens in our direct message. It is confidential: your manager never sees it.':
    'Sie öffnet sich in unserer Direktnachricht. Sie ist vertraulich: Deine Führungskraft sieht sie nie.',
  'End it and start': 'Beenden und starten',
  'Which coach fits?': 'Welcher Coach passt?',
  'What is on your mind?': 'Was beschäftigt dich?',
  'It becomes your first message.': 'Das wird deine erste Nachricht.',
  'What would you like to come of it?': 'Was soll dabei herauskommen?',
  'Off the record': 'Ohne Protokoll',
  'Blank the text when I close it, and count it nowhere': 'Beim Beenden den Text leeren und nirgends mitzählen',
  'It takes about {0} minutes.': 'Die Session dauert etwa {0} Minuten.',
  'You have an open session: *{0}*. Go on in its thread, or start a new one: then it is closed, and its scorecard comes.':
    'Du hast eine offene Session: *{0}*. Mach in ihrem Thread weiter, oder starte eine neue: Dann wird sie beendet, und ihre Auswertung kommt.',
  'The message': 'Die Nachricht',
  'Only this text is used. Take out names, and what is not yours to share.':
    'Nur dieser Text wird verwendet. Nimm Namen heraus und alles, was du nicht weitergeben darfst.',
  'I can only read words: files and pictures in it are left out. Write here what matters in them.':
    'Ich kann nur Worte lesen: Dateien und Bilder darin fehlen. Schreib hier, was daran wichtig ist.',
  'It is longer than fits here, so its end is left out.': 'Sie ist länger, als hier Platz ist, deshalb fehlt ihr Ende.',
  Back: 'Zurück',

  // a manager suggests a session
  'There is nobody in your team yet, or no coach is switched on.':
    'In deinem Team ist noch niemand, oder es ist kein Coach eingeschaltet.',
  Suggest: 'Vorschlagen',
  'To whom?': 'Wem?',
  'Which coach?': 'Welcher Coach?',
  'They decide. You are not told what they decide, nor anything of the session. A card reaches you only if they share it.':
    'Die Person entscheidet. Du erfährst nicht, wie sie sich entscheidet, und nichts von der Session. Eine Karte bekommst du nur, wenn sie sie teilt.',
  '{0} suggests a session on *{1}*. You decide.': '{0} schlägt dir eine Session vor: *{1}*. Du entscheidest.',
  '{0} is told nothing of it: not what you press here, not whether you start, nothing of the talk and no score. Only a card that you share reaches them.':
    '{0} erfährt nichts davon: nicht, was du hier drückst, nicht, ob du anfängst, nichts vom Gespräch und keine Punkte. Nur eine Karte, die du teilst, kommt dort an.',
  'Not now': 'Jetzt nicht',
  'Your sessions, scores and scorecards are confidential: only you see them, and your manager never does. They hear how a group of at least five did, and read a card that you choose to share. A session that you open in a channel can be read by everyone in it. On some plans Slack lets workspace owners apply to export messages, which we cannot change.':
    'Deine Sessions, Punkte und Auswertungen sind vertraulich: Nur du siehst sie, deine Führungskraft nie. Sie erfährt, wie es einer Gruppe von mindestens fünf ging, und liest eine Karte, die du teilen willst. Eine Session, die du in einem Channel öffnest, können alle darin lesen. In manchen Tarifen können die Inhaber eines Workspace bei Slack einen Export von Nachrichten beantragen; das können wir nicht ändern.',

  // questions that always fit, where a model's own could not be shown
  'What would you like to be clearer about by the end of this talk?':
    'Worüber möchtest du am Ende dieses Gesprächs mehr Klarheit haben?',
  'If this talk goes well, what will you be able to do afterwards?':
    'Wenn dieses Gespräch gut läuft, was kannst du danach?',
  'What do you know for certain so far, and what is a guess?':
    'Was weißt du bisher sicher, und was ist eine Vermutung?',
  'What have you tried up to now, and what came of it?': 'Was hast du bis jetzt versucht, und was kam dabei heraus?',
  'Who else is affected, and what matters to them?': 'Wen betrifft es noch, und was ist diesen Menschen wichtig?',
  'Which two ways forward do you see from here?': 'Welche zwei Wege siehst du von hier aus?',
  'What would you try if you had to start tomorrow?': 'Was würdest du versuchen, wenn du morgen anfangen müsstest?',
  'Which way would somebody you respect take, and why?': 'Welchen Weg würde jemand gehen, den du schätzt, und warum?',
  'What will you do first, and by when?': 'Was tust du als Erstes, und bis wann?',
  'What could get in the way, and what would you do then?': 'Was könnte dazwischenkommen, und was würdest du dann tun?',
  'Who will notice that you did it?': 'Wer wird merken, dass du es getan hast?',
  'What do you take with you from this talk?': 'Was nimmst du aus diesem Gespräch mit?',
  'What else would you still like to get clear?': 'Was möchtest du sonst noch klären?',

  // what a manager can do
  'Bring a case of your own to the next team meeting, and say what you would do differently now. It makes it easier for others to bring theirs.':
    'Bring einen eigenen Fall ins nächste Team-Meeting mit, und sag, was du heute anders machen würdest. Das macht es anderen leichter, ihre zu erzählen.',
  'Keep half an hour of the week free of meetings for the whole team, for thinking one thing through.':
    'Halte dem ganzen Team eine halbe Stunde der Woche von Meetings frei, um eine Sache zu Ende zu denken.',
  'Ask in your next one-to-ones what somebody would like to get better at. Then ask what would help, and write that down for yourself.':
    'Frag in deinen nächsten Einzelgesprächen, worin jemand besser werden möchte. Frag dann, was helfen würde, und schreib es dir auf.',
  'When something goes well this week, say what exactly went well, and to whom it made a difference.':
    'Wenn in dieser Woche etwas gelingt, sag, was genau gelungen ist und für wen es einen Unterschied gemacht hat.',
  'Take one decision of the team and talk about how it was made rather than whether it was right.':
    'Nimm eine Entscheidung des Teams und sprecht darüber, wie sie zustande kam, statt darüber, ob sie richtig war.',
  'Tell your team what you are practising at the moment. Nobody has to answer with theirs.':
    'Erzähl deinem Team, was du gerade übst. Niemand muss mit eigenem antworten.',
  'Take ten minutes of your next team meeting for “{0}”: let everybody who likes bring one recent moment, and say what they would try next time. Go first with one of your own.':
    'Nimm dir im nächsten Team-Meeting zehn Minuten für „{0}“: Wer mag, erzählt einen Moment aus letzter Zeit und sagt, was beim nächsten Mal anders wäre. Fang mit einem eigenen an.',
  '“{0}” is what goes best in your team. Say so, and ask who would like to show the others how they do it.':
    '„{0}“ gelingt deinem Team am besten. Sag das, und frag, wer den anderen zeigen möchte, wie es geht.',
}

export const german: Language = {
  code: 'de',
  name: 'Deutsch',
  nameForModels: 'German',
  locale: 'de-DE',
  typed: {
    liste: 'list',
    ende: 'end',
    beenden: 'end',
    punkte: 'score',
    zwischenstand: 'score',
    hilfe: 'help',
    hier: 'here',
    fortschritt: 'progress',
    einstellungen: 'settings',
    erinnerungen: 'reminders',
    wochenbericht: 'digest',
    'wochenbericht einstellungen': 'digest settings',
    'wochenbericht aus': 'digest off',
    'wochenbericht an': 'digest on',
    führungskraft: 'manager',
    exportieren: 'export',
    zugriffe: 'access',
    löschen: 'erase',
  },
  sentences: SENTENCES,
}
