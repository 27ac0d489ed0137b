"""Adult social care has said no: what to answer, what to ask, and a letter to build on.

Source: Support to Overcome Trauma toolkit (2021), section 4.1, tips for workers (four barriers), corrected by the law
register: neither capacity nor eligibility is part of the section 42 test, grooming is not by itself an impairment, and
Wales, Scotland and Northern Ireland have tests of their own.
"""

from __future__ import annotations

from datetime import date

from decision_aids import facts
from decision_aids.aids.common import CALL_999, TELL_MANAGER_NOW, WRITE_DOWN
from decision_aids.aids.people import danger_question
from decision_aids.conditions import Always, Called, Known, Not, every, some
from decision_aids.model import Aid, Answers, Card, Computed, Draft, Level, Link, Option, Pitfall, Rule
from decision_aids.questions import NATION, many_of, no, one_of, picked, unknown, yes, yes_no

TIPS = "stage 4.1"
AT_RISK_AID = Link("aids/adult-at-risk/", "Does the adult safeguarding test look met?")

danger = danger_question()

stage = one_of(
    "stage",
    "Where are you with it?",
    (
        Option("writing", "We are still writing the referral", "the referral is still being written"),
        Option("refused", "It was refused or closed", "the referral was refused or closed"),
        Option("meeting", "There is a meeting to come", "there is a meeting to come"),
        Option("again", "It keeps happening", "the same answer keeps coming"),
        Option("not-sure", "Not sure: nobody has answered", "nobody has said what was decided", unknown=True),
    ),
    required=True,
)

ANSWERS_GIVEN = {
    "barrier-risk-managed": "they say that the agency that refers is managing the risk",
    "barrier-harm-unclear": "they say that the likely harm is not clear",
    "barrier-capacity-choice": "they say that she has capacity and it is her choice",
    "barrier-statutory-lead": "they say that statutory services lead and decide",
}
BARRIERS = facts.items("barrier-replies")

barrier = many_of(
    "barrier",
    "What were you told, or what do you expect to be told?",
    (
        *(
            Option(each.id, each.text.replace('"', "").rstrip("."), ANSWERS_GIVEN[each.id])
            for each in BARRIERS
        ),
        Option(
            "barrier-services",
            "The person does not meet the criteria for care services",
            "they say that the criteria for care services are not met",
        ),
        Option("barrier-no-reason", "No reason was given", "no reason was given"),
    ),
    required=True,
    none="Something else",
    none_says="something else was said",
)

changed = yes_no(
    "changed",
    "Has anything new happened since, or has the risk gone up?",
    yes="something new has happened or the risk has gone up",
    no="nothing new has happened",
    danger="yes",
)

could_die = yes_no(
    "could-die",
    "Could the person die, or be gravely hurt, if nothing changes?",
    yes="the person could die or be gravely hurt",
    no="death or grave injury is not feared",
    danger="yes",
)

concern = yes_no(
    "concern",
    "Can you say your main concern in one sentence?",
    yes="you can say the main concern in one sentence",
    no="you cannot yet say the main concern in one sentence",
)

LIMBS, SCOTLAND_PARTS = facts.items("s42-limbs"), facts.items("asp-three-point")
SHOWN = {
    "s42-needs": "you can show the needs",
    "s42-abuse": "you can show the abuse or the risk of it",
    "s42-cannot-protect": "you can show the link",
    "asp-safeguard": "you can show that they cannot look after their own interests",
    "asp-harm": "you can show the risk of harm",
    "asp-affected": "you can show that illness or disability makes them more open to harm",
}

parts = many_of(
    "test-parts",
    "Which parts of the test can you show with facts?",
    tuple(Option(each.id, each.text.rstrip("."), SHOWN[each.id], help=each.detail) for each in LIMBS),
    help="The three parts of the test in England, and in Wales under its own Act.",
    shown_if=picked(NATION, "england", "wales"),
    none="None of them yet",
    none_says="none of the three parts can be shown yet",
    unsure=False,
)

