"""A small library of invented documents, and the material that items are made from."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from assistant.figures.ledger import ledger
from assistant.ingest.clauses import split
from assistant.ingest.clean import clean
from assistant.ingest.folder import read_documents
from assistant.training.material import Material
from assistant.types import Document, Source

ROOT = Path(__file__).resolve().parents[2]
PLAN = """一、总体目标
到2028年，全县粮食播种面积稳定在12万亩以上，建成高标准农田9万亩，农村供水普及率达到98%，生活污水处理率达到85%，新增农家乐60家。
二、重点任务
（一）守住粮食安全。健全种粮补贴发放办法，落实耕地地力保护政策。推广测土配方施肥6万亩，水稻良种覆盖率达到97%。（牵头单位：县农业农村局；配合单位：县自然资源局、县财政局）
（二）修好农村道路。完善县乡公路养护台账，建立路长巡查制度。新建改建农村公路150公里，建制村客车通达率达到100%，新增公交停靠站45家。（县交通运输局、县发改局）
（三）办好乡村学校。合并生源不足的教学点，改善寄宿条件。改造提升乡村学校24家，教师交流比例达到15%。（县教育局、县住建局）
（四）管护河流水库。落实河湖巡查制度，清理河道漂浮物。整治山塘水库32家，河道水质达标率达到90%。（县水利局、县生态环境局）
（五）发展乡村旅游。培育采摘、露营、研学等新产品，打响区域品牌。建成景区村庄18家，旅游总收入达到7万元。（县文广旅体局、县商务局）
"""
OTHER = """一、主要目标
到2030年，全县粮食播种面积稳定在20万亩以上，农村供水普及率达到93%，新增农家乐80家，建设冷链仓库75家。
二、主要任务
推行茶园绿色防控，建设智慧茶园示范点，健全茶青交易市场监管办法。种植特色茶叶3万亩，茶叶良种覆盖率达到88%，培训茶农500人次。
"""
LAW = """第一章　总则
第一条　为了规范农贸市场管理，保护消费者合法权益，制定本办法。
第二条　本办法所称开办者，是指提供固定场地和设施并对交易活动实施管理的法人。
本办法所称经营者，是指在场内租用摊位出售农产品的自然人或者组织。
本办法所称检测员，是指受开办者聘用并对入场货物做快速检验的专职人员。
本办法所称公平秤，是指由开办者设置并供顾客复核重量的计量器具。
第二章　监督管理
第三条　开办者应当自取得执照之日起三十日内向主管部门备案。
第四条　检测记录保存期限不得少于二年。
第五条　开办者未按时备案的，由主管部门责令改正；逾期不改正的，处五千元以上二万元以下罚款。
第六条　开办者未保存检测记录的，处一千元以上五千元以下罚款；情节严重的，处一万元以上三万元以下罚款。
第七条　经营者拒绝检查的，由主管部门给予警告，可以处二千元以上一万元以下罚款。
第八条　有下列行为之一的，由主管部门处三千元以上一万元以下罚款：
（一）八百元；
（二）伪造检测结果的；
第九条　受理申请后，主管部门应当在十五日内作出决定；情况复杂的，可以延长十日。
第十条　公平秤每满六个月应当检定，档案保存期限不得少于五年，开办者应当在二十日内公示结果。
"""
DOCUMENTS = (
    ("qing-plan", "青溪县乡村建设行动方案（2026—2028年）", "浙江省湖州市青溪县", PLAN),
    ("bai-plan", "白石县农业发展规划（2026—2030年）", "福建省南平市白石县", OTHER),
    ("market-law", "农贸市场管理办法", None, LAW),
)


def document(name: str, title: str, region: str | None, text: str) -> Document:
    digest = sha256(text.encode()).hexdigest()
    source = Source(name, title, f"{name}.txt", digest, region=region)
    return clean(source, text, 0, len(text), ())


def of(*documents: Document) -> Material:
    clauses = [clause for each in documents for clause in split(each)]
    return Material({d.source.id: d for d in documents}, clauses, ledger(clauses, documents), "t")


@pytest.fixture(scope="session")
def invented() -> Material:
    """Three invented documents: two plans of counties, and a regulation."""
    return of(*(document(*each) for each in DOCUMENTS))


@pytest.fixture(scope="session")
def real() -> Material:
    """The corpus, without an index."""
    return of(*read_documents(ROOT / "corpus"))


@pytest.fixture
def material_of() -> Callable[[str], Material]:
    """The material of one plan with this text."""
    return lambda text: of(document("one", "某事项方案（2026年）", None, text))


@pytest.fixture(scope="session")
def plan() -> str:
    """The text of one of the invented plans."""
    return PLAN


@pytest.fixture(scope="session")
def library() -> Callable[..., Material]:
    """The material of documents, each by its name, title, region and text."""
    return lambda *rows: of(*(document(*row) for row in rows))
