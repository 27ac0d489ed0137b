"""Does group work fit now, and how, above all while a case is live.

Source: Support to Overcome Trauma toolkit (2021), section 3.3, corrected by the law register: keeping everybody with a live
case out of groups is a local policy and not law, and since 2022 support is not to be put off because of a case.
"""

from __future__ import annotations

from datetime import date

from decision_aids import facts
from decision_aids.aids.common import CALL_999, TELL_MANAGER_NOW
from decision_aids.aids.people import danger_question
from decision_aids.conditions import Always, Known, Not, every, some
from decision_aids.model import Aid, Answers, Card, Computed, Draft, Level, Link, Option, Pitfall, Rule
from decision_aids.questions import NATION, answered, many_of, no, one_of, picked, unknown, yes, yes_no

GROUPS = "stage 3.3 Group work"
ONE_TO_ONE = "Offer the same material one to one, so that she misses nothing. It is one choice among others, not a consolation."

danger = danger_question("Her, a child, you, or anybody else.")

wants = one_of(
    "wants",
    "Does she want to come?",
    (
        Option("yes", "Yes", "she wants to come"),
        Option("perhaps", "Perhaps", "she is not sure whether she wants to come"),
        Option("no", "No", "she does not want to come"),
        Option("told-to", "She was told that she has to", "she was told that she has to come"),
        Option("not-sure", "Not asked yet", "she has not been asked", unknown=True),
    ),
    help="“She” stands for anybody: he, they, whatever the person says.",
    required=True,
)

settled = yes_no(
    "settled",
    "Is she settled enough at the moment to sit with other people?",
    help="Ask her. A hard week is not a reason; a crisis may be.",
    yes="she is settled enough to sit with others",
    no="she is in a crisis at the moment",
    unsure="it is not clear whether she is settled enough",
)

content = one_of(
    "content",
    "What is the group about?",
    (
        Option(
            "recovery",
            "Recovery: feelings, boundaries, grooming, wellbeing, skills",
            "the group is about recovery",
        ),
        Option("drop-in", "A drop-in or an activity", "it is a drop-in or an activity"),
        Option("mixed", "Recovery, and stories come up", "stories of what happened come up in the group"),
        Option("recounting", "Telling what happened", "the group goes over what happened"),
        Option("not-sure", "Not sure", "it is not clear what the group is about", unknown=True),
    ),
    required=True,
)

case = one_of(
    "case",
    "Is she a witness in a case?",
    (
        Option("none", "No", "she is not a witness in any case"),
        Option("may-come", "Not yet, but she may report", "a report may come"),
        Option("live", "Yes, it is live", "her case is live"),
        Option("over", "It is over", "her case is over"),
        Option("not-sure", "Not sure", "it is not known whether she is a witness in a case", unknown=True),
    ),
    required=True,
)
may_be_live = picked(case, "live", "not-sure")

same_case = yes_no(
    "same-case",
    "Is anybody else in the group a witness in the same case?",
    help="Ask the officer in the case this one question, and nothing more.",
    yes="somebody else in the group is a witness in the same case",
    no="nobody else in the group is a witness in the same case",
    unsure="it is not known whether anybody else is a witness in the same case",
    shown_if=may_be_live,
    danger="yes",
)

ban = yes_no(
    "local-ban",
    "Does your service keep everybody with a live case out of groups?",
    yes="your service keeps everybody with a live case out of groups",
    no="your service has no such rule",
    shown_if=may_be_live,
)

link = yes_no(
    "somebody-she-fears",
    "Is anybody in the group close to whoever harmed her, or somebody she fears?",
    yes="somebody in the group is close to whoever harmed her",
    no="nobody in the group is a danger to her",
    unsure="it is not known whether anybody in the group is a danger to her",
    danger="yes",
)

GROUND_RULES = facts.items("group-ground-rules")
agreed = many_of(
    "ground-rules",
    "Which ground rules has the group agreed?",
    tuple(Option(each.id, each.text.rstrip("."), f"this is agreed: “{each.text}”") for each in GROUND_RULES),
    none="None yet",
    none_says="no ground rules are agreed yet",
    unsure=False,
)

limits = yes_no(
    "limits-told",
    "Has she been told what cannot stay in the room?",
    yes="she knows the limits of confidentiality",
    no="she has not been told the limits of confidentiality",
)