parts_scotland = many_of(
    "test-parts-scotland",
    "Which parts of Scotland's test can you show with facts?",
    tuple(
        Option(each.id, each.text.rstrip("."), SHOWN[each.id], help=each.detail) for each in SCOTLAND_PARTS
    ),
    shown_if=picked(NATION, "scotland"),
    none="None of them yet",
    none_says="none of the three parts can be shown yet",
    unsure=False,
)

assessed = one_of(
    "assessed",
    "Has a capacity assessment been done?",
    (
        Option("done", "Yes, they say so", "a capacity assessment is said to have been done"),
        Option("not-done", "No", "no capacity assessment has been done"),
        Option("not-sure", "Nobody has said", "nobody has said whether capacity was assessed", unknown=True),
    ),
    shown_if=picked(barrier, "barrier-capacity-choice"),
)

wants = yes_no(
    "wants",
    "Do you know what the person wants, in their own words?",
    yes="you know what the person wants",
    no="you do not know yet what the person wants",
    unsure="it is not clear what the person wants",
)

tried = many_of(
    "tried",
    "What have you tried already?",
    (
        Option("asked-again", "Asked again in writing, with the missing facts", "you asked again in writing"),
        Option(
            "lead-to-lead",
            "Our safeguarding lead spoke to theirs",
            "your safeguarding lead spoke to theirs",
        ),
        Option(
            "manager-to-manager",
            "Managers spoke, under the local escalation procedure",
            "managers spoke under the local procedure",
        ),
        Option(
            "organisations",
            "Our organisation raised it with theirs, or with the safeguarding board",
            "the organisations took it up",
        ),
    ),
    none="Nothing yet",
    none_says="nothing has been tried yet",
    unsure=False,
)

CHECKLIST = facts.items("meeting-checklist")
prepared = many_of(
    "prepared",
    "What is ready for the meeting?",
    tuple(Option(each.id, each.text.rstrip("."), f"this is ready: “{each.text}”") for each in CHECKLIST),
    shown_if=picked(stage, "meeting", "again"),
    none="Nothing yet",
    none_says="nothing is ready yet",
    unsure=False,
)

LEVELS = (
    Level(
        "emergency", "Emergency", "emergency", "Somebody is in danger. Ring 999 now; the argument can wait."
    ),
    Level(
        "refer-again",
        "Refer today",
        "high",
        "Something has changed. Refer today, and wait for no answer to anything sent before.",
    ),
    Level(
        "take-it-up", "Take it up a level", "high", "Do not carry this on alone. Take it up a level today."
    ),
    Level("challenge", "Challenge it", "medium", "Ask for the decision to be looked at again, in writing."),
    Level(
        "ask-first",
        "Ask first",
        "medium",
        "Ask what was decided, under which test and on what facts. Then answer that.",
    ),
    Level(
        "prepare",
        "Get ready",
        "low",
        "Answer it before it is said: the main concern first and last, the test in between.",
        reassuring=True,
    ),
)

STEPS = (
    ("asked-again", "Next: ask again in writing, with the missing facts. The draft below is a start."),
    ("lead-to-lead", "Next: your safeguarding lead speaks to theirs."),
    (
        "manager-to-manager",
        "Next: manager to manager, under the safeguarding board's escalation procedure. Ask the board for it.",
    ),
    (
        "organisations",
        "Next: organisation to organisation, and to the safeguarding board, as a pattern and not one case.",
    ),
)


#: Points that quote the English Act; said only where it holds.
ENGLISH = {"point-capacity-not-limb", "point-lead-partnership"}
#: How to write it, not words to say.
HOW_TO = "barrier-points-harm-unclear"


def _points(list_name: str, english: bool = False) -> tuple[str, ...]:
    """The points of one barrier. What can be said is in quotation marks; an ellipsis stands for the facts of the case."""
    texts = (each.text for each in facts.items(list_name) if (each.id in ENGLISH) is english)
    if list_name == HOW_TO:
        return tuple(texts)
    return tuple(f"Say: “{text.replace(' …', ' [fill in]')}”" for text in texts)


