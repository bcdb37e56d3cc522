//! Persons, organisations, and where they work.

use super::define::codes;

codes! {
    NAME_MISSING "name-missing" Error Editor RECORD_FORMAT
        "A person has no name." "人物没有姓名。"
        [All] "The record is not served." "记录不会发布。"
        wrong Record("[[author]]\ncorresponding = true")
        right Record("[[author]]\nfamily = \"Okafor\"\ngiven = \"Ada\"");
    NAME_KINDS "name-kinds" Error Editor RECORD_FORMAT
        "A name is written in two ways at the same time." "同一姓名用了两种写法。"
        [All] "The record is not served, because one of the two may be wrong." "记录不会发布，因为其中一种可能是错的。"
        wrong Record("[[author]]\nfamily = \"Okafor\"\nname = \"Ada Okafor\"")
        right Record("[[author]]\nfamily = \"Okafor\"\ngiven = \"Ada\"");
    NAME_PARTS "name-parts" Warning Editor CROSSREF_NAMES
        "A name that has a family and a given name is written as one text." "有姓有名的姓名写成了一段文字。"
        [Crossref, DataCite, GoogleScholar] "Citations sort the article under the given name." "引文会按名字排序。"
        wrong Record("[[author]]\nname = \"Okafor, Ada\"")
        right Record("[[author]]\nfamily = \"Okafor\"\ngiven = \"Ada\"");
    NAME_WHOLE "name-whole" Warning Editor CROSSREF_NAMES
        "A family name is probably the whole name." "姓氏栏中可能写了全名。"
        [Crossref, DataCite] "Citations have no given name." "引文中没有名字。"
        wrong Record("[[author]]\nfamily = \"张晓明\"")
        right Record("[[author]]\nfamily = \"张\"\ngiven = \"晓明\"");
    NAME_SEVERAL "name-several" Warning Editor CROSSREF_NAMES
        "Several persons are written as one." "几个人写成了一个人。"
        [All] "Every service shows one person with a strange name." "各服务都显示为一个名字奇怪的人。"
        wrong Record("[[author]]\nname = \"Ada Okafor and Li Na\"")
        right Record("[[author]]\nname = \"Okafor\"\n[[author]]\nfamily = \"Li\"\ngiven = \"Na\"");
    NAME_OF_ORGANIZATION "name-of-organization" Warning Editor CROSSREF_NAMES
        "An organisation is written as a person." "机构写成了个人。"
        [Crossref, DataCite, OpenAire] "Services treat it as a person." "各服务会把它当作个人。"
        wrong Record("[[author]]\nname = \"Institute of Peace Studies\"")
        right Record("[[author]]\norganization = \"Institute of Peace Studies\"");
    NAME_CAPITALS "name-capitals" Hint Editor CROSSREF_NAMES
        "A family name is in capitals, as on the page." "姓氏照搬版面，全是大写字母。"
        [Crossref, DataCite, GoogleScholar] "Every citation shows the capitals." "每条引文都显示大写字母。"
        wrong Record("[[author]]\nfamily = \"OKAFOR\"\ngiven = \"Ada\"")
        right Record("[[author]]\nfamily = \"Okafor\"\ngiven = \"Ada\"\nprinted = \"Ada OKAFOR\"");
    NAME_PLACEHOLDER "name-placeholder" Warning Editor CROSSREF_NAMES
        "A name is a sign for \"unknown\"." "姓名是表示“不详”的符号。"
        [All] "Services list a person with this sign as the name." "各服务会列出一个以此为名的人。"
        wrong Record("[[author]]\nfamily = \"Li\"\ngiven = \"N/A\"")
        right Record("[[author]]\nname = \"Li\"");
    NAME_HONORIFIC "name-honorific" Warning Editor CROSSREF_NAMES
        "A name has a title or a degree in it." "姓名中带有头衔或学位。"
        [Crossref, DataCite, GoogleScholar] "Services do not recognise the person." "各服务无法识别这个人。"
        wrong Record("[[author]]\nname = \"Dr. Madonna\"")
        right Record("[[author]]\nname = \"Madonna\"");
    FOOTNOTE_SIGN "footnote-sign" Warning Editor CROSSREF_NAMES
        "A title or a name ends with a sign of a footnote." "题名或姓名末尾带有注释符号。"
        [All] "Every service shows the sign." "各服务都会显示该符号。"
        wrong Record("[[author]]\nfamily = \"Okafor*\"\ngiven = \"Ada\"")
        right Record("[[author]]\nfamily = \"Okafor\"\ngiven = \"Ada\"");
    ROLE_OF_AUTHOR "role-of-author" Warning Editor RECORD_FORMAT
        "An author has a role, which contributors have." "作者带有贡献者才有的角色。"
        [Crossref, DataCite] "The role is not served." "角色不会发布。"
        wrong Record("[[author]]\nname = \"Madonna\"\nrole = \"editor\"")
        right Record("[[contributor]]\nname = \"Madonna\"\nrole = \"editor\"");
    CORRESPONDING_CONTRIBUTOR "corresponding-contributor" Warning Editor RECORD_FORMAT
        "A contributor is marked as the corresponding author." "贡献者被标为通信作者。"
        [Crossref] "The mark is not served." "该标记不会发布。"
        wrong Record("[[contributor]]\nname = \"Madonna\"\nrole = \"editor\"\ncorresponding = true")
        right Record("[[author]]\nname = \"Madonna\"\ncorresponding = true");
    EMAIL_OF_OTHER "email-of-other" Warning Editor RECORD_FORMAT
        "A person who is not the corresponding author has an e-mail address." "不是通信作者的人带有电子邮箱。"
        [Crossref, Doaj] "The address is not served." "该邮箱不会发布。"
        wrong Record("[[author]]\nname = \"Ada\"\nemail = \"ada@trust.org\"")
        right Record("[[author]]\nname = \"Ada\"\nemail = \"ada@trust.org\"\ncorresponding = true");
    ORCID_TWICE "orcid-twice" Warning Editor ORCID_ID
        "Two authors have the same ORCID iD." "两位作者的 ORCID iD 相同。"
        [OpenAire, OpenAlex, Crossref] "Services merge the two persons into one." "各服务会把两个人合并为一个。"
        wrong Record("[[author]]\nname = \"Ada\"\norcid = \"0000-0002-1825-0097\"\n[[author]]\nname = \"Na\"\norcid = \"0000-0002-1825-0097\"")
        right Record("[[author]]\nname = \"Ada\"\norcid = \"0000-0002-1825-0097\"\n[[author]]\nname = \"Na\"");
    ORCID_MISSING "orcid-missing" Warning Editor ORCID_ID
        "An ORCID iD is marked as authenticated, but is not there." "标明 ORCID iD 已验证，却没有写 ORCID iD。"
        [Crossref] "The mark is not served." "该标记不会发布。"
        wrong Record("[[author]]\nname = \"Ada\"\norcid_authenticated = true")
        right Record("[[author]]\nname = \"Ada\"\norcid = \"0000-0002-1825-0097\"\norcid_authenticated = true");
    ORCID_OF_ORGANIZATION "orcid-of-organization" Error Editor ORCID_ID
        "An organisation has an ORCID iD, which only persons have." "机构带有个人才有的 ORCID iD。"
        [Crossref, OpenAire] "The record is not served." "记录不会发布。"
        wrong Record("[[author]]\norganization = \"Peace Institute\"\norcid = \"0000-0002-1825-0097\"")
        right Record("[[author]]\norganization = \"Peace Institute\"");
    ROR_MISPLACED "ror-misplaced" Error Editor ROR_ID
        "A ROR ID is at a person, or at a translation of an affiliation." "ROR ID 写在了个人或单位的译名上。"
        [Crossref, DataCite, OpenAlex] "The record is not served." "记录不会发布。"
        wrong Record("[[author]]\nname = \"Ada\"\nror = \"03yrm5c26\"")
        right Record("[[author]]\nname = \"Ada\"\n[[author.affiliation]]\ninstitution = \"CERN\"\nror = \"01ggx4157\"");
}
