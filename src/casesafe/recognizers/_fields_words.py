"""Words round the names of a field: relations, titles, what stands there instead of a name."""

from __future__ import annotations

from casesafe.values.person_names import TITLES

#: Relation words, as in "(mother)" or "aunt Yadira", with the role each tells.
RELATIONS: dict[str, str] = {
    **{
        w: w
        for w in (
            "mother father parent stepmother stepfather sister brother sibling twin daughter son "
            "child stepdaughter stepson wife husband spouse partner girlfriend boyfriend "
            "grandmother grandfather granddaughter grandson aunt uncle niece nephew cousin "
            "guardian mother-in-law father-in-law sister-in-law brother-in-law daughter-in-law "
            "son-in-law godmother godfather half-sister half-brother stepsister stepbrother "
            "ex-wife ex-husband ex-partner fiance grandparent relative great-aunt great-uncle "
            "great-grandmother great-grandfather".split()
        )
    },
    "mom": "mother", "mum": "mother", "mama": "mother", "mo": "mother", "mth": "mother",
    "dad": "father", "papa": "father", "fa": "father", "fth": "father", "sis": "sister",
    "bro": "brother", "hubby": "husband", "gf": "girlfriend", "bf": "boyfriend",
    "grandma": "grandmother", "granny": "grandmother", "nana": "grandmother",
    "grandpa": "grandfather", "gramps": "grandfather", "mgm": "grandmother",
    "pgm": "grandmother", "mgf": "grandfather", "pgf": "grandfather", "stepmom": "stepmother",
    "stepdad": "stepfather", "fiancée": "fiance", "fiancé": "fiance", "fiancee": "fiance",
    "step-mother": "stepmother", "step-father": "stepfather", "step-mom": "stepmother",
    "step-dad": "stepfather", "step-son": "stepson", "step-daughter": "stepdaughter",
    "great-niece": "niece", "great-nephew": "nephew",
    "ex": "ex-partner", "auntie": "aunt", "sons": "son", "daughters": "daughter", "kids": "child",
    "twins": "twin", "children": "child", "parents": "parent", "brothers": "brother",
    "sisters": "sister", "client": "client", "pt": "client", "patient": "client",
    "self": "client", "therapist": "clinician", "psychiatrist": "clinician", "pcp": "clinician",
    "supervisor": "clinician", "friend": "other", "neighbor": "other", "sponsor": "other",
    "attorney": "other", "lawyer": "other", "teacher": "other", "roommate": "other",
}  # fmt: skip
#: Words that may stand before a name in a field and are no part of it.
BEFORE = TITLES | frozenset(
    "the lance cpl pfc spc maj col gen matter baby infant gen. by phone maternal paternal foster "
    "biological bio adoptive older younger eldest oldest youngest "
    "step late our her his my their legal warden counselor counsellor nurse intake teacher sro "
    "rn np pa pa-c md social worker therapist psychiatrist psychologist counsel attorney atty "
    "gal maj major trooper ofc sen rep mayor chaplain deaconess deacon elder bishop case manager "
    "bcba ot slp pt client patient student intern presenter staff mdm mme m mlle sra sr. srta don "
    "doña special ed vr caseworker cm lea po probation parole speech school regional dean vice "
    "aide tech director admin administrator public landlord boss neighbor friend sponsor roommate "
    "only with incl including and w by from worker facilitator".split()
) | frozenset(RELATIONS)  # fmt: skip
#: What stands in a field instead of a name; lower case.
NOT_NAMES = frozenset(
    "none no n/a na nil self same see unknown unk tbd pending declined refused withheld redacted "
    "anonymous anon blank yes ok not never left above below attached listed mail group everyone "
    "all everybody nobody someone who what when where why how if this that these those it he she "
    "they we you i me us him her his their my our a an is was has had does did do will would "
    "client clients patient patients family caller team staff intake records record session "
    "sessions pref rel ph fx tel tues mon wed thurs thu fri sat sun claim docket file medicaid "
    "medicare chart "
    "policy dep subj absences snapchat linkedin cps section lab labs precert sunburned lovely "
    "mother father parent parents mom dad brother sister monday tuesday wednesday "
    "thursday friday saturday sunday january february march april may june july august september "
    "october november december today yesterday tomorrow tonight reports reported states stated "
    "denies denied presents presented presenting appears appeared arrived discussed continues "
    "tearful anxious depressed calm cooperative alert oriented engaged late absent present "
    "stable improved improving worse better same unchanged mild moderate severe individual "
    "couples telehealth in-person phone video spanish english female male man woman boy girl "
    "adult minor single married divorced widowed separated deceased living alive dead verified "
    "yes. date dob mrn id ssn sex gender age phone cell fax email address name signature "
    "please thanks thank hi hello hey dear sorry ok okay so but and or also then there here "
    "request update question questions follow follow-up followup consult consultation schedule "
    "referral treatment letter invoice appointment case re fw fwd urgent cancellation "
    "prefers preferred uses full reason referred signed seen sent received copied via hello "
    "yeah yep nope hmm well right good fine great sure maybe true false null other others "
    "therapy medication meds plan goal goals risk safety assessment diagnosis history interview "
    "documents various multiple several one two three four five six seven eight nine ten "
    "mr mrs ms dr confidential privileged draft final copy notes note".split()
) - {"may", "april", "june", "august", "will"}
#: Words that make a phrase an organisation.
ORG_WORDS = frozenset(
    "hospital center centre clinic services service counseling counselling school county court "
    "department dept office health healthcare behavioral university college church program "
    "agency associates group institute academy bureau authority police sheriff's insurance "
    "medical psychology psychiatry psychotherapy therapy partners llc inc pllc pc unit board "
    "commission foundation society library bank pharmacy ymca elementary middle high district "
    "desk circle team committee council records housing shelter ministries project network "
    "system systems state city tribe tribal nation veterans va hospice rehab recovery house home "
    "wellness practice cooperative union local company corp corporation staff family community "
    "faculty supervision consultation consult peer neurology pediatrics internal medicine "
    "admissions billing intake privacy list members colleagues registry alliance collective "
    "treatment psych mental crisis line hotline".split()
)
#: Letters behind a name that are no part of it.
CREDENTIALS = frozenset(
    "MD DO RN LPN NP PA LCSW LICSW LMSW LSW MSW LPC LPCC LMHC LCPC LMFT MFT LAC CADC PHD PSYD EDD "
    "BCBA OTR OT SLP PT CNA PMHNP DNP ARNP APRN FNP ASW AMFT LCMHC LCSW-R LISW ATR RDN MA MS MED "
    "JD ESQ CPSS CPS LLMSW LLP LP NCC CRC DDS DMD DOB MRN SSN ID MR FIN DOS AKA YO AND OR".split()
)


#: A single word followed by one of these is the subject of a sentence, thus a name.
VERBS = frozenset(
    "reports reported presented presents called came arrived says said states stated denies "
    "denied attended is was has had declined cancelled texted emailed asked requested wants "
    "will does did and or on for in at by via with w".split()
)
