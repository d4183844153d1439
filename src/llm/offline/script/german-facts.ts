/** Zehn schlichte Tatsachen je Gebiet, as in the English file. */
export const GERMAN_FACTS: Record<string, [terms: string, fact: string][]> = {
  sales: [
    [
      'discovery|bedarfs(?:analyse|ermittlung)|erstgespräch\\w*',
      'In der Bedarfsermittlung findest du heraus, was beim Kunden nicht läuft, was es kostet und wer entscheidet. Angeboten wird erst danach.',
    ],
    [
      'qualifizier\\w+|bant|meddicc?',
      'Qualifizieren heißt prüfen, ob es ein echtes Problem, Geld, jemanden mit Entscheidungsmacht und einen Termin gibt. BANT und MEDDIC sind Checklisten dafür.',
    ],
    ['pipeline', 'Die Pipeline ist die Liste der offenen Verkaufschancen, jede mit Phase, Wert und nächstem Schritt.'],
    [
      'champion|fürsprecher\\w*',
      'Ein Champion ist jemand beim Kunden, der die Veränderung will und dafür spricht, wenn du nicht im Raum bist.',
    ],
    [
      'entscheider\\w*|economic buyer',
      'Entscheider ist, wer das Geld freigeben kann und noch Nein sagen darf, wenn alle anderen Ja gesagt haben.',
    ],
    [
      'einw[aä]nd\\w*',
      'Ein Einwand ist ein ausgesprochener Grund gegen den Kauf. Dahinter steht oft eine Sorge, die nicht ausgesprochen wird.',
    ],
    [
      'nutzenversprechen|value proposition|mehrwert',
      'Ein Nutzenversprechen sagt in einem Satz, was für diesen Kunden besser wird, um wie viel und im Vergleich wozu.',
    ],
    [
      'verkaufsphasen?|phasen?|funnel|trichter',
      'Eine Phase zeigt, wie weit ein Geschäft ist, und zwar an dem, was der Kunde getan hat.',
    ],
    ['roi|amortis\\w+', 'Der ROI vergleicht, was eine Anschaffung in einer Zeit bringt, mit dem, was sie kostet.'],
    [
      'einkauf|procurement',
      'Der Einkauf verhandelt Bedingungen und prüft Lieferanten. Er kommt meist dazu, wenn jemand anderes schon kaufen will.',
    ],
    [
      'lead|kaltakquise',
      'Ein Lead ist jemand, der kaufen könnte und noch nicht geprüft ist. Kaltakquise spricht Menschen an, die nicht gefragt haben.',
    ],
  ],
  architecture: [
    [
      'adr|architekturentscheidung\\w*|decision record',
      'Ein ADR hält auf einer Seite fest, was entschieden wurde, warum, was verworfen wurde und wann man es wieder ansieht.',
    ],
    [
      'nicht ?-?funktional\\w*(?: anforderung\\w*)?|nfrs?|qualitätsanforderung\\w*',
      'Nichtfunktionale Anforderungen sagen, wie gut ein System arbeiten muss: wie schnell, wie verfügbar, wie sicher, zu welchen Kosten.',
    ],
    ['trade-?offs?|zielkonflikt\\w*', 'Ein Trade-off ist das, was man aufgibt für das, was man gewinnt.'],
    [
      'p99|p95|perzentil\\w*|latenz',
      'Die p99-Latenz ist die Zeit, in der 99 von 100 Anfragen beantwortet sind. Sie zeigt die langsamen Fälle, die ein Durchschnitt verdeckt.',
    ],
    [
      'verfügbarkeit|sla|slo',
      'Verfügbarkeit ist der Anteil der Zeit, in der ein System arbeitet. Ein SLO ist das Ziel dafür, ein SLA die Zusage mit Strafe.',
    ],
    [
      'skalier\\w+',
      'Vertikal skalieren heißt größere Maschine, horizontal mehr Maschinen. Dafür muss sich die Arbeit teilen lassen.',
    ],
    [
      'eventual consistency|konsistenz|cap',
      'Eventual Consistency heißt, dass Kopien von Daten eine Weile verschieden sein dürfen und später übereinstimmen.',
    ],
    [
      'idempoten\\w+',
      'Idempotent ist, was beim zweiten Mal nichts weiter bewirkt. So schadet eine Wiederholung nach einem Fehler nicht.',
    ],
    [
      'microservices?|monolith\\w*',
      'Ein Monolith wird als Ganzes ausgeliefert, Microservices einzeln. Letztere machen Teams unabhängig und kosten mehr Betrieb.',
    ],
    [
      'warteschlange|queue|kafka|broker',
      'Eine Warteschlange bewahrt Arbeit zwischen zwei Teilen auf, bis der Empfänger so weit ist.',
    ],
    [
      'spike|prototyp|poc|machbarkeits\\w+',
      'Ein Spike ist ein kleiner, zeitlich begrenzter Versuch, der eine technische Frage beantwortet und danach weggeworfen wird.',
    ],
    [
      'technische schulden?',
      'Technische Schulden sind aufgeschobene Arbeit, die jede spätere Änderung langsamer macht.',
    ],
  ],
  communication: [
    [
      'aktive[sn]? zuhören',
      'Aktives Zuhören heißt: ausreden lassen, in eigenen Worten sagen, was du verstanden hast, und fragen, ob es stimmt.',
    ],
    [
      'empath\\w+',
      'Empathie im Kundengespräch heißt, zu merken, was jemand fühlt und warum, und das zu sagen, bevor es um die Sache geht.',
    ],
    [
      'deeskal\\w+|de-eskal\\w+',
      'Deeskalieren heißt, zuerst die Spannung zu senken, mit ruhiger Stimme, Anerkennung und einer Wahl, und erst dann zu lösen.',
    ],
    ['positive[sn]? formulier\\w+|framing', 'Positiv formuliert ist, was möglich ist und wann, statt was nicht geht.'],
    [
      'ich[- ]botschaft\\w*',
      'Eine Ich-Botschaft sagt, was du gesehen hast, was es mit dir macht und was du dir wünschst, ohne Urteil über den anderen.',
    ],
    [
      'offene[n]? fragen?|geschlossene[n]? fragen?',
      'Eine offene Frage beginnt mit was, wie oder welche und lässt sich nicht mit Ja oder Nein beantworten.',
    ],
    [
      'paraphras\\w+|spiegeln',
      'Paraphrasieren heißt, den Sinn in anderen Worten zurückzugeben, damit der andere ihn berichtigen kann.',
    ],
    [
      'erwartungs?management|erwartungen (?:klären|steuern)',
      'Erwartungen klären heißt, früh zu sagen, was wann geschieht und was nicht.',
    ],
    [
      'ursache|grundursache|root cause',
      'Die Ursache ist das, was sich ändern muss, damit das Problem nicht wiederkommt. Das Symptom ist, was man davon sieht.',
    ],
    [
      'kulanz|beschwerdemanagement',
      'Kulanz ist Entgegenkommen ohne Pflicht. Sie wirkt, wenn der Fehler vorher benannt ist.',
    ],
    [
      'eskal\\w+',
      'Eskalieren heißt, eine Sache zu jemandem mit mehr Entscheidungsmacht zu bringen, am besten mit Zusammenfassung und Wunsch.',
    ],
  ],
  onboarding: [
    [
      'pull request|merge request|pr',
      'Ein Pull Request schlägt eine Änderung am Code vor, damit andere sie lesen, bevor sie übernommen wird.',
    ],
    [
      'code ?-?review|review',
      'In einem Code-Review liest jemand anderes eine Änderung, damit Fehler früh auffallen und zwei Menschen sie kennen.',
    ],
    [
      'ci(?:/cd)?|continuous integration|pipeline',
      'CI, Continuous Integration, baut und testet jede Änderung von selbst. Die Pipeline ist die Reihe der Schritte dabei.',
    ],
    [
      'deploy\\w*|release|ausliefer\\w+',
      'Deployen heißt, eine Version auf die Maschinen zu bringen. Mit dem Release dürfen Menschen sie nutzen.',
    ],
    [
      'staging|testumgebung',
      'Staging ist eine Kopie der echten Umgebung, in der eine Änderung probiert wird, bevor Nutzer sie sehen.',
    ],
    [
      'repo(?:sitory)?|git|branch\\w*',
      'Ein Repository enthält den Code mit seiner Geschichte. Ein Branch ist eine Linie von Änderungen neben der Hauptlinie.',
    ],
    [
      'unit-?tests?|integrationstests?|tests?',
      'Ein Unit-Test prüft ein kleines Teil für sich, ein Integrationstest mehrere zusammen.',
    ],
    [
      'runbook|rufbereitschaft|on-?call',
      'Ein Runbook sagt Schritt für Schritt, was bei einer Störung zu tun ist. Rufbereitschaft hat, wer dann angerufen wird.',
    ],
    [
      'feature ?-?(?:flag|toggle)s?',
      'Ein Feature-Flag ist ein Schalter, der einen Teil des Programms ohne neues Deployment an- oder abschaltet.',
    ],
    [
      'tech-?stack|stack',
      'Der Stack ist die Gesamtheit der Sprachen, Frameworks und Dienste, aus denen ein System gebaut ist.',
    ],
    [
      'backlog|sprint|ticket|stand-?up|daily',
      'Ein Ticket beschreibt ein Stück Arbeit, das Backlog ist die geordnete Liste davon, ein Sprint die Zeit, für die man welche auswählt.',
    ],
    [
      'docker|container|kubernetes',
      'Ein Container packt ein Programm mit allem ein, was es zum Laufen braucht. Kubernetes betreibt viele davon.',
    ],
  ],
  conversation: [
    [
      'feedback|rückmeldung',
      'Feedback sagt jemandem, was du gesehen hast, was es bewirkt hat und was du dir wünschst, bald danach und unter vier Augen.',
    ],
    [
      'sbi|situation,? verhalten,? wirkung|wwws?',
      'SBI steht für Situation, Verhalten, Wirkung: wann es war, was getan wurde, was es bewirkt hat.',
    ],
    [
      'gewaltfreie[nr]? kommunikation|gfk',
      'Gewaltfreie Kommunikation geht in vier Schritten: Beobachtung, Gefühl, Bedürfnis, Bitte.',
    ],
    [
      'grenzen? (?:setzen|ziehen)|grenzen?|abgrenz\\w+',
      'Eine Grenze sagt, was du selbst tust oder nicht tust. Eine Forderung sagt, was der andere tun muss.',
    ],
    [
      'vier[- ]augen[- ]gespräch|one-on-one|1:1|jour fixe',
      'Ein Vier-Augen-Gespräch ist für das da, was in keine Runde passt; als Jour fixe kommt es regelmäßig.',
    ],
    [
      'psychologische sicherheit',
      'Psychologische Sicherheit heißt, dass man Fehler zugeben, fragen und widersprechen kann, ohne dafür bestraft zu werden.',
    ],
    [
      'selbstbehauptung|durchsetzungs\\w+|assertiv',
      'Sich behaupten heißt, klar zu sagen, was man will, und zu achten, dass der andere etwas anderes wollen darf.',
    ],
    [
      'passiv[- ]aggressiv\\w*',
      'Passiv-aggressiv ist Ärger, der sich zeigt, ohne gesagt zu werden: Schweigen, Verzögern, Spitzen.',
    ],
    [
      'aktive[sn]? zuhören',
      'Aktives Zuhören heißt: ausreden lassen, in eigenen Worten sagen, was du verstanden hast, und fragen, ob es stimmt.',
    ],
    [
      'ich[- ]botschaft\\w*',
      'Eine Ich-Botschaft sagt, was du gesehen hast, was es mit dir macht und was du dir wünschst, ohne Urteil über den anderen.',
    ],
    [
      'mediat\\w+|schlichtung',
      'In einer Mediation hilft eine dritte, unparteiische Person zwei anderen, selbst eine Einigung zu finden.',
    ],
    [
      'betriebsrat|personalabteilung|hr',
      'Die Personalabteilung kümmert sich um Regeln, Verträge und Konflikte; ein Betriebsrat vertritt die Beschäftigten, wo es einen gibt.',
    ],
    [
      'mikromanag\\w+|micro-?manag\\w+',
      'Mikromanagement ist Kontrolle über jedes Detail der Arbeit, statt sich auf das Ergebnis zu einigen.',
    ],
  ],
}
