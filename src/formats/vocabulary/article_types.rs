//! The types of articles: a row for each, with its terms in COAR Resource Types 3.1, info:eu-repo, JATS, DataCite and schema.org.
//!
//! Crossref has one type for all of them (`journal_article`); MARC and MODS take the term of COAR. A type for which a vocabulary
//! has no term has the next wider one there. Of several rows with the same term the first is the one that the term means.

/// A type of article in its vocabularies.
#[derive(Debug)]
pub(in crate::formats) struct ArticleType {
    /// What an editor writes.
    pub(in crate::formats) label: &'static str,
    pub(in crate::formats) coar: CoarTerm,
    /// The term of COAR that OpenAIRE 4.0 has for it, if its schema does not know [`ArticleType::coar`].
    wider: Option<CoarTerm>,
    /// The local part of the info:eu-repo term.
    pub(in crate::formats) info_eu_repo: &'static str,
    /// JATS's article-type.
    pub(in crate::formats) jats: &'static str,
    /// DataCite's resourceTypeGeneral, of those in kernel 4.6.
    pub(in crate::formats) datacite: &'static str,
    /// Its type in schema.org in addition to ScholarlyArticle.
    pub(in crate::formats) schema_org: Option<&'static str>,
    /// What else it is called, the labels of COAR in Chinese and Japanese among it.
    pub(in crate::formats) aliases: &'static [&'static str],
}

/// A term of COAR Resource Types: the last part of its URI, and its label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::formats) struct CoarTerm {
    pub(super) id: &'static str,
    pub(in crate::formats) label: &'static str,
}

/// What the URIs of COAR Resource Types begin with.
pub(super) const COAR: &str = "http://purl.org/coar/resource_type/";

impl CoarTerm {
    /// The URI of the term.
    pub(in crate::formats) fn uri(&self) -> String {
        format!("{COAR}{}", self.id)
    }
}

impl ArticleType {
    /// The term of COAR as the schema of OpenAIRE 4.0 has it.
    pub(in crate::formats) fn openaire(&self) -> CoarTerm {
        self.wider.unwrap_or(self.coar)
    }

    const fn wider(self, wider: CoarTerm) -> Self {
        Self { wider: Some(wider), ..self }
    }

    const fn also(self, schema_org: &'static str) -> Self {
        Self { schema_org: Some(schema_org), ..self }
    }

    const fn called(self, aliases: &'static [&'static str]) -> Self {
        Self { aliases, ..self }
    }
}

const fn coar(id: &'static str, label: &'static str) -> CoarTerm {
    CoarTerm { id, label }
}

const fn row(
    label: &'static str,
    coar: CoarTerm,
    info_eu_repo: &'static str,
    jats: &'static str,
    datacite: &'static str,
) -> ArticleType {
    ArticleType { label, coar, wider: None, info_eu_repo, jats, datacite, schema_org: None, aliases: &[] }
}

/// A type that only JATS distinguishes.
const fn in_jats(label: &'static str, jats: &'static str) -> ArticleType {
    row(label, JOURNAL_ARTICLE, "article", jats, "JournalArticle")
}

/// What is said of an article after its publication; no article by itself.
const fn notice(label: &'static str, jats: &'static str) -> ArticleType {
    row(label, JOURNAL_ARTICLE, "other", jats, "JournalArticle")
}

const JOURNAL_ARTICLE: CoarTerm = coar("c_6501", "journal article");
const REVIEW: CoarTerm = coar("c_efa0", "review");
const REVIEW_ARTICLE: CoarTerm = coar("c_dcae04bc", "review article");
const CONFERENCE_OUTPUT: CoarTerm = coar("c_c94f", "conference output");
const LECTURE: CoarTerm = coar("c_8544", "lecture");
const REPORT: CoarTerm = coar("c_93fc", "report");
const TEXT: CoarTerm = coar("c_18cf", "text");

