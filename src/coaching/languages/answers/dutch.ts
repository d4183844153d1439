import type { Answers } from './signs.ts'

/** What a coach must not say in Dutch, and how it asks, sums up and lets go. */
export const dutchAnswers: Answers = {
  signs: {
    flatters:
      /^(?:wat (?:mooi|goed|fijn)|het is (?:prachtig|geweldig)|mooi|goed),? dat je\b|\b(?:een echte (?:prof|leider|vakman)|zegt veel over jou|getuigt van|bewonderenswaardig\w*|uitzonderlijk\w*|voortreffelijk\w*|de meeste (?:mensen|teams))\b|\b(?:geweldig\w*|fantastisch\w*|uitstekend\w*|briljant\w*|indrukwekkend\w*|prachtig\w*|schitterend\w*|perfect\w*|bravo|petje af|chapeau|knap(?: gedaan| van je| werk| hoor)?|goed gedaan|goed bezig|top(?: gedaan|per)?|wauw|super)\b|\b(?:wat een|hele|heel) (?:goede?|mooie?|sterke?|slimme?|scherpe?) (?:vraag|idee|inzicht|stap|observatie|aanpak|begin|keuze)\b|\b(?:echt|groot|zeldzaam) (?:talent|gave)\b|\bweinig mensen\b|\bniet iedereen (?:kan|durft|zou)\b|\bik ben (?:echt |zeer |erg )?(?:onder de indruk|trots)\b|\bgetuigt van\b/,
    cheers:
      /\bje kunt het\b|\bjij kan dit\b|\bdat gaat (?:je )?lukken\b|\bje gaat het (?:rocken|geweldig)\b|\bik geloof in je\b|\bzet hem op\b|\bhou vol\b/,
    probesFeelings: /\bwat doet dat met je\b|\bwaar voel je dat\b|\bwat zegt je lichaam\b|\binnerlijke kind\b/,
    soothes:
      /\bik hoor je\b|\bje gevoelens? (?:is|zijn|mogen)\b|\bdat (?:moet|lijkt me) (?:\w+ )?(?:zwaar|moeilijk|pijnlijk|vervelend)\b|\bwat (?:vervelend|naar|rot) voor je\b|\bhet spijt me\b|\bvolkomen (?:normaal|begrijpelijk)\b|\bbedankt (?:dat je|voor het delen)\b|\bwees (?:lief|zacht|mild)\b/,
    advises:
      /\b(?:geef|zeg|doe|laat|begin|accepteer) nooit\b|^(?:praat|vraag|bel|schrijf|stuur|maak|neem|gebruik|houd|hou|bied|plan|leg|spreek|toon|luister|blijf|zet|ga|doe|geef|bespreek|documenteer|bereid|stel) (?!me\b|je voor\b)(?:hem|haar|een|het|de|met|altijd|eerst|op|in|naar|vooraf|af|niet)\b|^(?:ten eerste|ten tweede|ten derde|tot slot),? |\b(?:je (?:zou (?:moeten|beter|het beste|kunnen)|moet|kunt (?:beter|het beste|gewoon)|had moeten)|je doet er goed aan|het (?:beste|slimste|handigste) (?:is|kun)|het is (?:beter|slim|verstandig|belangrijk|handig)|ik (?:raad|zou|adviseer|stel voor)|mijn (?:advies|tip|suggestie)|in jouw plaats|probeer (?:eens|om|het|te)|zorg (?:ervoor|dat)|vergeet niet|begin (?:met|door)|vraag (?:hem|haar) (?:gewoon|eerst|om)|stuur (?:hem|haar) |plan (?:een|eerst)|vermijd|gebruik)\b/,
    setsTask:
      /\bhuiswerk\b|\bvoor (?:de )?volgende (?:keer|sessie)\b|\bje opdracht\b|\btegen (?:morgen|vrijdag|maandag)\b.{0,40}\b(?:schrijf|maak|lijst|stuur)\b|\bschrijf (?:elke|iedere) dag\b|\bstuur me\b/,
    advisesByAsking:
      /\b(?:heb je (?:er )?(?:al |ooit |wel )*(?:eens )?(?:aan gedacht|overwogen|geprobeerd|nagedacht)|waarom (?:\w+ ){0,4}niet|zou je niet|zou het niet|wat als je|wat dacht je van|is het niet (?:beter|handiger|slimmer)|kun je niet|moet je niet|wat houdt je tegen om|zou het helpen)\b/,
    leads:
      /\b(?:vind|denk|zie|merk) je (?:ook )?niet\b|, (?:toch|niet|hè|of niet|nietwaar)\?|\bis het niet zo\b|\bnietwaar\b/,
    hints: /\bwat zou er gebeuren als je\b/,
    manyInOne:
      /\b(?:wie|wat|welke?|wanneer|waar|waarom|hoe)\b[^?,]{0,60},[^?]{0,60}\b(?:wie|wat|welke?|wanneer|waar|waarom|hoe)\b[^?]{0,60}(?:,| en )(?:wie|wat|welke?|wanneer|waar|waarom|hoe)\b/,
    writesForThem:
      /\b(?:onderwerp|je (?:kunt|zou kunnen) (?:zeggen|schrijven)|bijvoorbeeld|hier is (?:een|de)[^:]{0,30}|zeg|schrijf) ?: ?◦/,
    closed:
      /^(?:(?:en|maar|dus|dan)[, ]+)?(?:heb|ben|kun|kan|wil|denk|vind|weet|ken|is|heeft|was|waren|zijn|had|zou|ga|moet|mag|durf|voel|gaat|komt|klopt|past|staat|werkt|snapt|begrijpt) (?:je|jij|hij|zij|ze|het|dat|er|u|jullie|dit|die|de|iemand)\b/,
    suggestsAnswer: /^(?:misschien|waarschijnlijk|vermoedelijk)\b/,
    answersItself: /, (?:misschien|omdat) |\bmisschien omdat\b|\bkomt het doordat\b/,
    weighs: /\b(?:niet slecht|redelijk|voldoende|matig|kan beter|voor verbetering vatbaar)\b/,
    scores:
      /\bik zou (?:dit|dat|je) een\b|\been (?:mooie|dikke|krappe|ruime) (?:zes|zeven|acht|negen|[6-9])\b|\bniveau (?:hoog|midden|laag)\b|\b(?:criterium|rubric)\b|\b\d{1,3}(?:[.,]\d)? ?(?:\/|van|op|uit) ?(?:de )?(?:5|10|20|100)\b|\b(?:zes|zeven|acht|negen|tien|vijf) (?:van|uit|op) de (?:tien|vijf)\b|\b\d{1,3} ?(?:%|procent)\b|\been (?:ruime |dikke |mooie |krappe )?(?:voldoende|onvoldoende|zes|zeven|acht|negen|tien)\b(?! \p{L})|\b(?:cijfer|score|beoordeling) (?:van|is|zou)\b|\bik geef (?:je|dit|dat) een\b|\bniveau (?:\d|beginner|gevorderd|expert)\b|\b(?:beginners|gevorderden|expert)niveau\b|\b(?:vijf|vier|drie) sterren\b|\b(?:boven|onder)gemiddeld\b/u,
    guesses:
      /\b(?:hij|zij|ze) (?:voelt|voelde|wil|is|heeft) (?:zich )?(?:waarschijnlijk|misschien|vast|zeker|duidelijk|blijkbaar)\b|\b(?:voelt|voelde) (?:hij|zij|ze)? ?zich (?:\w+ )?(?:bedreigd|gepasseerd|onzeker|ondergewaardeerd|jaloers|aangevallen)\b/,
    readsMinds:
      /\b(?:diep van binnen|eigenlijk|stiekem|onbewust) (?:wil|is|heeft|voelt) (?:hij|zij|ze|je)\b|\bomdat (?:hij|zij|ze) (?:bang|onzeker|jaloers) (?:is|was)\b|\b(?:voelt|voelde) zich (?:bedreigd|gepasseerd|jaloers|onzeker)\b/,
    knowsCompany:
      /\b(?:je|jullie|jouw) (?:bedrijf|werkgever|organisatie|afdeling hr)(?: \w+)? (?:heeft|biedt|gebruikt|eist|staat|hanteert)\b|\bhet beleid van (?:je|jullie)\b|\bbinnen (?:je|jullie) bedrijf\b/,
    remembers:
      /\b(?:vorige (?:keer|week)|laatst|de vorige sessie) (?:zei|vertelde|wilde|had|hebben|sprak\w*)\b|\bzoals je (?:me )?(?:eerder|vorige|toen) (?:zei|vertelde)\b|\btoen we (?:elkaar )?(?:laatst|vorige)\b|\bik herinner me\b/,
    says: /\bje (?:zegt|zei|gaf toe|vindt dus|geeft toe) dat\b|\bzoals je (?:zegt|zei)\b/,
    tellsRules:
      /\bik (?:stel|geef) alleen (?:maar )?vragen\b|\bzo ben ik (?:gemaakt|ingesteld|geprogrammeerd)\b|\bmijn (?:rol|taak) (?:is|verbiedt)\b|\bmijn (?:instructies|regels|richtlijnen|prompt|programmering)\b|\bik (?:ben (?:geïnstrueerd|geprogrammeerd)|mag (?:alleen|niet|geen)|moet (?:eerst|één|altijd|kort))\b|\b(?:één|een) open vraag\b/,
    meta: /^(?:(?:oké|ok|goed|natuurlijk|zeker|begrepen)[,!.]? )?(?:hier is (?:mijn|een|het|de) (?:antwoord|vraag|reflectie|reactie)|de (?:gebruiker|lerende|persoon|coachee)\b|laat me (?:even )?(?:denken|nadenken)|(?:antwoord|vraag|reflectie|analyse) ?:)/,
    claimsHuman:
      /\bmij (?:is|overkwam|gebeurde|ging) (?:dat|het|zoiets)\b|\bik (?:verloor|leerde|maakte|had) (?:ooit|vroeger|zelf|toen|ook|eens)\b|\bin mijn (?:\w+ ){0,3}(?:jaren|tijd|carrière|loopbaan|ervaring)\b|\bin al mijn jaren\b|\btoen ik (?:zelf |nog )?(?:\w+ )?(?:was|werkte|begon|leidde)\b|\bik ben (?:ook )?(?:een )?mens\b|\b(?:overkwam|gebeurde) mij ook\b|\bik (?:heb|had) (?:dat|het|zelf) (?:ook|zelf|eens)\b|\bmijn (?:eigen )?(?:baas|eerste baan)\b|\bik (?:weet|ken) (?:precies )?(?:hoe dat voelt|dat gevoel)\b/,
    treats:
      /\b(?:ibuprofen|paracetamol|aspirine|tabletten|pillen?|melatonine|antidepressiva|bètablokkers?|magnesium|valeriaan)\b|\b(?:je hebt|klinkt als|lijkt op) (?:een )?(?:burn-?out|depressie|angststoornis|migraine)\b|\bsymptomen\b/,
    diagnoses:
      /\b(?:narcist\w*|psychopaat|sociopaat|bipolair|borderline|autistisch|autist|persoonlijkheidsstoornis|manipulatief|toxisch|giftig|adhd)\b/,
    judgesLaw:
      /\b(?:de rechter|voor de rechter|je rechten|zonder opzegtermijn|proeftijd|transitievergoeding|ontslag op staande voet)\b|\b(?:juridisch|wettelijk|volgens de wet|recht op|illegaal|onrechtmatig|aanklagen|contractbreuk|arbeidsrecht|ontslagbescherming|opzegtermijn is)\b/,
    invests: /\b(?:beleggen|investeer|aandelen|indexfonds|hypotheek|spaargeld|crypto)\b/,
    promises:
      /\b(?:je (?:baas|leidinggevende|manager|team|werkgever|collega\w*)|hr|niemand|de klant|hij|zij|ze) (?:zal|zullen|gaat|gaan) (?:je |het |er |dit )*(?:begrijpen|snappen|accepteren|steunen|vergeven|goedkeuren|merken|bedanken|tekenen|ja zeggen)\b|\bik (?:beloof|garandeer|verzeker)\b|\bgegarandeerd\b|\bik weet zeker dat\b/,
    acts: /\bik heb (?:\w+ ){0,4}(?:gestuurd|geschreven|gemaild|ingepland|geboekt|doorgestuurd|gecontroleerd|nagekeken|opgezocht|geïnformeerd)\b|\bik (?:stuur|mail|plan|boek|informeer|bel|zal (?:hem|haar|je)|herinner|regel)\b/,
    shares:
      /\b(?:plak|upload|stuur me|mail me)\b|\b(?:deel|toon|stuur)\b.{0,20}\b(?:dit|ons) gesprek\b|\bnodig je (?:baas|collega|leidinggevende)\b/,
    sides:
      /\b(?:gewoon|echt|ronduit|wel heel) (?:onbeschoft|brutaal|kinderachtig|gemeen|schandalig|respectloos|laf|belachelijk|oneerlijk)\b|\bwat een (?:onzin|gedoe|brutaliteit|poppenkast|circus|verspilling)\b|\btijdverspilling\b|\bonbeschoft\b|\bje hebt (?:helemaal |volkomen |absoluut |groot )?gelijk\b|\b(?:is|zijn|was) (?:echt |gewoon |duidelijk |een |ook )*(?:idio(?:o)?t\w*|incompetent\w*|onbekwaam|oneerlijk|belachelijk|onacceptabel|lui|arrogant|respectloos|onprofessioneel|eikel|sukkels?)\b|\b(?:stomme|zinloze|domme|belachelijke|achterlijke) (?:regels?|procedures?|bureaucratie)\b|\b(?:zijn|haar|hun) (?:eigen )?schuld\b/,
    gossips: /\broddel\w*\b|\bonder ons\b|\btussen ons\b|\bik hoorde dat\b|\bwat zeggen de anderen\b/,
    mocks:
      /\bwelkom in de echte wereld\b|\bwat een verrassing\b|\bsucces daarmee\b|\barme jij\b|\bwie had dat gedacht\b/,
    politics: /\b(?:verkiezingen|regering|vakbond\w*|links\w*|rechtse|minister|kabinet|politici)\b/,
    sells:
      /\b(?:premium|gratis proef\w*|abonne\w+|ons (?:product|platform|programma)|onze (?:app|cursus|training)|schrijf je in|download)\b/,
    refuses:
      /\b(?:daar|hier)?(?:mee|bij|over)? ?kan ik (?:je )?(?:daar|hier)?(?:mee|bij|over)? ?(?:helaas )?(?:niet|niets) (?:helpen|praten|over zeggen|bespreken)\b|\bik kan je (?:hier|daar)?(?:mee|bij)? ?(?:helaas )?niet\b|\b(?:raadpleeg|zoek) (?:een )?(?:professional|psycholoog|deskundige|therapeut|professionele)\b|\bgevoelig onderwerp\b/,
    apologises:
      /\b(?:sorry|excuses|spijt me|vergeef|mijn fout)\b.{0,120}\b(?:sorry|excuses|spijt|vergeef|fout|had ik)\b/,
    pries:
      /\b(?:wachtwoord\w*|inloggegevens|iban|creditcard\w*|geboortedatum|bsn|huisadres|telefoonnummer|salaris van|diagnose|klantenlijst)\b/,
    greets: /^(?:hallo|hoi|hey|goede(?:morgen|middag|navond)|goeden? (?:morgen|middag|avond|dag)|beste|dag)\b/,
    signsOff: /\b(?:met vriendelijke groet|groetjes|hartelijke groet|fijne (?:dag|avond|week)|je coach|veel succes)\b/,
    exclaims: /^wat een (?:\w+ ){0,1}\w+[.!]$/,
    alarms: /\b(?:noodnummer|112|hulplijn|crisisdienst|zelfmoord\w*|suïcid\w*|intimidatie|vertrouwenspersoon)\b/,
  },
  opens: /(?<!\p{L})(?:wat|wie|wiens|welke?|hoe|hoeveel|waar\w*|wanneer|waarom)(?!\p{L})/u,
  invites:
    /(?:^|[:;,.] |\b(?:dan|dus|en|maar|eerst|nu) )(?:vertel|beschrijf|zeg (?:het|me|in)|laat (?:me )?(?:zien|horen)|neem me mee|stel je voor|denk (?:aan|hardop|terug)|kies|noem|schrijf (?:het|de|hem)|probeer (?:de zin|hem)|geef me|verplaats je|maak (?:de zin )?af|leg uit|ga terug)\b/,
  mayBeClosed:
    /\b(?:klopt (?:dat|het)|heb ik (?:dat|het|je) (?:goed|zo)|past dat|kun je (?:me |het |dat )*(?:vertellen|beschrijven|zeggen|uitleggen|geven|noemen)|of)\b/,
  feels:
    /\b(?:boos|woedend|razend|tril\w*|huil\w*|bang|schaam\w*|haat|zat|uitgeput|vernederd|teleurgesteld|oneerlijk|vreselijk|kut|verdomme|alleen|klote)\b|!!+/,
  inTrouble:
    /\b(?:ik|mij|me)\b.{0,120}\b(?:dood|sterven|pijn doen|pillen|alleen|bang|geslagen|bedreigd|aangeraakt|niet meer)\b/,
  disagrees: /^(?:nee|fout|onzin|je snapt)\b|\b(?:klopt niet|niet wat ik|verkeerd begrepen)\b/,
  isStuck:
    /\b(?:geen idee|weet niet (?:waar|hoe|wat)|vastgelopen|zit vast|een hint|help me|zeg (?:gewoon|maar)|jouw mening|wat zou jij)\b/,
  asksTerm: /\b(?:wat (?:is|betekent|houdt|zijn)|leg uit|uitleggen)\b/,
  leaves:
    /\b(?:doei|dag|tot (?:ziens|morgen|later)|dat was het|bedankt(?:,|\.|!|$)|dank je|geen vragen meer|ik moet (?:gaan|weg)|welterusten|genoeg voor vandaag|laten we stoppen)/,
  sumsUp: /\b(?:samengevat|kort gezegd|ik vat samen|tot nu toe|tot hier|alles bij elkaar|op een rij)\b/,
  illustrates:
    /\b(?:voorbeeld|stel je voor|stel dat|betekent|is een|zijn|staat voor|kader|model|ander vak|ander vakgebied)\b/,
  handsOver:
    /\b(?:weet ik niet|ik weet (?:het )?niet|weet (?:je|jullie) \w+|weten (?:je|jullie)|jurist\w*|advocaat|arts|dokter|huisarts|accountant|hr|ai)\b/,
  numbers: {
    twee: 2,
    drie: 3,
    vier: 4,
    vijf: 5,
    zes: 6,
    zeven: 7,
    acht: 8,
    negen: 9,
    tien: 10,
    elf: 11,
    twaalf: 12,
    vijftien: 15,
    twintig: 20,
    dertig: 30,
    veertig: 40,
    vijftig: 50,
    honderd: 100,
  },
  whichOf: /\b(?:welke?|wie)\b/,
  or: /\b(?:of|misschien|wellicht|dat je|omdat)\b/,
  inGeneral:
    /\b(?:vast|duidelijk|natuurlijk|vanzelfsprekend|verboden|diep van binnen|niemand|absoluut|normaal gesproken|zelden|altijd|nooit|iedereen|meestal|vaak|in het leven|cruciaal|essentieel|de sleutel|het geheim|vertrouwen|communicatie)\b/,
  thinksFor: /\b(?:hij|zij|ze|je \w+|de \w+) (?:wil|wilde|voelt zich|voelde zich|vreest|denkt|hoopt|zoekt|is bang)\b/,
  mustDo: /\bje (?:moet|zou moeten|hoeft alleen|kunt gewoon)\b/,
  ofItself: /\b(?:ik|mij|me|mijn|mezelf)\b/,
  large: '',
  turned: {
    ik: 'je',
    mijn: 'je',
    mij: 'je',
    me: 'je',
    heb: 'hebt',
    ben: 'bent',
    ons: 'jullie',
    onze: 'jullie',
    wij: 'jullie',
    we: 'jullie',
  },
  small:
    'in also het een en niet dat je van op met voor wat hoe er zijn hij ze aan ik maar als nog ook naar dan bij heb hebt is wel geen mijn jouw deze waar de te om jij zij wij we jullie hem haar zou kan moet wil waarom welke wie dit uit over zo al meer door heeft was tegen toen daar hier iets niets zelf weet zegt zei want doen gaat',
}
