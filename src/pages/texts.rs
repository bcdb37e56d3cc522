//! What pages say of their own, in every language. A text without a translation does not compile.

use std::sync::Arc;

use minijinja::value::{Object, Value};

use super::lang::Lang;

macro_rules! texts {
    ($($name:ident: $en:literal, $zh:literal;)+) => {
        /// A text of the pages.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Say {
            $($name),+
        }

        impl Say {
            /// Every text, with the name by which templates know it.
            pub const ALL: &[(&'static str, Self)] = &[$((stringify!($name), Self::$name)),+];

            /// The text in a language.
            pub const fn text(self, lang: Lang) -> &'static str {
                match (self, lang) {
                    $((Self::$name, Lang::En) => $en, (Self::$name, Lang::Zh) => $zh,)+
                }
            }
        }
    };
}

texts! {
    SkipToContent: "Skip to content", "跳到正文";
    Navigation: "Navigation", "导航";
    Start: "Start", "首页";
    Issues: "Issues", "各期";
    Authors: "Authors", "作者";
    Sets: "Sets", "集合";
    Formats: "Formats", "格式";
    Records: "Records", "记录";
    Search: "Search", "检索";
    Pages: "Pages", "翻页";
    FirstPage: "First page", "第一页";
    NextPage: "Next page", "下一页";
    ServedBy: "Served by", "服务程序：";
    Feed: "Feed of new records (Atom)", "新记录订阅（Atom）";
    AboutTheRepository: "This repository offers its records to everyone by OAI-PMH 2.0.", "本知识库通过 OAI-PMH 2.0 向所有人开放元数据记录。";
    ListsAreBuilt: "The lists of this page are being built and are not complete yet.", "本页的列表正在生成，尚不完整。";
    RecordsPerYear: "Records by year of publication", "各年份记录数";
    NewestRecords: "Newest records", "最新记录";
    AllIssues: "All issues", "全部各期";
    AllSets: "All sets", "全部集合";
    SetsBelow: "Sets below", "下级集合";
    Namespace: "Namespace", "命名空间";
    Schema: "Schema", "模式（Schema）";
    ForAggregators: "For aggregators", "供收割方使用";
    ForAggregatorsText: "Harvesting needs no registration and no key. The records come with persistent deletions, datestamps in seconds, and resumption tokens that stay valid for weeks. Give your harvester the base URL, or copy one of these lines.", "收割无需注册或密钥。删除记录永久保留，时间戳精确到秒，续传标记数周内有效。请把基础 URL 填入收割程序，或复制下面的命令。";
    BaseUrl: "Base URL", "基础 URL";
    Contact: "Contact", "联系方式";
    Register: "Register this repository", "登记本知识库";
    RegisterText: "The operator makes a repository known to search services with its base URL. These services take registrations:", "运营者可凭基础 URL 向下列检索服务登记本知识库：";
    NationalLibrary: "Your national library (deposit of online publications)", "所在国国家图书馆（网络出版物缴存）";
    DevisedTitle: "devised title", "编目员拟定题名";
    Fragment: "fragment", "片段";
    Corresponding: "corresponding author", "通讯作者";
    Abstract: "Abstract", "摘要";
    Keywords: "Keywords", "关键词";
    Funding: "Funding", "资助";
    RelatedWorks: "Related works", "相关文献";
    References: "References", "参考文献";
    HowToCite: "How to cite", "如何引用";
    Download: "Download", "下载";
    RecordInFormats: "The record in each format", "各格式的记录";
    RecordInFormatsText: "The XML is what harvesters get, indented here for reading.", "下列 XML 即收割方所得内容，此处加了缩进以便阅读。";
    NotAvailable: "Not available in these formats", "下列格式暂不可用";
    NotAvailableText: "Nothing is invented to fill a format. The record is offered in it as soon as the editor adds what is missing.", "系统不会虚构内容来凑成格式；编辑补全所缺内容后即会提供。";
    AboutTheArticle: "About this article", "文章信息";
    FullText: "Full text", "全文";
    Identifier: "Identifier", "标识符";
    Journal: "Journal", "期刊";
    Issue: "Issue", "期次";
    IssueTitle: "Title of the issue", "专题";
    Section: "Section", "栏目";
    PagesOfArticle: "Pages", "页码";
    ArticleNumber: "Article number", "文章编号";
    Published: "Published", "出版日期";
    Received: "Received", "收稿日期";
    Accepted: "Accepted", "录用日期";
    License: "Licence", "许可协议";
    Rights: "Rights", "权利声明";
    Access: "Access", "访问权限";
    OpenAccess: "Open access", "开放获取";
    EmbargoedAccess: "Under embargo", "时滞期内";
    RestrictedAccess: "Restricted access", "限制访问";
    MetadataOnlyAccess: "Metadata only", "仅元数据";
    Until: "until", "至";
    LandingPage: "Landing page", "原文页面";
    LanguageOfText: "Language", "正文语种";
    Publisher: "Publisher", "出版者";
    Type: "Type", "类型";
    Classification: "Classification", "分类号";
    Notes: "Notes", "附注";
    Editor: "editor", "编辑";
    GuestEditor: "guest editor", "特约编辑";
    IssueEditor: "issue editor", "本期编辑";
    SectionEditor: "section editor", "栏目编辑";
    Translator: "translator", "译者";
    Reviewer: "reviewer", "审稿人";
    Contributor: "contributor", "贡献者";
    Retracted: "This article was retracted.", "本文已撤稿。";
    Corrected: "This article was corrected.", "本文已有更正。";
    RelPreprint: "Preprint", "预印本";
    RelTranslation: "Translation", "译文";
    RelTranslationOf: "Translation of", "原文";
    RelVersion: "Other version", "其他版本";
    RelReplaces: "Replaces", "取代";
    RelReplacedBy: "Replaced by", "被取代为";
    RelErratum: "Erratum", "更正";
    RelErratumOf: "Erratum of", "所更正的文章";
    RelRetraction: "Retraction", "撤稿声明";
    RelRetractionOf: "Retraction of", "所撤稿的文章";
    RelReviews: "Reviews", "所评论的文献";
    RelData: "Data", "数据";
    RelSupplement: "Supplement", "补充材料";
    RelPartOf: "Part of", "所属文献";
    RelVersionOf: "Version of", "所属版本的文献";
    RelAddendum: "Addendum", "补遗";
    RelAddendumOf: "Addendum to", "所补遗的文章";
    RelExpressionOfConcern: "Expression of concern", "关注声明";
    RelExpressionOfConcernAbout: "Expression of concern about", "所关注的文章";
    RelComment: "Comment", "评论";
    RelCommentOn: "Comment on", "所评论的文章";
    RelReply: "Reply", "答复";
    RelReplyTo: "Reply to", "所答复的文章";
    RelPeerReview: "Peer review", "同行评议";
    RelSoftware: "Software", "软件";
    RelRelated: "Related", "相关";
    NotFound: "There is no such page", "没有此页面";
    NotFoundText: "The address may be mistyped, or the record may have another identifier.", "网址可能有误，或该记录使用其他标识符。";
    NoRecord: "There is no such record", "没有此记录";
    Deleted: "This record was deleted", "此记录已删除";
    DeletedText: "The repository does not offer this record any more. Its identifier stays reserved, and harvesters are told of the deletion.", "本知识库不再提供此记录。其标识符予以保留，收割方会收到删除通知。";
    DeletedOn: "Deleted on", "删除日期";
    Unavailable: "The repository cannot answer now", "知识库暂时无法应答";
    UnavailableText: "Please try again in a few seconds.", "请几秒后重试。";
    NoFormat: "The record is not available in this format", "此记录没有该格式";
    ToTheStart: "To the start page", "返回首页";
    NothingHere: "Nothing is listed here.", "此处没有内容。";
    Year: "Year", "年份";
    NumberOfArticles: "Articles", "篇数";
    OrcidId: "ORCID iD", "ORCID 号";
    SetSpec: "setSpec", "setSpec";
    OaiTitle: "answer of the repository", "知识库的应答";
    OaiBare: "This is the base URL for harvesters. A request to it needs a verb; try one of the forms below.", "这是供收割程序使用的基础 URL。请求须带动词（verb），可用下面的表单试用。";
    OaiForHarvesters: "Harvesters get this XML at the same address.", "收割程序在同一地址得到此 XML。";
    ShowXml: "Show the XML", "查看 XML";
    TheXml: "The whole answer as XML", "完整的 XML 应答";
    TheRequest: "The request", "请求";
    TheErrors: "The request could not be answered", "无法应答该请求";
    TheAnswer: "The answer", "应答";
    TryIt: "Try a request", "试用请求";
    NextPart: "Next part of the list", "列表的下一部分";
    Optional: "optional", "可选";
    Datestamp: "Datestamp", "时间戳";
    Record: "Record", "记录";
    DeletedRecord: "deleted", "已删除";
    VerbIdentify: "What the repository is.", "知识库的基本信息。";
    VerbListMetadataFormats: "The metadata formats, of the whole repository or of one record.", "整个知识库或单条记录可用的元数据格式。";
    VerbListSets: "The sets that records are grouped in.", "记录所属的集合。";
    VerbListIdentifiers: "The headers of records, without their content.", "记录头，不含内容。";
    VerbListRecords: "The records with their content.", "记录及其内容。";
    VerbGetRecord: "One record in one format.", "一条记录的一种格式。";
    VerbUnknown: "This is not a verb of OAI-PMH.", "这不是 OAI-PMH 的动词。";
    ArgumentMetadataPrefix: "The format of the records.", "记录的格式。";
    ArgumentIdentifier: "The identifier of the record, letter by letter.", "记录的标识符，须逐字一致。";
    ArgumentSet: "Only records in this set and in the sets below it.", "仅限该集合及其下级集合中的记录。";
    ArgumentFrom: "Only records that changed on this date or later.", "仅限该日期当天及以后变更的记录。";
    ArgumentUntil: "Only records that changed on this date or earlier.", "仅限该日期当天及以前变更的记录。";
    ArgumentResumptionToken: "The place where a list goes on. The token replaces all arguments except the verb.", "列表续传的位置。续传标记取代除动词外的所有参数。";
    ArgumentUnknown: "This is not an argument of OAI-PMH.", "这不是 OAI-PMH 的参数。";
    ErrorBadArgument: "An argument is missing, wrong, or given twice.", "参数缺失、有误或重复。";
    ErrorBadResumptionToken: "The list cannot go on from this token. Begin the list again.", "无法从此标记续传，请从头开始。";
    ErrorBadVerb: "The verb is missing or is not one of the six.", "缺少动词，或动词不是六个之一。";
    ErrorCannotDisseminateFormat: "The record, or the repository, does not have this format.", "该记录或知识库没有此格式。";
    ErrorIdDoesNotExist: "There is no record with this identifier.", "没有此标识符的记录。";
    ErrorNoRecordsMatch: "No record is in this set and these dates. This is not a failure: there is nothing new.", "该集合与日期范围内没有记录。这并非故障，只是没有新内容。";
    ErrorNoMetadataFormats: "The record has no format.", "该记录没有任何格式。";
    ErrorNoSetHierarchy: "The repository has no sets.", "本知识库没有集合。";
    IdentifyBaseUrl: "The address for harvesters.", "供收割程序使用的地址。";
    IdentifyEarliest: "No record is older.", "没有更早的记录。";
    IdentifyDeleted: "Deletions are reported permanently.", "删除信息永久保留。";
    IdentifyGranularity: "Datestamps are exact to the second.", "时间戳精确到秒。";
    IdentifyCompression: "Answers are compressed for harvesters that accept it.", "可为支持压缩的收割程序压缩应答。";
    SearchPlaceholder: "Titles, authors, keywords, abstracts, DOI", "题名、作者、关键词、摘要、DOI";
    Any: "any", "不限";
    Narrow: "Narrow the search", "缩小范围";
    SearchHelp: "Every word must be found. Also:", "须包含每个词。还可使用：";
    NothingFound: "Nothing was found. Try fewer words, or another spelling.", "没有找到结果。请减少检索词或改用其他写法。";
    Found: "Articles found:", "检索到的文章：";
    PreviousPage: "Previous page", "上一页";
    TooMany: "Only the best results are shown. Add words to narrow the search.", "仅显示最相关的结果，请增加检索词以缩小范围。";
    HarvestThis: "Harvest", "收割";
}

/// The texts of a language as templates name them.
#[derive(Debug)]
pub struct Texts(pub Lang);

impl Object for Texts {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let key = key.as_str()?;
        let (_, say) = Say::ALL.iter().find(|(name, _)| *name == key)?;
        Some(Value::from(say.text(self.0)))
    }
}
