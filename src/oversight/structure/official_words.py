"""The verbs and nouns that official papers ask with. General word lists; no name of a place, a body or a campaign.

A clause is weighed by its first verb and by what the verb governs: 建立数据库 names something that will stand or not stand by
itself, 形成合力 only says what comes of it.
"""


def _words(text: str) -> str:
    """An alternation of the words of ``text``, a longer one before its own beginning; each first character is tried once."""
    by_first: dict[str, list[str]] = {}
    for word in sorted(set(text.split())):
        by_first.setdefault(word[0], []).append(word[1:])
    return "|".join(first + _rests(rests) for first, rests in by_first.items())


def _rests(rests: list[str]) -> str:
    more = _words(" ".join(rests))
    return f"(?:{more}){'?' if '' in rests else ''}" if more else ""


# Verbs whose clause is an act of its own whatever they govern: something is there afterwards that was not there before.
CONCRETE = _words(
    "设立 设置 成立 组建 建成 新建 扩建 改建 建造 修建 增设 增建 制定 制订 出台 编制 修订 修改 印发 颁布 发布 公布 购置 采购 安装 拆除 取缔 关停 "
    "关闭 选派 选送 互派 派驻 选聘 聘请 招聘 签订 签署 启动 开展 举办 召开 组织 配备 配置 开发 开通 开设 开放 试点 排查 清查 普查 摸底 清理 收回 追缴 拨付 "
    "建档 布设 划定 划转 移交 挂牌 命名 评选 表彰 通报 曝光 约谈 投入使用 严查 责令 增加 调高 提高到 调整 修复 更换 "
    "编印 编发 编写 印制 张贴 刊发 轮训 举行 注册 认定 上线 铺设 架设 栽植 补植 疏浚 发行 划拨 下拨 清退 吊销 撤销 颁发 兴建 迁建 翻修 淘汰 回购 返还 "
    "招募 核定 核减 走访 搬迁 征收 办理 受理 审核 审批 发放 兑付 归还 退还 补交 补缴"
)
# The governing verbs of official prose. Their clause is an act of its own where what they govern stands by itself.
GOVERNING = _words(
    "厘清 理清 建立 健全 完善 建设 构建 搭建 推行 推广 推进 试行 探索 实施 加强 强化 加大 加快 优化 规范 理顺 深化 宣传 普及 培育 培养 培训 整合 统筹 盘活 "
    "充实 改善 改进 改造 严格 严控 严打 严禁 打击 查处 查办 纠正 惩处 整治 治理 保护 修缮 拓宽 拓展 创新 引进 引入 健全完善 建立健全 建立完善 完善落实 修订完善 "
    "落实 保障 安排 补充 增配 补齐 配套 推出 检查 督查 督导 监测 评估 考核 巡查 抽查 审计 监管 支持 扶持 发展 丰富 繁荣 倡导 规划 谋划 "
    "设计 调研 研究 打通 畅通 减免 降低 压减 简化 精简 公开 公示 共享 报道 推介 做强 做大 做优 升级 提档 挖掘 利用 用好 争取 拍摄 承办 承接 入驻 对接 储备 运用 应用"
)
# Of these, verbs that change one nameable thing; what they govern needs no noun of the list below, if it is nothing abstract.
PLAIN = _words(
    "建立 健全 完善 构建 搭建 推行 推广 试行 优化 规范 培育 引进 引入 改造 整治 治理 修缮 补充 增配 拓宽 盘活 减免 打通 简化 精简 建立健全 健全完善 建立完善 "
    "修订完善 保护 储备 入驻 拍摄"
)
# Verbs that say how an act unfolds, or lean on the act before.
LEANING = _words(
    "明确 处理 界定 配齐 配强 配足 鼓励 引导 动员 发动 实行 做好 做实 抓好 抓实 抓牢 狠抓 设定 采取 兑现 指导 督促 协调 配合 关心 对待 追究 发现 排除 惩治 "
    "掌握 了解 把握 推动 参与 接受 回应 听取 邀请 承担 履行 列入 纳入 给予 予以 办好 管好 用足 控制 监督"
)
# Verbs of outcome: why or with what result an act is done.
OUTCOME = _words(
    "确保 保证 做到 使 使得 让 实现 力争 力求 达到 形成 营造 筑牢 提高 提升 增强 激发 涵养 夯实 促进 维护 避免 防止 防范 杜绝 减少 缩短 缓解 减轻 降低到 解决 破解 "
    "化解 满足 方便 便于 以便 进而 从而 巩固 扩大 带动 助力 压缩 释放 赢得 惠及 新增 守住 守好 培育和弘扬 奠定 打下 彰显 体现 凝聚 汇聚 打造 成为 共同 严防 严守 "
    "兜牢 织密 压实 保持 消除 增进 擦亮 完成 不断提高 最大限度 最大程度"
)
# Adverbs before the verb of an official clause, modal verbs among them; and verbs of steering that may stand before another verb.
ADVERBS = _words(
    "进一步 不断 持续 积极 大力 深入 全面 切实 着力 努力 认真 严格 稳步 有序 扎实 抓紧 尽早 尽快 加速 充分 主动 继续 坚决 广泛 因地制宜 千方百计 及时 定期 "
    "逐步 牢牢 始终 更加 有效 科学 合理 精准 依法 依规 限期 统一 重点 特别 尤其 尤其是 特别是 真正 适时 适度 超前 稳妥 妥善 集中 联合 分级 分类 分批 逐一 "
    "逐项 逐户 集中力量 下大力气 高标准 高质量 常态化 规范化 动态 协同 率先 先行 有计划 有针对性地 也 还 更 再 又 均 都 一律 全部 全力 强力 有力 快速 迅速 加紧 "
    "按时 如期 按期 深度 深刻 坚持不懈地 锲而不舍 务必 必须 应当 应 要 须 将 耐心 统筹 高效 从严 从快 从重 着重 想方设法 多措并举 多渠道 全方位 牵头 组织 "
    "督促 指导 支持 推动 鼓励 探索 加快 至少 最大限度 最大限度地 严肃 提前 同步 首先 其次 最后 接下来 综合 系统 整体 协调 严厉 严密 坚定不移 扎扎实实 层层 逐级 逐件 逐案 逐条 带头 分步 分期 择优 优先 多方 普遍 "
    "长期 经常 随机 不定期 一体 一体化 靶向 精心 全程 全天候 大胆 尝试 适当 按需 按月 按季 按年 逐月 逐年 就近 就地 面向社会 协调推进 统筹推进 有计划地 分层 分片"
)
# Ties to the clause before: what follows is a further demand, not the unfolding of the last.
FURTHER = _words("同时 此外 另外 还要 还应 还应当 还需 还须 也要 也应 也应当 与此同时")
# What stands or does not stand by itself: papers, bodies, places, equipment, sums, events.
THINGS = _words(
    "规划 方案 预案 计划 办法 细则 制度 规定 规程 规则 标准 指南 指引 手册 目录 清单 台账 名单 名录 档案 库 平台 系统 网络 中心 站 点 网点 站点 基地 场所 场地 "
    "用房 设施 设备 装备 器材 仪器 车辆 车 线路 路线 布局 储备 物资 队伍 机构 专班 小组 委员会 协会 岗位 编制 职数 经费 资金 补贴 补助 奖补 基金 预算 津贴 "
    "培训 演练 拉练 教育 宣传 报道 检查 排查 清查 抽查 整治 行动 活动 竞赛 比武 评估 考核 测评 公示 报送 监测 巡查 巡诊 巡察 调研 试点 工程 项目 建设 改造 "
    "管网 管道 道路 公路 桥梁 泵站 水库 停车位 充电桩 学校 幼儿园 医院 床位 病床 学位 热线 窗口 专栏 广场 公园 绿地 条例 法规 规章 合同 协议 立法 审查 "
    "督查 督办 问责 管理 执法 招标 采购 招商 招聘 职称 待遇 服务 产品 课程 教材 护理站 保险 救助 登记 联席会议 例会 河长制 责任制 责任书 负面清单 赛事 展会"
)
# What has no shape of its own, so that nobody can see whether it stands.
ABSTRACT = _words(
    "机制 体系 关系 能力 水平 意识 职责 责任 模式 结构 作用 合作 衔接 氛围 合力 格局 积极性 质量 效率 质效 认识 理念 方式 环境 秩序 生态 短板 联系 沟通 协作 引导 "
    "行为 人员 力量 资源 要素 信息 功能"
)
# Nouns made of verbs: how an act is gone about, not what comes of it.
PROCESS = _words(
    "体制 流程 改革 配合 研判 监督 指导 管理 协调 宣传 监管 约束 审查 落实 执行 运行 运转 保障 防控 管控 治理 统筹 对接 联动 融合 互动 支持 扶持 帮扶 培养 教育 "
    "安全 权益 审核 把关 考核 任务"
)
# Grand words that close a list of acts: what they build is what the acts before add up to.
SUMS = ("体系", "格局", "合力", "氛围", "局面", "环境", "屏障", "防线", "新优势", "新格局", "新局面", "网络体系")
# The last word of a body's name: 财政局, 编制、民政、人社等部门, 各街道办事处, 检察机关, 各级政府及其有关部门, 县妇联, 群团组织
BODY_END = (
    r"(?:政府|法院|检察院|机关|部门|单位|委员会|管委会|监委|监察委|常委会|人大|局|委|厅|署|办公室|办事处|编办|督查室|办|街道|乡镇|镇街|镇|乡|"
    r"中心|公司|企业|集团|学校|医院|银行|协会|专班|领导小组|工作组|各地|各级|村（社区）|村委会|居委会|党委|组织部|宣传部|统战部|政法委|纪委|院|所|站|队|"
    r"社区|(?:群团|社会|行业|党)组织|团体|共青团|工会|妇联|残联|工商联|科协|红十字会|供销社)"
)
# The modal verbs of one character: not in 重要, 要求, 适应, 应急, 应诉, 应知应会. A pattern that begins with a character, and only
# then looks back, is looked for many times faster.
YAO = "要(?<![重需主只首纲概摘简必想紧]要)(?![求素点件害闻么职案道塞务领])"
YING = "应(?<![相适反响对供效感因理本一]应)(?![急用对聘届邀付变收有保尽诉答征考战援检纳缴知会])"
# 县住建局加快管网建设: a body that begins a clause and its verb, without a modal verb between
BODY_THAT_ACTS = (
    rf"(?:[省市县区旗州盟]|各)(?:(?!会同|联合|应当|必须|牵头|负责|落实)[^，。；：“”（）要将把由对向在]){{0,40}}?(?:局|委|办|政府(?!采购|投资|购买)|法院|检察院|厅|部门|办事处|委员会)"
    rf"(?=(?:{ADVERBS})*(?:{CONCRETE}|{GOVERNING}|{LEANING}))"
)
