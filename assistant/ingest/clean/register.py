"""Does a paragraph read like an official document or like somebody's story?

Official Chinese has almost no pronouns, aspect or modal particles and direct speech;
it is dense in verbs of administration. The difference shows in any topic, so it is
measured by these function words and verbs, not by what a text is about.
"""

from __future__ import annotations

import re

_STORY = re.compile(
    r"(?<!其)他(?![人方])|[她你]|我(?![市省县区国镇乡村州厅局委])|(?<![为除])了(?![解结])|(?<![随沿围朝向接有试为本存得])着(?![力重眼手实陆装])"
    r"|[吗呢吧啊呀嘛]|[？?！!]|说(?![明法])|(?:记者|小编|网友|粉丝|读者|博主|先生|女士)"
    r"|(?:那时|当时|如今|后来|一时间|没想到|原来|居然|竟然|其实|可是|即便|虽然|怎么|什么|为何|"
    r"这个|那个|这里|那里|这样|那样|这座|这位|一个人|曾经|刚刚|终于|仿佛|似乎|让人|据悉|据了解|点击|扫码|优惠|立即|欢迎来)"
)
_OFFICIAL = re.compile(
    r"推进|加强|完善|深化|实施|建设|健全|推动|加快|提升|开展|落实|支持|保障|机制|体系|行动|制度|培育|打造|"
    r"强化|优化|统筹|构建|促进|鼓励|引导|规范|发展|建立|全面|力争|确保|达到|以上|新增|覆盖|试点|项目|政策|"
    r"改革|管理|规定|应当|依法|条例|责任|单位|印发|贯彻|坚持|决策|部署|服务|治理|示范|扩面|提质|增效|完成|组织"
)


def story_score(text: str) -> float:
    """Signs of a story less signs of an official text, per 100 characters."""
    length = max(len(text), 20)
    return 100 * (len(_STORY.findall(text)) - len(_OFFICIAL.findall(text))) / length
