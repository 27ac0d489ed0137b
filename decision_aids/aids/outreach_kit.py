"""What to carry and check for a kind of outreach, with a list to print.

Source: Working with Sex Workers: Outreach (2008), Different types of outreach, Settings, and the list of what teams
carried under Establishing an outreach service. Which thing goes with which kind is our own sorting (facts/item/outreach-kit).
"""

from __future__ import annotations

from datetime import date

from decision_aids import facts
from decision_aids.aids.ticks import items_named, open_lines, options, sentence, unticked
from decision_aids.conditions import Always, Called, every, some
from decision_aids.model import Aid, Answers, Card, Computed, Draft, Level, Link, Option, Pitfall, Rule
from decision_aids.questions import many_of, no, one_of, picked, unknown, yes, yes_no

KINDS = "outreach Different types of outreach"
SETTINGS = "outreach Settings where sex is sold or exchanged"
SETTING_UP = "outreach Establishing an outreach service"
CONDUCT = "outreach Professional outreach conduct and boundaries"
NETREACH = "outreach Netreach"

#: The kind of outreach (id of its line) and the list of what goes with it.
KIND_LISTS = {
    "outreach-types-detached": "outreach-kit-detached",
    "outreach-types-peripatetic": "outreach-kit-peripatetic",
    "outreach-types-satellite": "outreach-kit-satellite",
    "outreach-types-domiciliary": "outreach-kit-domiciliary",
    "outreach-types-internet": "outreach-kit-internet",
}
KIND_SAYS = {
    "outreach-types-detached": "it is detached outreach",
    "outreach-types-peripatetic": "it is peripatetic outreach, going round venues",
    "outreach-types-satellite": "it is satellite outreach, inside another service",
    "outreach-types-domiciliary": "it is domiciliary outreach, with one person at home or along the way",
    "outreach-types-internet": "it is netreach",
}
IN_PERSON = tuple(key for key in KIND_LISTS if key != "outreach-types-internet")

#: What a setting adds to the bag, in our own words, drawn from the line of facts about that setting.
SETTING_SAYS = {
    "outreach-settings-parlours": "it is at parlours or saunas",
    "outreach-settings-flats": "it is at private houses or flats",
    "outreach-settings-street": "it is on the street",
    "outreach-settings-escorts": "it is with escorts",
    "outreach-settings-lap-dancing": "it is at lap-dancing bars",
    "outreach-settings-estates": "it is on estates",
    "outreach-settings-crack-houses": "it is at a house where crack is used",
    "outreach-settings-bars": "it is at bars, pubs or clubs",
    "outreach-settings-pse": "it is at public sex environments",
    "outreach-settings-elsewhere": "it is at a court, hospital, prison, clinic or home",
}
SETTING_ADDS = {
    "outreach-settings-parlours": "The time agreed by phone, and with whom",
    "outreach-settings-flats": "Plain clothes, and a bag that tells neighbours nothing",
    "outreach-settings-street": "Packs made up, so that nobody stands waiting in the light",
    "outreach-settings-escorts": "A link and a number that can be sent by message",
    "outreach-settings-lap-dancing": "The manager's agreement to the visit",
    "outreach-settings-estates": "What local people told you about the place, and the way out",
    "outreach-settings-crack-houses": "The written risk assessment and the manager's decision",
    "outreach-settings-bars": "Cards to leave with bar staff",
    "outreach-settings-pse": "Condoms and lubricant to offer, and no form in sight",
    "outreach-settings-elsewhere": "The appointment papers, and how you will be introduced",
}

kind = many_of(
    "kind",
    "Which kinds of outreach is it?",
    options(facts.items("outreach-types"), KIND_SAYS),
    help="One evening can hold several.",
    required=True,
    none="Another kind",
    none_says="it is another kind of outreach",
)
in_person = Called(
    some(*(picked(kind, key) for key in IN_PERSON), picked(kind, "none")), "you meet people in person"
)

