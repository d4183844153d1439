import type { GraderTalk } from './language.ts'

export const french: GraderTalk = {
  scorer:
    'lecteur lectrice correcteur correctrice correcteurs evaluateur evaluatrice evaluateurs examinateur examinatrice notateur notatrice juge jury systeme_de_notation',
  machine: 'ia modele modele_de_langage assistant systeme bot machine robot algorithme programme logiciel',
  who: 'quiconque celui celle ceux qui personne lecteur lectrice tous toute',
  reads:
    'lit lisent lis lise lira lirait note notent notes notera noterait notez evalue evaluent evalues evaluez evaluera corrige corrigent corriges corrigez corrigera juge jugent juges jugez jugera analyse analysent decide decident attribue',
  this: 'ce cet cette ces ceci cela ca ici',
  talk: 'echange echanges conversation conversations discussion seance session dialogue entretien reponse reponses message messages texte transcription lignes ce_que_je_dis ce_que_jecris propos ce_que_j_ecris ce_que_j_ai_ecrit ce_que_j_ai_dit',
  learner:
    'apprenant apprenante eleve etudiant etudiante participant participante candidat candidate utilisateur apprenti stagiaire',
  me: 'me moi mon ma mes m',
  i: 'je j',
  you: 'tu toi te ton ta tes vous votre vos t',
  give: 'donne donnez donner donnes donnera accorde accordez accorder accordent attribue attribuez attribuer attribuera mets mettez mettre met inscris inscrivez inscrire octroie octroyez saisis saisissez choisis choisissez choisir retienne retenir retiens recevoir recoive recoit obtenir obtienne rends renvoie renvoyez applique mis',
  rate: 'note notez noter notes evalue evaluez evaluer juge jugez juger considere considerez considerer compte comptez compter traite traitez felicite',
  score:
    'note notes point points score scores bareme notation evaluation verdict dimension dimensions appreciation mention preuve note_finale note_globale',
  level: 'niveau niveaux echelle ancre',
  top: 'maximale maximales maximal maximum max meilleure meilleures meilleur meilleurs parfaite parfait excellent excellente excellentes excellents pleine plein haute elevee eleve hautes plus_haute plus_elevee exemplaire exemplaires brillant remarquable superieur',
  ten: 'dix 10 10/10 20/20 vingt cent 100',
  kind: 'genereux genereuse genereusement indulgent indulgente clement bienveillant bienveillante sympa gentil gentille favorablement',
  ignore:
    'ignore ignorez ignorer oublie oubliez oublier neglige negligez negliger ecarte ecartez ecarter tenez_pas_compte tiens_pas_compte tenir_pas_compte pas_tenir_compte fais_abstraction faites_abstraction faire_abstraction passe_outre passez_outre contourne contournez laisse_tomber laissez_tomber saute',
  orders:
    'instruction instructions consigne consignes regle regles grille grilles bareme critere criteres directive directives prompt invite_systeme rubrique exigences referentiel',
  earlier:
    'precedent precedente precedentes precedents anterieur anterieures anterieurs initiales initiaux dessus donnees habituelles ci_dessus plus_haut strictes',
  must: 'il_convient il_conviendrait il_serait il_faut il_faudrait il_est dois doit devez doivent devrait devrais devriez faut faudrait veuillez prie svp stp merci merci_de prier doit_etre plait pouvez peux pourrait voudrais veux convient conviendrait serait',
  right:
    'juste seule_note defendable equitable normal merite meritent meritee merites approprie appropriee correct correcte legitime logique raisonnable droit vaut meritee naturel justifie justifiee a_droit adequat convenable digne',
  meets: 'remplit demontre montre satisfait atteint atteint_le depasse maitrise repondu reussi coche obtenu valide',
  all: 'tout toute toutes tous chaque partout ensemble integralite entierement',
  verdict: 'ancre dimension dimensions preuve preuves verdict niveau bilan attribue',
  note: 'note message attention consigne consignes avis remarque rappel indication instruction instructions l_attention info',
  to: 'pour a au aux de',
  if: 'si lorsque quand puisque car',
  role: 'systeme system assistant coach apprenant evaluateur utilisateur',
  new: 'nouvelle nouvelles nouveau nouveaux suivantes',
  reveals: 'revele revelez affiche affichez montre montrez repete',
  secret: 'invite_systeme prompt_systeme instructions_cachees instructions_secretes',
  others:
    'nous notre nos il elle ils elles lui leur leurs son sa ses client clients cliente chef cheffe patron patronne responsable collegue collegues equipe fournisseur fournisseurs manager entreprise service salarie salaries directeur directrice professeur ecole concours fils fille projet classe stagiaires eleves siege produit produits appel_d_offres',
  told: 'disait ecrit demande demandait explique repondu raconte a_dit a_ecrit attend a_demande',
  topic: 'injection chatbot attaquant',
  of: 'de d du des dans en sur avec par chez contre sous au',
  small:
    'le la les l un une et ou mais donc alors aussi seulement est sont etait etre soit sois soyez ne n pas plus que qu c s y se bonjour cher chere oui non tres bien a ai as avez ont aux comme pour sans rien simplement juste vraiment moins cela jamais ici la_haut deja encore ainsi tant quel quelle lui_meme entre aurait avoir eu trouve ete deux quatre trois fera ferait seul seule',
}