assessed = many_of(
    "risk-assessed",
    "Which risk assessments are there?",
    (
        Option("group", "One for the group or drop-in", "the group has a risk assessment"),
        Option("own", "One for her coming to it", "there is a risk assessment for her"),
    ),
    none="Neither",
    none_says="there is no risk assessment",
)

facilitator = yes_no(
    "facilitator",
    "Has the facilitator the training to steer talk away from a live case, and time for her afterwards?",
    yes="the facilitator is trained and has time afterwards",
    no="the facilitator is not trained for it or has no time afterwards",
)

LEVELS = (
    Level("emergency", "Emergency", "emergency", "Somebody is in danger. Ring 999 now."),
    Level(
        "not-this-group",
        "Not this group",
        "high",
        "Not this group as it stands. Find her another way to the same help.",
    ),
    Level(
        "not-now", "Not now", "medium", "Not for the moment. Offer something else today and ask again later."
    ),
    Level(
        "decide-with-her",
        "Decide with her",
        "medium",
        "This needs a decision for her by herself, made with her. There is no rule that answers it for everybody.",
    ),
    Level(
        "put-right",
        "Put it right first",
        "medium",
        "Something about the group has to be put right before she comes.",
    ),
    Level("offer", "Offer it", "low", "Offer it, as something she may try and may leave.", reassuring=True),
)