ASSESSMENT_QUESTIONS = tuple(each.text for each in facts.items("capacity-assessment-questions"))
link_open = Called(
    every(
        picked(NATION, "england", "wales"), Not(Known(picked(parts, "s42-cannot-protect")), "it is not shown")
    ),
    "the link between needs and abuse is not shown yet",
)

RULES = (
    Rule(
        "danger-now",
        yes(danger),
        "emergency",
        "Somebody is in danger now.",
        (CALL_999, TELL_MANAGER_NOW),
        (),
        "practice",
        (TIPS,),
        (),
        "harm",
    ),
    Rule(
        "something-new",
        yes(changed),
        "refer-again",
        "Something new has happened, or the risk has gone up. A new fact is a new referral.",
        (
            "Refer today, also if you have referred before: open with what has changed. Ring as well, and note who you spoke to.",
            "Tell the police what they need to know if a crime has been committed or somebody may be hurt.",
        ),
        (),
        "practice",
        (TIPS,),
        (),
        "risk",
        (AT_RISK_AID,),
    ),
    Rule(
        "danger-not-sure",
        unknown(danger),
        "take-it-up",
        "You are not sure whether somebody is in danger.",
        (TELL_MANAGER_NOW, "If you fear the worst, ring 999."),
        (),
        "practice",
        (TIPS,),
        (),
        "risk",
    ),
    Rule(
        "could-die-refused",
        every(yes(could_die), picked(stage, "refused", "meeting", "again", "not-sure")),
        "take-it-up",
        "You fear death or grave harm, and nobody has taken it on.",
        (
            "Speak to your safeguarding lead now. Ring the council's safeguarding team the same day and ask for a manager.",
            "Write it: “I believe that this person could die.” Do not leave it to be guessed.",
        ),
        (),
        "practice",
        (TIPS,),
        (),
        "risk",
    ),
    Rule(
        "keeps-happening",
        picked(stage, "again"),
        "take-it-up",
        "When the same answer keeps coming it is no longer one worker's problem.",
        (
            "Go through it with your safeguarding lead: the law, the options, the words that work.",
            "Have it taken up between the organisations, with several cases side by side and no names.",
        ),
        ("It is the decision you question, and the pattern. Never the person who wrote it.",),
        "practice",
        (TIPS,),
    ),
    Rule(
        "already-asked",
        every(
            picked(tried, "asked-again", "lead-to-lead", "manager-to-manager", "organisations"),
            picked(stage, "refused", "again"),
        ),
        "take-it-up",
        "You have asked already and it still stands, so the next step is one level up.",
        ("Keep each answer in writing. Tell the person where it stands, and that you have not stopped.",),
        (
            "The person can also complain to the council or trust, ask for an advocate, or see a solicitor who does community care law.",
        ),
        "practice",
        (TIPS,),
        ("care-act-advocacy",),
    ),
    Rule(
        "refused",
        picked(stage, "refused"),
        "challenge",
        "A refusal is one decision on one day. It can be looked at again.",
        (
            "Write back within days, to the person who decided and to their manager.",
            "Ask for the reasons in writing, who will look at it again, and by when.",
        ),
        ("Courteous, about one decision, and on paper.",),
        "practice",
        (TIPS,),
    ),
    Rule(
        "risk-managed",
        picked(barrier, "barrier-risk-managed"),
        "prepare",
        "“The agency that refers is managing the risk”: say that you are not able to, and why no single agency could.",
        _points("barrier-points-risk-managed"),
        ("Still at odds? Ask what precisely they see differently. Often it is one fact.",),
        "practice",
        (TIPS,),
        links=(Link("keep-safe/challenge/#risk-managed", "“The referring agency is managing the risk”"),),
    ),
    Rule(
        "harm-unclear",
        picked(barrier, "barrier-harm-unclear"),
        "prepare",
        "“It isn't clear what harm is likely”: then nothing may be left to be guessed.",
        _points("barrier-points-harm-unclear"),
        ("What is plain to you may be new to the reader.",),
        "practice",
        (TIPS,),
        links=(Link("keep-safe/challenge/#harm-unclear", "“The likely harm is not clear”"),),
    ),
    Rule(
        "capacity-choice",
        picked(barrier, "barrier-capacity-choice"),
        "prepare",
        "“She has capacity”: capacity to do what, exactly? Nobody consents to being abused.",
        _points("barrier-points-capacity-choice"),
        (
            "Take care: fear or grooming is not by itself an impairment of mind, so it does not alone take capacity away. Say both: the assessment should look at grooming, and even with capacity she is coerced and needs protection.",
        ),
        "law",
        (TIPS,),
        (
            "s42-not-capacity-or-eligibility",
            "consent-and-capacity-apart",
            "capacity-causal-link",
            "inherent-jurisdiction",
            "incapacity-scotland",
            "capacity-ni",
        ),
        links=(Link("keep-safe/challenge/#capacity-choice", "“She has capacity, it's her choice”"),),
    ),
    Rule(
        "ask-about-assessment",
        picked(assessed, "done"),
        "prepare",
        "They rely on an assessment, so ask about it.",
        ASSESSMENT_QUESTIONS,
        ("Ask for it in writing. An assessment is about one decision at one time.",),
        "practice",
        (TIPS,),
        ("capacity-age-and-proof", "capacity-four-abilities", "care-act-advocacy"),
    ),
    Rule(
        "no-assessment",
        some(picked(assessed, "not-done"), unknown(assessed)),
        "prepare",
        "Nobody has assessed it, or nobody has said. “Has capacity” is then a starting point and not a finding.",
        (
            "Ask: was capacity assessed, by whom, when, about which decision?",
            "Ask for a safeguarding plan to be drawn up first, and then whether the person can decide about that plan.",
            "Ask for an advocate to help the person understand and take part.",
        ),
        ("The law presumes capacity. Whether she is free to choose is a different question.",),
        "practice",
        (TIPS,),
        ("capacity-principles", "consent-and-capacity-apart", "care-act-advocacy"),
    ),
    Rule(
        "statutory-lead",
        picked(barrier, "barrier-statutory-lead"),
        "prepare",
        "“Statutory services lead and decide”: safeguarding is meant to be a partnership, and you hold part of the picture.",
        _points("barrier-points-statutory-lead"),
        ("Being in charge of the procedure is not the same as knowing the person.",),
        "practice",
        (TIPS,),
        links=(Link("keep-safe/challenge/#statutory-lead", "“Statutory services lead and decide”"),),
    ),
    Rule(
        "not-in-the-test",
        every(picked(barrier, "barrier-capacity-choice"), picked(NATION, "england")),
        "prepare",
        "In England neither capacity nor eligibility for services is a part of the section 42 test.",
        _points("barrier-points-capacity-choice", english=True),
        (),
        "law",
        (TIPS,),
        ("s42-not-capacity-or-eligibility", "care-act-s42"),
    ),
    Rule(
        "partnership-in-the-act",
        every(picked(barrier, "barrier-statutory-lead"), picked(NATION, "england")),
        "prepare",
        "In England partnership runs through the Care Act and its statutory guidance.",
        _points("barrier-points-statutory-lead", english=True),
        (),
        "statutory-guidance",
        (TIPS,),
        ("care-act-s42",),
    ),
    Rule(
        "services-mixed-up",
        picked(barrier, "barrier-services"),
        "prepare",
        "The test for services is not the test for safeguarding. Whether somebody gets a care package does not decide whether there is an enquiry.",
        (
            "Ask: which test was used? Ask for the safeguarding decision by itself.",
            "If the person needs care and support, ask for that assessment as well.",
        ),
        (),
        "practice",
        (TIPS,),
        ("s42-not-capacity-or-eligibility", "care-eligibility-criteria", "care-eligibility-wales"),
        links=(Link("aids/care-eligibility/", "Do care and support criteria look met?"),),
    ),
    Rule(
        "no-reason",
        some(picked(barrier, "barrier-no-reason"), unknown(barrier), picked(stage, "not-sure")),
        "ask-first",
        "You cannot answer a reason that nobody has given.",
        (
            "Ask, in writing: what was decided, by whom, on which day, under which test, on what facts?",
            "Ask which part of the test they see as not met. Then answer that part.",
        ),
        (),
        "practice",
        (TIPS,),
    ),
    Rule(
        "write-death",
        every(yes(could_die), picked(stage, "writing")),
        "take-it-up",
        "You fear death or grave harm. That does not wait for a finished form.",
        (
            "Speak to your safeguarding lead now, and send or ring the referral through today. In danger, 999.",
            "Write: “I believe that this person could die”, and why you believe it. Then ring to see that it was read.",
        ),
        (),
        "practice",
        (TIPS,),
        (),
        "risk",
    ),
    Rule(
        "main-concern",
        some(no(concern), unknown(concern)),
        "prepare",
        "Find the one sentence first. Everything else hangs on it.",
        (
            "Say the main concern aloud to a colleague in one breath: who does what to whom, and what may come of it. Write that down.",
        ),
        (),
        "practice",
        (TIPS,),
    ),
    Rule(
        "link-not-shown",
        link_open,
        "prepare",
        "The part most often left out is the link: because of these needs, the person cannot protect themselves.",
        (
            "Join the needs and the abuse in one sentence: because of [need], [they] cannot refuse, leave, see it coming or get help.",
        ),
        ("Exploitation alone does not fill the first part of the test: name the needs.",),
        "law",
        (TIPS,),
        ("care-act-s42", "s42-not-met", "adult-at-risk-wales"),
        links=(AT_RISK_AID,),
    ),
    Rule(
        "not-her-words",
        some(no(wants), unknown(wants)),
        "prepare",
        "What the person wants belongs in every referral and every meeting.",
        ("Ask, in private and more than once. If it cannot be asked safely, write that and why.",),
        (),
        "practice",
        ("stage 4", TIPS),
    ),
    Rule(
        "meeting",
        picked(stage, "meeting", "again"),
        "prepare",
        "Go to the meeting prepared, and not alone.",
        (
            "Write your points down and say them aloud to a colleague beforehand.",
            "Take a colleague or manager. Say the main points again as often as it takes, and ask for your view to be minuted.",
        ),
        (),
        "practice",
        (TIPS,),
        links=(Link("keep-safe/challenge/#meeting", "Before the meeting"),),
    ),
    Rule(
        "wales",
        picked(NATION, "wales"),
        "prepare",
        "In Wales quote section 126 of the Social Services and Well-being (Wales) Act, not the Care Act. The parts are the same.",
        ("Ask when the enquiry will be done: it should normally take {law:adult-at-risk-wales}.",),
        (),
        "law",
        (),
        ("adult-at-risk-wales", "adult-at-risk-wales-report"),
    ),
    Rule(
        "scotland",
        picked(NATION, "scotland"),
        "prepare",
        "In Scotland quote the test of the Adult Support and Protection Act: {law:adult-at-risk-scotland}. Its parts are not the English ones.",
        ("Ask the council what inquiries it has made. It has a duty to make them where the parts look met.",),
        (
            "Where somebody says no under pressure, say who puts them under it: undue pressure matters in that Act.",
        ),
        "law",
        (),
        ("adult-at-risk-scotland", "adult-protection-scotland"),
    ),
    Rule(
        "northern-ireland",
        picked(NATION, "northern-ireland"),
        "prepare",
        "In Northern Ireland quote the adult safeguarding policy of 2015. No adult protection Act was found to be in force.",
        ("Ask the trust's adult protection gateway which part of the policy it applied.",),
        (),
        "practice",
        (),
        ("adult-protection-ni",),
    ),
    Rule(
        "always",
        Always("in every case"),
        "prepare",
        "Challenging a decision is part of the job. It is about the decision or the action, never about the person who made it.",
        (
            "Open with the main concern and close with it.",
            "Keep the safety plan going. A refusal changes who else acts, not whether you do.",
            WRITE_DOWN,
        ),
        (
            "If the person is under 18 this is child protection: children's social care, with its own way to escalate.",
        ),
        "practice",
        (TIPS,),
        ("s42-not-met",),
    ),
)

