import pytest

from assistant.training.items import Wanted
from assistant.training.leads import lead
from assistant.training.making import make
from assistant.training.material import Discard
from assistant.training.stems import stem


def stems(material, document=None):
    """Quantity as written → its stem, or why there is none."""
    found = {}
    for one in material.all_asked:
        if document in (None, one.clause.document):
            text = material.documents[one.clause.document].text
            try:
                found[one.written] = stem(material, one).shown(text)
            except Discard as reason:
                found[one.written] = str(reason)
    return found


def test_an_article_is_shown_from_its_beginning(invented):
    found = stems(invented, "market-law")
    assert found["一万元以上三万元以下"] == (
        "开办者未保存检测记录的，处一千元以上五千元以下罚款；情节严重的，处（　　）罚款。"
    )


def test_a_bare_line_of_a_list_is_not_asked_for(invented):
    found = stems(invented, "market-law")
    assert found["三千元以上一万元以下"] == "题干截得不完整"
    assert found["八百元"] == "题干要看上文才懂"


def test_a_range_is_one_blank(invented):
    found = stems(invented, "market-law")
    assert found["五千元以上二万元以下"].endswith("逾期不改正的，处（　　）罚款。")
    assert "五千元" not in found


def test_the_lead_names_document_article_and_place(invented):
    clauses = {clause.label: clause for clause in invented.clauses}
    assert lead(invented, clauses["第四条"]) == "《农贸市场管理办法》第四条规定"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("一、目标\n其中新增村级集体经济组织收入达到50万元。\n", "题干要看上文才懂"),
        ("一、目标\nXX县新增村级集体经济组织收入达到50万元。\n", "题干里有隐去的名称或表格符号"),
        ("一、目标\n上述示范项目村级集体经济收入达到50万元。\n", "题干要看上文才懂"),
        ("一、目标\n面积达50亩。\n", "题干太短"),
    ],
)
def test_a_sentence_that_leans_on_others_gives_no_stem(material_of, text, reason):
    assert set(stems(material_of(text)).values()) == {reason}


@pytest.mark.parametrize(
    "text",
    [
        "一、目标\n落实财政统筹、项目管理、绩效评价等三项机制建设任务。\n",  # a turn of phrase
        "一、目标\n实施“十百千万”工程，推动各乡镇特色产业加快发展。\n",  # a name
        "一、目标\n引进亿元以上制造业项目，做强特色优势产业集群。\n",  # no number of its own
        "一、目标\n培育百亿元级优势特色产业集群，带动农民共同富裕。\n",
    ],
)
def test_what_is_no_figure_to_be_known(material_of, text):
    assert stems(material_of(text)) == {}


def test_a_figure_that_is_stated_in_two_ways_is_not_asked_for(material_of):
    text = (
        "一、目标\n到2026年，全镇农村卫生厕所普及率达到95%，新建公厕12座。\n"
        "二、任务\n到2026年，全镇农村卫生厕所普及率达到97%，清运粪污300吨。\n"
    )
    material = material_of(text)
    made = make(material, Wanted(kinds=("fill",)), 20, 1)
    assert {item.keys[0] for item in made.set.items} == {"12", "300"}
    assert made.discarded["同一指标另有不同的数字"] == 2


def test_a_figure_that_is_stated_twice_is_cited_twice(material_of):
    text = (
        "一、目标\n到2026年，全镇农村卫生厕所普及率达到95%。\n"
        "二、任务\n实施厕所革命，农村卫生厕所普及率达到95%，清运粪污300吨。\n"
    )
    items = make(material_of(text.replace("全镇", "")), Wanted(kinds=("fill",)), 20, 1).set.items
    cited = [item for item in items if item.keys == ("95",)]
    assert cited
    assert {ground.clause for ground in cited[0].grounds} == {"one/1", "one/2"}
