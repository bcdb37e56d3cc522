//! Access, embargoes, licences and grants.

use super::define::codes;

codes! {
    EMBARGO_DAY "embargo-day" Error Editor EMBARGO
        "The end of an embargo is not a day." "限制期的结束日期没有精确到日。"
        [OpenAire, Base] "The record is not served: nobody could say when the text becomes open." "记录不会发布：无法确定全文何时开放。"
        wrong Record("access = \"embargoed\"\nembargo_end = \"2099\"")
        right Record("access = \"embargoed\"\nembargo_end = \"2099-01-01\"");
    EMBARGO_ACCESS_MISSING "embargo-access-missing" Warning Editor EMBARGO
        "There is an end of an embargo, but no access right." "有限制期的结束日期，但没有 access。"
        [OpenAire, Base] "Services show no access right." "各服务不显示获取权限。"
        wrong Record("embargo_end = \"2099-01-01\"")
        right Record("access = \"embargoed\"\nembargo_end = \"2099-01-01\"");
    EMBARGO_END_MISSING "embargo-end-missing" Warning Editor EMBARGO
        "An article is embargoed, but the end is missing." "文章处于限制期，但没有写结束日期。"
        [OpenAire, Base] "OpenAIRE requires the date; the article never becomes open." "OpenAIRE 要求有日期；文章永远不会开放。"
        wrong Record("access = \"embargoed\"")
        right Record("access = \"embargoed\"\nembargo_end = \"2099-01-01\"");
    EMBARGO_CONTRADICTS_ACCESS "embargo-contradicts-access" Warning Editor EMBARGO
        "The access right and the embargo contradict each other." "获取权限与限制期相互矛盾。"
        [OpenAire, Base] "Services show the article as open, or as closed, and one is wrong." "各服务显示的开放状态可能是错的。"
        wrong Record("access = \"open\"\nembargo_end = \"2099-01-01\"")
        right Record("access = \"embargoed\"\nembargo_end = \"2099-01-01\"");
    LICENSE_CONTRADICTS_ACCESS "license-contradicts-access" Warning Editor OPENAIRE_3
        "The licence is open, and the access right is not." "许可证是开放的，获取权限却不是。"
        [OpenAire, Base, Doaj] "Services hide an open article, or show a closed one as open." "各服务会隐藏开放的文章，或把不开放的显示为开放。"
        wrong Record("access = \"restricted\"\nlicense = \"CC-BY-4.0\"")
        right Record("access = \"open\"\nlicense = \"CC-BY-4.0\"");
    FILE_CONTRADICTS_ACCESS "file-contradicts-access" Warning Editor OPENAIRE_3
        "There is a file of the text, but the access right is metadata only." "有全文文件，获取权限却是仅提供元数据。"
        [OpenAire, Core] "Services do not show the file." "各服务不会显示该文件。"
        wrong Record("access = \"metadata-only\"\n[[file]]\nurl = \"https://journal.example/1.pdf\"")
        right Record("access = \"open\"\n[[file]]\nurl = \"https://journal.example/1.pdf\"");
    LICENSE_UNKNOWN "license-unknown" Warning Editor SPDX_LIST
        "A licence is not a known one." "许可证不是已知的许可证。"
        [Doaj, OpenAire, Base] "Services show no licence, so that nobody may reuse the article." "各服务不显示许可证，他人无法再利用文章。"
        wrong Record("license = \"CC-BY-5.0\"")
        right Record("license = \"CC-BY-4.0\"");
    LICENSE_WORDS "license-words" Warning Editor SPDX_LIST
        "A licence is written in words that software does not recognise." "许可证写成了软件无法识别的文字。"
        [Doaj, OpenAire, Base] "Services show no licence." "各服务不显示许可证。"
        wrong Record("license = \"CC BY 4.0\"")
        right Record("license = \"CC-BY-4.0\"");
    LICENSE_CONTRADICTS_ID "license-contradicts-id" Warning Editor CC_LICENSES
        "The URL and the id are those of two licences." "许可证的网址与代码不一致。"
        [Doaj, OpenAire, Base] "Some services show the wrong licence." "有的服务会显示错误的许可证。"
        wrong Record("license = { url = \"https://creativecommons.org/licenses/by-nc/4.0/\", spdx = \"CC-BY-4.0\" }")
        right Record("license = { url = \"https://creativecommons.org/licenses/by/4.0/\", spdx = \"CC-BY-4.0\" }");
    FUNDER_MISSING "funder-missing" Error Editor OPENAIRE_4
        "A grant has no funder." "资助没有写资助机构。"
        [OpenAire, Crossref] "The record is not served." "记录不会发布。"
        wrong Record("[[funding]]\naward = \"1\"")
        right Record("[[funding]]\nfunder = \"国家社会科学基金\"\naward = \"1\"");
    FUNDER_UNRESOLVED "funder-unresolved" Warning Editor OPENAIRE_PROJECT
        "OpenAIRE cannot resolve the name of a funder that it knows." "OpenAIRE 无法由名称识别其已知的资助机构。"
        [OpenAire] "The article is not linked to its project." "文章不会与项目关联。"
        wrong Record("[[funding]]\nfunder = \"The Wellcome Trust\"\naward = \"203128/Z/16/Z\"")
        right Record("[[funding]]\nfunder = \"Wellcome Trust\"\naward = \"203128/Z/16/Z\"");
    GRANT_PROGRAMME "grant-programme" Warning Editor OPENAIRE_PROJECT
        "A project of the European Commission has no programme." "欧盟委员会的项目没有写计划。"
        [OpenAire] "The article is not linked to its project." "文章不会与项目关联。"
        wrong Record("[[funding]]\nfunder = \"European Commission\"\naward = \"101058620\"")
        right Record("[[funding]]\nfunder = \"European Commission\"\nprogramme = \"HE\"\naward = \"101058620\"");
    GRANT_NUMBER "grant-number" Warning Editor OPENAIRE_PROJECT
        "A project of the European Commission has no number, or one that cannot be right." "欧盟委员会的项目没有项目号，或项目号不对。"
        [OpenAire] "The article is not linked to its project." "文章不会与项目关联。"
        wrong Record("[[funding]]\nfunder = \"European Commission\"\nprogramme = \"HE\"\naward = \"No. 101058620\"")
        right Record("[[funding]]\nfunder = \"European Commission\"\nprogramme = \"HE\"\naward = \"101058620\"");
}