NAMES_OF_TEST = {
    "england": "Section 42 of the Care Act 2014",
    "wales": "Section 126 of the Social Services and Well-being (Wales) Act 2014",
    "scotland": "Section 3 of the Adult Support and Protection (Scotland) Act 2007",
    "northern-ireland": "The adult safeguarding policy of 2015",
}


def compute(answers: Answers, today: date) -> Computed:
    """What is still to be got ready, the next step up, and the letter with its blanks."""
    actions: list[str] = []
    if answers.one(stage.key) in {"refused", "again"}:
        done = answers.many(tried.key)
        reached = max((place for place, (key, _) in enumerate(STEPS) if key in done), default=-1)
        if reached + 1 < len(STEPS):
            actions.append(STEPS[reached + 1][1])
        else:
            actions.append(
                "Next: a complaint by the person, an advocate, or a solicitor who does community care law."
            )
    if prepared.key in answers.values:
        ready = answers.many(prepared.key)
        actions += [
            f"Still to do before the meeting: {each.text}" for each in CHECKLIST if each.id not in ready
        ]
    return Computed(actions=tuple(actions), draft=_letter(answers))


def _letter(answers: Answers) -> Draft:
    nation, told, gaps = (
        answers.one("nation"),
        answers.many(barrier.key),
        ["the main concern, in one sentence"],
    )
    main = "[main concern, in one sentence: who does what, and what may come of it]"
    if answers.one(could_die.key) == "yes":
        main += " I believe that this person could die or be gravely hurt."
    if answers.one(stage.key) == "writing":
        opening = ["I refer an adult for safeguarding."]
    elif answers.one(stage.key) == "meeting":
        opening = ["For the meeting on [date]."]
    else:
        opening = [
            "I am writing about your decision of [date] on our referral of [date]. Please look at it again."
        ]
        gaps.append("the date of the decision and of the referral")
    lines = [f"My main concern: {main}", *opening]
    if answers.one(changed.key) == "yes":
        lines.append("Since then this has happened: [what, when, how I know].")
        gaps.append("what has changed")
    lines += _test(answers, nation, gaps)
    lines += _answers_to(told, gaps)
    if "barrier-capacity-choice" in told:
        questions = "\n".join(f"- {each}" for each in ASSESSMENT_QUESTIONS)
        lines.append(f"Please answer these questions about capacity:\n{questions}")
    lines.append("What the person wants, in their words: [words, or why it could not be asked safely].")
    if answers.one(wants.key) != "yes":
        gaps.append("what the person wants")
    lines.append(
        "I ask for: [an enquiry, a strategy meeting, a joint plan]. Please tell me in writing by [date] what you have "
        "decided, under which test and on which facts, who will look at it again, and when."
    )
    lines.append("My main concern remains: [the same sentence].")
    return Draft("A letter or speaking note to build on", "\n\n".join(lines) + "\n", tuple(gaps))


