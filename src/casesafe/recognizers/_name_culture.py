"""People of culture, brands and set phrases that hold a name and point at nobody in the room.

Source: general knowledge. Known misses: the lists are short; the keep list and `allow` add to them.
A title or kin cue does not lift a phrase, since "Judge Judy" and "Uncle Sam" have one of their own.
"""

from __future__ import annotations

from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.recognizers._name_words import word_set

_PHRASES = """
little debbie|peter pan|big ben|bloody mary|lazy susan|negative nancy|debbie downer|jack daniel
jack daniels|captain morgan|jim beam|johnnie walker|jose cuervo|granny smith|dr pepper
doctor pepper|mr potato|mr bean|mr clean|mr rogers|mister rogers|mr darcy|mr ed|mr t|mr spock
mrs doubtfire|mrs butterworth|uncle sam|uncle ben|aunt jemima|judge judy|judge dredd|dr seuss
dr phil|dr oz|dr who|doctor who|dr house|dr strange|dr dre|dr bob|dr google|dr ruth|dr evil
dr bronner|dr scholl|sergeant pepper|sgt pepper|captain america|captain crunch|captain underpants
captain kirk|captain ahab|saint john|st john|st jude|st peter|st paul|st joseph|st francis
st anthony|st christopher|trader joe|trader joes|john wort|john deere|jack sprat|jack frost
jack russell|jiminy cricket|jane doe|john doe|joe camel|joe shmoe|average joe|plain jane
nervous nellie|chatty cathy|debbie does|dear abby|dear john|papa john|papa johns|wendy burger
lucky charms|kit kat|mary jane|mary poppins|mary janes|molly house|mary kay|sara lee|jimmy dean
jimmy john|oscar mayer|king oscar|ben jerry|cherry garcia|bob ross|aunt flo|uncle tom|tom sawyer
huck finn|harry potter|ron weasley|hermione granger|luna lovegood|ginny weasley|albus dumbledore
darth vader|luke skywalker|princess leia|han solo|obi wan|baby yoda|santa claus|kris kringle
robin hood|sherlock holmes|james bond|indiana jones|forrest gump|homer simpson|bart simpson
peter parker|bruce wayne|clark kent|tony stark|wonder woman|ted lasso|walter white|tony soprano
holly golightly|norman bates|hannibal lecter|regina george|miranda priestly|don quixote|king lear
lady macbeth|dorian gray|jane eyre|anna karenina|emma bovary|holden caulfield|atticus finch
scout finch|rip winkle|rip van|tom thumb|snow white|tinker bell|winnie pooh|christopher robin
mickey mouse|minnie mouse|donald duck|daffy duck|bugs bunny|charlie brown|lucy ricardo
fred flintstone|thomas edison|ramona quimby|lady luck|lady gaga|lady bird|lady godiva|good will
johnny cash|june carter|thomas tank|dora explorer|bob builder|bob marley|kenny g|kenny rogers
dolly parton|taylor swift|taylor hicks|elton john|billy joel|billie eilish|billie holiday
nina simone|ella fitzgerald|ray charles|stevie wonder|stevie nicks|michael jackson|michael jordan
janet jackson|whitney houston|mariah carey|kendrick lamar|kanye west|kurt cobain|john lennon
paul mccartney|george harrison|ringo starr|mick jagger|keith richards|jimi hendrix|janis joplin
jim morrison|joni mitchell|leonard cohen|neil young|bob dylan|bruce springsteen|freddie mercury
david bowie|amy winehouse|patsy cline|loretta lynn|willie nelson|merle haggard|hank williams
johnny mathis|frank sinatra|dean martin|bing crosby|nat cole|sam cooke|otis redding|marvin gaye
al green|aretha franklin|tina turner|james brown|celia cruz|selena gomez|nick drake|max richter
carole king|james taylor|paul simon|art garfunkel|joan baez|tracy chapman|fiona apple
alanis morissette|tori amos|sarah mclachlan|norah jones|keith sweat|kevin hart|matt monro
stephen king|mary oliver|maya angelou|toni morrison|james baldwin|emily dickinson|walt whitman
robert frost|sylvia plath|anne sexton|joan didion|susan sontag|virginia woolf|jane austen
charles dickens|mark twain|ernest hemingway|scott fitzgerald|john steinbeck|ray bradbury
kurt vonnegut|george orwell|aldous huxley|louise penny|agatha christie|danielle steel
nora roberts|john grisham|james patterson|louis l'amour|louisa alcott|beverly cleary|judy blume
roald dahl|maurice sendak|eric carle|shel silverstein|david sedaris|anne lamott|elizabeth gilbert
cheryl strayed|glennon doyle|brené brown|brene brown|pema chödrön|pema chodron|thich nhat
eckhart tolle|deepak chopra|byron katie|jon kabat|tara brach|jack kornfield|sharon salzberg
kristin neff|chris germer|marcus aurelius|viktor frankl|victor frankl|oliver sacks|gabor maté
gabor mate|bessel van|peter levine|judith herman|dan siegel|daniel siegel|bruce perry
stephen porges|janina fisher|pat ogden|francine shapiro|richard schwartz|dick schwartz
marsha linehan|steven hayes|steve hayes|russ harris|kirk strosahl|kelly wilson|aaron beck
judith beck|judy beck|albert ellis|david burns|jeffrey young|jeff young|sue johnson|john gottman
julie gottman|esther perel|emily nagoski|harriet lerner|irvin yalom|irv yalom|carl rogers
carl jung|carl whitaker|carl sagan|sigmund freud|anna freud|melanie klein|donald winnicott
john bowlby|mary ainsworth|mary main|murray bowen|salvador minuchin|virginia satir|jay haley
milton erickson|fritz perls|rollo may|erik erikson|jean piaget|lev vygotsky|michael white
david epston|nancy mcwilliams|glen gabbard|otto kernberg|heinz kohut|peter fonagy
jonathan shedler|michael balint|enid balint|pauline boss|naomi feil|karyn purvis
margaret lowenfeld|dora kalff|virginia axline|garry landreth|edna foa|patricia resick|david clark
paul gilbert|kay jamison|kay redfield|william styron|johann hari|frieda fromm|bertha pappenheim
ida bauer|marian chace|teepa snow|ross greene|russell barkley|carol gilligan|lawrence kohlberg
abraham maslow|abraham lincoln|barack obama|joe biden|donald trump|hillary clinton|bill clinton
george bush|john kennedy|martin luther|rosa parks|nelson mandela|mother teresa|anne frank
helen keller|albert einstein|marie curie|marie kondo|martha stewart|julia child|gordon ramsay
guy fieri|oprah winfrey|ellen degeneres|jimmy fallon|stephen colbert|conan o'brien|jerry springer
joel osteen|billy graham|pope francis|dalai lama|paul newman|grace kelly|marilyn monroe
audrey hepburn|judy garland|elvis presley|clint eastwood|tom hanks|tom cruise|tom brady|brad pitt
will smith|denzel washington|morgan freeman|meryl streep|julia roberts|reese witherspoon
donna reed|roger moore|sean connery|daniel craig|harrison ford|robin williams|jim carrey
jim cantore|lebron james|serena williams|simone biles|tiger woods|babe ruth|jackie robinson
muhammad ali|jenny craig|richard simmons|shonda rhimes|spike lee|tyler perry|ava duvernay
edward hopper|frida kahlo|georgia o'keeffe|norman rockwell|princess di|princess diana
prince harry|meghan markle|queen elizabeth|kate middleton|king charles|king arthur|anna o
ellen west|little hans|little albert|phineas gage|rat man|wolf man|bill w|amber alert
katie beckett|ryan white|betty ford|charles bonnet|gilles tourette|georges gilles|stanley brown
nelson denny|lydia pinkham|claire weekes|devon hinton|jeff mitchell|ina may|dick van
regina spektor|hey jude|danny boy|cinderella complex|clara hill|karen kleiman|barbara fredrickson
eugene gendlin|judas iscariot|virgin mary|mother mary|cain abel|adam eve|david goliath
jesus christ|moses basket|noah ark|father christmas|old nick|yellow pages|casey law|laura law
kendra law|megan law|marsy law|leandra law|baker act|marchman act|calvin hobbes|thelma louise
bonnie clyde|dina dinosaur|frog puppet|bill rate|grace period|rich text|frank discussion
will call|hope scale|grace note|faith hope|jack knife|bob newhart|michael bolton|gilmore girls
golden girls|lucy show|barney fife|andy griffith|roger rabbit|jessica rabbit|jack bauer|jack ryan
jason bourne|rocky balboa|ivan drago|samwise gamgee|frodo baggins|bilbo baggins
"""

