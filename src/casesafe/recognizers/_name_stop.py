"""Capitalised words that are no names: function words, headings, instruments, drugs, theorists.

Source of the theorists, instruments and medicines: the literature of psychotherapy; general
knowledge. Known misses: a client who bears a theorist's surname is found by title, kin or a verb of
the consulting room, not by the bare surname.
"""

from __future__ import annotations

#: Never part of a name, even behind a given name.
STOP = frozenset(
    "i i'm i'd i'll i've a an the this that these those he she it we you they him her his hers its our "
    "your their them us me my mine who whom whose which what when where why how if then than so but and "
    "or nor not no yes yeah ok okay as at by for from in into of off on onto out over to up with without "
    "within about above after again against all also although always am are aren't be because been "
    "before being below between both can can't could did do does doing don't down during each else "
    "ever every few further had has have having here isn't just like maybe more most much must "
    "never now once only other others own perhaps please same shall should since some still such there "
    "though through thus too under until unless upon very was wasn't were while would yet let let's he's "
    "she's it's that's there's they're we're you're what's who's today tomorrow yesterday tonight soon "
    "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays "
    "fridays saturdays sundays january february march april may june july august september october "
    "november december jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs "
    "fri sat sun re fw fwd cc bcc attn subject date time name dob age sex gender phone cell fax email "
    "address session sessions plan goal goals note notes data assessment objective subjective response "
    "intervention client clients patient patients pt therapist counselor supervisor provider clinician "
    "mom dad mother father mum momma mama daddy brother sister son daughter wife husband aunt uncle "
    "grandma grandpa grandmother grandfather nana papa mr mrs ms miss mx dr doctor prof professor rev sgt "
    "officer judge nurse coach pastor rabbi imam father detective dean principal attorney reports "
    "report reported states stated denies denied presents presented presenting presence says said "
    "case chart file id number no diagnosis dx hx tx rx sx history medication medications meds mental "
    "status exam risk safety crisis summary discharge intake referral reason treatment progress "
    "group family couple individual therapy signed signature by date: via per due next last first new "
    "english spanish french german american hispanic latino latina black white asian christian "
    "catholic jewish muslim buddhist hindu baptist mormon god jesus allah lord christ buddha bible "
    "torah quran koran christmas easter thanksgiving halloween hanukkah ramadan eid passover diwali "
    "medicare medicaid google facebook instagram tiktok youtube zoom amazon netflix uber covid "
    "spring summer fall autumn winter north south east west northern southern eastern western "
    "lcsw lpc lmft lmhc phd psyd md rn np".split()
)  # fmt: skip
#: The last word of something that bears a name and is no person.
THING_NOUNS = frozenset(
    "scale inventory test questionnaire index schedule checklist interview survey screen screener "
    "assessment examination syndrome disease disorder palsy triad theory method model therapy "
    "technique protocol approach school clinic hospital center centre church parish temple mosque "
    "synagogue academy elementary middle high university college institute foundation house hall "
    "shelter home street st avenue ave road rd lane ln drive dr court ct boulevard blvd way terrace "
    "place pl plaza square highway hwy bridge river creek lake valley county township island beach "
    "bay mountain mt airport station library museum market store bank company co inc llc corp "
    "corporation group associates services service agency department dept office court law act bill "
    "award prize cup league team fund trust society association union press journal review times "
    "form manual handbook system program programme project initiative card chart tower building "
    "apartments apts manor gardens estates village heights point landing inn hotel motel cafe diner "
    "grill bar pizza pharmacy drug medical health healthcare behavioral counseling ministries "
    "chapel cathedral monastery convent cemetery museum theater theatre stadium arena gym studio "
    "day eve week month year syndrome's stage sign effect law's criteria questions question "
    "hypothesis curve cycle triangle window circle situation matrix rating ratings dilemma "
    "district region state prison jail facility unit ward line hotline".split()
)
#: Of these, the ones that are surnames too: a person behind a plain given name ("Sora Park").
SURNAME_NOUNS = frozenset(
    "park hill hall church house banks lake rivers bridge field fields woods brook brooks bay stone "
    "day weeks way high court temple bank marsh lane street case price page bishop cross drew "
    "house law post west north east wells ford marsh glen dale heath moor waters".split()
)
#: Surnames of authors, theorists and eponyms: alone they name nobody in the room.
THEORISTS = frozenset(
    "freud jung adler rogers beck ellis skinner pavlov watson bandura piaget vygotsky erikson kohlberg "
    "gilligan maslow bowlby ainsworth main fonagy klein winnicott bion fairbairn kohut kernberg mahler "
    "lacan sullivan horney fromm frankl yalom perls moreno satir minuchin bowen whitaker haley white "
    "epston shazer berg gottman gottmans johnson linehan hayes kabat-zinn young schwartz shapiro levine "
    "ogden kolk herman porges siegel perry greenberg mcwilliams prochaska diclemente miller rollnick "
    "meichenbaum lazarus glasser dreikurs axline landreth kübler-ross kubler-ross worden boss cass helms "
    "cross sue bronfenbrenner holland super balint hamilton zung altman sheehan liebowitz rosenberg "
    "connor davidson kessler maslach clance conners vanderbilt barkley brown achenbach vineland wechsler "
    "woodcock johnson stanford binet raven leiter rorschach exner murray bender gestalt rey osterrieth "
    "stroop luria halstead reitan benton beery bayley gesell denver millon hare myers briggs spanier "
    "locke wallace marschak zarit katz lawton hachinski epworth snellen gilliam tanner apgar columbia "
    "edinburgh montreal glasgow pittsburgh yale parkinson alzheimer lewy pick huntington tourette "
    "asperger rett kanner down williams turner klinefelter prader willi angelman marfan ehlers danlos "
    "hashimoto graves crohn addison cushing hodgkin bell ménière meniere lyme wernicke korsakoff "
    "munchausen capgras fregoli cotard ganser othello clérambault clerambault ekbom briquet kleine levin "
    "broca babinski tarasoff m'naghten oedipus oedipal electra cassandra pollyanna pygmalion hawthorne "
    "dunning kruger yerkes dodson karpman johari jaffee redmond jacobson benson schultz snyder hoff "
    "casement winnicott's melzack fordyce jensen barlow clark clarke burns hunt hess fisher braden "
    "morse norton stevens monahan meloy shneidman maltsberger joiner jobes stanley teyber mitchell "
    "benjamin stern bromberg ferenczi groddeck anzieu green laplanche kristeva guntrip milner "
    "casement bollas symington segal racker heimann reik searles spotnitz ferro civitarese stolorow "
    "atwood orange aron hoffman slochower davies mcgoldrick carter gerson petry boszormenyi-nagy "
    "framo ackerman jackson watzlawick weakland fisch selvini palazzoli cecchin hoffman andersen "
    "anderson goolishian madigan imber-black papp papernow visher wallerstein kelly emery ahrons "
    "hetherington arntz farrell shaw giesen-bloo swenson koerner dimeff rathus fruzzetti neff "
    "germer brach kornfield chodron hanh brown segal teasdale williams foa resick chard monson "
    "ehlers blaauw hembree rothbaum cloitre courtois briere lanius fisher dana rothschild steele "
    "boon nijenhuis hart putnam kluft ross gabbard mcdougall khan little limentani gaddini "
    "lowenfeld kalff oaklander malchiodi rubin kramer naumburg moustakas guerney jongsma zeig "
    "erickson rossi lankton o'hanlon bateson laing szasz goffman foucault camus sartre kafka rilke "
    "shakespeare sacks didion rumi plath hemingway dostoevsky tolstoy proust joyce woolf bach "
    "mozart chopin beethoven brahms schubert handel dylan bowie prince madonna oprah einstein "
    "socrates aristotle plato nietzsche kierkegaard heidegger buber levinas tillich niebuhr "
    "bukowski orwell seuss sendak rowling tolkien austen dickens faulkner thoreau emerson "
    "whitman frost hopkins harlow lorenz spitz mcgilchrist kahneman seligman csikszentmihalyi "
    "duckworth dweck pennebaker ekman plutchik gendlin bugental schneider jourard assagioli grof "
    "hakomi kurtz pesso bonny nordoff robbins van menninger tronick zeanah lieberman fraiberg "
    "cooper marvin powell crittenden solomon hesse cassidy shaver mikulincer brennan collins "
    "moos beavers olson straus hodges cutrona kazdin patterson forehand eyberg webster-stratton "
    "henggeler liddle szapocznik alexander sexton waldron morgenstern marlatt gorski jellinek volkow "
    "khantzian wurmser krystal mcdougall kandel hebb sapolsky selye mcewen damasio ledoux panksepp "
    "schore cozolino badenoch maté mate levine heller kernis rathbone".split()
)
#: Clinical and cultural proper words that are in no list of ordinary words.
NOT_NAMES = frozenset(
    "abilify adderall ambien anafranil antabuse ativan auvelity buspar campral caplyta celexa chantix "
    "clozaril concerta cymbalta depakote effexor focalin geodon haldol intuniv invega klonopin lamictal "
    "latuda lexapro lunesta luvox narcan paxil pristiq prozac qelbree remeron rexulti risperdal ritalin "
    "saphris seroquel spravato strattera suboxone tegretol tenex thorazine topamax trintellix valium "
    "viibryd vivitrol vraylar vyvanse wellbutrin xanax zoloft zyprexa tylenol advil aleve benadryl "
    "motrin lyrica neurontin lithobid sinequan elavil pamelor tofranil nardil parnate emsam marplan "
    "desyrel oleptro restoril halcion sonata rozerem belsomra dayvigo quviviq provigil nuvigil sunosi "
    "ozempic wegovy mounjaro metformin humira enbrel botox ketamine naloxone zofran pepcid prilosec "
    "nexium synthroid lipitor crestor plavix eliquis xarelto coumadin lasix flonase zyrtec claritin "
    "allegra singulair albuterol ventolin epipen keppra dilantin lamotrigine mirena nexplanon yaz "
    "gestalt theraplay adlerian jungian freudian rogerian winnicottian kleinian bowenian ericksonian "
    "piagetian lacanian kohutian socratic pavlovian hamilton-d madrs mmpi wais wisc bender-gestalt "
    "myers-briggs woodcock-johnson stanford-binet yale-brown connor-davidson halstead-reitan "
    "rey-osterrieth locke-wallace yerkes-dodson dunning-kruger prader-willi ehlers-danlos wernicke-korsakoff "
    "kleine-levin stevens-johnson montgomery-åsberg montgomery-asberg al-anon alateen alanon tarasoff "
    "tetris jenga uno minecraft roblox fortnite pokemon pokémon lego legos barbie moana elsa bluey "
    "disney marvel batman spiderman superman zelda mario nintendo xbox playstation spotify venmo paypal "
    "zelle iphone android skype webex doxy teletherapy simplepractice headspace calm whatsapp snapchat "
    "reddit tinder hinge bumble grindr doordash walmart target costco ikea starbucks mcdonald's wendy's "
    "dunkin chipotle honda toyota subaru chevy ford jeep hyundai kia nissan tesla harley buick "
    "kleenex velcro sharpie band-aid crayola playdoh play-doh kardex excel powerpoint adobe pdf "
    "tipp dear oars hipaa ferpa dsm icd cbt emdr fyi asap tbd".split()
)
