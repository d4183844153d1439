import type { Answers } from './signs.ts'

/** What a coach must not say in French, and how it asks, sums up and lets go. */
export const frenchAnswers: Answers = {
  signs: {
    flatters:
      /^(?:c'est )?(?:super|génial|formidable|magnifique|merveilleux|très bien),? que\b|\bplus que la plupart\b|\bquel(?:le)? (?:belle|beau|grande|fine) \w+|\bpeu de (?:managers|vendeurs|monde)\b|\b(?:un|une) vrai(?:e)? pro\b|\bça en dit long sur toi\b|\btu as (?:vraiment )?(?:un|le) (?:don|talent|sens inné|flair)\b|\bà la hauteur\b|\b(?:du recul|finesse|une? (?:vraie|belle|grande|rare) (?:maturité|sagesse|intuition|lucidité|force|qualité))\b|\bon reconnaît (?:là )?quelqu'un\b|\bje suis (?:très |vraiment )?(?:impressionnée?|admirati\w+|fi[eè]re?)\b|\bquel(?:le)? (?:courage|talent|force|maturité|intelligence)\b|\bla maturité\b|\b(?:bravo|excellente?|génial\w*|formidable|magnifique|impressionnant\w*|brillante?|remarquable|fantastique|superbe|chapeau|félicitations|parfait\w*)\b|\b(?:vrai|véritable|grand) (?:don|talent)\b|\bbien joué\b|\bc'est rare\b|\bpeu de (?:gens|personnes)\b|\bje suis impressionnée?\b|\bquelle (?:belle|bonne) (?:question|idée)\b/,
    cheers: /\btu vas tout \w+|\ballez,|!|\btu vas y arriver\b|\bcourage\b|\btu peux le faire\b/,
    probesFeelings:
      /\bmerci (?:de|pour) (?:ta|ton|votre|partager|te confier)\b|\b(?:cette|ta) (?:émotion|colère|peur|tristesse) (?:veut|cherche|essaie)\b|\bdans ton corps\b|\benfant intérieur\b|\bj'accueille ce que\b|\bqu'est-ce que cela te fait ressentir\b|\bcette blessure\b/,
    soothes: /\bje t'entends\b|\btes (?:émotions|sentiments) sont\b/,
    advises:
      /\bne (?:cède|dis|fais|laisse|donne|réponds|parle|prends|commence)[sz]? (?:jamais|pas|rien)\b|^(?:demande|parle|écris|dis|propose|prépare|commence|prends|fais|évite|pense à|envoie|appelle|garde|laisse|essaie|fixe|définis|montre|écoute|reste)(?:z|s)?(?:-(?:lui|leur|le|la|les))? (?!moi\b)(?:lui|un|une|le|la|les|par|avec|de|d'abord|toujours|jamais|en|au|des|deux|trois|ton|ta|tes|tout|ce|cette|bien)\b|\b(?:suffit|suffirait|marche|fonctionne|aide) (?:de|souvent|toujours|bien)\b|^(?:premièrement|deuxièmement|d'abord|ensuite|enfin), |\bil vaut mieux\b|\b(?:tu|vous) (?:devrais|devriez|ferais mieux|feriez mieux)\b|\bje te (?:conseille|suggère|recommande)\b|\bje vous (?:conseille|suggère|recommande)\b|\bmon conseil\b|\bà ta place\b|\ble mieux (?:est|serait)\b|\bil faut que tu\b/,
    setsTask: /\bpour la prochaine (?:fois|séance)\b|\bton devoir\b/,
    advisesByAsking:
      /\b(?:as-tu (?:pensé|songé|essayé|envisagé)|tu as (?:pensé|essayé)|pourquoi (?:ne pas|tu ne|ne)|et si tu|ne (?:serait-il|devrais-tu|pourrais-tu|vaudrait-il) pas|ne serait-ce pas|que dirais-tu de|est-ce que tu ne)\b/,
    leads:
      /\bpeut-être \?|\bpourquoi (?:as-tu|avais-tu|évites-tu|n'as-tu)\b|\bn'est-ce pas\b|\btu ne (?:penses|crois|trouves) pas\b|\bne (?:penses|crois|trouves)-tu pas\b|, non ?\?/,
    hints: /\bque se passerait-il si tu\b/,
    manyInOne:
      /\b(?:qui|quoi|que|quel\w*|quand|où|comment|pourquoi)\b[^?,]{0,60},[^?]{0,60}\b(?:qui|quoi|que|quel\w*|quand|où|comment|pourquoi)\b[^?]{0,60}(?:,| et )(?:qui|quoi|que|quel\w*|quand|où|comment|pourquoi)\b/,
    writesForThem:
      /\b(?:essaie|écris|dis|réponds|commence par|voici|propose|quelque chose comme)(?:-lui)? ?: ?◦|\bvoici [^:]{0,30}: ?◦|\b(?:objet|tu peux (?:dire|écrire)|par exemple) ?: ?◦/,
    closed:
      /^(?:(?:et|alors|mais|donc)[, ]+)?(?:est-ce que (?:tu|il|elle|c'|ce|ton|ta|le|la|ils|vous)|as-tu|es-tu|avez-vous|êtes-vous|peux-tu|pouvez-vous|veux-tu|voulez-vous|penses-tu|a-t-(?:il|elle)|est-(?:il|elle|ce)|y a-t-il|sais-tu|connais-tu|tu (?:as|es|peux|veux|penses))\b/,
    suggestsAnswer: /^(?:peut-être|sans doute|probablement)\b/,
    answersItself: /\bparce qu(?:e|')|\bserait-ce\b|\best-ce parce\b/,
    weighs: /\bassez moyen\w*\b|\bpas mal\b/,
    scores:
      /\bje (?:te )?(?:mettrais|donnerais|noterais)\b|\bma note\b|\bun (?:bon|solide|beau|petit) (?:six|sept|huit|neuf|[6-9])\b|\bniveau (?:confirmé|supérieur|moyen)\b|\bdans la (?:moyenne|norme)\b|\bau-dessus de la moyenne\b|\b(?:critère|grille)\b|\bassez moyen\b|\b\d{1,2}(?:[.,]\d)? ?(?:\/|sur) ?(?:5|10|20|100)\b|\b\d{1,3} ?(?:%|pour cent)\b|\bune? note (?:de|:)|\bje te (?:donne|mets) \d|\bniveau (?:\d|débutant|intermédiaire|avancé|expert)\b|\bmention (?:bien|très bien)\b|\b(?:cinq|quatre|trois) étoiles\b/,
    guesses: /\bparce qu'(?:elle|il) ne se sentait\b/,
    readsMinds:
      /\bparce qu'(?:il|elle) avait peur\b|\bparce qu'(?:elle|il) (?:ne )?se sentait\b|\bau fond,? (?:il|elle|ton|ta)\b|\bsecrètement\b|\binconsciemment\b/,
    knowsCompany:
      /\b(?:la|les|votre|ton|selon la|d'après la|selon le) (?:politique|règlement|procédure|charte|convention)s? (?:interne|de (?:ton|votre|l'entreprise|la maison)|prévoi\w+|exige\w*|demande\w*)|\b(?:ton|ta|votre) (?:entreprise|boîte|société|employeur|service rh)(?: \w+)? (?:a|offre|propose|exige|permet|utilise)\b/,
    remembers:
      /\bla (?:dernière|semaine) (?:fois|dernière),? (?:tu|nous|on)\b|\bcomme tu (?:me )?l'as dit la\b|\bje me souviens\b/,
    says: /\btu (?:dis|as dit|reconnais|admets|avoues|penses donc) (?:donc )?qu|\bcomme tu (?:dis|l'as dit)\b|\btu te sens (?:trahie?|humiliée?|coupable|inutile)\b/,
    tellsRules:
      /\bje (?:ne )?pose (?:que|seulement|uniquement) des questions\b|\bc'est (?:ainsi|comme ça) (?:que )?(?:je suis|j'ai été)\b|\bmon rôle (?:est|m'|se|ne)\b|\bje (?:ne )?(?:suis|peux) (?:pas )?(?:autorisée?|programmée?)\b|\bmes (?:instructions|règles|consignes)\b|\bon m'a (?:demandé|dit|programmé)\b|\bje (?:dois|suis censée?) (?:seulement|poser|te poser|répondre)\b/,
    meta: /^(?:reformulation|réflexion|question|réponse|note|plan)(?: \w+)? ?:|^(?:comme|puisque) (?:la|ta|sa) réponse\b|^je vais (?:d'abord |maintenant )?(?:reformuler|poser|répondre|rester)\b|^(?:voici (?:ma|mon|la|une) (?:réponse|question|réflexion|reformulation)|l'(?:utilisateur|utilisatrice|apprenante?)\b|laisse-moi réfléchir|(?:réponse|question|reformulation) ?:)/,
    claimsHuman:
      /\b(?:ça|cela) m'est (?:aussi |déjà )?arrivé\b|\bj'ai (?:vécu|connu|perdu|moi aussi)\b|\bje suis passée? par là\b|\bmon (?:ancien|premier) (?:chef|poste|emploi)\b|\bnous,? les humains\b|\b(?:au cours|pendant|dans) (?:de )?(?:mes|ma) (?:\w+ )?(?:années|ans|carrière|expérience)\b|\bquand j'étais\b|\bd'après mon expérience\b|\bje suis (?:un )?(?:humaine?|vraie personne)\b|\bmoi aussi,? j'ai\b/,
    treats:
      /\banti-?acide\b|\breflux\b|\b(?:ibuprofène|paracétamol|comprimés?|mélatonine|antidépresseurs?)\b|\btu (?:as|fais) (?:une?|de l')? ?(?:burn-?out|dépression|anxiété|migraine)\b/,
    diagnoses:
      /\btrouble obsessionnel\b|\b(?:narcissique|pervers\w*|psychopathe|sociopathe|bipolaire|borderline|autiste|trouble de la personnalité|manipulat\w+|toxique)\b/,
    judgesLaw:
      /\b(?:le tribunal|au tribunal|devant le juge|sans préavis|sans motif|période d'essai|lettre d'avertissement|licenciement abusif|tes droits|indemnités?)\b|\b(?:légalement|la loi (?:dit|interdit|oblige)|tu as (?:le )?droit à|porter plainte|illégal\w*|attaquer en justice|code du travail|prud'hommes)\b/,
    invests: /\b(?:actions en bourse|investis\w*|placement)\b/,
    promises:
      /\b(?:ton (?:chef|manager|patron|équipe)|les rh|personne ne) (?:va|vont|ne va|ne|t'en|comprendra|acceptera)\b|\bje te (?:promets|garantis)\b/,
    acts: /\bje viens de (?:vérifier|regarder|envoyer|appeler)\b|\bje (?:lui ai|leur ai|t'ai|vais lui|vais leur|viens de lui) (?:envoyé|écrit|envoyer|écrire|dire|parler|parlé)\b|\bj'ai (?:envoyé|prévenu|réservé|informé)\b/,
    shares:
      /\binvite (?:donc )?(?:ton|ta) (?:responsable|chef\w*|manager)\b|\b(?:partage|montre|envoie|transfère)[rz]?\b.{0,20}\b(?:cette|notre) (?:conversation|discussion|échange)\b/,
    sides:
      /\bquel (?:manque|culot|mépris|cirque|gâchis|toupet)\b|\bc'est (?:vraiment |tout simplement |franchement )?(?:injuste|scandaleux|inadmissible|ridicule|honteux|absurde|puéril|lâche|irrespectueux|inacceptable|n'importe quoi)\b|\bperte de temps\b|\bpaperasse\b|\ba eu tort\b|\bc'est (?:bien )?(?:leur|sa) faute\b|\btu as (?:tout à fait |totalement |complètement |entièrement )?raison\b|\b(?:ton|ta|ce|cette|il|elle)(?: \w+)? est (?:vraiment |clairement )?(?:une? )?(?:idiote?|incompétente?|nulle?|incapable|imbécile|odieux|injuste)\b|\brègles? (?:stupides?|idiotes?|absurdes?)\b/,
    gossips: /\bentre nous\b/,
    mocks: /\bquel talent\b|\bbienvenue dans le monde réel\b|\bquelle surprise\b|\bbon courage avec ça\b/,
    politics: /\b(?:élections?|gouvernement|président de la république|syndicats?)\b/,
    sells: /\b(?:premium|essai gratuit|abonne\w*|notre (?:produit|plateforme|application|formation)|inscri\w+-toi)\b/,
    refuses:
      /\bje ne peux pas (?:aborder|traiter|parler)\b|\bje (?:ne peux pas|suis désolée?,? (?:mais )?je ne peux pas) (?:t'aider|vous aider|parler|continuer|discuter)\b|\bconsulte[rz]? un (?:professionnel|psycholog\w+|spécialiste|thérapeute)\b/,
    apologises:
      /\b(?:excuse\w*|désolée?|navrée?|pardon\w*|confuse?|ma faute)\b.{0,120}\b(?:excuse\w*|désolée?|navrée?|pardon\w*|confuse?|faute|j'aurais dû)\b/,
    pries:
      /\bnuméro de séc\w*|\bquel (?:est son )?salaire\b|\b(?:mots? de passe|identifiants|iban|carte bancaire|date de naissance|adresse personnelle|numéro de téléphone|salaire de)\b/,
    greets: /^(?:bonjour|salut|coucou|cher|chère|bonsoir)\b/,
    signsOff: /\b(?:cordialement|bien à toi|bonne (?:journée|soirée|continuation)|ton coach)\b/,
    exclaims: /^quel(?:le|s|les)? (?:\w+ ){0,2}\w+[.!]$/,
    alarms: /\b(?:numéro d'urgence|services d'urgence|ligne d'écoute|suicid\w+|harcèlement|cellule psychologique)\b/,
  },
  opens:
    /(?<!est-ce )(?<!\p{L})(?:que|quoi|quel|quelle|quels|quelles|comment|qui|où|quand|combien|pourquoi|lequel|laquelle|lesquels|lesquelles|duquel|auquel)(?!\p{L})|(?<!est-ce )(?<!\p{L})(?:jus)?qu'|(?<!\p{L})d'où/u,
  inTrouble:
    /\b(?:je|me|moi|j')\b.{0,120}\b(?:mourir|tuer|seule?|peur|pleure\w*|cachets|frapp\w*|menac\w*|n'en peux plus|touché\w*)\b/,
  handsOver:
    /\b(?:je ne sais pas|je l'ignore|sait|savent|saura|te dira|vous dira|avocat\w*|service juridique|médecin|comptable|rh|je suis une ia|ia)\b/,
  whichOf: /\b(?:lequel|laquelle|lesquels|quel\w*|qui)\b/,
  or: /\b(?:ou|peut-être|sans doute|que tu|parce)\b/,
  inGeneral:
    /\b(?:sûrement|certainement|évidemment|clairement|forcément|bien sûr|naturellement|rare|rarement|interdit|au fond|personne ne|absolument|généralement|d'habitude|toujours|jamais|tout le monde|chacun|souvent|en général|dans la vie|essentiel\w*|la clé|le secret|la confiance|la communication)\b/,
  thinksFor:
    /\b(?:il|elle|ils|elles|(?:ton|ta|le|la) \w+) (?:veut|veulent|voulait|se sent|se sentait|craint|pense|croit|espère|cherche|a peur)\b/,
  mustDo: /\b(?:tu (?:dois|devrais|peux simplement)|il faut|vous devez)\b/,
  ofItself: /\b(?:je|moi|mon|ma|mes)\b|\bj'/,
  large: '',
  turned: {
    je: 'tu',
    "j'ai": 'as',
    mon: 'ton',
    ma: 'ta',
    mes: 'tes',
    me: 'te',
    moi: 'toi',
    suis: 'es',
    ai: 'as',
    nous: 'vous',
    notre: 'votre',
    nos: 'vos',
  },
  invites:
    /(?:^|[:;,.] |\b(?:alors|donc|et|mais|d'abord|maintenant) )(?:raconte|décris|dis-(?:moi|le)|montre-moi|emmène-moi|imagine|pense à|choisis|nomme|écris(?:-le| le| la)|essaie|commence par|donne-moi|mets-toi|termine|explique|parle-moi|repense)\b/,
  mayBeClosed:
    /\b(?:c'est (?:bien )?(?:ça|cela|juste|exact)|est-ce (?:bien )?(?:ça|cela|juste)|ai-je bien|cela te (?:convient|parle|semble)|ça te (?:parle|va)|peux-tu (?:me |m'|le |la )?(?:raconter|décrire|dire|expliquer|donner|en dire)|ou)\b|\b(?:que|quoi|qu'|quel\w*|comment|qui|où|quand|combien|pourquoi|lequel|laquelle)\b/,
  feels:
    /\b(?:colère|furieu\w+|tremble\w*|pleur\w*|peur|honte|déteste|marre|ras le bol|épuisée?|humilié\w*|déçue?|injuste|horrible|affreu\w+|nulle? à|seule?|merde|putain|craqu\w*|rage)\b|!!+/,
  disagrees: /^(?:non|faux|pas du tout|tu ne comprends)\b|\b(?:ce n'est pas ça|c'est faux|pas ce que j|mal compris)\b/,
  isStuck:
    /\b(?:aucune idée|je ne sais pas (?:par où|comment|quoi)|sais pas|bloquée?|rien ne vient|un indice|aide-moi|dis-moi (?:juste|simplement|ce)|dites-moi|ton avis|que ferais-tu)\b/,
  asksTerm: /\b(?:c'est quoi|qu'est-ce qu(?:e|'un)|que (?:veut dire|signifie)|ça veut dire quoi|explique)\b/,
  leaves:
    /\b(?:au revoir|à (?:bientôt|plus|demain)|c'est (?:tout|bon)|merci(?:,|\.|!|$)|plus de questions|je dois (?:filer|y aller)|bonne (?:journée|soirée|nuit)|on (?:s'arrête|arrête)|ça suffit)/,
  sumsUp: /\b(?:en résumé|pour résumer|je résume|résumons|jusqu'ici|si je reprends|récapitulons|en somme)\b/,
  illustrates: /\b(?:exemple|imagine|suppose|signifie|veut dire|est une?|sont|cadre|modèle|autre domaine)\b/,
  numbers: {
    deux: 2,
    trois: 3,
    quatre: 4,
    cinq: 5,
    six: 6,
    sept: 7,
    huit: 8,
    neuf: 9,
    dix: 10,
    onze: 11,
    douze: 12,
    quinze: 15,
    vingt: 20,
    trente: 30,
    quarante: 40,
    cinquante: 50,
    cent: 100,
  },
  small:
    "par le les des est et que tu pas une dans pour ce qui avec je vous ton ta on sur au du il elle nous mais ou où en de ne cette ces son sa ses aux plus été était c'est qu'est tes mon ma mes quelle quel à lui leur se si la un d'un d'une j'ai n'a n'est s'est qu'il qu'elle l'a moi toi puis sans chez par déjà encore rien tout même quoi quand comment avait ont sont fait faire dit deux trois qu'as",
}
