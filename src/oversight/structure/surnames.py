"""The surnames that most people have: they tell where a name begins in a row of characters that are set apart alike."""

import re

# Of one character. Source: the surnames of the Hundred Family Surnames that are still borne by many, and those that censuses add.
SURNAMES = frozenset(
    "茅赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛范彭郎鲁韦马苗方俞任袁柳鲍史唐费廉岑薛雷"
    "贺倪汤滕殷罗毕郝邬安常乐于时傅齐康伍余元卜顾孟黄和穆萧尹姚邵湛汪祁毛禹狄米贝臧计成戴宋庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危"
    "江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万柯管卢莫经房裘缪解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程邢裴陆荣翁荀羊惠甄曲封靳焦"
    "巴弓牧车侯全班仰秋仲伊宫宁仇栾甘厉祖武符刘景詹束龙叶幸司黎印白蒲丛索赖卓蔺池乔阴胥双闻党翟谭贡劳姬申扶冉郦桑桂牛寿边燕冀尚农温别庄"
    "晏柴瞿阎连茹习艾鱼容向古易慎戈廖终衡步都耿满匡国文寇广欧沃利蔚越师巩聂晁辛阚那简饶曾沙养鞠丰关查后红游竺权盖益桓公肖付代闫涂邸覃"
    "佟苟佘岳帅缑亢况有琴商牟佴伯赏墨年爱阳佟言福普刀岩者字木且尔阿拉才泽旦扎格达尼索仁次普巴桑土乌苏玉敖鄂德图哈"
)
# Of two characters
COMPOUND_SURNAMES = frozenset(
    re.findall(
        "..",
        "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶太叔申屠公孙慕容仲孙钟离长孙宇文司徒鲜于司空闾丘子车亓官司寇巫马公西颛孙壤驷公良漆雕乐正宰父谷梁拓跋夹谷轩辕令狐段干百里"
        "呼延东郭羊舌微生梁丘左丘西门东里东宫仲长子书子桑即墨达奚褚师纳兰东野单于爱新完颜叶赫",
    )
)
