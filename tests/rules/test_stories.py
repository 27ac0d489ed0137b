"""Every named story comes out as told, and together they reach every rule, level and action of every aid."""

import pytest

from decision_aids import api, catalogue
from tests.rules.stories import Story, load

STORIES = load()


@pytest.mark.parametrize("story", STORIES, ids=lambda story: f"{story.aid}: {story.name}")
def test_story(story: Story) -> None:
    result = api.evaluate(story.aid, story.answers, story.today)
    if story.errors:
        assert not result["ok"], result
        assert [each["field"] for each in result["errors"]] == story.errors
        return
    assert result["ok"], result
    fired = [each["rule"] for each in result["reasons"]]
    assert result["level"]["key"] == story.level, fired
    assert set(story.fires) <= set(fired)
    assert not set(story.not_fires) & set(fired)
    found = {each["id"]: each for each in result["dates"]}
    for name, day in story.dates.items():
        assert (found[name]["date"] or "") == day, found[name]
    for name, day in story.aim_for.items():
        assert (found[name]["aim_for"] or "") == day, found[name]
    if story.first:
        assert result["actions"][0].startswith(story.first), result["actions"]
    if story.provisional is not None:
        assert result["provisional"] is story.provisional, result["missing"]
    record = " ".join(result["record"].split())
    for words in story.says:
        assert words in record, record
    for words in story.never_says:
        assert words not in record


@pytest.mark.parametrize("aid", catalogue.every(), ids=lambda aid: aid.slug)
def test_stories_reach_everything(aid) -> None:
    own = [story for story in STORIES if story.aid == aid.slug and not story.errors]
    results = [api.evaluate(aid.slug, story.answers, story.today) for story in own]
    fired = {each["rule"] for result in results for each in result["reasons"]}
    unreached = [rule.id for rule in aid.rules if rule.id not in fired]
    assert not unreached, f"no story reaches these rules of {aid.slug}: {unreached}"
    levels = {result["level"]["key"] for result in results}
    assert not [level.key for level in aid.levels if level.key not in levels]
    # A rule that fires shows its actions, so reaching every rule reaches every action; a compute() may add more.


def test_every_story_names_a_known_aid() -> None:
    assert {story.aid for story in STORIES} <= {aid.slug for aid in catalogue.every()}
    names = [(story.aid, story.name) for story in STORIES]
    assert len(names) == len(set(names))