setting = many_of(
    "setting",
    "Where will you be?",
    tuple(
        Option(
            each.id,
            each.text,
            SETTING_SAYS[each.id],
            danger=1 if each.id == "outreach-settings-crack-houses" else 0,
        )
        for each in facts.items("outreach-settings")
    ),
    help="Tick every setting of this session. The words differ from region to region.",
    none="Somewhere else",
    none_says="it is in another setting",
    shown_if=in_person,
)

travel = one_of(
    "travel",
    "How will you get about?",
    (
        Option("on-foot", "On foot or by public transport", "you go on foot or by public transport"),
        Option("own-car", "In a worker's own car", "you go in a worker's own car"),
        Option(
            "project-vehicle", "In the project's car or people carrier", "you go in the project's vehicle"
        ),
        Option(
            "mobile-unit",
            "In a mobile unit people come into",
            "you go in a mobile unit that people come into",
        ),
        Option("not-sure", "Not decided yet", "it is not decided yet how you get about", unknown=True),
    ),
    shown_if=in_person,
)

drugs = yes_no(
    "drug-supplies",
    "Is your project set up to give out needles and other drug supplies?",
    help="Trained, supplied and agreed with your local drug service.",
    yes="your project is set up to give out needles and drug supplies",
    no="your project is not set up to give out needles and drug supplies",
    shown_if=in_person,
)

alone = yes_no(
    "alone",
    "Will anyone be on their own at any point?",
    help="Also at one person's door while a colleague waits out of sight.",
    yes="somebody will be on their own",
    no="nobody will be on their own",
    required=True,
    shown_if=in_person,
    danger="yes",
)

packed = many_of(
    "packed",
    "Which of these are packed and checked?",
    options(facts.items("outreach-kit-everyone"), {}),
    help="Needed every time. Tick what you have in your hand; “not sure” counts as missing.",
    required=True,
    none_says="nothing is packed yet",
    shown_if=in_person,
)

LEVELS = (
    Level("stop", "Not yet", "high", "Do not set out until this is settled."),
    Level(
        "add-first",
        "Add first",
        "medium",
        "Something everyone carries, or something this session needs, is missing.",
    ),
    Level("pack", "Pack this", "low", "Here is what to carry and check.", reassuring=True),
)


def _kind_rule(key: str, finding: str, source: str) -> Rule:
    lines = facts.items(KIND_LISTS[key])
    return Rule(
        key.removeprefix("outreach-types-"),
        picked(kind, key),
        "pack",
        finding,
        tuple(sentence(line) for line in lines),
        (),
        "practice",
        (KINDS, source),
    )


def _setting_rule(key: str) -> Rule:
    line = items_named("outreach-settings", key)[0]
    stop = key == "outreach-settings-crack-houses"
    return Rule(
        key.removeprefix("outreach-"),
        picked(setting, key),
        "stop" if stop else "pack",
        f"{line.text}: {line.detail[0].lower()}{line.detail[1:]}",
        (f"{SETTING_ADDS[key]}.",),
        (
            "Entering an enclosed place with an unknown number of people is the guidance's own example of a risk.",
        )
        if stop
        else (),
        "practice",
        (SETTINGS,),
    )


def _missing(id: str, key: str, says: str, level: str, finding: str) -> Rule:
    line = items_named("outreach-kit-everyone", key)[0]
    return Rule(
        id, unticked(packed, key, says), level, finding, (sentence(line),), (), "practice", (SETTING_UP,)
    )