DECIDE = (
    "Ask her what she wants from it and what she would miss without it.",
    "Ask her therapist, if she has one and agrees. Ask the officer in the case one question only: is anybody else here a witness?",
    "Agree with the facilitator that the content is recovery and that the ground rules hold. Write down what was decided and why.",
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
        (GROUPS,),
        (),
        "harm",
    ),
    Rule(
        "recounting",
        picked(content, "recounting"),
        "not-this-group",
        "A group in which people go over what happened can hurt those who tell and those who listen, and can damage a case.",
        (
            "Change the content to recovery, or find another group. Therapy is the place for the account.",
            ONE_TO_ONE,
        ),
        (),
        "practice",
        (GROUPS,),
        ("witness-coaching",),
        "risk",
    ),
    Rule(
        "same-case",
        yes(same_case),
        "not-this-group",
        "Somebody else in the group is a witness in the same case. The two should not sit in one group while it is live.",
        (
            "Offer each of them a different group or different days, and say as little as possible about why.",
            ONE_TO_ONE,
        ),
        ("Tell neither that the other is a witness. That may be all they need to know of each other.",),
        "practice",
        (GROUPS, "stage 5.1 Court"),
        ("witness-coaching", "group-therapy"),
        "risk",
    ),
    Rule(
        "somebody-she-fears",
        yes(link),
        "not-this-group",
        "Somebody in the group is close to whoever harmed her, or frightens her.",
        (
            "Keep her out of reach of that person first. Then look again at who is in the group and how people get there.",
        ),
        ("The other person may be exploited too. Support both, apart.",),
        "practice",
        (GROUPS,),
        (),
        "risk",
    ),
    Rule(
        "she-says-no",
        picked(wants, "no"),
        "not-now",
        "She does not want to. That is an answer, and support goes on as before.",
        (ONE_TO_ONE, "Ask her again another time: “Would you like to try it?”"),
        ("Never say that she will not get better without it.",),
        "practice",
        (GROUPS,),
    ),
    Rule(
        "in-crisis",
        no(settled),
        "not-now",
        "She is in a crisis. Other people's feelings may be more than she can hold this week.",
        ("See to safety, sleep, health and a calm person beside her. Keep her place open.", ONE_TO_ONE),
        ("A crisis passes. Do not take her off the list.",),
        "practice",
        (GROUPS,),
        (),
        "care",
    ),
    Rule(
        "live-case",
        picked(case, "live"),
        "decide-with-her",
        "Her case is live. That calls for care and for a decision of her own, not for a ban.",
        DECIDE,
        ("What is said in a group can be asked about in court. She should know that before she chooses.",),
        "practice",
        (GROUPS,),
        ("group-therapy", "pre-trial-therapy", "witness-coaching"),
        links=(Link("justice/therapy/#group", "Groups"),),
    ),
    Rule(
        "local-ban",
        yes(ban),
        "decide-with-her",
        "A rule that keeps out everybody with a live case is your service's own. It is not law, and it sits badly with the guidance of 2022.",
        (
            "Keep to your policy today, and ask your manager to look at it again, with the ground rules in hand.",
            "In a very large inquiry, ask whether prosecutors and investigators would agree the content of the sessions. It has been done.",
            ONE_TO_ONE,
        ),
        (
            "In 2021 most services had such a rule, so that nobody could say she was coached. Say where it comes from when you question it.",
        ),
        "practice",
        (GROUPS,),
        ("group-therapy", "pre-trial-therapy"),
    ),
    Rule(
        "same-case-not-known",
        unknown(same_case),
        "decide-with-her",
        "It is not known whether anybody else in the group is a witness in the same case.",
        (
            "Ask the officer in the case one question before she comes: is anybody else here a witness? You need no names and no details.",
        ),
        (),
        "practice",
        (GROUPS,),
        ("group-therapy",),
    ),
    Rule(
        "case-not-known",
        unknown(case),
        "decide-with-her",
        "It is not known whether she is a witness.",
        (
            "Ask her whether she is a witness, without asking what happened. She may not know that the police count her as one.",
        ),
        (),
        "practice",
        (GROUPS,),
    ),
    Rule(
        "not-asked",
        picked(wants, "perhaps", "not-sure"),
        "decide-with-her",
        "She has not said yes yet.",
        (
            "Tell her who will be there, what it is about and that she can sit and listen. Offer to go with her to the door, or to meet the facilitator first.",
        ),
        (),
        "practice",
        (GROUPS,),
    ),
    Rule(
        "danger-not-sure",
        unknown(danger),
        "decide-with-her",
        "You are not sure whether anyone is in danger.",
        (TELL_MANAGER_NOW, "If you fear the worst, ring 999."),
        (),
        "practice",
        (GROUPS,),
        (),
        "risk",
    ),
    Rule(
        "not-clear-yet",
        some(unknown(settled), unknown(link)),
        "decide-with-her",
        "Something about her safety or her state is not known.",
        ("Ask her how she is, and whether there is anybody she would not want to meet there.",),
        (),
        "practice",
        (GROUPS,),
        (),
        "risk",
    ),
    Rule(
        "told-to-come",
        picked(wants, "told-to"),
        "put-right",
        "A group is offered, never ordered.",
        (
            "Take the order back: “It is up to you. If you feel like it, would you like to try?” Make sure that nothing depends on it.",
        ),
        (),
        "practice",
        (GROUPS,),
    ),
    Rule(
        "stories-come-up",
        picked(content, "mixed", "not-sure"),
        "put-right",
        "Where stories come up, the group needs a plan for it.",
        (
            "Plan each session round a theme of recovery, and agree what the facilitator does when somebody begins to tell.",
        ),
        (),
        "practice",
        (GROUPS,),
    ),
    Rule(
        "ground-rules-open",
        every(
            answered(agreed),
            Not(
                every(*(picked(agreed, each.id) for each in GROUND_RULES)), "some ground rules are not agreed"
            ),
        ),
        "put-right",
        "The ground rules are not all agreed.",
        (
            "Agree the ground rules together at the start, and read them out again whenever somebody new comes.",
        ),
        (),
        "practice",
        (GROUPS,),
        ("group-therapy",),
        links=(Link("justice/therapy/#ground-rules", "Ground rules to agree"),),
    ),
    Rule(
        "limits-not-told",
        some(no(limits), unknown(limits)),
        "put-right",
        "She has to know what cannot stay in the room before she is in it.",
        (
            "Tell her in plain words: what is passed on for safety, who would hear it, and that a court can ask.",
        ),
        (),
        "practice",
        (GROUPS,),
    ),
    Rule(
        "not-assessed",
        every(
            answered(assessed),
            Not(every(picked(assessed, "group"), picked(assessed, "own")), "a risk assessment is missing"),
        ),
        "put-right",
        "Both are needed: a risk assessment for the group, and one for her coming to it.",
        (
            "Look at where she is in her recovery, at any case, at who else comes, and at the way there and back.",
        ),
        (),
        "practice",
        (GROUPS,),
    ),
    Rule(
        "facilitator-not-ready",
        some(no(facilitator), unknown(facilitator)),
        "put-right",
        "Somebody has to be able to stop talk of a case kindly, and to stay with her afterwards.",
        ("Train or pair the facilitator, and plan who checks in with her the same evening.",),
        ("The facilitator may be a stranger to her. Introduce them first.",),
        "practice",
        (GROUPS,),
    ),
    Rule(
        "drop-in",
        picked(content, "drop-in"),
        "offer",
        "A drop-in is a good way in, without an agenda. Its risks are managed like those of a group.",
        ("Think of who else drops in, who waits outside, and what happens when somebody is not well.",),
        (),
        "practice",
        (GROUPS,),
    ),
    Rule(
        "case-may-come",
        picked(case, "may-come"),
        "offer",
        "She may report one day, so the same ground rules hold for her from the start.",
        ("Tell her why nobody goes into facts here, so that it does not feel like silence.",),
        (),
        "practice",
        (GROUPS,),
    ),
    Rule(
        "case-over",
        picked(case, "over"),
        "offer",
        "Her case is over. There may still be an appeal or another witness to come.",
        ("Ask the officer whether anything is still open. Then let her choose freely.",),
        (),
        "practice",
        (GROUPS,),
    ),
    Rule(
        "she-wants-it",
        every(
            picked(wants, "yes"),
            Not(
                Known(some(yes(same_case), yes(link), picked(content, "recounting"))),
                "nothing known speaks against this group",
            ),
        ),
        "offer",
        "She wants to come, and that counts for a lot.",
        ("Agree how she can leave, who sees her home, and when you will ask how it was.",),
        (),
        "practice",
        (GROUPS,),
    ),
    Rule(
        "scotland-ni",
        picked(NATION, "scotland", "northern-ireland"),
        "offer",
        "The guidance of 2022 is for England and Wales. Scotland has a code of its own on support for witnesses, and Northern Ireland was not checked.",
        ("Ask the prosecutor's victim and witness service before somebody with a live case joins.",),
        (),
        "practice",
        (),
        ("therapy-scotland",),
    ),
    Rule(
        "always",
        Always("in every case"),
        "offer",
        "A group helps when she chooses it, when the time is right for her, and when it is about recovery and not about what happened.",
        (ONE_TO_ONE,),
        ("A group does not take the place of therapy, and therapy does not have to wait for a case.",),
        "practice",
        (GROUPS,),
        ("pre-trial-therapy",),
    ),
)