def _test(answers: Answers, nation: str | None, gaps: list[str]) -> list[str]:
    if nation in {"england", "wales"}:
        items, shown = LIMBS, answers.many(parts.key)
    elif nation == "scotland":
        items, shown = SCOTLAND_PARTS, answers.many(parts_scotland.key)
    else:
        name = NAMES_OF_TEST.get(nation or "", "[the test that applies in your nation]")
        gaps.append("how the facts fit the test")
        return [f"{name}: [how the facts fit it, part by part]."]
    lines = [f"{NAMES_OF_TEST[str(nation)]} has three parts."]
    for number, item in enumerate(items, 1):
        lines.append(f"{number}. {item.text} [facts: what, since when, how I know]")
        if item.id not in shown:
            gaps.append(item.text.rstrip("."))
    if nation == "england":
        lines.append("Neither mental capacity nor eligibility for services is a part of that test.")
    return lines


def _answers_to(told: tuple[str, ...], gaps: list[str]) -> list[str]:
    lines = []
    if "barrier-risk-managed" in told:
        lines.append(
            "You say that our service manages the risk. It does not, and no single agency could, because [why]. These "
            "services are not involved and are needed: [which, and what each would add]. A plan made together is "
            "needed because [why]. If you see it differently, please say which risk is managed, by whom and how."
        )
        gaps.append("why one agency cannot manage it, and which services are missing")
    if "barrier-harm-unclear" in told:
        lines.append(
            "You say that the harm is not clear. The likely harm is: [what, how soon, how bad; death, if you fear it]."
        )
        gaps.append("the likely harm")
    if "barrier-capacity-choice" in told:
        lines.append(
            "You say that the person has capacity. What exactly are they said to have capacity to do? Nobody agrees to "
            "being abused. Here freedom to choose is taken away by [who does what: threats, debts, drugs, grooming]. "
            "If they have capacity and are coerced, I ask that your legal team considers what else can protect them."
        )
        gaps.append("what takes away the freedom to choose")
    if "barrier-services" in told:
        lines.append(
            "You say that the criteria for services are not met. I ask for a decision on safeguarding, which is a separate test."
        )
    if "barrier-statutory-lead" in told:
        lines.append(
            "We know this person and can say what works and what would drive them away: [what]. Safeguarding is a "
            "partnership. Please record our view, the reasons for the decision, and who will review it and when."
        )
        gaps.append("what you know that others do not")
    return lines