RULES = (
    Rule(
        "alone",
        yes(alone),
        "stop",
        "Somebody would be on their own. No bag makes up for a second person.",
        ("Settle that first with the lone working aid and your manager.",),
        (),
        "practice",
        ("outreach Lone workers",),
        links=(Link("aids/lone-working/", "Can I do this on my own?"),),
    ),
    _setting_rule("outreach-settings-crack-houses"),
    _missing(
        "no-id",
        "outreach-kit-everyone-id",
        "staff ID is not packed",
        "stop",
        "People have a right to see who you are, and to ring somebody who can confirm it.",
    ),
    _missing(
        "no-phone",
        "outreach-kit-everyone-phone",
        "there is no charged work phone",
        "stop",
        "Without a working phone nobody can reach you and you can reach nobody.",
    ),
    _missing(
        "no-plan",
        "outreach-kit-everyone-plan",
        "there is no session plan",
        "stop",
        "Without a plan that somebody holds, nobody knows where you are or when you should be back.",
    ),
    _missing(
        "no-cards",
        "outreach-kit-everyone-cards",
        "project cards are not packed",
        "add-first",
        "A card lets somebody who has no time tonight ring another day.",
    ),
    _missing(
        "no-alarm",
        "outreach-kit-everyone-alarm",
        "personal alarms are not packed",
        "add-first",
        "Alarms are for you and for the people you meet.",
    ),
    _missing(
        "no-forms",
        "outreach-kit-everyone-forms",
        "monitoring, incident, referral and consent forms are not packed",
        "add-first",
        "With the forms at hand a referral can be made on the spot.",
    ),
    _missing(
        "no-gloves",
        "outreach-kit-everyone-gloves",
        "gloves, hand gel and first aid are not packed",
        "add-first",
        "Gloves and first aid are missing. They are our addition to the list of 2008.",
    ),
    Rule(
        "kind-not-clear",
        unknown(kind),
        "add-first",
        "Which kind it is decides what goes into the bag.",
        (
            "Ask yourself whose ground you will stand on: everyone's, an owner's, another service's, the person's own, a site's.",
        ),
        (),
        "practice",
        (KINDS,),
        links=(Link("outreach/kinds/", "Five kinds of outreach"),),
    ),
    Rule(
        "alone-not-clear",
        unknown(alone),
        "add-first",
        "Find out before you set out whether anyone will be alone.",
        ("Go through the plan stop by stop: who is in sight of whom?",),
        (),
        "practice",
        ("outreach Lone workers",),
        links=(Link("aids/lone-working/", "Can I do this on my own?"),),
    ),
    Rule(
        "setting-not-clear",
        unknown(setting),
        "add-first",
        "Where you will be is not clear yet.",
        ("Write the route and the stopping points first, then pack.",),
        (),
        "practice",
        (SETTINGS,),
    ),
    Rule(
        "drugs-not-clear",
        unknown(drugs),
        "add-first",
        "Nobody should carry needles or naloxone on a guess.",
        ("Ask your manager and your local drug service what you are trained and supplied to give out.",),
        (),
        "practice",
        (SETTING_UP,),
    ),
    _kind_rule(
        "outreach-types-detached",
        "Detached: you have no walls, so your colleague, phone and way out are your safety.",
        SETTING_UP,
    ),
    _kind_rule(
        "outreach-types-peripatetic",
        "Peripatetic: you are a guest, and whoever opens the door decides whether you come back.",
        SETTING_UP,
    ),
    _kind_rule(
        "outreach-types-satellite",
        "Satellite: you are in another service's house, with its rules beside yours.",
        SETTING_UP,
    ),
    _kind_rule(
        "outreach-types-domiciliary",
        "Domiciliary: one person, away from work, so carry little and plan it like lone working.",
        SETTING_UP,
    ),
    _kind_rule(
        "outreach-types-internet",
        "Netreach: the kit is a work device, a plain account and a second pair of eyes.",
        NETREACH,
    ),
    Rule(
        "host-decides",
        every(
            picked(kind, "outreach-types-satellite", "outreach-types-domiciliary"),
            picked(setting, "outreach-settings-elsewhere"),
        ),
        "pack",
        "A prison, court or hospital has rules of its own on what comes through the door.",
        (
            "Ask the prison, court or hospital first what may come in, phone and needles included. The rest stays outside.",
        ),
        (),
        "practice",
        (SETTING_UP,),
    ),
    Rule(
        "another-kind",
        picked(kind, "none"),
        "pack",
        "The five kinds are not a closed list.",
        ("Start from what everyone carries, and ask the people you will meet what they need.",),
        (),
        "practice",
        (KINDS,),
    ),
    *(_setting_rule(key) for key in SETTING_SAYS if key != "outreach-settings-crack-houses"),
    Rule(
        "street-kit",
        some(picked(travel, "on-foot"), picked(setting, "outreach-settings-street")),
        "pack",
        "On foot you carry less, so it has to be quick to hand out.",
        tuple(sentence(line) for line in facts.items("outreach-kit-street")),
        (),
        "practice",
        (SETTING_UP, "outreach Health and safety"),
    ),
    Rule(
        "vehicle-kit",
        picked(travel, "own-car", "project-vehicle", "mobile-unit"),
        "pack",
        "A vehicle holds more, is a place to talk and is a way out.",
        tuple(
            sentence(line)
            for line in items_named(
                "outreach-kit-vehicle",
                "outreach-kit-vehicle-stock",
                "outreach-kit-vehicle-checks",
                "outreach-kit-vehicle-charger",
            )
        ),
        ("Nobody prepares or uses drugs in it, and you look after nobody's belongings.",),
        "practice",
        (SETTING_UP, CONDUCT),
        links=(Link("outreach/vehicles/", "Vehicles"),),
    ),
    Rule(
        "own-car",
        picked(travel, "own-car"),
        "pack",
        "A worker's own car needs insurance that covers this work, and gives away who you are.",
        ("Check the insurance in writing, and clear out anything with an address on it.",),
        (),
        "practice",
        (SETTING_UP,),
    ),
    Rule(
        "project-vehicle",
        picked(travel, "project-vehicle", "mobile-unit"),
        "pack",
        "People and police come to know the project's vehicle.",
        tuple(sentence(line) for line in items_named("outreach-kit-vehicle", "outreach-kit-vehicle-name")),
        (),
        "practice",
        (SETTING_UP,),
    ),
    Rule(
        "mobile-unit",
        picked(travel, "mobile-unit"),
        "pack",
        "A mobile unit needs rules: how many come in at one time, what is not done in it, how staff get out.",
        tuple(sentence(line) for line in items_named("outreach-kit-vehicle", "outreach-kit-vehicle-rules")),
        (),
        "practice",
        (SETTING_UP,),
    ),
    Rule(
        "drug-supplies",
        yes(drugs),
        "pack",
        "Your project gives out drug supplies.",
        tuple(sentence(line) for line in facts.items("outreach-kit-drugs")),
        (),
        "practice",
        (SETTING_UP,),
    ),
    Rule(
        "no-drug-supplies",
        no(drugs),
        "pack",
        "Your project does not give out drug supplies. It can still help somebody reach those who do.",
        tuple(
            sentence(line)
            for line in items_named(
                "outreach-kit-drugs", "outreach-kit-drugs-advice", "outreach-kit-drugs-referral"
            )
        ),
        (),
        "practice",
        (SETTING_UP,),
    ),
    Rule(
        "always",
        Always("in every case"),
        "pack",
        "Good kit is quick to hand out, right for the place, and gives nobody away.",
        (
            "One person orders and another checks. Make up packs by day, with what is asked for most on top.",
            "Keep forms and alerts out of sight: one page can give away other people.",
            "Afterwards restock, lock papers away, write the note and report what ran out.",
        ),
        (
            "Take out leaflets you cannot date. A wrong law leaflet can cost somebody dearly.",
            "The list starts from what teams carried in 2008. Needs, money and room decide the rest, and what was added since is marked.",
        ),
        "practice",
        (SETTING_UP,),
        ("national-ugly-mugs",),
    ),
)