def compute(answers: Answers, today: date) -> Computed:
    """The ground rules still to be agreed, and all of them as a text to bring."""
    have = answers.many(agreed.key)
    missing: tuple[str, ...] = ()
    if agreed.key in answers.values:
        missing = tuple(f"Still to agree: {each.text}" for each in GROUND_RULES if each.id not in have)
    lines = [f"- {each.text}" for each in GROUND_RULES]
    lines += ["- [a rule of our own]", "Agreed on [date], and read out again when somebody new comes."]
    return Computed(actions=missing, draft=Draft("Ground rules to agree together", "\n".join(lines) + "\n"))


GROUP_WORK = Aid(
    slug="group-work",
    title="Does group work fit now?",
    question="Does group work fit for her now, and how?",
    summary="Looks at her choice, her state, the content of the group and any live case, and says what to decide with her and what to put right.",
    levels=LEVELS,
    questions=(
        danger,
        NATION,
        wants,
        settled,
        content,
        case,
        same_case,
        ban,
        link,
        agreed,
        limits,
        assessed,
        facilitator,
    ),
    rules=RULES,
    card=Card(
        kind="reminder",
        what="It goes through what makes a group safe and useful for one person, and what changes while a case is live.",
        not_for="It does not replace the group's own risk assessment or legal advice on a case, and it is not a way to keep somebody out.",
        strength="Practice wisdom of 2021, and CPS guidance of 2022 on therapy. What that guidance says on groups was not read, so the reading is ours.",
        pitfalls=(
            Pitfall(
                "Pages from before 2022 are still online and forbid too much. One tells people not to talk about the event in counselling before a trial.",
                "https://caraessex.org.uk/pretrialtherapy.php",
            ),
            Pitfall(
                "Newer pages say that support is not put off, and that she may talk about what she needs to. Show your manager one when you ask for a rule to be looked at again.",
                "https://www.sarsas.org.uk/support-and-information/support-services/pre-trial-therapy/",
            ),
            Pitfall(
                "“One to one instead” is easily offered as if it were the same. It has the content and not the company.",
                "Our own reading",
            ),
        ),
        review="You and the facilitator with her, after the first session, and whenever anything changes in a case.",
    ),
    links=(
        Link("justice/therapy/", "Therapy and group work before a trial"),
        Link("support/groups/", "Groups"),
        Link("aids/court-coaching/", "May we do this with a witness?"),
    ),
    compute=compute,
)
