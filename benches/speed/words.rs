//! What the records are made of: words of a journal of international relations, and names.

pub const CHINESE: &str = "国际 安全 治理 合作 冲突 战略 区域 秩序 大国 竞争 人工智能 气候变化 核不扩散 地缘政治 话语 \
    机制 制度 主权 发展 危机 管控 全球 风险 供应链 能源 海洋 网络空间 中国 欧盟 东南亚 中东 非洲 \
    联盟 威慑 军备控制 维和行动 恐怖主义 难民 公共卫生 经济制裁 技术标准 数据 跨国公司 外交 \
    多边主义 规范 认同 叙事 理论 路径 影响 演进 逻辑 困境 转型 比较 研究 分析 视角 框架 实践 启示 \
    与 的 及其 对 在 中 以 为例 下 基于";

pub const ENGLISH: &str = "international security governance cooperation conflict strategy regional order great power \
    competition artificial intelligence climate change nuclear non-proliferation geopolitics \
    discourse mechanisms institutions sovereignty development crisis management global risk supply \
    chains energy maritime cyberspace China European Union Southeast Asia Middle East Africa \
    alliances deterrence arms control peacekeeping terrorism refugees public health economic \
    sanctions technical standards data corporations R&D diplomacy multilateralism norms identity \
    narratives theory approaches impact evolution logic dilemma transition comparative the of and \
    in on towards between a study an analysis from perspective framework practice lessons for with \
    to under by";

/// Family and given names, each in Chinese and in Latin letters.
pub const FAMILY: &str = "王/Wang 李/Li 张/Zhang 刘/Liu 陈/Chen 杨/Yang 黄/Huang 赵/Zhao 吴/Wu 周/Zhou 徐/Xu 孙/Sun \
    欧阳/Ouyang 司马/Sima";

pub const GIVEN: &str = "伟/Wei 芳/Fang 秀英/Xiuying 娜/Na 建国/Jianguo 敏/Min 静/Jing 丽华/Lihua 强/Qiang 磊/Lei \
    洋/Yang 艳/Yan 志明/Zhiming 晓东/Xiaodong";
