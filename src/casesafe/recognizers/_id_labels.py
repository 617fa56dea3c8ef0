"""The label words in front of identifying numbers, and the words that may stand between.

A label is looked up by one lower-case word (`core.note.WORD`: hyphens and apostrophes join), so
"Member ID no." is `member` followed by the fillers `id` and `no`. A *strict* label ("MRN", "acct")
is about a number whenever a number follows; a *loose* one ("case", "order", "unit") is an ordinary
word too and needs a number that looks like a code, or "#", "no." or "ID" in between.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

SSN = "US_SSN"
MRN = "MEDICAL_RECORD_NUMBER"
PLAN = "HEALTH_PLAN_ID"
ACCOUNT = "ACCOUNT_NUMBER"
LICENSE = "LICENSE_NUMBER"
VEHICLE = "VEHICLE_ID"
DEVICE = "DEVICE_ID"
BIOMETRIC = "BIOMETRIC_ID"
OTHER = "OTHER_ID"


@dataclass(frozen=True, slots=True)
class Label:
    """What a label word says about the number behind it.

    Args:
        entity_type: The type of the number.
        strict: Whether the word alone is enough; see the module.
        rule: Name for reports, lower snake case.
        cased: The word counts only in capitals ("MAC", "SIM", "DL").
    """

    entity_type: str
    strict: bool
    rule: str
    cased: bool = False


_STRICT = {
    SSN: "ssn ssns ss social social-security ssn4 last4 last4_ssn",
    MRN: "mrn mrns mr# mrno ptmrn chart charts chartno chart_no hrn empi cis emr ehr wristband shc",
    PLAN: """medicaid medicare mbi medi-cal ahcccs masshealth subscriber subscr beneficiary cin
        mbrid memberid member_no hicn providerone badgercare peachcare caloptima soonercare
        tenncare hawki husky dbn""",
    ACCOUNT: """acct accts account accounts acctno iban bic swift aba rtn rtg routing checking
        superbill pcn mastercard amex debit clincard zelle cashapp""",
    LICENSE: """lic lics license licence licenses licences licensed licensure oln cdl npi npis dea
        ptan clia rph licenseref statelicense deanumber dl credential lcsw lcsw-r lcsw-c lcsw-s
        licsw lisw lisw-s lisw-cp lsw lmsw lgsw lbsw lcswa lcsw-a apsw lmft lmft-s lmfta mft imft
        amft lpc lpc-s lpc-a lpcc lpcc-s apcc lcpc lpc-it lpci lmhc lmhca lmhca lcmhc lcmhca lcmhcs
        clpc lac lpa lba bcba bcba-d rbt cadc cadc-i cadc-ii ladc lcadc lcdc lcdciii lcdc-iii casac
        lisac cdca csac csac-a casac-t cmhc cswa csw cap ccdp emdria nbcc ncc acsw pmhnp pmhnp-bc
        aprn crna fnp otr otr/l ccc-slp slp rid nic lclc lp lep nclmft""",
    VEHICLE: "plate plates vin vins tags hull",
    DEVICE: """serial serials ser sn imei udi mac iccid simcard device_id devicesn
        deviceserial actigraph_sn watch_sn paired_phone_imei""",
    BIOMETRIC: """fingerprint fingerprints thumbprint thumbprints voiceprint voiceprints voice-print
        voice-prints faceprint faceprints face-print iris retina palmprint afis tcn livescan
        biometric biometrics template templates tmpl""",
    OTHER: """docket dockets passport passports edipi hmis uscis sevis ssid booking bookings
        inmate precert preauth pre-auth precertification authorization authorisation authorizations
        auth auths accession requisition csn vcn icn dcn wcab tracking ein tin itin fein taxid
        a-number a# alien anumber cad subpoena emplid employeenumber pfn spn namus ncic mucid tcn#
        evidence registro caqh icd_none citation indictment grievance barcode confirmation""",
}

_LOOSE = {
    MRN: """client clients patient patients pt pts consumer resident hospital individual person
        records record rec clientid patientid cid identity""",
    PLAN: """member members mbr mem sub group grp policy plan payer payor insured insurance ins
        insurer carrier coverage cert beneficiaries benefit rxbin contract guid premium aetna cigna
        anthem humana kaiser bcbs premera carefirst wellmark tricare healthpartners molina uhc
        unitedhealthcare optum regence highmark wellcare centene ambetter caresource geisinger
        medica selecthealth fidelis emblem carelon oscar magellan""",
    ACCOUNT: """card cards credit visa discover mc invoice inv invoices statement bill rcpt receipt
        check checks chk ck cheque loan note savings deposit ledger guarantor vendor merchant
        payment hsa fsa ebt bank wire mortgage draft""",
    LICENSE: """certificate certification certified permit registry bar driver driver's drivers
        provider qme cme mro interpreter cert registered phd psyd md do rn lpn lvn np pa cna edd
        dsw msw lcp psy psychologist counselor therapist notary""",
    VEHICLE: "tag registration reg vehicle veh car truck van moped decal fleet vessel boat trailer",
    DEVICE: """device sim asset lot monitor bracelet pump implant generator lead modem scanner
        processor tether interlock bodycam camera cam handset laptop tablet chromebook pacemaker
        scram console coil hotspot tid ankle wearable tracker glucometer cpap workstation
        dev serialno""",
    BIOMETRIC: "prints print thumb palm face enrolment enrollment voice vp bio dna palm_id",
    OTHER: """case cases cause claim claims referral ref refs reference ticket tickets
        incident report reports rpt student stu badge badges payroll employee empl emp file files
        matter petition order orders rx script receipt visa i-94 dod event run log logs intake
        complaint warrant index voucher application applicant app application# conf envelope env
        bag property item items enrolled roll census microchip household worker enc encounter
        encounters visit fin lab req request job irb study subject subj participant partic room
        meeting zoom passcode pin thread tip seq sid ori oca uid uuid guid volunteer candidate
        reviewer band peer lunch locker key exhibit bates specimen requestid session_id caller
        agency operator op tenant lease unit trip dispatch control quote po lading probate estate
        court crime notice call donor certified mail mailed decree insp consult bond pass caseid
        number numbers bk inquiry crash code tab appeal denial decision letter book service message
        trace ein# register subject_id record_id rand_code activation site cellmate decedent
        voucher# medal eartag exception form adj employer pawn slip cellblock offender""",
}