REFERRAL_CHALLENGE = Aid(
    slug="referral-challenge",
    title="When adult social care says no",
    question="Adult social care has said no. How do we answer?",
    summary="Gives the points to make for each reason you were given, the questions to ask about capacity, a checklist for the meeting, and a letter with blanks.",
    levels=LEVELS,
    questions=(
        danger,
        NATION,
        stage,
        barrier,
        changed,
        could_die,
        concern,
        parts,
        parts_scotland,
        assessed,
        wants,
        tried,
        prepared,
    ),
    rules=RULES,
    card=Card(
        kind="reminder",
        what="It puts the answers to the usual refusals in order and makes a draft in the order of the legal test, with blanks for the facts.",
        not_for="It does not decide whether the test is met, and it is not for complaints about a person. Do not put names in the draft before it is in a safe place.",
        strength="Practice wisdom of 2021 for the four barriers; law for the tests and for capacity, some of it from knowledge and marked so.",
        pitfalls=(
            Pitfall(
                "The same facts can get another answer in the next town. Most directors of children's services who were asked said that thresholds differ from place to place.",
                "https://www.basw.co.uk/resources/storing-trouble",
            ),
            Pitfall(
                "Adult exploitation often stands at the tail of guidance written for children, so the person who decides may have little to go on. Send them the test, not only your anger.",
                "https://www.hullappp.co.uk/working-with-adults-affected-by-child-sexual-exploitation-and-organised-sexual-abuse/",
            ),
            Pitfall(
                "A ready-made letter can read like one. What moves a decision is a fact they did not have.",
                "Our own reading",
            ),
        ),
        review="Your designated safeguarding lead, before it goes and again when the answer comes.",
    ),
    links=(
        Link("keep-safe/challenge/", "When adult social care says no: challenge the decision"),
        Link("keep-safe/adults-at-risk/", "Adults at risk"),
        Link("keep-safe/capacity/", "Capacity and coercion"),
    ),
    compute=compute,
)