#: Title of each part of the printed list, and where its lines come from.
EVERY_TIME = (
    ("Every time", "outreach-kit-everyone"),
    ("Safer sex", "outreach-kit-safer-sex"),
    ("Comfort and dignity", "outreach-kit-comfort"),
    ("Papers", "outreach-papers"),
)


#: The lines of each list as they are printed.
KIT = {
    name: [line.text for line in facts.items(name)]
    for name in (
        *(name for _, name in EVERY_TIME),
        *KIND_LISTS.values(),
        "outreach-kit-street",
        "outreach-kit-vehicle",
    )
}
DRUGS = facts.items("outreach-kit-drugs")
NOT_ON_A_GUESS = ("outreach-kit-drugs-exchange", "outreach-kit-drugs-naloxone")


def compute(answers: Answers, today: date) -> Computed:
    """The list to print: a line to tick for everything this session needs."""
    kinds = [key for key in answers.many(kind.key) if key in KIND_LISTS]
    parts: list[tuple[str, list[str]]] = []
    if not kinds or in_person.holds(answers):
        parts += [(title, KIT[name]) for title, name in EVERY_TIME]
        parts.append(("Drugs", _drug_lines(answers)))
    parts += [(kind.option(key).text, KIT[KIND_LISTS[key]]) for key in kinds]
    places = [key for key in answers.many(setting.key) if key in SETTING_ADDS]
    if places:
        parts.append(("For the places on the route", [SETTING_ADDS[key] for key in places]))
    if "outreach-settings-street" in places or picked(travel, "on-foot").holds(answers):
        parts.append(("On the street and on foot", KIT["outreach-kit-street"]))
    if picked(travel, "own-car", "project-vehicle", "mobile-unit").holds(answers):
        parts.append(("In the vehicle", KIT["outreach-kit-vehicle"]))
    text = "OUTREACH KIT: list for [date] and [session]\n" + "".join(
        f"\n{title}\n" + "".join(f"[ ] {line}\n" for line in lines) for title, lines in parts
    )
    text += "\nPacked by [initials], checked by [initials]\n"
    return Computed(draft=Draft("Kit list to print", text, _gaps(answers)))