#: Only in capitals: the same letters are a word, a title or part of one in lower case.
_CASED = frozenset(
    """mac sim sn dl ss mr fin pin sid bic lp lac cap mc md do rn np pa op ori oca po
    rid nic ins cam sub mem ck note rec bk tin ser tid""".split()
) - {"sn", "sub", "mem", "ins", "ser", "bk", "ck", "note", "rec", "cam", "sid", "pin", "mc"}


def _rule(word: str) -> str:
    return "label_" + "".join(c if c.isalnum() else "_" for c in word)


def _build() -> dict[str, Label]:
    table: dict[str, Label] = {}
    for strict, group in ((False, _LOOSE), (True, _STRICT)):
        for entity_type, words in group.items():
            for word in words.split():
                table[word] = Label(entity_type, strict, _rule(word), word in _CASED)
    return table


#: Label word -> what it says.
LABELS: Mapping[str, Label] = MappingProxyType(_build())

#: Labels that "MR" spells only in capitals and only right before a number.
MR_LABEL = Label(MRN, True, "label_mr", True)
DL_LABEL = Label(LICENSE, True, "label_dl", True)

#: "state ID", "tax ID", "DoD ID" ...: the word before "ID", "no." or "card" that names the type.
QUALIFIED: Mapping[str, Label] = MappingProxyType(
    {
        **{
            w: Label(OTHER, True, "label_id_" + _rule(w)[6:])
            for w in """student employee worker tax case claim dod service inmate school campus
            agency alien voucher federal badge user donor session meeting interpreter tribal
            enrollment registration job application link hap locker event visitor call complaint
            reference local perm permanent household""".split()
        },
        **{
            w: Label(MRN, True, "label_id_" + _rule(w)[6:])
            for w in "client patient pt consumer resident chart unit hospital record".split()
        },
        **{
            w: Label(PLAN, True, "label_id_" + _rule(w)[6:])
            for w in "member mem mbr subscriber sub insurance plan payer group policy grp".split()
        },
        **{
            w: Label(LICENSE, True, "label_id_" + _rule(w)[6:])
            for w in "state driver driver's drivers photo".split()
        },
    }
)

