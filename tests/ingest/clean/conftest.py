# ruff: noqa: E501 - the lines of a document are as long as they are
"""Made-up documents of invented places, as long as cleaning needs them to know their words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from assistant.ingest.clean.draft import Draft

PLAN_TITLE = "云峡县乡村环境提升三年行动方案"
PLAN = f"""
{PLAN_TITLE}
为改善全县农村人居环境，建设宜居宜业的和美乡村，结合我县实际，制定本方案。
一、总体目标
到2027年，全县行政村生活垃圾分类覆盖率达到95%以上，农村卫生厕所普及率达到98%，建成和美乡村示范村36个。
二、重点任务
（一）整治农村生活垃圾。健全户分类、村收集、镇转运、县处理的收运体系，新建垃圾中转站4座，配备转运车辆18辆，实现行政村保洁员全覆盖。
（二）改造农村厕所。坚持数量服从质量、进度服从实效，三年改造农村户厕6200户，新建农村公厕45座，落实公厕日常管护责任。
（三）治理农村生活污水。优先治理水源保护区和中心村的生活污水，新建污水处理设施52处，铺设管网130公里，出水水质达标率达到90%以上。
（四）提升村容村貌。清理乱堆乱放、乱搭乱建，整治农村杆线，推进庭院绿化和村庄亮化，创建美丽庭院3000户。
（五）加强农村公路管护。完善农村公路管护机制，新改建农村公路120公里，提升改造桥梁15座，农村公路优良中等路率达到88%以上。
（六）保护传统村落。编制传统村落保护规划，修缮历史建筑60幢，不得擅自拆除古井、古桥和古树周边的石墙。
三、实施步骤
（一）动员部署阶段。2025年3月至5月，各乡镇编制实施方案，确定示范村名单，召开动员会议，落实工作责任。
（二）全面推进阶段。2025年6月至2027年9月，各乡镇按照实施方案推进各项重点任务，县级每季度督查一次。
（三）总结验收阶段。2027年10月至12月，县级组织验收，验收不合格的示范村取消称号，限期整改。
四、保障措施
（一）加强组织领导。成立全县乡村环境提升工作领导小组，领导小组办公室设在县农业农村局，各乡镇主要负责人为第一责任人。
（二）加大资金投入。县财政每年安排专项资金2400万元，鼓励社会资本参与农村生活垃圾和生活污水治理，规范专项资金使用管理。
（三）强化督查考核。将乡村环境提升工作纳入乡镇年度考核，建立月通报、季督查、年考核机制，对工作不力的乡镇予以通报。
（四）营造浓厚氛围。利用广播、宣传栏宣传乡村环境提升工作，发动群众参与清理整治，引导群众养成良好卫生习惯。
云峡县人民政府办公室
2025年2月18日
"""
LAW_TITLE = "松坪市古井保护办法"
LAW = f"""
{LAW_TITLE}
（2023年8月25日松坪市人民政府第14次常务会议通过）
第一章　总则
第一条　为了加强古井的保护，规范古井的管理和利用，根据有关法律、法规的规定，结合本市实际，制定本办法。
第二条　本市行政区域内古井的保护、管理和利用，适用本办法。古井已经公布为不可移动文物的，依照文物保护法律、法规的规定执行。
第三条　古井的保护应当坚持保护为主、合理利用、属地管理、公众参与的原则。
第四条　市、县（区）人民政府应当加强对古井保护工作的领导，将古井保护经费列入本级财政预算。
第二章　名录与保护
第五条　古井实行名录保护制度。市文物主管部门应当组织古井普查，提出古井保护名录草案，报市人民政府批准后公布。
第六条　列入古井保护名录的古井，应当具备下列条件之一：
（一）开凿年代在一百年以上的；
（二）与重要历史事件或者历史人物有关的；
（三）井圈、井台具有较高的建筑艺术价值的。
第七条　县（区）人民政府应当自古井保护名录公布之日起六个月内，为古井设立保护标志，划定保护范围，并明确保护责任人。
第八条　保护责任人应当履行日常巡查、清淤和维护的义务；发现古井有坍塌、污染等险情的，应当及时采取措施，并报告所在地文物主管部门。
第九条　在古井保护范围内禁止下列行为：
（一）倾倒垃圾、排放污水；
（二）擅自填埋、迁移或者拆除古井；
（三）刻划、涂污井圈、井台和保护标志。
第三章　法律责任
第十条　违反本办法第九条规定的，由文物主管部门责令改正；情节严重的，处以五百元以上三千元以下的罚款。
第十一条　文物主管部门及其工作人员在古井保护工作中玩忽职守、滥用职权的，依法给予处分。
第四章　附则
第十二条　本办法自2023年10月1日起施行。
"""
SPEECH = """
在石溪县返乡青年座谈会上的讲话
各位老乡，各位年轻的朋友：
大家好！看到这么多熟悉的面孔，我心里特别高兴。
我先讲一件小事。前天我去了趟柳湾，碰见老支书，他拉着我的手说：“这几年娃娃们都回来了，村里头热闹了。”我听了，眼眶都湿了。
你们当中有人开民宿，有人养蜜蜂，还有人在网上卖笋干。有人问我，回来值不值？我说，你回来看看你妈妈的笑脸，就知道值不值了。
当然啦，困难也不少。路不好走，快递不进村，孩子上学要跑老远，我都知道。我今天来，就是想听听你们怎么说，你们尽管讲，讲错了也没有关系。
我小时候也是在山里长大的，放过牛，砍过柴，还掉进过水塘。那时候我就想，什么时候我们的山沟沟也能通上汽车呢？现在通了，可是又觉得，光有路还不够。
所以我想请你们帮个忙：把你们的难处写下来，不用客气，写好了交给小周，我一条一条地看，看完了给你们回话。
最后，祝大家身体健康，生意兴隆，也祝你们的爸爸妈妈天天都笑呵呵的。谢谢大家！
"""
VILLAGE_RULES = """
竹坞村村规民约
咱们竹坞人，祖祖辈辈住在一条溪边，和和气气最要紧。
谁家有事大家帮，红白喜事别铺张，桌上的菜吃多少点多少，别剩下一大盘让人心疼。
孩子要管好，老人要敬好。爹娘养你小，你要养爹娘老，别等人走了才后悔。
自家门口自家扫，鸡鸭关好别乱跑。你家的鸡啄了我家的菜，我找你讲理，你可别跳脚骂人。
溪水是大家的，谁也别往里倒垃圾。看见有人倒，不管他是谁家的亲戚，都要站出来说一声。
吵架了怎么办？先冷静，再找村里的老舅公评评理，别动手，动手的人自己掏钱给人看病。
晚上跳舞的姐妹们，九点以后声音小一点，人家孩子还要写作业呢。
这些话是全村人坐在祠堂里你一句我一句商量出来的，大家都按了手印，说到就要做到。
"""
MARATHON = """
“那天雨下得特别大，我以为没有人会来了。”林晓梅笑着说，她第一次报名半程马拉松，是被女儿硬拉去的。
没想到枪声一响，整条江滨路都沸腾了。几个素不相识的跑友一路陪着她，谁也不肯先走。
冲过终点的时候，她蹲在地上哭了。后来有人问她值不值，她说：“你来跑一次就知道了。”
"""
NOODLES = """
巷口那家面馆开了三十年，老板娘姓周，我小时候就爱吃她煮的黄鱼面。
如今店面翻新了，味道却没变。你要是周末来，得等上半个钟头，可是谁也不着急。
老周端着碗从后厨出来，嗓门还是那么大：“加不加辣？”我说加，她就笑了。
"""
TEACHER = """
村小只剩下七个孩子的那年，陈老师本来可以调到镇上去。
他没有走。“我走了，他们怎么办呢？”他一边说，一边给窗户糊上报纸。
去年冬天，一个学生从外地寄来一件羽绒服，信里只写了一句：老师，天冷了。
"""
Lines = tuple[str, ...]


def _lines(text: str) -> Lines:
    return tuple(text.strip().split("\n"))


@pytest.fixture(scope="session")
def plan() -> Lines:
    """A plan: numbered headings with items that carry their text, then who signed it when."""
    return _lines(PLAN)


@pytest.fixture(scope="session")
def law() -> Lines:
    """A law: chapters, articles, lists whose items end in a semicolon."""
    return _lines(LAW)


@pytest.fixture(scope="session")
def speech() -> Lines:
    """An official text that is colloquial from its first line to its last."""
    return _lines(SPEECH)


@pytest.fixture(scope="session")
def village_rules() -> Lines:
    """Rules without a number, in the words of those who made them."""
    return _lines(VILLAGE_RULES)


@pytest.fixture(scope="session")
def stories() -> dict[str, Lines]:
    """Foreign texts by their topic."""
    return {"marathon": _lines(MARATHON), "noodles": _lines(NOODLES), "teacher": _lines(TEACHER)}


@pytest.fixture(params=["marathon", "noodles", "teacher"])
def story(request: pytest.FixtureRequest, stories: dict[str, Lines]) -> Lines:
    """Each foreign text in turn."""
    return stories[request.param]


@pytest.fixture(scope="session")
def asides() -> Callable[[Draft], list[tuple[str, str | None]]]:
    """Reason and text of all that a draft set aside."""
    return lambda draft: [(aside.reason, aside.text) for aside in draft.set_aside]


@pytest.fixture(scope="session")
def wrapped() -> Callable[..., str]:
    """Lines hard-wrapped at a width: ``wrapped(lines, 30, indent="　　")``."""

    def wrap(lines: Sequence[str], width: int, indent: str = "") -> str:
        found = []
        for line in lines:
            text = indent + line
            found += [text[n : n + width] for n in range(0, len(text), width)]
        return "\n".join(found)

    return wrap