def _drug_lines(answers: Answers) -> list[str]:
    """Supplies only where the project is set up for them; the way to those who are always."""
    given = answers.one(drugs.key) == "yes"
    return [
        f"{line.text} (only what you are trained and supplied to give)"
        if line.id in NOT_ON_A_GUESS
        else line.text
        for line in DRUGS
        if given or line.id not in NOT_ON_A_GUESS
    ]


def _gaps(answers: Answers) -> tuple[str, ...]:
    open_ones = open_lines(packed, answers) if packed.key in answers.values else ()
    unclear = (
        () if any(key in KIND_LISTS for key in answers.many(kind.key)) else ("Which kind of outreach it is",)
    )
    return (*unclear, *open_ones)


OUTREACH_KIT = Aid(
    slug="outreach-kit",
    title="Outreach: what to carry",
    question="What do we carry, and what do we check first?",
    summary="Makes the list for your kind of outreach, place and way of travelling, ready to print and tick.",
    levels=LEVELS,
    questions=(kind, setting, travel, drugs, alone, packed),
    rules=RULES,
    card=Card(
        kind="reminder",
        what="It puts together a kit list from what outreach teams carried, sorted by kind of outreach, place and vehicle.",
        not_for="It is not a risk assessment, and it does not say what may lawfully be given out: your drug and sexual health services do.",
        strength="Practice wisdom of outreach projects in 2008. Sorting it by kind of outreach, and the lines marked as additions, are ours.",
        pitfalls=(
            Pitfall(
                "Printed cards live on in pockets when nobody can tell any more whether they are current. Date what you print, and throw it away after the session.",
                "https://www.england.nhs.uk/atlas_case_study/developing-a-safeguarding-application-to-provide-a-direct-point-of-access-for-frontline-healthcare-staff-to-the-local-authority/",
            ),
            Pitfall(
                "A full bag can feel like a safe evening. The second person, the plan and the check-out are what keep you safe.",
                "Our own reading",
            ),
        ),
        review="Whoever orders supplies, after each session for what ran out, and once a year with the people who use the service.",
    ),
    links=(
        Link("outreach/kit/", "What to carry"),
        Link("outreach/kinds/", "Five kinds of outreach"),
        Link("outreach/settings/", "Settings"),
    ),
    compute=compute,
)