#[rustfmt::skip]
pub(super) static ARTICLE_TYPES: [ArticleType; 64] = [
    row("journal article", JOURNAL_ARTICLE, "article", "research-article", "JournalArticle")
        .called(&["article", "departmental bulletin paper", "contribution to journal", "学术论文", "期刊文献", "论文", "学術雑誌論文", "論文"]),
    row("other", coar("c_1843", "other"), "other", "other", "Other").called(&["其他", "その他"]),
    row("review", REVIEW, "review", "other", "JournalArticle").also("Review").called(&["评论", "レビュー"]),
    row("conference output", CONFERENCE_OUTPUT, "conferenceObject", "other", "Text").called(&["conference object", "会议对象", "会議資料"]),
    row("report", REPORT, "report", "other", "Report").called(&["报告", "報告書"]),
    // articles
    row("research article", coar("c_2df8fbb1", "research article"), "article", "research-article", "JournalArticle")
        .called(&["original article", "original paper", "original research", "原创研究文章", "原著論文"]),
    row("review article", REVIEW_ARTICLE, "article", "review-article", "JournalArticle").called(&["综述文章", "综述", "レビュー論文"]),
    row("systematic review", REVIEW_ARTICLE, "article", "review-article", "JournalArticle"),
    row("book review", coar("c_ba08", "book review"), "review", "book-review", "JournalArticle").also("Review").called(&["书评", "書評"]),
    row("product review", REVIEW, "review", "product-review", "JournalArticle").also("Review"),
    row("editorial", coar("c_b239", "editorial"), "article", "editorial", "JournalArticle").called(&["社论", "エディトリアル"]),
    row("letter to the editor", coar("c_545b", "letter to the editor"), "article", "letter", "JournalArticle").called(&["读者来信", "来信"]),
    row("letter", coar("c_0857", "letter"), "article", "letter", "JournalArticle").called(&["信", "短報"]),
    row("data paper", coar("c_beb9", "data paper"), "article", "data-article", "DataPaper").called(&["数据文章", "データ論文"]),
    row("software paper", coar("c_7bab", "software paper"), "article", "research-article", "JournalArticle").wider(JOURNAL_ARTICLE).called(&["ソフトウェア論文"]),
    row("commentary", coar("D97F-VB57", "commentary"), "article", "article-commentary", "JournalArticle").wider(REVIEW).called(&["comment", "评注", "論評"]),
    row("clinical study", coar("c_7877", "clinical study"), "article", "research-article", "JournalArticle").wider(REPORT),
    row("research protocol", coar("YZ1N-ZFT9", "research protocol"), "article", "other", "JournalArticle").wider(REPORT).called(&["study protocol", "研究方案", "研究プロトコル"]),
    row("knowledge synthesis protocol", coar("DX5J-TA9R", "knowledge synthesis protocol"), "article", "other", "JournalArticle").wider(REPORT)
        .called(&["knowledge synthesis protocols", "知識統合プロトコル"]),
    row("peer review", coar("H9BQ-739P", "peer review"), "review", "reviewer-report", "PeerReview").wider(REVIEW).also("Review")
        .called(&["referee report", "同行评议", "査読"]),
    row("magazine article", coar("43KC-T6DC", "magazine article"), "contributionToPeriodical", "other", "Text").wider(TEXT).called(&["雑誌記事"]),
    row("newspaper article", coar("c_998f", "newspaper article"), "contributionToPeriodical", "news", "Text").wider(TEXT).also("NewsArticle").called(&["新聞記事"]),
    // conferences
    row("conference paper", coar("c_5794", "conference paper"), "conferenceObject", "research-article", "ConferencePaper").called(&["会议论文", "会議発表論文"]),
    row("conference paper not in proceedings", coar("c_18cp", "conference paper not in proceedings"), "conferenceObject", "research-article", "ConferencePaper")
        .called(&["非会议集里的会议论文", "会議発表論文（会議録未掲載）"]),
    row("conference poster", coar("c_6670", "conference poster"), "conferenceObject", "other", "Text").called(&["会议集里的会议海报/会议板报", "会議発表ポスター"]),
    row("conference poster not in proceedings", coar("c_18co", "conference poster not in proceedings"), "conferenceObject", "other", "Text")
        .called(&["非会议集里的会议海报/会议板报", "会議発表ポスター（会議録未掲載）"]),
    row("conference presentation", coar("R60J-J5BD", "conference presentation"), "conferenceObject", "other", "Text").wider(CONFERENCE_OUTPUT)
        .called(&["会议演示报告", "会議発表資料"]),
    row("conference abstract", CONFERENCE_OUTPUT, "conferenceObject", "abstract", "Text").called(&["meeting abstract"]),
    // other texts that journals print
    row("lecture", LECTURE, "lecture", "oration", "Text").called(&["讲座", "講演"]),
    row("oration", LECTURE, "lecture", "oration", "Text"),
    row("annotation", coar("c_1162", "annotation"), "annotation", "other", "Text").called(&["标注", "注釈"]),
    row("bibliography", coar("c_86bc", "bibliography"), "other", "other", "Text").called(&["文献目录", "書誌"]),
    row("preprint", coar("c_816b", "preprint"), "preprint", "research-article", "Preprint").called(&["预印本", "プレプリント"]),
    row("working paper", coar("c_8042", "working paper"), "workingPaper", "research-article", "Text").called(&["研究手稿", "ワーキングペーパー"]),
    row("research report", coar("c_18ws", "research report"), "report", "research-article", "Report").called(&["研究报告", "研究報告書"]),
    row("technical report", coar("c_18gh", "technical report"), "report", "research-article", "Report").called(&["技术报告", "テクニカルレポート"]),
    row("policy report", coar("c_186u", "policy report"), "report", "other", "Report").called(&["政策报告", "ポリシーレポート"]),
    row("research proposal", coar("c_baaf", "research proposal"), "other", "other", "Text").called(&["研究计划", "研究計画書"]),
    row("technical documentation", coar("c_71bd", "technical documentation"), "other", "other", "Text").called(&["技术资料", "技術文書"]),
    row("transcription", coar("6NC7-GK9S", "transcription"), "other", "other", "Text").wider(TEXT).called(&["转录资料", "文字起こし"]),
    // what only JATS distinguishes
    in_jats("abstract", "abstract"),
    in_jats("announcement", "announcement"),
    in_jats("books received", "books-received"),
    in_jats("brief report", "brief-report").called(&["short report"]),
    in_jats("calendar", "calendar"),
    in_jats("case report", "case-report"),
    in_jats("clinical instruction", "clinical-instruction"),
    in_jats("collection", "collection"),
    in_jats("discussion", "discussion"),
    in_jats("in brief", "in-brief"),
    in_jats("interview", "other").called(&["インタビュー"]),
    in_jats("introduction", "introduction"),
    in_jats("meeting report", "meeting-report").called(&["conference report"]),
    in_jats("news", "news").also("NewsArticle").called(&["news item"]),
    in_jats("obituary", "obituary").called(&["讣告"]),
    in_jats("rapid communication", "rapid-communication").called(&["short communication"]),
    in_jats("reply", "reply").called(&["author reply", "response"]),
    in_jats("viewpoint", "viewpoint").called(&["opinion", "perspective"]),
    // notices
    row("corrigendum", coar("c_7acd", "corrigendum"), "other", "correction", "JournalArticle").wider(JOURNAL_ARTICLE).called(&["erratum", "更正", "正誤表"]),
    notice("addendum", "addendum"),
    notice("expression of concern", "expression-of-concern"),
    notice("partial retraction", "partial-retraction"),
    notice("retraction", "retraction").called(&["retraction notice", "撤稿声明"]),
    notice("withdrawal", "retraction").called(&["withdrawal notice"]),
];