#: Pairs of neighbouring words, lower case without "'s", that are no client.
PHRASES: frozenset[tuple[str, str]] = frozenset(
    (first, second)
    for phrase in _PHRASES.replace("\n", "|").split("|")
    if phrase
    for first, second in (phrase.strip().split(" "),)
)
#: Single names that are always the figure, the toy, the drink.
FIGURES = word_set(
    "oprah elvis beyoncé beyonce rihanna adele cher madonna siri alexa elmo elsa moana simba yoda "
    "vader hobbes cleopatra socrates homer shakespeare beethoven mozart chopin einstein gandhi "
    "cinderella rapunzel tarzan frankenstein dracula godzilla pikachu gollum frodo samwise "
    "dumbledore voldemort snape hogwarts macbeth hamlet othello lazarus judas moses noah isaiah "
    "buddha krishna arjuna zumba juul zyn chanel gucci prada nike adidas vodka reese optum cigna "
    "aetna humana anthem samsung lenovo firefox chrome peloton roomba tupperware yoplait biscoff "
    "jif reuben caesar"
) - {
    "isaiah",
    "noah",
    "hamlet",
    "reese",
    "homer",
    "lazarus",
    "krishna",
    "chanel",
    "arjuna",
    "moses",
}

#: After a name: what a cited author or a work is followed by.
CITED_RIGHT = word_set(
    "chapter paper record playlist book books poem poems song songs quote scale scales inventory "
    "test article study studies protocol manual model worksheet workbook index checklist figure "
    "method theory video seminar lecture podcast movie film episode style type wort law palsy "
    "disease syndrome criteria crackers sandwich diet tapes screen screener format level technique "
    "questionnaire signs sign stage stages effect norms norm guidelines materials handout handouts "
    "critique subscale subscales screeners composite matrices workbook manual"
)
#: Before a name: what a reader, viewer or listener of a work says.
CITED_LEFT = word_set(
    "read reading reads watch watched watching cited citing cites quoting quotes quoted rereading "
    "reread re-read singing hummed humming"
)
#: Works whose "by" names an author: "a poem by X".
WORKS = word_set(
    "poem poems song songs book books novel novels album record paper article chapter essay "
    "memoir print painting film movie quote workbook piece something anything music playlist "
    "model revised developed published devised described"
)
#: Makers whose names stand in lists with others that are names of people or towns.
BRANDS = word_set(
    "marlboro kool newport newports juul zyn skoal copenhagen camels pall mall parliament "
    "budweiser coors heineken corona modelo guinness jameson hennessy bacardi smirnoff absolut "
    "patron fireball toyota honda subaru hyundai nissan chevy ford xbox nintendo playstation"
)
# A title in italics, "*Hold Me Tight*", and the author behind it; must not match "**bold**", a
# single stressed word or a bullet.
_TITLE = lazy_pattern(
    r"(?<![*\w])\*(?![*\s])[^*\n]{1,60} [^*\n]{1,60}(?<!\s)\*(?![*\w])"
    r"(?:(?:, (?:by )?| by )[A-Z][\w.'\-]+(?: [A-Z][\w.'\-]+){1,3})?"
)


def title_spans(text: str) -> list[tuple[int, int]]:
    """Return the titles in italics of a text, with their authors, in order."""
    return [m.span() for m in _TITLE.finditer(text)] if "*" in text else []