#: Words that make a loose label strict, and stand for a label of type OTHER_ID where no other is.
CONNECTORS = frozenset("no nos num nbr number numbers id ids nr identifier value reads".split())

#: Words that may stand between a label and its number.
FILLERS = (
    frozenset(
        """is was are were be ends end ended ending in last four 4 digits digit on file the of new
        old her his my your our their its it's a an still now says say said read reading under
        begins begin beginning starts partial partly as being current former formerly correct
        correction ours hers mine stays goes going to by be will from at extension and or card
        code real one for system type full only also held here real shown hold uh um it
        primary secondary rendering group grp ref via called listed issued class app
        """.split()
    )
    | CONNECTORS
)

#: Words that point at the end of a longer number: "ending in 4417", "last four 0938".
ENDINGS = frozenset("ends end ending ended last four 4 digits last4 ssn4 begins starts".split())

#: Words in front of a number that is none of ours: it is left to whoever knows it.
BLOCKERS = frozenset(
    """phone phones tel telephone ph cell cells fax fx faxed call calls called ext extension text
    pager mobile voicemail callback cb dial landline whatsapp sms home work direct desk line
    dob born birth date dates dos age aged exp expires expiration expiry since until thru through
    score scores scored session sessions sess room rm apt apartment page pages pp pg zip cpt icd
    hcpcs dsm dx diagnosis step level grade gr week weeks wk day days age bed mg dose dosage
    weight wt height ht bp hr temp iq floor suite ste chapter section sec form version ver v
    model mask figure table appendix axis cluster stage phase track lesson module goal objective
    question item# slide line# vol volume issue ch channel highway hwy route rte interstate exit
    loinc ndc usd copay fee balance total amount amt paid rate price tier schedule cfr usc rcw pos
    modifier mod firmware rev gaf phq gad pcl bdi bai moca mmse audit dast cssrs oq basc cbcl wisc
    wais madras ymrs sud suds percentile pct about around approximately nearly almost over under
    area pop population section part title articles article act law statute years year months
    month hours hour minutes min mins seconds sec times x about than least most every each
    """.split()
)

#: US state abbreviations; in capitals they may stand between a label and its number.
STATES = frozenset(
    """al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm
    ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy dc pr""".split()
)
STATE_WORDS = frozenset(
    """alabama alaska arizona arkansas california colorado connecticut delaware florida georgia
    hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts
    michigan minnesota mississippi missouri montana nebraska nevada hampshire jersey mexico york
    carolina dakota ohio oklahoma oregon pennsylvania island tennessee texas utah vermont virginia
    washington wisconsin wyoming columbia cal calif ala ariz ark colo conn del fla ill ind kan kans
    mass mich minn miss mont neb nebr nev okla ore penn tenn tex wash wis wyo north south west
    mex""".split()
)

#: Words of cars: next to one, a code of two or three groups is a plate.
VEHICLES = frozenset(
    """car truck van pickup suv sedan minivan jeep motorcycle moped scooter trailer boat skiff cab
    taxi bus vehicle rv camper plate tag tags honda toyota ford chevy chevrolet subaru nissan
    hyundai kia buick dodge ram mazda volvo vw volkswagen tesla lexus acura audi bmw mercedes
    chrysler pontiac saturn cadillac lincoln gmc infiniti mitsubishi civic corolla camry accord
    prius outback forester tahoe silverado f-150 tacoma tundra altima sentra elantra sonata jetta
    caravan odyssey sienna rogue escape explorer malibu impala equinox cr-v rav4 wrangler charger
    challenger mustang focus fusion fiesta ranger tacoma pilot highlander 4runner soul optima
    sorento passat golf cruze fit yaris lesabre hearse hatchback wagon convertible""".split()
)

#: Words of payers: in a line that holds one, a bare "ID" is a health plan's.
PAYER_CONTEXT = frozenset(
    """payer payor ins insurance insurer insured carrier member subscriber plan coverage cover
    medicaid medicare health blue bcbs cigna aetna anthem humana kaiser premera ppo hmo wellmark
    tricare card policy group policyholder beneficiary""".split()
)
#: Words of patients: in a line that holds one, a bare "ID" is a record number.
PATIENT_CONTEXT = frozenset(
    "client patient pt pts resident consumer individual child pt_name examinee chart".split()
)
