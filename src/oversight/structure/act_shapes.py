"""The shapes by which a clause is an act, or none, whatever its verb: no list of verbs holds them all.

Beside some shapes stands the word that they cannot do without.
"""

import re

from oversight.structure.find_from import holding
from oversight.structure.official_words import ADVERBS, BODY_END, CONCRETE, GOVERNING

# What the name of somebody who can be made to act ends in: 企业, 医保、民政等部门, 图书馆, 集体经济组织, 社会资本
_SOMEBODY = r"(?:企业|公司|部门|单位|机关|机构|组织|医院|学校|银行|场馆|馆|街道|乡镇|社区|小区|合作社|协会|商会|政府|法院|检察院|委员会|社会资本|社会力量|局|各地)"
# 推动乡村振兴、医保等部门按月比对数据, 鼓励龙头企业与农牧户签订合同; but not 推动应急宣教进企业、进农村, 鼓励知情人提供线索
HAS_OTHERS_ACT = re.compile(
    rf"(?:{ADVERBS})*?(?P<verb>推动|鼓励|引导|吸引|支持|督促|指导|组织|动员|要求|敦促)(?:和(?:引导|支持|鼓励|督促))?(?!.{{0,16}}进{_SOMEBODY})"
    rf"[^，]{{0,24}}?{_SOMEBODY}(?=[^，的、和与及等之内外发改建管]|与|建立|发布|改造|建设|管好)[^，]{{2,}}"
)
# 各级政府可采取以奖代补、项目补助等形式; 积极采取多种形式: in what way the act after it is done
TAKES_A_WAY = re.compile(
    r"[^，]{0,24}?(?:采取|采用|运用|通过|利用)[^，]*(?:形式|方式|途径|渠道|手段|办法)|(?:充分|积极)?(?:利用|运用|借助|用好)[^，]*(?:平台|媒体|载体|阵地|契机|机会)"
)
MAY_TAKE_A_WAY = holding("采", "用", "通过", "借助")
# 从其城市住房开发投资中提取1%: speaks of what the clause before it named; 对同一企业的检查一年不超过一次: within what limits
REFERS_BACK = re.compile(r"对[^，]{2,40}不(?:超过|低于|少于|高于)[^，]{1,12}$|[对从向为给由将把在]其(?![他它余中])")
MAY_REFER_BACK = holding("不", "其")
# 督促施工单位倒排工期: how the act after it is done
# 建立由区住建局牵头，城管等部门参加的联席会议: what is built is named by the clause after it
SETS_THE_PACE = re.compile(
    r"(?:建立|构建|形成|成立)(?:健全)?由[^，]*(?:牵头|主导|负责|参与|配合|为主)|[^，]{0,16}倒排[^，]{0,8}(?:工期|时间|计划|进度)"
)
MAY_SET_THE_PACE = holding("由", "倒排")
# 将门诊费用全部纳入智能审核, 把参保登记嵌入联办流程; but not 把…改造为…, 将…转变为…, 把能力提高到…; and 把巡诊次数纳入绩效考核
# only says that the act before it counts
PUTS_SOMEWHERE = re.compile(
    r"(?:真正|切实|努力|积极|及时)?(?:把|将)[^，]{2,40}?(?:纳入|列入|嵌入|编入|写入|录入|接入|划入|并入|引入|移交|移送|划转|下放|下沉|公开|公示|公布|印发|发放|拨付|返还|清零|清退|拆除|搬迁|下达|挂钩)(?![^，]{0,10}(?:考核|考评|评价|评先评优)$)"
)
# 对扶贫项目资产逐项确权登记, 对撤并校舍统一调剂使用; but not 对全部逾期贷款，
ON_WHAT = re.compile(
    r"(?:对|为|给)[^，]{2,40}?(?:逐[项户一个栋件条案村笔家]|每[年季月周半]|按规定|按程序|按比例|统一|一律|全部|全面|依法|及时|定期|限期|立即|立行立改|分类|分级|分批|从严|优先|不予|不得|进行|予以|挂牌|集中|重新|免费|一次性|严格)(?:[^，的]{2,}|(?<=立改))"
)
# 对未缴存资金的小区，由区、街两级财政按比例予以补助
BY_SOMEBODY = re.compile(rf"由[^，]{{1,24}}?(?:{BODY_END}|财政)(?=[^，的]{{2,}})")
# 在茶叶主产乡镇先行试点: what is to be tried there was named before
TRIED_THERE = tuple(
    how + tried
    for how in ("先行", "率先", "开展", "组织", "进行", "优先", "全面")
    for tried in ("试点", "试行", "推广", "推开")
)
# 没有法律法规依据的检查一律取消
IS_A_RULE = re.compile(r"(?!对|在|把|将|由|与|向|从|按|以|为|通过|依托|根据)[^，]{2,30}(?:一律|均应当?|均须|均不得)[^，]{2,20}")
MAY_BE_A_RULE = holding("一律", "均")
# 新增学位1500个, 培训不少于160人, 惠及群众3万人: how much comes of the act before it
ADDS_A_NUMBER = re.compile(
    r"(?:累计|共|可|预计)?(?:新增|增加|覆盖|培训|惠及|吸纳|带动|服务|受益)[^，]{0,12}?[\d一二三四五六七八九十百千万亿两.]+[^，]{0,6}"
)
# 加强执法人员培训，每年轮训一遍: how often the act before it is done
HOW_OFTEN = re.compile(r"(?:至少|确保|做到)?每(?:[年月周]|季度?|半[年月]|学期)[^，]{0,6}[一二两1-9][次遍轮回]")
# 每年向社会公布一次预测情况, 每月通报一次支出进度: tells about the act before it
REPORTS_ON_ITSELF = re.compile(
    r"(?:每|按|定期|逐)[^，]{1,16}?(?:公布|公开|通报|公示|报告|发布)[^，]{0,8}(?:情况|结果|进度|进展)"
)
# The last character of what has a shape or a paper: 负责人, 商标, 农场, 债券, 公物仓; verbs and qualities do not end so.
ENDS_IN_A_NOUN = re.compile(
    r"(?:负责人|带头人|经纪人|[干教医护技检调法警网]员|医生|教师|[技工律导]师|商标|品牌|证书?|[^读]书|库|仓|券|[^热]卡|[^发]票|[厂农牧渔林市广]场|[工电药水]厂|[商网酒药门]店|"
    r"园区|社区|片区|专区|园|馆|[浴科教诊病厅]室|[哨岗]所|卫生院|敬老院|[^直联专一]线|[铁公道干水]路|渠|[^水]井|泵|闸|坝|桥|[^时分]机|[^受承]载体|仪|表|册|账|案例|公约|章程|条款|"
    r"[种原建药]材|料|肥|苗|良种|奶|粮|[国省县]道|大赛|论坛|论证会|听证会|[会座]谈会|年会|博览会|网站|公众号|App|APP|软件|模型|算法|[基底]数|贷款|保险|险种|税费|[学保水电租]费)$"
)
# The last character of such a noun: most things end in another.
LAST_OF_NOUN = frozenset(
    "人员生师标牌证书库仓券卡票场厂店区园馆室所院线路渠井泵闸坝桥机体仪表册账例约程款材料肥苗种奶粮道赛坛会站号pP件型法数险费"
)
# 为…提供支撑, 为…打下基础
SERVES = re.compile(r"为.*(?:提供|奠定|打下|创造|打开|筑基|赋能|保驾护航|添|增光|作出|做出)")
# 落实属地责任, 高度重视, 提高思想认识, 加强组织领导, 全面落实…要求: what follows says what it means
UMBRELLA = re.compile(
    rf"(?:{ADVERBS})*(?:高度重视|充分认识|深刻认识|统一思想|解放思想|(?:落实|压实|强化|履行|扛起|扛牢|担负起?|增强|提高|提升|加强|转变|更新|贯彻|执行|担起).{{0,40}}?"
    r"(?:责任|职责|认识|思想|观念|站位|重视|领导|要求|担当|重要性|紧迫性)|(?:抓好|做好|推进|推动)[^，]{0,12}(?:意见|决议|建议)[^，]{0,4}(?:落实|整改|办理)(?:工作)?)"
)
# What the last word of such a clause ends in
ENDS_GRANDLY = tuple("任责识想念位视导求当性实改理作")
# …报区人大常委会备案, 形成问题清单, 全部达标, 完成清欠任务: what a dated clause hands in or attains is the outcome of the act before it
HANDS_IN = re.compile(
    r"[^，]{0,10}率(?:全部)?(?:达|不低于|提高|控制|实现|保持)|(?:要|应当|须)?(?:再|一并|书面|及时|全部|基本|全面|如期)?(?:报|拿出|上报|报送|报告|形成|反馈|提交|向|达标|达到|实现|见效|到位|完成[^，]{0,6}任务$|完工|竣工|投用|投入使用|建成投用|取得|印发(?:实施|执行|施行)?$|实施$)|"
    r"将[^，]*(?:报|反馈|提交)"
)
# …，2025年3月底前出台; …，秋季开学前补充100名: when it is to be so; what it is stands in the clause before
COMES_WHEN = re.compile(
    rf"(?:{ADVERBS}|正式|予以|要)*(?:{CONCRETE}|{GOVERNING}|完成)(?:完毕|到位|实施|执行|运行|使用)?(?:[\d一二两三四五六七八九十百千万亿.％%]+[余多]?[名人个家户所处件项座台套条亩元]?(?:以上)?)?"
)
# 以…为基础, 在…的同时, 按照…要求, 通过…等途径: the ends of clauses that only lead
LEADS_AT_END = re.compile(
    r".*(?:同时|之时|时|[之以]?后|之前|过程中|基础上|前提下|条件下|情况下|方面|之际|的|[之以]?外|要求|原则|需求|需要|部署|规定|思路|目标|标准|精神|契机|理念|导向|"
    r"形式|方式|途径|渠道|手段|为基础|为主|为抓手|为重点|为契机|为引领|为目标|为导向|为牵引|为主体|为核心|为主线|为载体|为原则|为牵头单位|优势|作用|实际|定位|高度|特点)"
)
LEADS = re.compile(
    rf"(?:会同|联合)[^，]*{BODY_END}$|"
    r"(?:坚持(?!不懈)|着眼|本着|秉持|秉承|(?:进一步|牢固|切实)?树[立牢]|立足|对照|借鉴|鉴于|深入贯彻|贯彻|随着|紧盯|紧扣|紧紧围绕|瞄准|抓住|站在|站位|深刻理解|准确把握|充分考虑|考虑|遵循|"
    r"参照|比照|发挥.*(?:作用|优势|功能)$|充分发挥.*(?:作用|优势|功能)$|(?:积极|可以?|充分|灵活)?采取.*(?:形式|方式|措施|办法)$|由.*(?:牵头|负责|主管|带队)$|(?:具体|牵头|配合)?(?:负责|牵头|配合)$|除.*外|至少$|如|若|凡|因|构成.*的$|为了|鉴于|针对.*|聚焦.*)"
)
